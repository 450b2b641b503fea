package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_BOSS;
import static io.github.parlor.conversation.Story.BY_IDA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.BY_OFFICER;
import static io.github.parlor.conversation.Story.BY_ROBO;
import static io.github.parlor.conversation.Story.EVA;
import static io.github.parlor.conversation.Story.IDA;
import static io.github.parlor.conversation.Story.LAPTOP;
import static io.github.parlor.conversation.Story.MAX;
import static io.github.parlor.conversation.Story.REPAIRS;

import io.github.parlor.conversation.GovernanceCommand.Erase;
import io.github.parlor.conversation.GovernanceCommand.Lock;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Hold;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.ChangePresence;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OwnerCommand.Consult;
import io.github.parlor.conversation.OwnerCommand.Transfer;
import io.github.parlor.conversation.QueueCommand.LeaveQueue;
import io.github.parlor.event.ConversationEvent.LockReason;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.people.Actor;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.time.Schedule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Conversations in every state by real histories, each under every circumstance that a guard asks about. */
final class Histories {
    private static final PostMessage WORD = PostMessage.text("a word");
    private static final PostMessage NOTE = PostMessage.note("a note");

    private final Map<String, Story> all = new LinkedHashMap<>();

    private Histories() {}

    /** Returns stories by what they are about. */
    static Map<String, Story> all() {
        Histories histories = new Histories();
        for (SessionState state : SessionState.values()) {
            histories.add("live " + state, spoken(Story.live()).to(state));
            histories.add("messaging " + state, spoken(Story.messaging()).to(state));
            histories.add("beside a wrap-up " + state, beside(state));
        }
        histories.add(
                "two offers",
                spoken(Story.live())
                        .to(SessionState.OFFERED)
                        .pass(Duration.ofSeconds(29))
                        .offered(IDA));
        histories.add(
                "nobody takes work",
                spoken(Story.live()).to(SessionState.QUEUED).staff(MAX, AgentStatus.AWAY));
        histories.add("left", left());
        histories.add("consult", spoken(Story.live()).to(SessionState.ACTIVE).then(BY_MAX, new Consult(EVA)));
        histories.add("consult and transfer", busy(Story.live()));
        histories.add("messaging, consult and transfer", busy(Story.messaging()));
        histories.add("parked with a consultant", busy(Story.messaging()).then(BY_MAX, hold(null, true)));
        histories.add("snoozed", snoozed(true));
        histories.add("snoozed whatever comes", snoozed(false));
        histories.add(
                "parked without owner",
                spoken(Story.messaging()).to(SessionState.ON_HOLD).then(Actor.SYSTEM, new OwnerCommand.AgentLost(MAX)));
        histories.add(
                "spoken by a bot", spoken(Story.live()).to(SessionState.BOT).then(BY_ROBO, WORD.withEpoch(1)));
        histories.add("two wrap-ups", twoWrapUps());
        histories.add("erased", spoken(Story.live()).to(SessionState.ENDED).then(BY_OFFICER, new Erase()));
        return Map.copyOf(histories.all);
    }

    private void add(String name, Story story) {
        all.put(name, story);
        all.put(name + ", closed", story.copy().hours(Schedule.never()));
        all.put(
                name + ", no wrap-up, over the limit",
                story.copy().policy(p -> p.wakeOverLimit(ConversationPolicy.WakePolicy.RESUME_OVER_LIMIT)));
        all.put(name + ", a little later", later(story.copy(), Duration.ofSeconds(2)));
        all.put(name + ", later", later(story.copy(), Duration.ofHours(2)));
        all.put(name + ", years later", later(story.copy(), Duration.ofDays(3_000)));
        all.put(name + ", no bot, a disposition wanted", story.copy().bots().policy(p -> p.dispositionRequired(true)));
        if (!story.state().erased()) {
            all.put(name + ", held", story.copy().then(BY_OFFICER, new Lock(LockReason.LEGAL_HOLD)));
            all.put(name + ", blocked", story.copy().then(BY_BOSS, new Lock(LockReason.BLOCKED)));
            all.put(
                    name + ", gone",
                    later(story.copy().then(BY_ANNA, new ChangePresence(LAPTOP, false)), Duration.ofHours(2)));
        }
    }

    private static Story later(Story story, Duration step) {
        UnaryOperator<ConversationPolicy.Builder> timeouts = p -> p.wrapUp(Duration.ofMinutes(10))
                .queueTimeout(Duration.ofMinutes(3))
                .idleTimeout(Duration.ofMinutes(20));
        return story.policy(timeouts).pass(step);
    }

    /** Everybody who may has said something that can be corrected later. */
    private static Story spoken(StartSession start) {
        return Story.begin()
                .policy(p -> p.wrapUp(Duration.ofMinutes(10)))
                .then(BY_ANNA, start)
                .then(BY_ANNA, WORD)
                .then(BY_MAX, NOTE)
                .then(BY_BOSS, NOTE)
                .then(Actor.SYSTEM, NOTE);
    }

    private static Story beside(SessionState state) {
        return spoken(Story.live()).to(SessionState.WRAP_UP).then(BY_ANNA, WORD).to(state);
    }

    private static Story twoWrapUps() {
        return beside(SessionState.QUEUED)
                .pass(Duration.ofMinutes(1))
                .offered(IDA)
                .accepted(IDA)
                .then(BY_IDA, new EndSession(EndReason.AGENT_ENDED, null));
    }

    private static Story left() {
        return spoken(Story.messaging()).to(SessionState.QUEUED).then(BY_ANNA, new LeaveQueue(EndReason.ABANDONED));
    }

    private static Story busy(StartSession start) {
        return spoken(start)
                .to(SessionState.ACTIVE)
                .then(BY_MAX, new Consult(EVA))
                .room(EVA)
                .then(BY_MAX, Transfer.warm(Target.team(REPAIRS)));
    }

    private static Hold hold(java.time.@org.jspecify.annotations.Nullable Instant wakeAt, boolean wakeOnMessage) {
        return new Hold(wakeAt == null ? HoldKind.AWAITING_CONTACT : HoldKind.SNOOZED, wakeAt, wakeOnMessage);
    }

    private static Story snoozed(boolean wakeOnMessage) {
        Story story = spoken(Story.messaging()).to(SessionState.ACTIVE);
        return story.then(BY_MAX, hold(story.now().plus(Duration.ofHours(1)), wakeOnMessage));
    }
}
