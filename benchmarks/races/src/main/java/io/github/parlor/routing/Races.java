package io.github.parlor.routing;

import static io.github.parlor.routing.RoutedSession.OFFERED;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.util.OptionalLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The pairs of calls that must not get in each other's way. What is not named as acceptable is forbidden. */
public final class Races {
    private Races() {}

    /** J1. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The first took the last unit")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The second took the last unit")
    @State
    public static class LastUnit {
        private final Scene scene = new Scene(1);

        @Actor
        public void first(ZZ_Result r) {
            r.r1 = Room.take(scene.agent, 1) != 0;
        }

        @Actor
        public void second(ZZ_Result r) {
            r.r2 = Room.take(scene.agent, 1) != 0;
        }
    }

    /** J2. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The session waits, the agent who is away holds nothing")
    @State
    public static class ReserveAndAway {
        private final Scene scene = new Scene(1);
        private final RoutedSession session = scene.session("s", Target.ANYONE);

        @Actor
        public void submit() {
            scene.submit(session);
        }

        @Actor
        public void away() {
            scene.update("a", 1, false, AgentStatus.AWAY);
        }

        @Arbiter
        public void rest(II_Result r) {
            r.r1 = Scene.state(session);
            r.r2 = Scene.held(scene.agent);
        }
    }

    /** A session that is offered to the one agent. */
    abstract static class Offered {
        final Scene scene = new Scene(1);
        final RoutedSession session = scene.submitted("s");
        final long epoch = RoutedSession.epochOf(session.word());

        final boolean accept() {
            return scene.router.accept(session, scene.agent, epoch, Scene.NOW);
        }
    }

    /** J3: an expired offer is declined. */
    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "Accepted in time")
    @Outcome(id = "false, true, 0", expect = ACCEPTABLE, desc = "Too late: it waits for another call")
    @State
    public static class AcceptAndExpire extends Offered {
        @Actor
        public void accept(ZZI_Result r) {
            r.r1 = accept();
        }

        @Actor
        public void expire(ZZI_Result r) {
            r.r2 = scene.router.decline(session, scene.agent, epoch, Scene.NOW);
        }

        @Arbiter
        public void rest(ZZI_Result r) {
            r.r3 = Scene.held(scene.agent);
        }
    }

    /** J4. */
    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "The first serves it, the units of the second are free")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "The second serves it, the units of the first are free")
    @State
    public static class AcceptTwice extends Offered {
        private final RoutedAgent other = scene.agent("b", 1);
        private final OptionalLong second = scene.router.reserve(session, other, 1, Scene.NOW);

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = accept();
        }

        @Actor
        public void other(ZZI_Result r) {
            r.r2 = scene.router.accept(session, other, second.orElseThrow(), Scene.NOW);
        }

        @Arbiter
        public void rest(ZZI_Result r) {
            r.r3 = Scene.held(scene.agent) + Scene.held(other);
        }
    }

    /** J5. */
    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "Served, too late to abandon")
    @Outcome(id = "false, true, 0", expect = ACCEPTABLE, desc = "Abandoned, nobody holds anything")
    @State
    public static class AcceptAndAbandon extends Offered {
        @Actor
        public void accept(ZZI_Result r) {
            r.r1 = accept();
        }

        @Actor
        public void abandon(ZZI_Result r) {
            r.r2 = scene.router.abandon(session, Scene.NOW);
        }

        @Arbiter
        public void rest(ZZI_Result r) {
            r.r3 = Scene.held(scene.agent);
        }
    }

    /** J6. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "Offered, whoever came first")
    @State
    public static class SubmitAndRelease {
        private final Scene scene = new Scene(1);
        private final RoutedSession served = scene.submitted("served");
        private final RoutedSession session = scene.session("s", Target.ANYONE);

        public SubmitAndRelease() {
            scene.accept(served);
        }

        @Actor
        public void submit() {
            scene.submit(session);
        }

        @Actor
        public void release() {
            scene.router.release(served, scene.agent, Scene.NOW);
        }

        @Arbiter
        public void rest(I_Result r) {
            r.r1 = Scene.state(session);
        }
    }

    /** J7. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "Offered to the one who has learned it")
    @State
    public static class SubmitAndLearn {
        private final Scene scene = new Scene(1);
        private final RoutedSession session = scene.session("s", Scene.SKILLED);

        @Actor
        public void submit() {
            scene.submit(session);
        }

        @Actor
        public void learn() {
            scene.update("a", 1, true, AgentStatus.AVAILABLE);
        }

        @Arbiter
        public void rest(I_Result r) {
            r.r1 = Scene.state(session);
        }
    }

    /** J8. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "Offered within the new limit")
    @State
    public static class SubmitAndRaise {
        private final Scene scene = new Scene(1);
        private final RoutedSession first = scene.submitted("first");
        private final RoutedSession session = scene.session("s", Target.ANYONE);

        @Actor
        public void submit() {
            scene.submit(session);
        }

        @Actor
        public void raise() {
            scene.update("a", 2, false, AgentStatus.AVAILABLE);
        }

        @Arbiter
        public void rest(I_Result r) {
            r.r1 = Math.min(Scene.state(session), Scene.state(first));
        }
    }

    /** J9: whoever takes the unit for a session that is abandoned meanwhile gives it back and looks for the other. */
    @JCStressTest
    @Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "One is over, the other is offered")
    @State
    public static class LostClaim {
        private final Scene scene = new Scene(1);
        private final RoutedSession served = scene.submitted("served");
        private final RoutedSession abandoned = scene.submitted("abandoned");
        private final RoutedSession session;

        public LostClaim() {
            scene.accept(served);
            scene.update("a", 1, true, AgentStatus.AVAILABLE);
            session = scene.session("s", Scene.SKILLED);
        }

        @Actor
        public void release() {
            scene.router.release(served, scene.agent, Scene.NOW);
        }

        @Actor
        public void abandon() {
            scene.router.abandon(abandoned, Scene.NOW);
        }

        @Actor
        public void submit() {
            scene.submit(session);
        }

        @Arbiter
        public void rest(II_Result r) {
            r.r1 = Scene.state(abandoned);
            r.r2 = Scene.state(session);
        }
    }

    /** J10. */
    @JCStressTest
    @Outcome(id = "true, true, 1", expect = ACCEPTABLE, desc = "It waits once, or is offered once")
    @State
    public static class DeclineTwice extends Offered {
        private final RoutedAgent other = scene.agent("b", 1);
        private final OptionalLong second = scene.router.reserve(session, other, 1, Scene.NOW);

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = scene.router.decline(session, scene.agent, epoch, Scene.NOW);
        }

        @Actor
        public void other(ZZI_Result r) {
            r.r2 = scene.router.decline(session, other, second.orElseThrow(), Scene.NOW);
        }

        @Arbiter
        public void rest(ZZI_Result r) {
            r.r3 = session.lane().size() + Scene.held(scene.agent) + Scene.held(other);
        }
    }

    /** J11: the number of the seating in the word comes around while somebody gives work. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "The agent holds what was taken, and is found")
    @State
    public static class SeatingsComeAround {
        private final Loads loads = new Loads();
        private final Room one = new Room(0, 2, false, loads);
        private final Room other = new Room(1, 2, false, loads);
        private final RoutedAgent agent =
                new RoutedAgent(new io.github.parlor.id.AgentId("a"), 0, new Room(-1, 0, true, loads));
        private boolean taken;

        public SeatingsComeAround() {
            one.seat(agent, true);
        }

        @Actor
        public void give() {
            taken = Room.take(agent, 1) != 0;
        }

        @Actor
        public void move() {
            for (int i = 0; i < 8; i++) {
                other.seat(agent, true);
                one.seat(agent, true);
            }
        }

        @Arbiter
        public void rest(Z_Result r) {
            r.r1 = Scene.held(agent) == (taken ? 1 : 0) && Scene.finds(one, agent);
        }
    }

    /** J12: two transitions of one agent. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Found by the hint of the last word")
    @State
    public static class HintAfterTakeAndFree {
        private final Scene scene = new Scene(3);

        public HintAfterTakeAndFree() {
            Room.take(scene.agent, 1);
        }

        @Actor
        public void take() {
            Room.take(scene.agent, 1);
        }

        @Actor
        public void free() {
            Room.free(scene.agent, 1);
        }

        @Arbiter
        public void rest(Z_Result r) {
            r.r1 = Scene.finds(scene.agent.seating().room(), scene.agent);
        }
    }

    /** J12: the tree of words above a hint, which is shut by a search and opened by an addition. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "What was added is found")
    @State
    public static class HintShutAndOpened {
        private static final int FAR = 700;

        private final Hints hints = new Hints(1_000);

        public HintShutAndOpened() {
            hints.add(FAR);
            hints.remove(FAR, hints.read(FAR));
        }

        @Actor
        public void add() {
            hints.add(FAR + 1);
        }

        @Actor
        public void search() {
            hints.next(0);
        }

        @Actor
        public void searchToo() {
            hints.next(0);
        }

        @Arbiter
        public void rest(Z_Result r) {
            r.r1 = hints.next(0) == FAR + 1;
        }
    }

    /** J12: a late removal of what became true again. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "The hint agrees with the truth")
    @State
    public static class HintRemovedAndAdded {
        private final Hints hints = new Hints(32);
        private volatile boolean truth = true;

        public HintRemovedAndAdded() {
            hints.add(1);
        }

        @Actor
        public void off() {
            truth = false;
            removeIfFalse();
            truth = true;
            hints.add(1);
        }

        @Actor
        public void repair() {
            removeIfFalse();
        }

        private void removeIfFalse() {
            long read = hints.read(1);
            while (Hints.has(read, 1) && !truth && !hints.remove(1, read)) {
                read = hints.read(1);
            }
        }

        @Arbiter
        public void rest(Z_Result r) {
            r.r1 = Hints.has(hints.read(1), 1);
        }
    }

    /** J13: one is claimed at the head, one inside is unlinked, one is appended. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "The two others stand in the lane")
    @State
    public static class ClaimAndUnlink {
        private static final int ENOUGH_DEAD = 70;

        private final Scene scene = new Scene(0);
        private final RoutedSession head = scene.submitted("1");
        private final RoutedSession inside = scene.submitted("2");
        private final RoutedSession stays = scene.submitted("3");
        private final RoutedSession comes = scene.session("4", Target.ANYONE);

        public ClaimAndUnlink() {
            for (int i = 0; i < ENOUGH_DEAD; i++) {
                RoutedSession gone = scene.submitted("gone");
                gone.change(gone.word(), RoutedSession.OVER);
            }
        }

        @Actor
        public void claim() {
            head.change(head.word(), RoutedSession.word(OFFERED, 0, 1));
            head.lane().first(null);
        }

        @Actor
        public void unlink() {
            inside.change(inside.word(), RoutedSession.OVER);
            for (int i = 0; i < ENOUGH_DEAD; i++) {
                inside.lane().left();
            }
        }

        @Actor
        public void append() {
            scene.submit(comes);
        }

        @Arbiter
        public void rest(I_Result r) {
            Lane lane = stays.lane();
            for (RoutedSession one = lane.first(null); one != null; one = lane.first(null)) {
                r.r1 += one == stays || one == comes ? 1 : 100;
                one.change(one.word(), RoutedSession.OVER);
            }
        }
    }

    /** J14: units are handed over to the next session while the agent stops taking work. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The session waits, the agent who is away holds nothing")
    @State
    public static class HandOverAndAway {
        private final Scene scene = new Scene(1);
        private final RoutedSession served = scene.submitted("served");
        private final RoutedSession session;

        public HandOverAndAway() {
            scene.accept(served);
            session = scene.submitted("s");
        }

        @Actor
        public void release() {
            scene.router.release(served, scene.agent, Scene.NOW);
        }

        @Actor
        public void away() {
            scene.update("a", 1, false, AgentStatus.AWAY);
        }

        @Arbiter
        public void rest(II_Result r) {
            r.r1 = Scene.state(session);
            r.r2 = Scene.held(scene.agent);
        }
    }
}
