package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.github.parlor.testing.RouterHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Two routers that must answer every call alike and tell the same proposals in the same order; only the numbers of the
 * reservations are each router's own.
 */
final class PairedRouter implements Router {
    private final Consumer<Proposal> listener;
    private final List<Proposal> toldByOne = new ArrayList<>();
    private final Map<Long, Long> epochs = new HashMap<>();
    private final List<Proposal> toldByOther = new ArrayList<>();
    private final Router one;
    private final Router other;

    PairedRouter(
            Function<Consumer<Proposal>, Router> one,
            Function<Consumer<Proposal>, Router> other,
            Consumer<Proposal> listener) {
        this.one = one.apply(toldByOne::add);
        this.other = other.apply(toldByOther::add);
        this.listener = listener;
    }

    /** Makes random calls to the plain router and to one of a factory, which must decide alike. */
    static void play(RouterFactory factory, long seed, int calls) {
        RouterHistory.play(
                (tenant, listener) ->
                        new PairedRouter(PlainRouter::new, proposals -> factory.create(tenant, proposals), listener),
                seed,
                calls);
    }

    @Override
    public void update(Agent agent, AgentStatus status, Instant now) {
        both(router -> {
            router.update(agent, status, now);
            return true;
        });
    }

    @Override
    public boolean submit(Ticket ticket, Instant now) {
        return both(router -> router.submit(ticket, now));
    }

    @Override
    public boolean withdraw(SessionId session, Instant now) {
        return both(router -> router.withdraw(session, now));
    }

    @Override
    public boolean confirm(SessionId session, AgentId agent, long reservation, Instant now) {
        return both(router -> router.confirm(session, agent, epoch(router, reservation), now));
    }

    @Override
    public boolean decline(SessionId session, AgentId agent, long reservation, Instant now) {
        return both(router -> router.decline(session, agent, epoch(router, reservation), now));
    }

    @Override
    public OptionalLong reserve(SessionId session, AgentId agent, int units, Instant now) {
        return reserved(
                router -> router.reserve(session, agent, units, now), OptionalLong::isPresent, OptionalLong::getAsLong);
    }

    @Override
    public Optional<Proposal> reserveNext(AgentId agent, Instant now) {
        return reserved(
                router -> router.reserveNext(agent, now),
                Optional::isPresent,
                made -> made.orElseThrow().reservation());
    }

    @Override
    public void assign(SessionId session, AgentId agent, int units, Instant now) {
        both(router -> {
            router.assign(session, agent, units, now);
            return true;
        });
    }

    @Override
    public boolean resize(SessionId session, AgentId agent, int units, Instant now) {
        return both(router -> router.resize(session, agent, units, now));
    }

    @Override
    public boolean release(SessionId session, AgentId agent, Instant now) {
        return both(router -> router.release(session, agent, now));
    }

    @Override
    public OptionalInt position(SessionId session) {
        return both(router -> router.position(session));
    }

    @Override
    public Pool pool(Target target, Instant now) {
        return both(router -> router.pool(target, now));
    }

    @SuppressWarnings("ReferenceEquality")
    private long epoch(Router router, long reservation) {
        return router == one ? reservation : epochs.getOrDefault(reservation, -reservation);
    }

    private <T> T reserved(Function<Router, T> call, Predicate<T> isPresent, ToLongFunction<T> epoch) {
        T result = call.apply(one);
        T same = call.apply(other);
        assertThat(isPresent.test(same)).isEqualTo(isPresent.test(result));
        if (isPresent.test(result)) {
            epochs.put(epoch.applyAsLong(result), epoch.applyAsLong(same));
        }
        tell();
        return result;
    }

    private <T> T both(Function<Router, T> call) {
        T result = call.apply(one);
        assertThat(call.apply(other)).isEqualTo(result);
        tell();
        return result;
    }

    private void tell() {
        assertThat(toldByOther).hasSameSizeAs(toldByOne);
        List<Proposal> told = List.copyOf(toldByOne);
        for (int i = 0; i < told.size(); i++) {
            Proposal made = told.get(i);
            Proposal same = toldByOther.get(i);
            assertThat(same).isEqualTo(new Proposal(made.session(), made.agent(), same.reservation()));
            epochs.put(made.reservation(), same.reservation());
        }
        toldByOne.clear();
        toldByOther.clear();
        told.forEach(listener);
    }
}
