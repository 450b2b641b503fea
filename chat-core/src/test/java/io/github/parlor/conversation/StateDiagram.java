package io.github.parlor.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The table as a picture. What is drawn comes from the table: every step that changes the state is an arrow; only where
 * things stand is written here. Steps that a whole frame shares are drawn once, from the frame.
 */
final class StateDiagram {
    private static final int WIDTH = 1_440;
    private static final int HEIGHT = 900;
    private static final double HALF_WIDTH = 68;
    private static final double HALF_HEIGHT = 26;
    private static final Set<SessionState> OVER = EnumSet.of(SessionState.WRAP_UP, SessionState.ENDED);
    private static final Set<SessionState> LIVING =
            EnumSet.complementOf(EnumSet.of(SessionState.WRAP_UP, SessionState.ENDED));
    private static final Set<SessionState> WAITING =
            EnumSet.of(SessionState.DEFERRED, SessionState.QUEUED, SessionState.OFFERED);

    private record Point(double x, double y) {
        Point to(Point other, double t) {
            return new Point(x + (other.x - x) * t, y + (other.y - y) * t);
        }
    }

    private record Step(SessionState from, SessionState to) {}

    /** How an arrow bends, and where on it its label stands. */
    private record Bend(double aside, double at, double dx, double dy) {}

    private static final Map<SessionState, Point> PLACES = Map.of(
            SessionState.NEW, new Point(230, 150),
            SessionState.BOT, new Point(560, 150),
            SessionState.DEFERRED, new Point(230, 380),
            SessionState.QUEUED, new Point(560, 380),
            SessionState.OFFERED, new Point(930, 380),
            SessionState.ON_HOLD, new Point(430, 650),
            SessionState.ACTIVE, new Point(930, 650),
            SessionState.WRAP_UP, new Point(1_330, 650),
            SessionState.ENDED, new Point(1_330, 380));

    private static final Map<Step, Bend> BENDS = Map.ofEntries(
            bend(SessionState.NEW, SessionState.QUEUED, 0, 0.36, 50, -6),
            bend(SessionState.NEW, SessionState.DEFERRED, 0, 0.42, -52, 0),
            bend(SessionState.BOT, SessionState.DEFERRED, -20, 0.6, -66, 10),
            bend(SessionState.BOT, SessionState.QUEUED, 0, 0.4, 52, 0),
            bend(SessionState.QUEUED, SessionState.DEFERRED, -34, 0.5, 0, 4),
            bend(SessionState.DEFERRED, SessionState.QUEUED, -34, 0.5, 0, -6),
            bend(SessionState.QUEUED, SessionState.OFFERED, -40, 0.5, 0, -6),
            bend(SessionState.OFFERED, SessionState.QUEUED, -26, 0.5, 0, 12),
            bend(SessionState.OFFERED, SessionState.DEFERRED, -190, 0.5, 0, 0),
            bend(SessionState.OFFERED, SessionState.ACTIVE, 0, 0.5, 50, 0),
            bend(SessionState.QUEUED, SessionState.ACTIVE, -26, 0.4, 40, -2),
            bend(SessionState.ACTIVE, SessionState.QUEUED, -26, 0.5, -44, 0),
            bend(SessionState.ON_HOLD, SessionState.QUEUED, 0, 0.3, -46, 0),
            bend(SessionState.ACTIVE, SessionState.ON_HOLD, -30, 0.5, 0, 6),
            bend(SessionState.ON_HOLD, SessionState.ACTIVE, -26, 0.36, 0, -4),
            bend(SessionState.ACTIVE, SessionState.BOT, 430, 0.72, 10, -6));

    private final StringBuilder svg = new StringBuilder();

    private StateDiagram() {}

    private static Map.Entry<Step, Bend> bend(
            SessionState from, SessionState to, double aside, double at, double dx, double dy) {
        return Map.entry(new Step(from, to), new Bend(aside, at, dx, dy));
    }

    /** Returns the picture as SVG. */
    static String svg() {
        StateDiagram diagram = new StateDiagram();
        diagram.draw();
        return diagram.svg.toString();
    }

    private void draw() {
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" role=\"img\"",
                WIDTH, HEIGHT);
        line("     aria-label=\"The states of a session and the commands that lead from one to another\">");
        line(
                "  <defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\""
                        + " orient=\"auto\"><path d=\"M0 0 10 5 0 10z\" fill=\"#334\"/></marker></defs>");
        line("  <rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, HEIGHT);
        frame(60, 70, 1_180, 730, "not over", "#f7f8fb");
        frame(120, 290, 1_030, 500, "waiting", "#eef1f8");
        frame(1_230, 290, 1_430, 730, "over for the contact", "#f7f8fb");
        Map<Step, Set<String>> steps = steps();
        shared(steps, LIVING, SessionState.ENDED, "M1180 200 C1260 200 1330 240 1330 350", 1_262, 176);
        shared(steps, WAITING, SessionState.ENDED, "M1030 440 C1100 440 1180 380 1259 380", 1_106, 440);
        shared(steps, OVER, SessionState.NEW, "M1400 290 V34 H230 V122", 760, 28);
        line("  <circle cx=\"92\" cy=\"150\" r=\"6\" fill=\"#223\"/>");
        path("M98 150 H160");
        label(List.of("StartSession"), 122, 110);
        steps.forEach(this::arrow);
        PLACES.keySet().stream().sorted().forEach(this::state);
        staying();
        line("</svg>");
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more dependency, for these lines alone
    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** All steps of the table that change the state, in the order of the states. */
    private static Map<Step, Set<String>> steps() {
        Map<Step, Set<String>> steps =
                new TreeMap<>(Comparator.comparing(Step::from).thenComparing(Step::to));
        for (Transition line : TransitionTable.INSTANCE.lines()) {
            for (SessionState from : line.from()) {
                for (SessionState to : line.to()) {
                    if (from != to) {
                        steps.computeIfAbsent(new Step(from, to), step -> new LinkedHashSet<>())
                                .add(line.command().getSimpleName());
                    }
                }
            }
        }
        return steps;
    }

    /** Draws what every state of a frame shares once, and takes it from the single arrows. */
    private void shared(
            Map<Step, Set<String>> steps, Set<SessionState> frame, SessionState to, String way, int x, int y) {
        Set<String> common = new LinkedHashSet<>();
        steps.values().forEach(common::addAll);
        List<Step> single = frame.stream()
                .filter(from -> from != to)
                .map(from -> new Step(from, to))
                .toList();
        single.forEach(step -> common.retainAll(steps.getOrDefault(step, Set.of())));
        if (common.isEmpty()) {
            throw new IllegalStateException("nothing is shared by " + frame + " to " + to);
        }
        for (Step step : single) {
            steps.computeIfPresent(step, (key, commands) -> without(commands, common));
        }
        path(way);
        label(List.of(String.join(", ", common)), x, y);
    }

    private static @Nullable Set<String> without(Set<String> commands, Set<String> shared) {
        Set<String> left = new LinkedHashSet<>(commands);
        left.removeAll(shared);
        return left.isEmpty() ? null : left;
    }

    private void arrow(Step step, Set<String> commands) {
        Bend bend = BENDS.getOrDefault(step, new Bend(0, 0.5, 0, 0));
        Point a = place(step.from());
        Point b = place(step.to());
        double length = Math.hypot(b.x() - a.x(), b.y() - a.y());
        Point middle = a.to(b, 0.5);
        Point control = new Point(
                middle.x() - (b.y() - a.y()) / length * bend.aside() * 2,
                middle.y() + (b.x() - a.x()) / length * bend.aside() * 2);
        double start = crossing(a, control, b, a, 0, 1);
        double end = crossing(a, control, b, b, 1, -1);
        Point from = at(a, control, b, start);
        Point to = at(a, control, b, end);
        Point via = a.to(control, start).to(control.to(b, start), end);
        path(String.format(
                Locale.ROOT, "M%.1f %.1f Q%.1f %.1f %.1f %.1f", from.x(), from.y(), via.x(), via.y(), to.x(), to.y()));
        Point label = at(a, control, b, bend.at());
        label(commands, label.x() + bend.dx(), label.y() + bend.dy());
    }

    private static Point place(SessionState state) {
        Point place = PLACES.get(state);
        if (place == null) {
            throw new IllegalStateException("no place for " + state);
        }
        return place;
    }

    private static Point at(Point a, Point control, Point b, double t) {
        return a.to(control, t).to(control.to(b, t), t);
    }

    /** Where the curve leaves the box around {@code centre}, walking from {@code from}. */
    private static double crossing(Point a, Point control, Point b, Point centre, double from, int direction) {
        for (int i = 0; i <= 1_000; i++) {
            double t = from + direction * i / 1_000.0;
            Point point = at(a, control, b, t);
            if (Math.abs(point.x() - centre.x()) > HALF_WIDTH + 3
                    || Math.abs(point.y() - centre.y()) > HALF_HEIGHT + 3) {
                return t;
            }
        }
        throw new IllegalStateException("the curve stays in its box");
    }

    private void path(String way) {
        line("  <path d=\"%s\" fill=\"none\" stroke=\"#334\" stroke-width=\"1.4\" marker-end=\"url(#tip)\"/>", way);
    }

    private void label(Collection<String> commands, double x, double y) {
        List<String> lines = inLines(List.copyOf(commands));
        double top = y - (lines.size() - 1) * 8.0 + 4;
        for (String text : lines) {
            line(
                    "  <text x=\"%.0f\" y=\"%.0f\" font-size=\"13\" text-anchor=\"middle\" fill=\"#112\" stroke=\"#fff\""
                            + " stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\">%s</text>",
                    x, top, text);
            top += 16;
        }
    }

    /** Up to three commands stand one below the other, more in pairs. */
    private static List<String> inLines(List<String> commands) {
        if (commands.size() <= 3) {
            return commands;
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < commands.size(); i += 2) {
            lines.add(String.join(", ", commands.subList(i, Math.min(i + 2, commands.size()))));
        }
        return lines;
    }

    private void frame(int left, int top, int right, int bottom, String title, String fill) {
        line(
                "  <rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"14\" fill=\"%s\" stroke=\"#99a\""
                        + " stroke-dasharray=\"5 4\"/>",
                left, top, right - left, bottom - top, fill);
        line(
                "  <text x=\"%d\" y=\"%d\" font-size=\"13\" font-style=\"italic\" fill=\"#445\">%s</text>",
                left + 14, bottom - 10, title);
    }

    private void state(SessionState state) {
        Point place = place(state);
        line(
                "  <rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" rx=\"10\" fill=\"%s\" stroke=\"#223\""
                        + " stroke-width=\"1.6\"/>",
                place.x() - HALF_WIDTH,
                place.y() - HALF_HEIGHT,
                2 * HALF_WIDTH,
                2 * HALF_HEIGHT,
                state == SessionState.ENDED ? "#e3e5ec" : "#fff");
        line(
                "  <text x=\"%.0f\" y=\"%.0f\" font-size=\"17\" font-weight=\"bold\" text-anchor=\"middle\""
                        + " fill=\"#112\">%s</text>",
                place.x(), place.y() + 6, state);
    }

    /** What leaves the session where it is, by the states in which it can be given. */
    private void staying() {
        Map<String, Set<String>> commands = new LinkedHashMap<>();
        for (Transition line : TransitionTable.INSTANCE.lines()) {
            Set<SessionState> staying = EnumSet.noneOf(SessionState.class);
            line.from().stream()
                    .filter(from -> line.targets(from).contains(from))
                    .forEach(staying::add);
            if (!staying.isEmpty()) {
                commands.computeIfAbsent(StateMachinePage.states(staying), key -> new LinkedHashSet<>())
                        .add(line.command().getSimpleName());
            }
        }
        List<String> lines = new ArrayList<>();
        commands.forEach((states, names) ->
                lines.add("<tspan font-style=\"italic\">" + states + ":</tspan> " + String.join(", ", names)));
        line(
                "  <text x=\"60\" y=\"762\" font-size=\"14\" font-weight=\"bold\" fill=\"#112\">May leave the session where"
                        + " it is</text>");
        int half = (lines.size() + 1) / 2;
        for (int i = 0; i < lines.size(); i++) {
            line(
                    "  <text x=\"%d\" y=\"%d\" font-size=\"13\" fill=\"#112\">%s</text>",
                    i < half ? 60 : 760, 784 + 19 * (i % half), lines.get(i));
        }
    }
}
