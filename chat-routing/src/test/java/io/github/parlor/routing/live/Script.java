package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.NOON;

import io.github.parlor.id.SessionId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes events as people would: the second after noon, of whom it is told, what happened. */
final class Script {
    private Script() {}

    static String line(RoutingEvent event) {
        String who = event instanceof RoutingEvent.OfSession of
                ? name(of.session())
                : ((RoutingEvent.OfAgent) event).agent().value();
        return second(event.at()) + " " + who + " " + what(event);
    }

    /** Returns of whom a line tells. */
    static String who(String line) {
        int from = line.indexOf(' ') + 1;
        return line.substring(from, line.indexOf(' ', from));
    }

    private static String what(RoutingEvent event) {
        if (event instanceof RoutingEvent.Queued queued) {
            return "queued " + queued.queue().value() + " " + queued.because();
        } else if (event instanceof RoutingEvent.StepEntered entered) {
            return "step " + entered.step() + (entered.dropped().isEmpty() ? "" : " without " + entered.dropped());
        } else if (event instanceof RoutingEvent.Raised raised) {
            return "raised " + raised.levels();
        } else if (event instanceof RoutingEvent.Reordered) {
            return "reordered";
        } else if (event instanceof RoutingEvent.Moved moved) {
            return "moved " + moved.from().value() + " to " + moved.to().value() + ", hop " + moved.hop();
        } else if (event instanceof RoutingEvent.Offered offered) {
            return "offered " + offered.agent() + " until " + second(offered.expires())
                    + (offered.lastResort() ? ", last resort" : "");
        } else if (event instanceof RoutingEvent.Declined declined) {
            return "declined " + declined.agent() + because(declined.reason());
        } else if (event instanceof RoutingEvent.Lapsed lapsed) {
            return "lapsed " + lapsed.agent();
        } else if (event instanceof RoutingEvent.Withdrawn withdrawn) {
            return "withdrawn " + withdrawn.agent() + " " + withdrawn.because();
        } else if (event instanceof RoutingEvent.FullyDeclined) {
            return "fully declined";
        } else if (event instanceof RoutingEvent.Assigned assigned) {
            return "assigned " + assigned.agent() + " " + assigned.by()
                    + (assigned.overLimit() ? ", over the limit" : "");
        } else if (event instanceof RoutingEvent.Released released) {
            return "released " + released.agent();
        } else if (event instanceof RoutingEvent.Parked parked) {
            return "parked " + parked.agent();
        } else if (event instanceof RoutingEvent.Consulted consulted) {
            return "consults " + consulted.agent();
        } else if (event instanceof RoutingEvent.ConsultEnded ended) {
            return "consults no more " + ended.agent();
        } else if (event instanceof RoutingEvent.CallbackAgreed agreed) {
            return "callback " + second(agreed.until());
        } else if (event instanceof RoutingEvent.DroppedOut out) {
            return "dropped out until " + second(out.until());
        } else if (event instanceof RoutingEvent.Ended ended) {
            return "ended " + ended.because();
        } else if (event instanceof RoutingEvent.StatusChanged changed) {
            return changed.status() + because(changed.reason()) + " " + changed.because();
        } else if (event instanceof RoutingEvent.StandsOver over) {
            return "over " + over.limit() + " " + over.because();
        } else if (event instanceof RoutingEvent.WrapUpEnded ended) {
            return "wrapped up " + name(ended.session());
        } else if (event instanceof RoutingEvent.MissedCleared cleared) {
            return "cleared " + cleared.slots();
        }
        throw new AssertionError("no words for " + event);
    }

    private static String because(@Nullable String reason) {
        return reason == null ? "" : " (" + reason + ")";
    }

    private static String name(SessionId session) {
        return session.conversation().value();
    }

    /** Whole seconds after noon without a point, parts of them as decimals. */
    private static String second(Instant at) {
        Duration since = Duration.between(NOON, at);
        return BigDecimal.valueOf(since.getSeconds())
                .add(BigDecimal.valueOf(since.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }
}
