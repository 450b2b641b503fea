package io.github.parlor;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.host.Authorizer;
import io.github.parlor.host.ChatListener;
import io.github.parlor.host.Transport;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.IdSource;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Parlor} together. Only the router has no default. Single-owner. */
public final class ParlorBuilder {
    private @Nullable RouterFactory router;
    private boolean inMemory = true;
    private @Nullable Journal journal;
    private TimeSource time = TimeSource.system();
    private IdSource ids = IdSource.secure();
    private Authorizer authorizer = Authorizer.byRole();
    private final List<ChatListener> listeners = new ArrayList<>();
    private final Map<ChannelId, Transport> transports = new LinkedHashMap<>();
    private long cacheSize = 100_000;
    private @Nullable Beat beat;

    private record Beat(ScheduledExecutorService scheduler, Duration every) {
        void check(Problems problems) {
            problems.check(() -> Bounds.present("scheduler", scheduler));
            problems.check(() -> {
                Bounds.duration("scheduler.every", every, Duration.ofMinutes(1));
                Bounds.check("scheduler.every", every.toMillis() >= 1, "at least 1 ms", every);
            });
        }
    }

    ParlorBuilder() {}

    /** Makes the router of each shop; required. */
    public ParlorBuilder router(RouterFactory value) {
        this.router = value;
        return this;
    }

    /** Where facts are kept; default a journal in memory without bounds. */
    public ParlorBuilder journal(Journal value) {
        this.inMemory = false;
        this.journal = value;
        return this;
    }

    /** What time it is; default the clocks of this process. */
    public ParlorBuilder time(TimeSource value) {
        this.time = value;
        return this;
    }

    /** Where new identifiers come from; default {@link IdSource#secure()}. */
    public ParlorBuilder ids(IdSource value) {
        this.ids = value;
        return this;
    }

    /** Who may do what; default {@link Authorizer#byRole()}. */
    public ParlorBuilder authorizer(Authorizer value) {
        this.authorizer = value;
        return this;
    }

    /** Adds a listener. */
    public ParlorBuilder listener(ChatListener value) {
        listeners.add(value);
        return this;
    }

    /** Sets the transport of a channel, replacing an earlier one. */
    public ParlorBuilder transport(ChannelId channel, Transport value) {
        transports.put(channel, value);
        return this;
    }

    /** How many idle conversations of a shop are remembered, 0 to 100,000,000; default 100,000. */
    public ParlorBuilder cacheSize(long value) {
        this.cacheSize = value;
        return this;
    }

    /**
     * Lets time work on a scheduler of the host, which keeps the ownership; by default the host calls {@link
     * Parlor#advanceTo}.
     *
     * @param every how often deadlines are looked at, 1 ms to 1 min
     */
    public ParlorBuilder scheduler(ScheduledExecutorService value, Duration every) {
        this.beat = new Beat(value, every);
        return this;
    }

    /**
     * Returns the engine.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if there is no router, or a value is missing or out of range; it
     *     names all that is wrong
     */
    public Parlor build() {
        Problems problems = new Problems();
        problems.check(() -> Bounds.present("router", router));
        if (!inMemory) {
            problems.check(() -> Bounds.present("journal", journal));
        }
        problems.check(() -> Bounds.present("time", time));
        problems.check(() -> Bounds.present("ids", ids));
        problems.check(() -> Bounds.present("authorizer", authorizer));
        listeners.forEach(listener -> problems.check(() -> Bounds.present("listener", listener)));
        transports.forEach((channel, transport) -> problems.check(() -> {
            Bounds.present("channel", channel);
            Bounds.present("transport", transport);
        }));
        problems.check(() -> Bounds.range("cacheSize", cacheSize, 0, 100_000_000));
        if (beat != null) {
            beat.check(problems);
        }
        problems.throwIfAny("parlor");
        RouterFactory routers = Bounds.present("router", router);
        Journal facts = journal == null ? InMemoryJournal.create(time) : journal;
        Engine engine = new Engine(facts, time, ids, listeners, transports);
        return beat == null
                ? new Parlor(engine, routers, authorizer, cacheSize, null, Duration.ZERO)
                : new Parlor(engine, routers, authorizer, cacheSize, beat.scheduler(), beat.every());
    }
}
