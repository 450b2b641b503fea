package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import io.github.parlor.id.SessionId;
import io.github.parlor.json.JsonFormat;
import io.github.parlor.json.JsonTypes;
import io.github.parlor.routing.plan.RoutingJson;
import io.github.parlor.routing.plan.RoutingPlan;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The JSON of a {@link PlanRouter}: what it is told, what it tells and what it knows. Equal values have equal text, and a
 * field of null is left out. Thread-safe.
 */
public final class LiveJson {
    private static final JsonTypes TYPES = RoutingJson.types(MethodHandles.lookup())
            .family(RoutingCommand.class, members(RoutingCommand.class))
            .family(RoutingEvent.class, members(RoutingEvent.class));

    /** A command; its kind, the simple name of the record, in the field {@code type}. */
    public static final JsonFormat<RoutingCommand> COMMAND = TYPES.format(RoutingCommand.class);

    /** An event; its kind, the simple name of the record, in the field {@code type}. */
    public static final JsonFormat<RoutingEvent> EVENT = TYPES.format(RoutingEvent.class);

    /** A command with its instant: one line of a log. */
    public static final JsonFormat<RoutingLog.Entry> ENTRY = TYPES.format(RoutingLog.Entry.class);

    /**
     * A whole state in one document, for a few thousand sessions and agents at the most: a larger one exceeds the limits of
     * {@link JsonFormat} and is written in {@linkplain #write(RoutingState) lines}. Whether what was read agrees with itself
     * is asked by who builds from it, {@link PlanRouter#restore}.
     */
    public static final JsonFormat<RoutingState> STATE = TYPES.format(RoutingState.class);

    private static final JsonFormat<Head> HEAD = TYPES.format(Head.class);
    private static final JsonFormat<AgentWork> AGENT = TYPES.format(AgentWork.class);
    private static final JsonFormat<SessionWork> SESSION = TYPES.format(SessionWork.class);

    private LiveJson() {}

    /** What a state holds apart from agents and sessions, of which it has the numbers: a cut file is noticed. */
    record Head(
            RoutingPlan plan,
            long planNumber,
            int agents,
            int sessions,
            Instant at,
            List<SessionId> again,
            long turns,
            long offers,
            long submissions) {
        Head {
            Bounds.present("plan", plan);
            Bounds.range("agents", agents, 0, PlanRouter.MAX_AGENTS);
            Bounds.range("sessions", sessions, 0, PlanRouter.MAX_SESSIONS);
            Bounds.present("at", at);
            Bounds.present("again", again);
        }
    }

    private static <T> Map<String, Class<? extends T>> members(Class<T> family) {
        return Arrays.stream(family.getDeclaredClasses())
                .filter(each -> each.isRecord() && family.isAssignableFrom(each))
                .collect(Collectors.toMap(Class::getSimpleName, each -> each.asSubclass(family)));
    }

    /** Returns a state of any size as lines of JSON: the plan and the counters, then one line for each agent and session. */
    public static List<String> write(RoutingState state) {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD.write(new Head(
                state.plan(),
                state.planNumber(),
                state.agents().size(),
                state.sessions().size(),
                state.at(),
                state.again(),
                state.turns(),
                state.offers(),
                state.submissions())));
        state.agents().forEach(agent -> lines.add(AGENT.write(agent)));
        state.sessions().forEach(session -> lines.add(SESSION.write(session)));
        return lines;
    }

    /**
     * Reads what {@link #write(RoutingState)} wrote. Whether it agrees with itself is asked by {@link PlanRouter#restore}.
     *
     * @throws InvalidValueException if a line is missing, too much or not of its kind; it names the line, from 1, and the
     *     place in it, {@code line 3 $.profile.id}, and if there are not as many as the first line says, that as well. A field
     *     that is missing is refused, apart from those that may be null and those of the plan that have a default
     */
    public static RoutingState read(Iterable<String> lines) {
        Iterator<String> left = Bounds.present("lines", lines).iterator();
        Bounds.check("line 1", left.hasNext(), "the plan and the counters", "the end");
        String first = left.next();
        Head head = placed(1, () -> HEAD.read(first));
        int all = 1 + head.agents() + head.sessions();
        List<AgentWork> agents = new ArrayList<>();
        for (int i = 0; i < head.agents(); i++) {
            agents.add(line(2 + i, all, left, AGENT::read));
        }
        List<SessionWork> sessions = new ArrayList<>();
        for (int i = 0; i < head.sessions(); i++) {
            sessions.add(line(2 + head.agents() + i, all, left, SESSION::read));
        }
        Bounds.check("line " + (all + 1), !left.hasNext(), "the end after " + all + " lines", "more");
        return placed(
                1,
                () -> new RoutingState(
                        head.plan(),
                        head.planNumber(),
                        agents,
                        sessions,
                        head.at(),
                        head.again(),
                        head.turns(),
                        head.offers(),
                        head.submissions()));
    }

    private static <T> T line(int number, int all, Iterator<String> left, Function<String, T> format) {
        Bounds.check("line " + number, left.hasNext(), "one of " + all + " lines, as line 1 says", "the end");
        String line = left.next();
        try {
            return placed(number, () -> format.apply(line));
        } catch (InvalidValueException e) {
            // A line that was lost makes the next one look wrong.
            int found = number;
            for (; left.hasNext(); left.next()) {
                found++;
            }
            Problems problems = new Problems();
            problems.add(e);
            if (found != all) {
                problems.add(new InvalidValueException("lines", all + ", as line 1 says", String.valueOf(found)));
            }
            problems.throwIfAny("line " + number);
            throw e;
        }
    }

    /** Does something with one line and names the line if it is refused. */
    static <T> T placed(int line, Supplier<T> step) {
        try {
            return step.get();
        } catch (InvalidValueException e) {
            throw e.at("line " + line + " " + e.field());
        }
    }
}
