package io.github.parlor.examples.report;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JSON of a report: {@code {"logs": […]}}, one object per log in order. Stateless. */
final class ReportJson {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private ReportJson() {}

    static void write(Path path, List<LogReport> logs) throws IOException {
        Files.writeString(path, text(logs));
    }

    static String text(List<LogReport> logs) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        logs.forEach(log -> log(log, root.withArray("logs").addObject()));
        if (logs.isEmpty()) {
            root.putArray("logs");
        }
        return new ObjectMapper()
                        .writer(new DefaultPrettyPrinter().withObjectIndenter(INDENT))
                        .writeValueAsString(root)
                + "\n";
    }

    private static void log(LogReport log, ObjectNode json) {
        json.put("name", log.name());
        json.put("rows", log.all().rows());
        json.put("repaired", log.repaired());
        json.put("rejected", log.rejected());
        figures(log.all(), json);
        ObjectNode types = json.putObject("byType");
        log.byType().forEach((type, figures) -> {
            ObjectNode child = types.putObject(type);
            child.put("rows", figures.rows());
            figures(figures, child);
        });
    }

    private static void figures(Figures figures, ObjectNode json) {
        json.put("phantom", figures.phantom());
        json.put("offered", figures.offered());
        json.put("answered", figures.answered());
        json.put("abandoned", figures.abandoned());
        json.put("asaSeconds", figures.asaSeconds());
        json.put("meanWaitOfferedSeconds", figures.meanWaitOfferedSeconds());
        ObjectNode levels = json.putObject("serviceLevel");
        figures.serviceLevel().forEach((seconds, share) -> levels.put(seconds.toString(), share));
        json.put("served", figures.served());
        json.put("meanServiceSeconds", figures.meanServiceSeconds());
    }
}
