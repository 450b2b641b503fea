package io.github.parlor.examples.overtaking;

import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.examples.bank.BankRow;
import io.github.parlor.examples.log.Call;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.log.Label;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import io.github.parlor.routing.QueueReplay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The queue of one log: who joined it when, and when a place came free. Immutable. */
public final class BankQueue {
    private final Map<LocalDate, List<Queued>> days;

    /** A call that was queued; calls that were not have no part in this. */
    private record Queued(Call call, Call.Wait waiting) {
        static Stream<Queued> of(Call call) {
            Call.@Nullable Wait waiting = call.waiting();
            return waiting == null ? Stream.empty() : Stream.of(new Queued(call, waiting));
        }

        boolean isAnswered() {
            return call.outcome() == Call.Outcome.ANSWERED;
        }

        boolean isPriority() {
            return call.priority() == BankRow.PRIORITY_CUSTOMER;
        }

        Instant joined() {
            return waiting.from();
        }

        SessionId session() {
            return new SessionId(new ConversationId("line-" + call.line()), 1);
        }

        Stay servedAt(Instant at) {
            return new Stay(call.date(), call.type(), isPriority(), joined(), at);
        }
    }

    /** Takes the queued calls of a log. */
    public BankQueue(CallLog log) {
        days = log.calls().stream()
                .flatMap(Queued::of)
                .sorted(Comparator.comparing(Queued::joined)
                        .thenComparingInt(queued -> queued.call().line()))
                .collect(Collectors.groupingBy(queued -> queued.call().date(), TreeMap::new, Collectors.toList()));
    }

    /** Returns the stays that the log tells of. */
    public List<Stay> recorded() {
        return days.values().stream()
                .flatMap(List::stream)
                .filter(Queued::isAnswered)
                .map(queued -> queued.servedAt(queued.waiting().until()))
                .toList();
    }

    /**
     * Returns the stays that a router makes of the log, each day on its own: everybody joins and gives up as recorded, and
     * each answered call gives, when its wait ended, one place for a call of its type. Counted are calls that were answered
     * in the log and by the router.
     *
     * @param credit how much older a priority customer counts
     */
    public List<Stay> replayed(RouterFactory router, Duration credit) {
        List<Stay> stays = new ArrayList<>();
        for (List<Queued> day : days.values()) {
            Map<SessionId, Queued> answered = day.stream()
                    .filter(Queued::isAnswered)
                    .collect(Collectors.toMap(Queued::session, queued -> queued));
            log(day, credit)
                    .run(router)
                    .forEach(start -> Optional.ofNullable(answered.get(start.session()))
                            .ifPresent(queued -> stays.add(queued.servedAt(start.at()))));
        }
        return stays;
    }

    private static QueueReplay log(List<Queued> day, Duration credit) {
        QueueReplay log = new QueueReplay();
        for (Queued queued : day) {
            log.arrive(queued.joined(), ticket(queued, credit), Duration.ZERO);
            if (queued.isAnswered()) {
                log.slot(queued.waiting().until(), place(queued.call().type()));
            } else {
                log.leave(queued.waiting().until(), queued.session());
            }
        }
        return log;
    }

    private static Ticket ticket(Queued queued, Duration credit) {
        return new Ticket(
                queued.session(),
                Target.skill(skill(queued.call().type())),
                queued.joined(),
                queued.isPriority() ? credit : Duration.ZERO,
                Agent.UNITS_PER_SESSION,
                null);
    }

    /** Everybody of a type is one agent here: the log does not say who came free. */
    private static Agent place(String type) {
        return Agent.of("place for " + skill(type))
                .withSkills(Map.of(skill(type), 1))
                .withSessions(1);
    }

    private static SkillId skill(String type) {
        return new SkillId("type-" + Label.encode(type));
    }
}
