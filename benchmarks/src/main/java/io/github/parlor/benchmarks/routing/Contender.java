package io.github.parlor.benchmarks.routing;

import io.github.parlor.benchmarks.routing.peer.AgentOrder;
import io.github.parlor.benchmarks.routing.peer.HandleRouter;
import io.github.parlor.benchmarks.routing.peer.LockRouter;
import io.github.parlor.benchmarks.routing.peer.MonitorRouter;
import io.github.parlor.benchmarks.routing.peer.NoRouter;
import io.github.parlor.benchmarks.routing.peer.OrderedHandleRouter;
import io.github.parlor.benchmarks.routing.peer.PoolRouter;
import io.github.parlor.benchmarks.routing.peer.PortRouter;
import io.github.parlor.benchmarks.routing.peer.Session;
import io.github.parlor.routing.PlainRouter;
import io.github.parlor.routing.RoutedSession;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.routing.ordered.OrderedSession;

/** What is compared. Another router is one more constant here, one more class in {@code peer} and one more test. */
public enum Contender {
    /** To be subtracted from all others. */
    NONE("harness alone") {
        @Override
        Load<?> open(Setting setting, Watcher watcher) {
            return new Load<NoRouter.Handle>(
                    setting, watcher, (matching, told) -> new NoRouter(setting.slots(), setting.backlog(), told));
        }
    },
    /** What is written first. */
    SCAN("scan, synchronized") {
        @Override
        Load<?> open(Setting setting, Watcher watcher) {
            return new Load<Session>(
                    setting,
                    watcher,
                    (matching, told) -> MonitorRouter.scan(matching, AgentOrder.LAST_GIVEN, setting.offers(), told));
        }

        @Override
        boolean isFor(Setting setting) {
            return setting.agents() <= 10_000;
        }
    },
    /** What is written next. */
    TREE("trees, ReentrantLock") {
        @Override
        Load<?> open(Setting setting, Watcher watcher) {
            return new Load<Session>(
                    setting,
                    watcher,
                    (matching, told) -> LockRouter.tree(matching, AgentOrder.LAST_GIVEN, setting.offers(), told));
        }
    },
    /** The best structure known to us, behind the simplest lock. */
    CORE("linked queues, synchronized") {
        @Override
        Load<?> open(Setting setting, Watcher watcher) {
            return new Load<Session>(
                    setting, watcher, (matching, told) -> MonitorRouter.core(matching, setting.offers(), told));
        }
    },
    /** The router as its rules are written, behind the port of the engine. */
    PLAIN("plain router, by id") {
        @Override
        Load<?> open(Setting setting, Watcher watcher) {
            return new Load<PortRouter.Named>(
                    setting,
                    watcher,
                    (matching, told) ->
                            new PortRouter((tenant, proposals) -> new PlainRouter(proposals), matching, told));
        }

        @Override
        boolean isFor(Setting setting) {
            return setting.offers()
                    && setting.threads() == 1
                    && setting.agents() <= 1_000
                    && setting.waiting() <= 10_000;
        }
    },
    /** Ours, with the exact order of agents. */
    EXACT("SkillRouter, exact") {
        @Override
        Load<?> open(Setting setting, Watcher watcher) {
            return handles(setting, watcher, SkillRouter.AgentOrder.LEAST_RECENTLY_GIVEN);
        }
    },
    /** Ours, where agents with the same load are asked in turn. */
    TURN("SkillRouter, in turn") {
        @Override
        Load<?> open(Setting setting, Watcher watcher) {
            return handles(setting, watcher, SkillRouter.AgentOrder.IN_TURN);
        }
    },
    /** Ours behind one lock. */
    ORDERED("OrderedRouter") {
        @Override
        Load<?> open(Setting setting, Watcher watcher) {
            return new Load<OrderedSession>(
                    setting, watcher, (matching, told) -> new OrderedHandleRouter(matching, setting.offers(), told));
        }
    },
    /** What can be had from a library. */
    POOL("Apache Commons Pool") {
        @Override
        Load<?> open(Setting setting, Watcher watcher) {
            return new Load<PoolRouter.Held>(
                    setting, watcher, (matching, told) -> new PoolRouter(matching, setting.offers(), told));
        }
    };

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    private static Load<RoutedSession> handles(Setting setting, Watcher watcher, SkillRouter.AgentOrder order) {
        return new Load<RoutedSession>(
                setting, watcher, (matching, told) -> new HandleRouter(order, matching, setting.offers(), told));
    }

    /** Returns how tables and charts call it. */
    String title() {
        return title;
    }

    /** Makes the router and a load for it, which is not filled yet. */
    abstract Load<?> open(Setting setting, Watcher watcher);

    /** Returns whether it can do this, and within minutes. */
    boolean isFor(Setting setting) {
        return true;
    }
}
