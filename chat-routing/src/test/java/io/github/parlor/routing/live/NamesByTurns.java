package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.NOON;
import static io.github.parlor.routing.live.Stage.session;

import io.github.parlor.id.SessionId;
import io.github.parlor.routing.Turns;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.RoutingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongPredicate;

/**
 * A session ends while others of its name come, by threads that take turns by the seed. What is told of the name has to be
 * one life after the other. Answers whether the name was used anew. Made by {@link io.github.parlor.routing.Instrumented}.
 */
final class NamesByTurns implements LongPredicate {
    private static final SessionId NAME = session("again");

    private final Turns turns = new Turns(60, 1 << 2, 1 << 7);

    @Override
    public boolean test(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ConcurrentLinkedQueue<RoutingEvent> told = new ConcurrentLinkedQueue<>();
        PlanRouter router = PlanRouter.of(RoutingPlan.of(Queue.of("sales")), event -> {
            Turns.point();
            told.add(event);
        });
        RoutingCommand come = new RoutingCommand.Submit(NAME, Demand.of("sales"), NOON);
        RoutingCommand go = new RoutingCommand.Abandon(NAME);
        router.apply(come, NOON);
        int threads = 2 + random.nextInt(2);
        List<Runnable> work = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            List<RoutingCommand> commands = new ArrayList<>();
            for (int j = 0; j < 2; j++) {
                commands.add(random.nextBoolean() ? come : go);
            }
            work.add(() -> commands.forEach(command -> router.apply(command, NOON)));
        }
        turns.run(work, random);
        return lives(List.copyOf(told), router.session(NAME).isPresent()) > 1;
    }

    private static int lives(List<RoutingEvent> told, boolean there) {
        int lives = 0;
        long number = 0;
        for (RoutingEvent event : told) {
            lives += number == 0 ? 1 : 0;
            if (event.number() != ++number) {
                throw new AssertionError(event + " is told out of its turn: " + told);
            }
            number = event instanceof RoutingEvent.Ended ? 0 : number;
        }
        if (there != (number > 0)) {
            throw new AssertionError("the end is not the end: " + told);
        }
        return lives;
    }
}
