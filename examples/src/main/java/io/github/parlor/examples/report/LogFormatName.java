package io.github.parlor.examples.report;

import io.github.parlor.examples.bank.BankFormat;
import io.github.parlor.examples.csv.CsvFormat;
import io.github.parlor.examples.log.LogFormat;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The formats of call logs, by the names that the command line knows. */
enum LogFormatName {
    ANONYMOUS_BANK("anonymous-bank", new BankFormat()),
    CSV("csv", new CsvFormat());

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a format is immutable
    private final LogFormat format;

    LogFormatName(String title, LogFormat format) {
        this.title = title;
        this.format = format;
    }

    LogFormat format() {
        return format;
    }

    /** Reads a name; picocli would offer the names of the constants. */
    static final class Converter implements ITypeConverter<LogFormatName> {
        @Override
        public LogFormatName convert(String title) {
            return Arrays.stream(values())
                    .filter(name -> name.title.equals(title))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("expected anonymous-bank or csv, got '" + title + "'"));
        }
    }
}
