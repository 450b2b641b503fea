package io.github.parlor;

import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.dispatch.Router;
import io.github.parlor.event.AgentEvent;
import io.github.parlor.event.AgentEvent.AgentConfigured;
import io.github.parlor.event.AgentEvent.AgentStatusChanged;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Records what agents are and whether they take work, and keeps the router in step: what restricts is told to the router
 * before it is recorded, what widens after it. Thread-safe without a monitor: the
 * journal decides which of two changes comes first.
 */
final class AgentDesk {
    private static final int PAGE = 512;

    private final TenantId tenant;
    private final Engine engine;
    private final StaffRoom staff;
    private final Router router;
    private final Duration grace;
    private final Consumer<AgentStatusChanged> consequences;

    AgentDesk(
            TenantId tenant,
            Engine engine,
            StaffRoom staff,
            Router router,
            Duration grace,
            Consumer<AgentStatusChanged> consequences) {
        this.tenant = tenant;
        this.engine = engine;
        this.staff = staff;
        this.router = router;
        this.grace = grace;
        this.consequences = consequences;
    }

    Result configure(Agent agent, Actor actor) {
        return record(agent.id(), new AgentConfigured(agent), actor);
    }

    Result change(AgentId id, AgentStatus status, String reason, Actor actor) {
        StaffRoom.Member member = staff.member(id);
        if (member.agent() == null) {
            return Pipeline.refused(Code.NOT_FOUND, null, "no such agent");
        }
        return member.status() == status
                ? new Result.Done(StreamId.of(id), member.sequence(), List.of())
                : record(id, new AgentStatusChanged(id, status, reason), actor);
    }

    private Result record(AgentId id, AgentEvent event, Actor actor) {
        for (int attempt = 0; attempt < Pipeline.MAX_ATTEMPTS; attempt++) {
            StaffRoom.Member before = staff.member(id);
            Moment now = engine.time.now();
            restrict(before, event, now);
            AppendResult appended = engine.journal.append(
                    tenant,
                    StreamId.of(id),
                    before.sequence(),
                    engine.pending(List.of(event), now, actor, null),
                    List.of());
            if (appended instanceof AppendResult.Appended done) {
                StaffRoom.Member after = before.after(done.records().get(0));
                recorded(after, event, now);
                return new Result.Done(StreamId.of(id), after.sequence(), done.records());
            } else if (!(appended instanceof AppendResult.Conflict)) {
                return Pipeline.refused(Code.JOURNAL_FULL, null, appended.toString());
            }
            load(id);
        }
        return Pipeline.refused(Code.CONTENDED, null, "too many writers at once");
    }

    private void restrict(StaffRoom.Member before, AgentEvent event, Moment now) {
        Agent agent = before.agent();
        if (agent == null) {
            return;
        }
        if (event instanceof AgentStatusChanged changed && changed.status() != AgentStatus.AVAILABLE) {
            router.update(agent, changed.status(), now.wall());
        } else if (event instanceof AgentConfigured configured
                && configured.agent().capacityUnits() < agent.capacityUnits()) {
            router.update(configured.agent(), before.status(), now.wall());
        }
    }

    private void recorded(StaffRoom.Member after, AgentEvent event, Moment now) {
        staff.advance(event.id(), after);
        tellRouter(event.id(), now);
        if (event instanceof AgentStatusChanged changed) {
            if (changed.status() == AgentStatus.LOST) {
                engine.timetable.schedule(
                        tenant, StreamId.of(event.id()), now.wall().plus(grace));
            }
            consequences.accept(changed);
        }
    }

    /** Whoever tells an old state after a newer one was told finds that out here and tells the newer one again. */
    private void tellRouter(AgentId id, Moment now) {
        StaffRoom.Member told;
        do {
            told = staff.member(id);
            if (told.agent() != null) {
                router.update(told.agent(), told.status(), now.wall());
            }
        } while (staff.member(id).sequence() != told.sequence());
    }

    /** Takes in what the journal knows of an agent. */
    void load(AgentId id) {
        List<EventRecord> page;
        do {
            StaffRoom.Member member = staff.member(id);
            page = engine.journal.read(tenant, StreamId.of(id), member.sequence(), PAGE);
            for (EventRecord record : page) {
                member = member.after(record);
            }
            staff.advance(id, member);
        } while (page.size() == PAGE);
    }

    /** Takes an agent over from the journal after a restart: who was there is lost until the connection is back. */
    void recover(AgentId id) {
        load(id);
        tellRouter(id, engine.time.now());
        AgentStatus status = staff.status(id);
        if (status != AgentStatus.GONE && status != AgentStatus.LOST) {
            change(id, AgentStatus.LOST, "restart", Actor.SYSTEM);
        } else if (status == AgentStatus.LOST) {
            engine.timetable.schedule(
                    tenant, StreamId.of(id), staff.member(id).since().plus(grace));
        }
    }

    /** The grace period of a lost agent may have passed. */
    void onDeadline(AgentId id) {
        StaffRoom.Member member = staff.member(id);
        boolean due = member.status() == AgentStatus.LOST
                && !engine.time.now().wall().isBefore(member.since().plus(grace));
        if (due) {
            change(id, AgentStatus.GONE, "lost for longer than the grace period", Actor.TIMER);
        } else if (member.status() == AgentStatus.LOST) {
            engine.timetable.schedule(tenant, StreamId.of(id), member.since().plus(grace));
        }
    }
}
