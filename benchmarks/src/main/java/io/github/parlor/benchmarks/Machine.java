package io.github.parlor.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** On what the figures were taken, without which they say nothing. */
public final class Machine {
    private Machine() {}

    /** Prints processor, JDK and load as items of a list in Markdown. */
    public static void print(PrintStream out, double loadBefore) throws IOException {
        out.printf(
                Locale.ROOT,
                "- machine: %s, %d cores, %s%n",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
        out.printf(
                Locale.ROOT,
                "- JDK: %s %s%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"));
        out.printf(Locale.ROOT, "- load of the machine before and after: %.1f, %.1f%n%n", loadBefore, load());
    }

    /** Returns how many processes wanted a core in the last minute. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
