package io.github.parlor.examples.report;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.event.EventRecord;
import io.github.parlor.examples.log.Failures;
import io.github.parlor.examples.log.Lines;
import io.github.parlor.examples.log.UnreadableInputException;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.Journal;
import io.github.parlor.json.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A journal as a file: one recorded fact per line as JSON, in the order of positions. Stateless. */
final class JournalFile {
    private static final int PAGE = 10_000;

    private JournalFile() {}

    /** Writes all facts of a tenant. */
    static void write(Path path, Journal journal, TenantId tenant) throws IOException {
        Output.lines(path, pages(journal, tenant).flatMap(List::stream).map(EventJson::write));
    }

    /** Hands over all facts of a tenant, in order. */
    static void read(Journal journal, TenantId tenant, Consumer<EventRecord> consumer) {
        pages(journal, tenant).flatMap(List::stream).forEachOrdered(consumer);
    }

    /**
     * Hands over the facts of a file, plain or gzip, in order.
     *
     * @throws UnreadableInputException if the file or one of its lines cannot be read
     */
    static void read(Path path, Consumer<EventRecord> consumer) throws UnreadableInputException {
        try (InputStream bytes = Files.newInputStream(path);
                Lines lines = Lines.of(bytes, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.next(); line != null; line = lines.next()) {
                consumer.accept(fact(path, ++number, line));
            }
        } catch (UnreadableInputException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableInputException(path + ": " + Failures.describe(e), e);
        }
    }

    private static EventRecord fact(Path path, int number, String line) throws UnreadableInputException {
        try {
            return EventJson.read(line);
        } catch (InvalidValueException e) {
            throw new UnreadableInputException(path + ": line " + number + ": " + e.getMessage(), e);
        }
    }

    private static Stream<List<EventRecord>> pages(Journal journal, TenantId tenant) {
        return Stream.iterate(
                journal.readAll(tenant, 0, PAGE),
                page -> !page.isEmpty(),
                page -> journal.readAll(tenant, page.get(page.size() - 1).position(), PAGE));
    }
}
