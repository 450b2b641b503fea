package io.github.parlor.examples.shifts;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.examples.bank.BankRow;
import io.github.parlor.examples.log.Call;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.log.Label;
import io.github.parlor.examples.shifts.SkillMatrix.Served;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.QueueReplay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days of one log: which calls were offered and who was there. Each agent serves one call at a time and has the skills
 * of the matrix. Immutable.
 */
public final class BankShifts {
    private final SkillMatrix matrix;
    private final SortedMap<LocalDate, List<PlayedCall>> offered;
    private final SortedMap<LocalDate, List<Shift>> shifts;

    /**
     * Takes the calls and shifts of a log.
     *
     * @param matrix who can do what; made of this log or of more
     */
    public BankShifts(CallLog log, SkillMatrix matrix) {
        this.matrix = Bounds.present("matrix", matrix);
        offered = log.calls().stream()
                .filter(BankShifts::isOffered)
                .map(this::unplayed)
                .sorted(Comparator.comparing(PlayedCall::arrived)
                        .thenComparingInt(played -> played.call().line()))
                .collect(Collectors.groupingBy(played -> played.call().date(), TreeMap::new, Collectors.toList()));
        shifts = log.calls().stream()
                .flatMap(Served::of)
                .collect(Collectors.groupingBy(
                        served -> served.call().date(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), BankShifts::shifts)));
    }

    /** Returns who was there on which day, in the order of their names. */
    public SortedMap<LocalDate, List<Shift>> shifts() {
        return new TreeMap<>(shifts);
    }

    /**
     * Plays each day on its own and returns all calls that were offered, by day and arrival. A caller who hung up in the
     * log has the patience of the log; everybody else waits until the last agent with the skill is gone.
     *
     * @param credit how much older a priority customer counts
     */
    public List<PlayedCall> play(RouterFactory router, Duration credit) {
        return offered.entrySet().stream()
                .flatMap(day -> play(day.getValue(), shifts.getOrDefault(day.getKey(), List.of()), router, credit))
                .toList();
    }

    private Stream<PlayedCall> play(
            Collection<PlayedCall> calls, Collection<Shift> staff, RouterFactory router, Duration credit) {
        QueueReplay log = new QueueReplay();
        Map<AgentId, String> names = new HashMap<>();
        for (Shift shift : staff) {
            Agent agent = agent(shift.server());
            names.put(agent.id(), shift.server());
            log.staff(shift.from(), agent, AgentStatus.AVAILABLE);
            // At one instant services end before agents change, and who goes home then takes nobody more.
            log.staff(shift.until().minusNanos(1), agent, AgentStatus.DRAINING);
        }
        for (PlayedCall played : calls) {
            log.arrive(played.arrived(), ticket(played, credit), played.handling());
            Call.Wait waiting = played.call().waiting();
            if (played.call().outcome() == Call.Outcome.HUNG_UP && waiting != null) {
                log.leave(waiting.until(), session(played.call()));
            }
        }
        Map<SessionId, PlayedCall.Assignment> taken = log.run(router).stream()
                .collect(Collectors.toMap(
                        QueueReplay.Start::session,
                        start -> new PlayedCall.Assignment(
                                Bounds.present("agent", names.get(start.agent())), start.at())));
        return calls.stream().map(played -> with(played, taken.get(session(played.call()))));
    }

    private static List<Shift> shifts(Collection<Served> calls) {
        return calls.stream()
                .collect(Collectors.groupingBy(call -> call.service().server(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Shift::of)
                .toList();
    }

    /** Who hung up without having been queued left in the menu and never asked for anybody. */
    private static boolean isOffered(Call call) {
        return call.outcome() == Call.Outcome.ANSWERED || call.waiting() != null;
    }

    private PlayedCall unplayed(Call call) {
        Call.Wait waiting = call.waiting();
        return new PlayedCall(call, waiting == null ? call.left() : waiting.from(), handling(call), null);
    }

    /** What the log did not measure takes as long as half of its type. */
    private Duration handling(Call call) {
        Call.Service service = call.service();
        return service == null || service.measured().isZero() ? matrix.medianService(call.type()) : service.measured();
    }

    private static PlayedCall with(PlayedCall played, PlayedCall.@Nullable Assignment assignment) {
        return new PlayedCall(played.call(), played.arrived(), played.handling(), assignment);
    }

    private static Ticket ticket(PlayedCall played, Duration credit) {
        Instant arrived = played.arrived();
        return new Ticket(
                session(played.call()),
                Target.skill(skill(played.call().type())),
                arrived,
                played.call().priority() == BankRow.PRIORITY_CUSTOMER ? credit : Duration.ZERO,
                Agent.UNITS_PER_SESSION,
                null);
    }

    private Agent agent(String server) {
        return Agent.of("server-" + Label.encode(server))
                .withSkills(matrix.skills(server).stream().collect(Collectors.toMap(BankShifts::skill, type -> 1)))
                .withSessions(1);
    }

    private static SessionId session(Call call) {
        return new SessionId(new ConversationId("line-" + call.line()), 1);
    }

    private static SkillId skill(String type) {
        return new SkillId("type-" + Label.encode(type));
    }
}
