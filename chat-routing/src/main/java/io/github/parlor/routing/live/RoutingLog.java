package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.people.Agent;
import io.github.parlor.time.Moment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What a router was told, in order: its whole history. A host that writes an {@link Entry} before each {@link
 * PlanRouter#apply} can play the same day again, up to any moment, and get the same events and the same state.
 */
public final class RoutingLog {
    private RoutingLog() {}

    /**
     * One command with its instant. Immutable.
     *
     * @param at when it was carried out
     * @param command what was done
     */
    public record Entry(Instant at, RoutingCommand command) {
        public Entry {
            Moment.wall("at", at);
            Bounds.present("command", command);
        }

        /** Returns this as one line of JSON. */
        public String toJson() {
            return LiveJson.ENTRY.write(this);
        }
    }

    /**
     * What came of a log. Immutable.
     *
     * @param events all events in the order of telling
     * @param outcomes what became of each command
     * @param state what is known in the end
     */
    public record Played(List<RoutingEvent> events, List<Outcome> outcomes, RoutingState state) {
        public Played {
            events = List.copyOf(events);
            outcomes = List.copyOf(outcomes);
            Bounds.present("state", state);
        }

        /** Returns the SHA-256 of the events as lines of JSON, in hexadecimal digits: equal for equal histories. */
        public String hash() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (RoutingEvent event : events) {
                    digest.update((LiveJson.EVENT.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException unreachable) {
                throw new IllegalStateException(unreachable); // Every Java platform has it.
            }
        }
    }

    /**
     * Reads a log, one entry a line.
     *
     * @throws InvalidValueException if a line is not an entry; it names the line, from 1, and the place in it: {@code line 7
     *     $.command.session}
     */
    public static List<Entry> parse(Iterable<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (String line : Bounds.present("lines", lines)) {
            entries.add(LiveJson.placed(entries.size() + 1, () -> LiveJson.ENTRY.read(line)));
        }
        return entries;
    }

    /**
     * Plays a log from a state on.
     *
     * @param from where it begins; {@link RoutingState#of} for a router that has seen nothing
     * @param scorers the shop's own functions by name, at least those that the plans name
     * @throws InvalidValueException as {@link PlanRouter#restore}
     */
    public static Played play(RoutingState from, Map<String, ToIntFunction<Agent>> scorers, Iterable<Entry> entries) {
        List<RoutingEvent> events = new ArrayList<>();
        PlanRouter router = PlanRouter.restore(from, scorers, events::add);
        List<Outcome> outcomes = new ArrayList<>();
        for (Entry entry : Bounds.present("entries", entries)) {
            outcomes.add(router.apply(entry.command(), entry.at()));
        }
        return new Played(events, outcomes, router.state());
    }

    /**
     * Says why an agent was asked: plays a log up to the moment at which the offer was decided.
     *
     * @param from where the log begins
     * @param scorers as for {@link #play}
     * @param offer the number of the offer; for a session that is served, {@link SessionWork#holding}
     * @return empty if no such offer was made: a session that was picked, taken or forced was no decision of the router
     * @throws InvalidValueException as {@link PlanRouter#restore}
     */
    public static Optional<Decision> why(
            RoutingState from, Map<String, ToIntFunction<Agent>> scorers, Iterable<Entry> entries, long offer) {
        List<RoutingEvent> events = new ArrayList<>();
        Map<Long, Witness.Seen> seen = new HashMap<>();
        PlanRouter router =
                PlanRouter.restore(from, scorers, events::add, (floor, search) -> new Witness(floor, search, seen));
        for (Entry entry : Bounds.present("entries", entries)) {
            router.apply(entry.command(), entry.at());
            Witness.Seen then = seen.get(offer);
            for (RoutingEvent event : events) {
                if (then != null && event instanceof RoutingEvent.Offered offered && offered.offer() == offer) {
                    return Optional.of(new Decision(offered, then.order(), then.before()));
                }
            }
            events.clear();
            seen.clear();
        }
        return Optional.empty();
    }
}
