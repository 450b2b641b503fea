package io.github.parlor.routing;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A {@link PlainRouter} behind one lock. Thread-safe. The listener is told outside the lock: one that waits for another
 * thread's call must not stop that call.
 */
final class SerializedRouter implements Router {
    private final ReentrantLock lock = new ReentrantLock();
    private final Consumer<Proposal> listener;
    /** Guarded by the lock; empty whenever it is free. */
    private final List<Proposal> made = new ArrayList<>();

    private final Router router = new PlainRouter(made::add);

    SerializedRouter(Consumer<Proposal> proposals) {
        listener = Bounds.present("proposals", proposals);
    }

    @Override
    public void update(Agent agent, AgentStatus status, Instant now) {
        change(() -> {
            router.update(agent, status, now);
            return true;
        });
    }

    @Override
    public boolean submit(Ticket ticket, Instant now) {
        return change(() -> router.submit(ticket, now));
    }

    @Override
    public boolean withdraw(SessionId session, Instant now) {
        return change(() -> router.withdraw(session, now));
    }

    @Override
    public boolean confirm(SessionId session, AgentId agent, long reservation, Instant now) {
        return change(() -> router.confirm(session, agent, reservation, now));
    }

    @Override
    public boolean decline(SessionId session, AgentId agent, long reservation, Instant now) {
        return change(() -> router.decline(session, agent, reservation, now));
    }

    @Override
    public OptionalLong reserve(SessionId session, AgentId agent, int units, Instant now) {
        return change(() -> router.reserve(session, agent, units, now));
    }

    @Override
    public Optional<Proposal> reserveNext(AgentId agent, Instant now) {
        return change(() -> router.reserveNext(agent, now));
    }

    @Override
    public void assign(SessionId session, AgentId agent, int units, Instant now) {
        change(() -> {
            router.assign(session, agent, units, now);
            return true;
        });
    }

    @Override
    public boolean resize(SessionId session, AgentId agent, int units, Instant now) {
        return change(() -> router.resize(session, agent, units, now));
    }

    @Override
    public boolean release(SessionId session, AgentId agent, Instant now) {
        return change(() -> router.release(session, agent, now));
    }

    @Override
    public OptionalInt position(SessionId session) {
        return locked(() -> router.position(session));
    }

    @Override
    public Pool pool(Target target, Instant now) {
        return locked(() -> router.pool(target, now));
    }

    private <T> T change(Supplier<T> call) {
        List<Proposal> mine = new ArrayList<>();
        T result = locked(() -> {
            T value = call.get();
            mine.addAll(made);
            made.clear();
            return value;
        });
        Telling.each(mine, listener);
        return result;
    }

    private <T> T locked(Supplier<T> call) {
        lock.lock();
        try {
            return call.get();
        } finally {
            lock.unlock();
        }
    }
}
