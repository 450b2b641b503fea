package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_BOSS;
import static io.github.parlor.conversation.Story.BY_EVA;
import static io.github.parlor.conversation.Story.BY_IDA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.BY_OFFICER;
import static io.github.parlor.conversation.Story.BY_ROBO;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.GovernanceCommand.Erase;
import io.github.parlor.conversation.GovernanceCommand.Lock;
import io.github.parlor.conversation.LifecycleCommand.CompleteWrapUp;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.EventRecord;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.ConversationId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.time.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The invariants of section 4.4 over random histories: commands, actors, circumstances and clocks are drawn from a seed. */
class RandomHistoryTest {
    private static final int SEEDS = 60;
    private static final int CONVERSATIONS = 3;
    private static final int STEPS = 300;
    private static final int TRIES = 4;

    private static final List<Actor> ACTORS = List.of(
            BY_ANNA,
            BY_ANNA,
            BY_MAX,
            BY_MAX,
            BY_IDA,
            BY_EVA,
            BY_BOSS,
            BY_ROBO,
            Actor.ROUTER,
            Actor.TIMER,
            Actor.SYSTEM,
            BY_OFFICER);

    private static final List<ConversationPolicy> POLICIES = List.of(
            ConversationPolicy.DEFAULT,
            ConversationPolicy.builder()
                    .wrapUp(Duration.ofMinutes(10))
                    .queueTimeout(Duration.ofMinutes(30))
                    .idleTimeout(Duration.ofMinutes(20))
                    .build(),
            ConversationPolicy.builder()
                    .wrapUp(Duration.ofHours(5))
                    .wakeOverLimit(ConversationPolicy.WakePolicy.RESUME_OVER_LIMIT)
                    .transferToOffline(true)
                    .build());

    private static final List<@Nullable AgentId> ROOM = Arrays.asList(null, Story.MAX, Story.IDA, Story.EVA);

    /** What is drawn for one conversation, and what it has come to. */
    private static final class Play {
        private final SplittableRandom random;
        private final Story story;
        private final TableCoverage coverage = new TableCoverage();
        private final Map<Long, Conversation> states = new HashMap<>();
        private final String seed;
        private int accepted;

        Play(long seed, int number) {
            this.random = new SplittableRandom(seed * 31 + number);
            this.seed = "seed " + seed + ", conversation " + number;
            this.story = Story.begin(new ConversationId("c" + number), seed);
        }

        private <T extends @Nullable Object> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        void step() {
            circumstances();
            if (story.stateOrNull() != null && random.nextInt(12) == 0) {
                timer();
            } else {
                boolean refused = true;
                for (int attempt = 0; refused && attempt < TRIES; attempt++) {
                    refused = !command(one(ACTORS), next());
                }
            }
        }

        private void circumstances() {
            story.room(one(ROOM));
            switch (random.nextInt(24)) {
                case 0 -> story.policy(one(POLICIES));
                case 1 -> story.hours(random.nextInt(3) == 0 ? Schedule.never() : Story.OFFICE_HOURS);
                case 2 ->
                    story.staff(one(List.of(Story.MAX, Story.IDA, Story.EVA)), one(List.of(AgentStatus.values())));
                case 3 -> story.wall(story.now().minusSeconds(random.nextInt(3_600)));
                case 4 -> story.pass(Duration.ofMinutes(random.nextInt(300)));
                default -> story.pass(Duration.ofMillis(random.nextInt(40_000)));
            }
        }

        /** What ends a history for good comes seldom, so that histories grow long. */
        private Command next() {
            if (random.nextInt(6) == 0) {
                return PostMessage.text("word " + random.nextInt(3))
                        .withKey(new ClientKey(Story.LAPTOP, "k" + random.nextInt(20)));
            }
            Command drawn = one(CommandSamples.of(story));
            boolean seldom = drawn instanceof Erase || drawn instanceof Lock || drawn instanceof EndSession;
            int chance = drawn instanceof Erase ? 400 : 8;
            return seldom && random.nextInt(chance) != 0 ? one(CommandSamples.of(story)) : drawn;
        }

        private boolean command(Actor actor, Command command) {
            Conversation before = story.stateOrNull();
            Decision decision = story.tries(actor, command);
            coverage.check(before, actor, command, decision, story);
            if (decision instanceof Decision.Accepted done) {
                accepted++;
                story.happened(actor, done.events());
                remember();
                return true;
            }
            assertThat(story.stateOrNull()).as(seed).isSameAs(before);
            return false;
        }

        /** Carries out what is due first, at its own instant, and tries it an instant before. */
        private void timer() {
            for (Deadlines.Deadline deadline : Deadlines.of(story.state(), story.policy())) {
                Story early = story.copy().wall(deadline.at().minusNanos(1));
                Story then = story.copy().wall(deadline.at());
                assertThat(code(then, deadline.command()))
                        .as("%s: %s", seed, deadline)
                        .isNotEqualTo(Code.NOT_DUE);
                if (!(deadline.command() instanceof CompleteWrapUp)) {
                    assertThat(code(early, deadline.command()))
                            .as("%s: early %s", seed, deadline)
                            .isEqualTo(Code.NOT_DUE);
                }
            }
            List<Deadlines.Deadline> deadlines = Deadlines.of(story.state(), story.policy());
            if (!deadlines.isEmpty()) {
                story.wall(deadlines.get(0).at());
                command(Actor.TIMER, deadlines.get(0).command());
            }
        }

        private static @org.jspecify.annotations.Nullable Code code(Story story, Command command) {
            return story.tries(Actor.TIMER, command) instanceof Decision.Refused refused
                    ? refused.rejection().code()
                    : null;
        }

        private void remember() {
            states.put(story.state().sequence(), story.state());
            Invariants.ofState(story.state(), seed);
            staleEpochIsRefused();
        }

        /** Invariant 2: whoever held control before writes no more to the contact. */
        private void staleEpochIsRefused() {
            long stale = story.state().controlEpoch() - 1;
            if (stale > 0) {
                for (Actor actor : List.of(BY_ROBO, BY_MAX, BY_IDA, BY_EVA)) {
                    assertThat(story.tries(actor, PostMessage.text("late").withEpoch(stale)))
                            .as("%s: %s", seed, actor)
                            .isInstanceOf(Decision.Refused.class);
                }
            }
        }

        /** Invariant 6: at every prefix live state = replay = snapshot and tail. */
        void replays() {
            List<EventRecord> records = story.records();
            Conversation replayed = null;
            List<Conversation> prefixes = new ArrayList<>();
            for (EventRecord record : records) {
                replayed = Conversation.evolve(replayed, record);
                prefixes.add(replayed);
                Conversation live = states.get(record.sequence());
                if (live != null) {
                    assertThat(replayed)
                            .as("%s, sequence %d", seed, record.sequence())
                            .isEqualTo(live)
                            .hasSameHashCodeAs(live);
                }
            }
            assertThat(Conversation.replay(records)).as(seed).contains(story.state());
            int snapshot = random.nextInt(records.size());
            Conversation tail = prefixes.get(snapshot);
            for (EventRecord record : records.subList(snapshot + 1, records.size())) {
                tail = Conversation.evolve(tail, record);
            }
            assertThat(tail).as("%s, snapshot at %d", seed, snapshot + 1).isEqualTo(story.state());
            Invariants.ofHistory(records, prefixes, seed);
        }
    }

    @Test
    void invariants_1_2_4_5_6_hold_over_random_histories_on_clocks_that_step_back() {
        int accepted = 0;
        Set<SessionState> stood = EnumSet.noneOf(SessionState.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Play> plays = new ArrayList<>();
            for (int number = 0; number < CONVERSATIONS; number++) {
                plays.add(new Play(seed, number));
            }
            SplittableRandom turns = new SplittableRandom(seed);
            for (int step = 0; step < CONVERSATIONS * STEPS; step++) {
                plays.get(turns.nextInt(CONVERSATIONS)).step();
            }
            for (Play play : plays) {
                play.replays();
                accepted += play.accepted;
                play.states.values().forEach(state -> stood.add(state.session().state()));
            }
        }
        assertThat(accepted).as("histories that go somewhere").isGreaterThan(SEEDS * CONVERSATIONS * STEPS / 5);
        assertThat(stood).isEqualTo(EnumSet.allOf(SessionState.class));
    }
}
