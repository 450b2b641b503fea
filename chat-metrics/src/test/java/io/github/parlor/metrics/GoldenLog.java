package io.github.parlor.metrics;

import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.Origin;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import io.github.parlor.people.AgentStatus;
import java.util.Map;

/** The log of reference section 5.13, every figure of which was worked out by hand. */
public final class GoldenLog {
    /** Sequence of the contact's second message in C1, on which no figure rests. */
    public static final long REDUNDANT = 5;

    private GoldenLog() {}

    public static EventLog write() {
        EventLog log = new EventLog();
        log.status(0, "a1", AgentStatus.AVAILABLE)
                .status(700, "a1", AgentStatus.AWAY)
                .status(800, "a1", AgentStatus.AVAILABLE)
                .status(1200, "a1", AgentStatus.GONE);
        log.status(60, "a2", AgentStatus.AVAILABLE).status(1200, "a2", AgentStatus.GONE);
        log.talk("C1")
                .begins(0)
                .bot(0)
                .contactSays(0)
                .botSays(2)
                .contactSays(20)
                .handsOff(30)
                .queued(30)
                .offered(40, "a1")
                .accepted(45, "a1")
                .agentSays(60, "a1")
                .contactSays(90)
                .contactSays(95)
                .agentSays(150, "a1")
                .transferredToQueue(200, "a1")
                .accepted(230, "a2")
                .agentSays(250, "a2")
                .contactSays(300)
                .agentSays(310, "a2")
                .endedBy(400, "a2")
                .rated(420, Scale.THUMBS, 1);
        log.talk("C2")
                .begins(50)
                .contactSays(50)
                .queued(50)
                .offered(55, "a1")
                .expired(75, "a1")
                .offered(75, "a2")
                .accepted(80, "a2")
                .agentSays(100, "a2")
                .contactSays(130)
                .disconnected(140)
                .ended(260, EndReason.CONTACT_DISCONNECTED)
                .released(260, "a2");
        log.talk("C3").begins(300).queued(300).abandoned(304);
        log.talk("C4").begins(310).queued(310).abandoned(375);
        log.talk("C5")
                .begins(500, Origin.INVITATION, "SALES", Map.of())
                .says(500, Actor.SYSTEM, Visibility.PUBLIC, true)
                .contactSays(540)
                .queued(540)
                .accepted(548, "a1")
                .agentSays(552, "a1")
                .endedBy(600, "a1")
                .begins(900, Origin.CONTINUATION, "SALES", Map.of())
                .contactSays(900)
                .queued(900)
                .accepted(930, "a1")
                .agentSays(960, "a1")
                .endedBy(1000, "a1");
        return log;
    }
}
