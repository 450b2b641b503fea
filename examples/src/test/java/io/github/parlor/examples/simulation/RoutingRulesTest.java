package io.github.parlor.examples.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.examples.RouterKind;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looks over the router's shoulder: each proposal has to follow the routing table of the model. */
class RoutingRulesTest {
    private static final int ENOUGH = 100;

    @ParameterizedTest
    @EnumSource
    void by_arrival_an_agent_takes_the_call_that_waits_longest(RouterKind router) {
        Overseer overseer = new Overseer(router.factory(), Comparator.comparing(Waiting::since));
        new Simulation(DayModel.REFERENCE, WorkOrder.ARRIVAL).run(overseer, 3, 2, done -> {});
        overseer.sawAllCases();
    }

    @ParameterizedTest
    @EnumSource
    void by_preference_an_agent_takes_the_oldest_call_of_the_preferred_type(RouterKind router) {
        // Group 0 prefers type 1 to 0 and group 1 type 2 to 1: of what either can do, the higher number.
        Comparator<Waiting> order =
                Comparator.comparingInt(Waiting::type).reversed().thenComparing(Waiting::since);
        Overseer overseer = new Overseer(router.factory(), order);
        new Simulation(DayModel.REFERENCE, WorkOrder.PREFERENCE).run(overseer, 3, 2, done -> {});
        overseer.sawAllCases();
    }

    private record Waiting(int type, Instant since) {
        boolean suits(int group) {
            return type == 1 || type == 2 * group;
        }
    }

    /** Makes routers that are watched: books are kept on what they are told, and what they propose is checked. */
    private static final class Overseer implements RouterFactory {
        private final RouterFactory routers;
        private final Comparator<Waiting> order;
        private int fromQueue;
        private int firstChoice;
        private int secondChoice;

        Overseer(RouterFactory routers, Comparator<Waiting> order) {
            this.routers = routers;
            this.order = order;
        }

        void sawAllCases() {
            assertThat(fromQueue).isGreaterThan(ENOUGH);
            assertThat(firstChoice).isGreaterThan(ENOUGH);
            assertThat(secondChoice).isGreaterThan(ENOUGH);
        }

        @Override
        public Router create(TenantId tenant, Consumer<Proposal> proposals) {
            Books books = new Books();
            Router router = routers.create(tenant, made -> {
                books.check(made);
                proposals.accept(made);
            });
            return (Router) Proxy.newProxyInstance(
                    Router.class.getClassLoader(), new Class<?>[] {Router.class}, (proxy, method, args) -> {
                        books.note(method.getName(), args);
                        try {
                            return method.invoke(router, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private final class Books {
            private final Map<SessionId, Waiting> waiting = new HashMap<>();
            private final Set<AgentId> signedIn = new HashSet<>();
            private final Set<AgentId> busy = new HashSet<>();
            private Instant now = Instant.MIN;

            void note(String call, Object... args) {
                now = (Instant) args[args.length - 1];
                if (args[0] instanceof Agent agent) {
                    if (args[1] == AgentStatus.AVAILABLE) {
                        signedIn.add(agent.id());
                    } else {
                        signedIn.remove(agent.id());
                    }
                } else if (args[0] instanceof Ticket ticket) {
                    String skill =
                            ticket.target().skills().keySet().iterator().next().value();
                    waiting.put(ticket.session(), new Waiting(lastDigit(skill), ticket.orderedFrom()));
                } else if (call.equals("withdraw")) {
                    waiting.remove((SessionId) args[0]);
                } else if (call.equals("release")) {
                    busy.remove((AgentId) args[1]);
                }
            }

            void check(Proposal made) {
                Waiting taken = Objects.requireNonNull(waiting.remove(made.session()));
                int group = group(made.agent());
                assertThat(isFree(made.agent())).as("%s at %s", made, now).isTrue();
                assertThat(taken.suits(group)).as("%s at %s", made, now).isTrue();
                assertThat(waiting.values().stream()
                                .filter(other -> other.suits(group) && order.compare(other, taken) < 0))
                        .as("passed over for %s of %s at %s", taken, made, now)
                        .isEmpty();
                if (taken.type() == 1 && group == 1) {
                    assertThat(anyFree(0)).as("%s at %s", made, now).isFalse();
                }
                count(taken, group);
                busy.add(made.agent());
            }

            private void count(Waiting taken, int group) {
                if (taken.since().isBefore(now)) {
                    fromQueue++;
                } else if (taken.type() == 1 && group == 1) {
                    secondChoice++;
                } else if (taken.type() == 1 && anyFree(1)) {
                    firstChoice++;
                }
            }

            private boolean anyFree(int group) {
                return signedIn.stream().anyMatch(agent -> group(agent) == group && isFree(agent));
            }

            private boolean isFree(AgentId agent) {
                return signedIn.contains(agent) && !busy.contains(agent);
            }
        }

        private static int group(AgentId agent) {
            return lastDigit(agent.value().substring(0, "group-0".length()));
        }

        private static int lastDigit(String text) {
            return text.charAt(text.length() - 1) - '0';
        }
    }
}
