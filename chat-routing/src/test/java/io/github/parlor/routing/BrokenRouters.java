package io.github.parlor.routing;

import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.ordered.OrderedRouter;
import io.github.parlor.testing.RouterContract;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Routers with one fault each; as contract tests they must fail. Not run by themselves. */
final class BrokenRouters {
    private BrokenRouters() {}

    abstract static class Contract extends RouterContract {
        abstract Router make(Consumer<Proposal> listener);

        @Override
        protected RouterFactory factory() {
            return (tenant, listener) -> make(listener);
        }

        @Override
        protected int histories() {
            return 20;
        }
    }

    /** Nothing is broken: shows that the others fail for their fault alone. */
    static final class Sound extends Contract {
        @Override
        Router make(Consumer<Proposal> listener) {
            return new Forwarding(listener);
        }
    }

    /** Gives each agent one session too many. */
    static final class OverAssigning extends Contract {
        @Override
        Router make(Consumer<Proposal> listener) {
            return new Forwarding(listener) {
                @Override
                public void update(Agent agent, AgentStatus status, Instant now) {
                    super.update(
                            new Agent(
                                    agent.id(),
                                    agent.displayName(),
                                    agent.teams(),
                                    agent.skills(),
                                    agent.capacityUnits() + Agent.UNITS_PER_SESSION),
                            status,
                            now);
                }
            };
        }
    }

    /** Serves the newest first. */
    static final class LastInFirstOut extends Contract {
        @Override
        Router make(Consumer<Proposal> listener) {
            AtomicLong submitted = new AtomicLong();
            return new Forwarding(listener) {
                @Override
                public boolean submit(Ticket ticket, Instant now) {
                    Instant from = ticket.orderedFrom().minusMillis(submitted.incrementAndGet());
                    return super.submit(ordered(ticket, from), now);
                }
            };
        }
    }

    /** Waits for the next call before it gives freed capacity to anybody: keeps the proposal of a release to itself. */
    static final class Sleepy extends Contract {
        @Override
        Router make(Consumer<Proposal> listener) {
            AtomicBoolean releasing = new AtomicBoolean();
            return new Forwarding(made -> {
                if (!releasing.get()) {
                    listener.accept(made);
                }
            }) {
                @Override
                public boolean release(SessionId session, AgentId agent, Instant now) {
                    releasing.set(true);
                    boolean released = super.release(session, agent, now);
                    releasing.set(false);
                    return released;
                }
            };
        }
    }

    /** Takes any epoch for the right one. */
    static final class EpochBlind extends Contract {
        @Override
        Router make(Consumer<Proposal> listener) {
            Map<SessionId, Proposal> last = new ConcurrentHashMap<>();
            return new Forwarding(made -> {
                last.put(made.session(), made);
                listener.accept(made);
            }) {
                @Override
                public boolean confirm(SessionId session, AgentId agent, long reservation, Instant now) {
                    Proposal made = last.get(session);
                    return super.confirm(session, agent, made == null ? reservation : made.reservation(), now);
                }
            };
        }
    }

    /** Puts a declined session at the end of the queue. */
    static final class PlaceLosing extends Contract {
        @Override
        Router make(Consumer<Proposal> listener) {
            Map<SessionId, Ticket> tickets = new ConcurrentHashMap<>();
            return new Forwarding(listener) {
                @Override
                public boolean submit(Ticket ticket, Instant now) {
                    tickets.put(ticket.session(), ticket);
                    return super.submit(ticket, now);
                }

                @Override
                public boolean decline(SessionId session, AgentId agent, long reservation, Instant now) {
                    boolean declined = super.decline(session, agent, reservation, now);
                    Ticket ticket = tickets.get(session);
                    if (declined && ticket != null && super.withdraw(session, now)) {
                        super.submit(ordered(ticket, ticket.orderedFrom().plusSeconds(3_600)), now);
                    }
                    return declined;
                }
            };
        }
    }

    /** Loses one proposal in two hundred. */
    static final class Forgetful extends Contract {
        @Override
        Router make(Consumer<Proposal> listener) {
            AtomicInteger made = new AtomicInteger();
            return new Forwarding(proposal -> {
                if (made.incrementAndGet() % 200 != 0) {
                    listener.accept(proposal);
                }
            });
        }
    }

    private static Ticket ordered(Ticket ticket, Instant from) {
        return new Ticket(ticket.session(), ticket.target(), from, ticket.credit(), ticket.units(), ticket.preferred());
    }

    static class Forwarding implements Router {
        private final Router router;

        Forwarding(Consumer<Proposal> listener) {
            router = OrderedRouter.factory().create(Floor.TENANT, listener);
        }

        @Override
        public void update(Agent agent, AgentStatus status, Instant now) {
            router.update(agent, status, now);
        }

        @Override
        public boolean submit(Ticket ticket, Instant now) {
            return router.submit(ticket, now);
        }

        @Override
        public boolean withdraw(SessionId session, Instant now) {
            return router.withdraw(session, now);
        }

        @Override
        public boolean confirm(SessionId session, AgentId agent, long reservation, Instant now) {
            return router.confirm(session, agent, reservation, now);
        }

        @Override
        public boolean decline(SessionId session, AgentId agent, long reservation, Instant now) {
            return router.decline(session, agent, reservation, now);
        }

        @Override
        public OptionalLong reserve(SessionId session, AgentId agent, int units, Instant now) {
            return router.reserve(session, agent, units, now);
        }

        @Override
        public Optional<Proposal> reserveNext(AgentId agent, Instant now) {
            return router.reserveNext(agent, now);
        }

        @Override
        public void assign(SessionId session, AgentId agent, int units, Instant now) {
            router.assign(session, agent, units, now);
        }

        @Override
        public boolean resize(SessionId session, AgentId agent, int units, Instant now) {
            return router.resize(session, agent, units, now);
        }

        @Override
        public boolean release(SessionId session, AgentId agent, Instant now) {
            return router.release(session, agent, now);
        }

        @Override
        public OptionalInt position(SessionId session) {
            return router.position(session);
        }

        @Override
        public Pool pool(Target target, Instant now) {
            return router.pool(target, now);
        }
    }
}
