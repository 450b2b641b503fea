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

    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; color: #1c2733; background: #fff; margin: 2rem auto; max-width: 960px; padding: 0 1rem; }
            h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            p { color: #51606f; } .tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.2rem 0; }
            .tile { border: 1px solid #d9e0e7; border-radius: 8px; padding: .7rem 1rem; min-width: 9rem; }
            .tile b { display: block; font-size: 1.5rem; } .tile span { color: #51606f; font-size: .8rem; }
            table { border-collapse: collapse; width: 100%; font-size: .9rem; }
            th, td { text-align: right; padding: .3rem .6rem; border-bottom: 1px solid #e7ecf1; }
            th:first-child, td:first-child, .text th:last-child, .text td:last-child { text-align: left; } svg { max-width: 100%; height: auto; }
            text { font: 11px system-ui, sans-serif; fill: #51606f; }
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
        line("<p>Seed " + report.seed() + ", " + report.agents() + " agents, " + number(report.events())
                + " facts in the journal. Generated input: service times, patience, mix and daily profile follow a real call"
                + " log; who chats, accepts and buys is assumed.</p>");
        tiles(report);
        line("<h2>Sessions by half hour</h2>");
        sessions(report.halfHours());
        line("<h2>Mean wait of the answered by half hour, seconds</h2>");
        waits(report.halfHours());
        line("<h2>Figures</h2>");
        figures(report.figures());
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
        tile(report.accepted() + " of " + report.invited(), "invitations accepted");
        tile(number(report.purchases()), "purchases");
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
        begin(slots, top);
        bars(slots, top, 0, slot -> (double) slot.answered(), "#2f7dd1", "answered");
        stacked(slots, top);
        end("<tspan fill=\"#2f7dd1\">&#9632; answered</tspan> <tspan fill=\"#d1543f\">&#9632; abandoned</tspan>");
    }

    private void waits(List<HalfHour> slots) {
        double top = roundedUp(slots.stream().mapToDouble(DayHtml::wait).max().orElse(0));
        begin(slots, top);
        bars(slots, top, 0, DayHtml::wait, "#5b8f4e", "mean wait");
        end("");
    }

    /** Returns the end of an axis whose four parts are whole numbers. */
    private static double roundedUp(double highest) {
        return 4 * Math.max(1, Math.ceil(highest / 4));
    }

    private static double wait(HalfHour slot) {
        return slot.meanWaitSeconds() == null ? 0 : slot.meanWaitSeconds();
    }

    private void begin(List<HalfHour> slots, double top) {
        line("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\">");
        for (int i = 0; i <= 4; i++) {
            double value = top * i / 4;
            String y = decimal(y(value, top));
            line("<line x1=\"" + LEFT + "\" x2=\"" + WIDTH + "\" y1=\"" + y + "\" y2=\"" + y
                    + "\" stroke=\"#e7ecf1\"/>");
            line("<text x=\"" + (LEFT - 6) + "\" y=\"" + y + "\" text-anchor=\"end\" dy=\"4\">" + decimal(value)
                    + "</text>");
        }
        for (int i = 0; i < slots.size(); i += 2) {
            String x = decimal(x(i, slots.size()));
            line("<text x=\"" + x + "\" y=\"" + (HEIGHT - 10) + "\">"
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
            List<HalfHour> slots,
            double top,
            double from,
            ToDoubleFunction<HalfHour> value,
            String colour,
            String what) {
        for (int i = 0; i < slots.size(); i++) {
            bar(slots, i, top, from, value.applyAsDouble(slots.get(i)), colour, what);
        }
    }

    private void stacked(List<HalfHour> slots, double top) {
        for (int i = 0; i < slots.size(); i++) {
            HalfHour slot = slots.get(i);
            bar(slots, i, top, (double) slot.answered(), (double) slot.abandoned(), "#d1543f", "abandoned");
        }
    }

    private void bar(List<HalfHour> slots, int i, double top, double from, double value, String colour, String what) {
        if (value <= 0) {
            return;
        }
        double width = (WIDTH - LEFT) / (double) slots.size();
        double y = y(from + value, top);
        double height = y(from, top) - y;
        line("<rect x=\"" + decimal(x(i, slots.size())) + "\" y=\"" + decimal(y) + "\" width=\"" + decimal(width * 0.8)
                + "\" height=\"" + decimal(height) + "\" fill=\"" + colour + "\"><title>"
                + slots.get(i).from() + " " + what
                + ": " + decimal(value) + "</title></rect>");
    }

    private static double x(int i, int slots) {
        return LEFT + i * (WIDTH - LEFT) / (double) slots;
    }

    private static double y(double value, double top) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    }

    private void figures(List<MetricResult> figures) {
        line("<table class=\"text\"><tr><th>Figure</th><th>Value</th><th>Rests on</th><th>Definition</th></tr>");
        for (MetricResult figure : figures) {
            row(
                    Show.title(figure),
                    Show.value(figure),
                    Show.basis(figure),
                    figure.definition().text());
        }
        line("</table>");
    }

    private void agents(DayReport report) {
        line("<table><tr><th>Agent</th><th>Sessions</th><th>At once, while busy</th><th>Busy</th><th>Slots used</th>"
                + "<th>Most at once</th></tr>");
        for (DayReport.AgentLoad load : report.byAgent()) {
            row(
                    load.agent(),
                    number(load.stays()),
                    Show.value(load.figures().get(0)),
                    Show.value(load.figures().get(1)),
                    Show.value(load.figures().get(2)),
                    Integer.toString(load.most()));
        }
        line("</table>");
    }

    private void row(String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>").append(escaped(cell)).append("</td>");
        }
        line("</tr>");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
