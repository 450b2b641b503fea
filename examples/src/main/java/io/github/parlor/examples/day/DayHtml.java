package io.github.parlor.examples.day;

import io.github.parlor.examples.day.DayReport.HalfHour;
import io.github.parlor.metrics.MetricResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The report as one HTML file with charts drawn in it: no script, no font, no picture from anywhere else. */
final class DayHtml {
    private static final int WIDTH = 920;
    private static final int HEIGHT = 260;
    private static final int LEFT = 48;
    private static final int BOTTOM = 30;
    private static final int TOP = 12;

    /** How much of its half hour a bar fills. */
    private static final double BAR = 0.8;

    private static final String STYLE = """
            :root { color-scheme: light dark; --text: #1c2733; --soft: #51606f; --back: #fff; --line: #e7ecf1; --edge: #d9e0e7;
              --answered: #2f7dd1; --abandoned: #d1543f; --wait: #5b8f4e; }
            @media (prefers-color-scheme: dark) { :root { --text: #e6ebf0; --soft: #a3b1bf; --back: #14191f; --line: #28313a;
              --edge: #39444f; --answered: #5a9fe6; --abandoned: #e8806d; --wait: #7fb571; } }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 2rem auto; max-width: 960px; padding: 0 1rem; }
            h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; } p { color: var(--soft); }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .75rem; margin: 1.2rem 0; }
            .tile { border: 1px solid var(--edge); border-radius: 8px; padding: .7rem 1rem; }
            .tile b { display: block; font-size: 1.5rem; } .tile span { color: var(--soft); font-size: .8rem; }
            .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; }
            th, td { text-align: right; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
            th:first-child, td:first-child, .text th:last-child, .text td:last-child { text-align: left; white-space: normal; }
            .text td:last-child { min-width: 16rem; } svg { max-width: 100%; height: auto; } line { stroke: var(--line); }
            text { font: 11px system-ui, sans-serif; fill: var(--soft); }
            .answered { fill: var(--answered); } .abandoned { fill: var(--abandoned); } .wait { fill: var(--wait); }
            """;

    private final StringBuilder html = new StringBuilder();

    private DayHtml() {}

    static void write(DayReport report, Path path) throws IOException {
        Files.writeString(path, page(report), StandardCharsets.UTF_8);
    }

    static String page(DayReport report) {
        DayHtml page = new DayHtml();
        page.build(report);
        return page.html.toString();
    }

    private void build(DayReport report) {
        line("<!DOCTYPE html>");
        line("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        line("<title>A shop's day</title><style>").append(STYLE).append("</style></head><body>\n");
        line("<h1>A shop's day</h1>");
        line("<p>Seed " + report.seed() + ", " + report.agents() + " agents, " + Show.count(report.events())
                + " facts in the journal. Generated input: service times, patience, mix and daily profile follow a real call"
                + " log; who chats, accepts and buys is assumed.</p>");
        tiles(report);
        line("<h2>Conversations by the half hour of their first wait</h2>");
        sessions(report.halfHours());
        line("<h2>Mean wait of the answered by half hour, seconds</h2>");
        waits(report.halfHours());
        line("<h2>Figures</h2>");
        figures(report.figures());
        line("<h2>Subjects</h2>");
        subjects(report);
        line("<h2>Agents</h2>");
        agents(report);
        line("</body></html>");
    }

    private StringBuilder line(String text) {
        return html.append(text).append('\n');
    }

    private void tiles(DayReport report) {
        line("<div class=\"tiles\">");
        tile(report, 0, "sessions");
        tile(report, 2, "answered");
        tile(report, 4, "abandoned, short ones apart");
        tile(report, 5, "mean wait of the answered");
        tile(report, 7, "answered within 20 s");
        tile(report, 12, "satisfied");
        tile(Show.count(report.accepted()) + " of " + Show.count(report.invited()), "invitations accepted");
        tile(Show.count(report.purchases()), "purchases");
        line("</div>");
    }

    private void tile(DayReport report, int figure, String title) {
        tile(Show.value(report.figures().get(figure)), title);
    }

    private void tile(String value, String title) {
        line("<div class=\"tile\"><b>" + escaped(value) + "</b><span>" + escaped(title) + "</span></div>");
    }

    private void sessions(List<HalfHour> slots) {
        double top = roundedUp(
                (double) slots.stream().mapToLong(HalfHour::offered).max().orElse(0));
        begin("Conversations by half hour, answered and abandoned", slots, top);
        bars(slots, top, 0, slot -> (double) slot.answered(), "answered", "answered");
        stacked(slots, top);
        end("<tspan class=\"answered\">&#9632; answered</tspan> <tspan class=\"abandoned\">&#9632; abandoned</tspan>");
    }

    private void waits(List<HalfHour> slots) {
        double top = roundedUp(slots.stream().mapToDouble(DayHtml::wait).max().orElse(0));
        begin("Mean wait by half hour", slots, top);
        bars(slots, top, 0, DayHtml::wait, "wait", "mean wait");
        end("");
    }

    /** Returns the end of an axis whose four parts are whole numbers. */
    private static double roundedUp(double highest) {
        return 4 * Math.max(1, Math.ceil(highest / 4));
    }

    private static double wait(HalfHour slot) {
        return slot.meanWaitSeconds() == null ? 0 : slot.meanWaitSeconds();
    }

    private void begin(String title, List<HalfHour> slots, double top) {
        line("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"" + title + "\">");
        for (int i = 0; i <= 4; i++) {
            double value = top * i / 4;
            String y = decimal(y(value, top));
            line("<line x1=\"" + LEFT + "\" x2=\"" + WIDTH + "\" y1=\"" + y + "\" y2=\"" + y + "\"/>");
            line("<text x=\"" + (LEFT - 6) + "\" y=\"" + y + "\" text-anchor=\"end\" dy=\"4\">" + decimal(value)
                    + "</text>");
        }
        for (int i = 0; i < slots.size(); i += 2) {
            String x = decimal(x(i, slots.size()) + BAR * slotWidth(slots.size()) / 2);
            line("<text x=\"" + x + "\" y=\"" + (HEIGHT - 10) + "\" text-anchor=\"middle\">"
                    + slots.get(i).from() + "</text>");
        }
    }

    private void end(String legend) {
        if (!legend.isEmpty()) {
            line("<text x=\"" + (WIDTH - 170) + "\" y=\"" + (TOP + 4) + "\">" + legend + "</text>");
        }
        line("</svg>");
    }

    private void bars(
            List<HalfHour> slots, double top, double from, ToDoubleFunction<HalfHour> value, String kind, String what) {
        for (int i = 0; i < slots.size(); i++) {
            bar(slots, i, top, from, value.applyAsDouble(slots.get(i)), kind, what);
        }
    }

    private void stacked(List<HalfHour> slots, double top) {
        for (int i = 0; i < slots.size(); i++) {
            HalfHour slot = slots.get(i);
            bar(slots, i, top, (double) slot.answered(), (double) slot.abandoned(), "abandoned", "abandoned");
        }
    }

    private void bar(List<HalfHour> slots, int i, double top, double from, double value, String kind, String what) {
        if (value <= 0) {
            return;
        }
        double width = slotWidth(slots.size());
        double y = y(from + value, top);
        double height = y(from, top) - y;
        line("<rect x=\"" + decimal(x(i, slots.size())) + "\" y=\"" + decimal(y) + "\" width=\"" + decimal(width * BAR)
                + "\" height=\"" + decimal(height) + "\" class=\"" + kind + "\"><title>"
                + slots.get(i).from() + " " + what
                + ": " + decimal(value) + "</title></rect>");
    }

    private static double x(int i, int slots) {
        return LEFT + i * slotWidth(slots);
    }

    private static double slotWidth(int slots) {
        return (WIDTH - LEFT) / (double) slots;
    }

    private static double y(double value, double top) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    }

    private void figures(List<MetricResult> figures) {
        line(
                "<div class=\"wide\"><table class=\"text\"><tr><th>Figure</th><th>Value</th><th>Rests on</th><th>Definition</th></tr>");
        for (MetricResult figure : figures) {
            row(
                    Show.title(figure),
                    Show.value(figure),
                    Show.basis(figure),
                    figure.definition().text());
        }
        line("</table></div>");
    }

    private void agents(DayReport report) {
        line(
                "<div class=\"wide\"><table><tr><th>Agent</th><th>Sessions</th><th>At once, while busy</th><th>Busy</th><th>Slots used</th>"
                        + "<th>Most at once</th></tr>");
        for (DayReport.AgentLoad load : report.byAgent()) {
            row(
                    load.agent(),
                    Show.count(load.stays()),
                    Show.value(load.figures().get(0)),
                    Show.value(load.figures().get(1)),
                    Show.value(load.figures().get(2)),
                    Integer.toString(load.most()));
        }
        line("</table></div>");
    }

    private void subjects(DayReport report) {
        line(
                "<div class=\"wide\"><table><tr><th>Subject</th><th>Offered</th><th>Answered</th><th>Abandoned</th><th>Mean wait</th>"
                        + "<th>In 20 s</th><th>Satisfied</th></tr>");
        report.bySubject()
                .forEach((subject, figures) -> row(
                        subject.toLowerCase(Locale.ROOT),
                        Show.value(figures.get(1)),
                        Show.value(figures.get(2)),
                        Show.value(figures.get(3)),
                        Show.value(figures.get(5)),
                        Show.value(figures.get(7)),
                        Show.value(figures.get(12))));
        line("</table></div>");
    }

    private void row(String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>").append(breakable(escaped(cell))).append("</td>");
        }
        line("</tr>");
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }

    /** Lets the long names of figures break at their dots and underscores. */
    private static String breakable(String text) {
        return text.replaceAll("(?<=[a-z])([._])(?=[a-z])", "$1<wbr>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
