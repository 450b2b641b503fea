package io.github.parlor.benchmarks.routing;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The figures as a picture: calls per second over agents and over the backlog, for one thread and for two, both axes
 * logarithmic. Points whose windows were not clean are hollow. An SVG without script, with colours for light and for dark surroundings, and lines that differ without them.
 */
@SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency for one class
final class RouterChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 700;
    private static final int PANEL_WIDTH = 380;
    private static final int PANEL_HEIGHT = 220;
    private static final int LEFT = 70;
    private static final int TOP = 110;
    private static final int COLUMN = 470;
    private static final int ROW = 300;

    /** One for each contender, in their order: light, dark, dashes. */
    private static final String[][] STYLES = {
        {"#6b7280", "#9ca3af", "2 4"},
        {"#b45309", "#fbbf24", "8 3"},
        {"#7c3aed", "#c4b5fd", "5 3"},
        {"#0369a1", "#7dd3fc", "none"},
        {"#be123c", "#fda4af", "3 3"},
        {"#4d7c0f", "#bef264", "10 3 2 3"},
        {"#111827", "#f9fafb", "none"},
        {"#c2410c", "#fdba74", "none"}
    };

    private final StringBuilder out = new StringBuilder();
    private final List<Figure> figures;
    private final int fromDecade;
    private final int toDecade;

    private RouterChart(List<Figure> figures) {
        this.figures = figures;
        fromDecade = decade(figures.stream().min(Comparator.comparingDouble(RouterChart::value)), 3);
        toDecade = decade(figures.stream().max(Comparator.comparingDouble(RouterChart::value)), 7) + 1;
    }

    private static int decade(Optional<Figure> figure, int otherwise) {
        return figure.filter(each -> value(each) > 0)
                .map(each -> (int) Math.floor(Math.log10(value(each))))
                .orElse(otherwise);
    }

    private static double value(Figure figure) {
        return figure.windows().perSecond(0.5);
    }

    /** Returns the document. */
    static String of(List<Figure> figures) {
        return new RouterChart(
                        figures.stream().filter(each -> each.setting().offers()).toList())
                .draw();
    }

    private String draw() {
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title desc\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"13\">",
                WIDTH, HEIGHT);
        line("<title id=\"title\">Calls per second of routers</title>");
        line("<desc id=\"desc\">%s</desc>", description());
        style();
        line("<rect class=\"ground\" width=\"%d\" height=\"%d\"/>", WIDTH, HEIGHT);
        line("<text x=\"%d\" y=\"28\" font-size=\"18\">Calls that changed something, per second</text>", LEFT);
        line("<text x=\"%d\" y=\"%d\">Hollow: the machine was not quiet.</text>", LEFT, HEIGHT - 12);
        legend();
        for (int threads = 1; threads <= 2; threads++) {
            String of = threads == 1 ? ", 1 thread" : ", 2 threads";
            int wanted = threads;
            panel(
                    0,
                    threads - 1,
                    "agents" + of,
                    figure -> is(figure, wanted, 0),
                    each -> each.setting().agents());
            panel(
                    1,
                    threads - 1,
                    "waiting sessions, 1,000 agents" + of,
                    figure -> figure.setting().threads() == wanted
                            && figure.setting().backlog(),
                    each -> each.setting().waiting());
        }
        line("</svg>");
        return out.toString();
    }

    private static boolean is(Figure figure, int threads, int waiting) {
        return figure.setting().threads() == threads && figure.setting().waiting() == waiting;
    }

    private String description() {
        return figures.stream()
                .map(Figure::router)
                .distinct()
                .sorted()
                .map(Contender::title)
                .collect(Collectors.joining("; ", "Lines for: ", ". The figures are in the table beside it."));
    }

    private void style() {
        line("<style>");
        line(".ground{fill:#fff}text{fill:#1f2937}.grid{stroke:#e5e7eb}.line{fill:none;stroke-width:2}");
        for (Contender contender : Contender.values()) {
            String[] style = styleOf(contender);
            String name = contender.name();
            line(".line.%s{stroke:%s;stroke-dasharray:%s}.dot.%s{fill:%s}", name, style[0], style[2], name, style[0]);
        }
        line("@media (prefers-color-scheme: dark){.ground{fill:#0d1117}text{fill:#e5e7eb}.grid{stroke:#30363d}");
        for (Contender contender : Contender.values()) {
            String name = contender.name();
            String colour = styleOf(contender)[1];
            line(".line.%s{stroke:%s}.dot.%s{fill:%s}", name, colour, name, colour);
        }
        line("}");
        line("</style>");
    }

    private static String[] styleOf(Contender contender) {
        int place = List.of(Contender.values()).indexOf(contender);
        return STYLES[place % STYLES.length];
    }

    private void legend() {
        int place = 0;
        for (Contender contender : Contender.values()) {
            if (figures.stream().anyMatch(figure -> figure.router() == contender)) {
                int x = LEFT + place % 4 * 212;
                int y = 54 + place / 4 * 20;
                line("<path class=\"line %s\" d=\"M%d %dh28\"/>", contender.name(), x, y - 4);
                line("<text x=\"%d\" y=\"%d\">%s</text>", x + 34, y, contender.title());
                place++;
            }
        }
    }

    private void panel(int column, int row, String title, Predicate<Figure> shown, ToIntFunction<Figure> over) {
        List<Figure> here = figures.stream().filter(shown).toList();
        if (here.isEmpty()) {
            return;
        }
        double least = here.stream().mapToInt(over).min().orElse(1);
        double most = Math.max(least * 10, here.stream().mapToInt(over).max().orElse(10));
        line("<g transform=\"translate(%d %d)\">", LEFT + column * COLUMN, TOP + row * ROW);
        line("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", PANEL_WIDTH / 2, PANEL_HEIGHT + 40, title);
        for (int decade = fromDecade; decade <= toDecade; decade++) {
            double y = y(Math.pow(10, decade));
            line("<path class=\"grid\" d=\"M0 %.1fH%d\"/>", y, PANEL_WIDTH);
            line("<text x=\"-8\" y=\"%.1f\" text-anchor=\"end\">%s</text>", y + 4, decadeName(decade));
        }
        here.stream().mapToInt(over).distinct().sorted().forEach(each -> {
            double x = x(each, least, most);
            line("<path class=\"grid\" d=\"M%.1f 0V%d\"/>", x, PANEL_HEIGHT);
            line("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>", x, PANEL_HEIGHT + 18, each);
        });
        for (Contender contender : Contender.values()) {
            List<Figure> points = here.stream()
                    .filter(figure -> figure.router() == contender)
                    .sorted(Comparator.comparingInt(over))
                    .toList();
            series(contender, points, over, least, most);
        }
        line("</g>");
    }

    private void series(
            Contender contender, List<Figure> points, ToIntFunction<Figure> over, double least, double most) {
        if (points.isEmpty()) {
            return;
        }
        String path = points.stream()
                .map(each -> format("%.1f %.1f", x(over.applyAsInt(each), least, most), y(value(each))))
                .collect(Collectors.joining("L", "M", ""));
        line("<path class=\"line %s\" d=\"%s\"/>", contender.name(), path);
        for (Figure each : points) {
            line(
                    "<circle class=\"%s %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>%s: %s M/s</title></circle>",
                    each.windows().isClean() ? "dot" : "line",
                    contender.name(),
                    x(over.applyAsInt(each), least, most),
                    y(value(each)),
                    contender.title(),
                    RouterReport.millions(value(each)));
        }
    }

    private static double x(double value, double least, double most) {
        return PANEL_WIDTH * Math.log10(value / least) / Math.log10(most / least);
    }

    private double y(double value) {
        return PANEL_HEIGHT * (toDecade - Math.log10(Math.max(value, 1))) / (toDecade - fromDecade);
    }

    private static String decadeName(int decade) {
        return decade < 6
                ? format("%,d", Math.round(Math.pow(10, decade)))
                : format("%,d M", Math.round(Math.pow(10, decade - 6)));
    }

    private void line(String format, Object... values) {
        out.append(format(format, values)).append('\n');
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
