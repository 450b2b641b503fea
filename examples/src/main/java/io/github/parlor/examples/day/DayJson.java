package io.github.parlor.examples.day;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.parlor.metrics.MetricResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The report as JSON; its schema is in the guide "run a shop's day". */
final class DayJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private DayJson() {}

    static void write(DayReport report, Path path) throws IOException {
        Files.writeString(
                path, MAPPER.writeValueAsString(tree(report)).replace("\r\n", "\n") + "\n", StandardCharsets.UTF_8);
    }

    static ObjectNode tree(DayReport report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("seed", report.seed());
        root.put("agents", report.agents());
        root.put("events", report.events());
        root.putObject("invitations").put("shown", report.invited()).put("accepted", report.accepted());
        root.put("purchases", report.purchases());
        figures(root.putArray("figures"), report.figures());
        ObjectNode subjects = root.putObject("bySubject");
        report.bySubject().forEach((subject, figures) -> figures(subjects.putArray(subject), figures));
        ArrayNode slots = root.putArray("halfHours");
        for (DayReport.HalfHour slot : report.halfHours()) {
            slots.addObject()
                    .put("from", slot.from().toString())
                    .put("offered", slot.offered())
                    .put("answered", slot.answered())
                    .put("abandoned", slot.abandoned())
                    .put("meanWaitSeconds", slot.meanWaitSeconds());
        }
        ArrayNode agents = root.putArray("byAgent");
        for (DayReport.AgentLoad load : report.byAgent()) {
            ObjectNode agent = agents.addObject();
            agent.put("agent", load.agent()).put("sessions", load.stays()).put("mostAtOnce", load.most());
            figures(agent.putArray("figures"), load.figures());
        }
        return root;
    }

    private static void figures(ArrayNode array, List<MetricResult> figures) {
        for (MetricResult figure : figures) {
            ObjectNode node = array.addObject();
            node.put("metric", figure.definition().id())
                    .put("version", figure.definition().version())
                    .put("policy", figure.definition().policy())
                    .put("unit", figure.definition().unit().name())
                    .put("statistic", figure.statistic())
                    .put("value", figure.value())
                    .put("size", figure.size())
                    .put("censored", figure.censored());
            if (figure.interval() != null) {
                node.putObject("interval95")
                        .put("low", figure.interval().low())
                        .put("high", figure.interval().high());
            }
        }
    }
}
