package io.github.parlor.examples.day;

import io.github.parlor.examples.terminal.Table;
import io.github.parlor.metrics.MetricResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** The report for a person at a terminal: aligned, coloured where there are colours. Single-owner. */
final class DayTable {
    /** Keeps the lines of figures within the 80 columns of a usual terminal. */
    private static final int WIDEST_NAME = 33;

    private final PrintWriter out;
    private final Ansi ansi;

    DayTable(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void print(DayReport report) {
        title("A day of a shop: seed " + report.seed() + ", " + report.agents() + " agents, "
                + Show.count(report.events()) + " facts");
        out.println("invitations " + Show.count(report.invited()) + " shown, " + Show.count(report.accepted())
                + " accepted; purchases " + Show.count(report.purchases()));
        out.println();
        figures(report);
        out.println();
        subjects(report);
        out.println();
        agents(report);
        out.flush();
    }

    private void figures(DayReport report) {
        Table table = new Table(List.of("figure", "value", "rests on"), WIDEST_NAME);
        report.figures()
                .forEach(figure -> table.add(List.of(Show.title(figure), Show.value(figure), Show.basis(figure))));
        print(table);
    }

    private void subjects(DayReport report) {
        Table table =
                new Table(List.of("subject", "offered", "answered", "abandoned", "mean wait", "in 20 s", "satisfied"));
        report.bySubject().forEach((subject, figures) -> {
            List<String> row = new ArrayList<>(List.of(subject.toLowerCase(java.util.Locale.ROOT)));
            for (int index : new int[] {1, 2, 3, 5, 7, 12}) {
                row.add(Show.value(figures.get(index)));
            }
            table.add(row);
        });
        print(table);
    }

    private void agents(DayReport report) {
        Table table = new Table(List.of("agent", "sessions", "at once", "busy", "slots", "most at once"));
        for (DayReport.AgentLoad load : report.byAgent()) {
            List<String> row = new ArrayList<>(List.of(load.agent(), Show.count(load.stays())));
            for (MetricResult figure : load.figures()) {
                row.add(Show.value(figure));
            }
            row.add(Integer.toString(load.most()));
            table.add(row);
        }
        print(table);
    }

    private void print(Table table) {
        List<String> lines = table.lines();
        title(lines.get(0));
        lines.stream().skip(1).forEach(out::println);
    }

    private void title(String line) {
        out.println(ansi.enabled() ? Ansi.Style.on(Ansi.Style.bold) + line + Ansi.Style.off(Ansi.Style.bold) : line);
    }
}
