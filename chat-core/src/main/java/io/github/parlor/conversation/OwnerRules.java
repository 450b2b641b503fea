package io.github.parlor.conversation;

import io.github.parlor.conversation.OwnerCommand.AcceptTransfer;
import io.github.parlor.conversation.OwnerCommand.AgentLost;
import io.github.parlor.conversation.OwnerCommand.AssignToBot;
import io.github.parlor.conversation.OwnerCommand.Consult;
import io.github.parlor.conversation.OwnerCommand.DeclineTransfer;
import io.github.parlor.conversation.OwnerCommand.ExpireTransfer;
import io.github.parlor.conversation.OwnerCommand.HandBackToBot;
import io.github.parlor.conversation.OwnerCommand.LeaveConsult;
import io.github.parlor.conversation.OwnerCommand.Transfer;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.LifecycleEvent.SessionHeld;
import io.github.parlor.event.LifecycleEvent.WrapUpCompleted;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OfferEvent.OfferRevoked;
import io.github.parlor.event.OfferEvent.RevokeReason;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.event.OwnerEvent.ControlGranted;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.OwnerEvent.ReleaseCause;
import io.github.parlor.event.OwnerEvent.TransferCompleted;
import io.github.parlor.event.OwnerEvent.TransferFailed;
import io.github.parlor.event.OwnerEvent.TransferFailure;
import io.github.parlor.event.OwnerEvent.TransferStarted;
import io.github.parlor.event.ParticipantEvent.ParticipantJoined;
import io.github.parlor.event.ParticipantEvent.ParticipantLeft;
import io.github.parlor.event.ParticipantEvent.Role;
import io.github.parlor.event.QueueEvent.QueueCause;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Target;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who is responsible and who is in control: rows 2 and 15 to 18. */
final class OwnerRules {
    private OwnerRules() {}

    static Decision decide(Deliberation deliberation, OwnerCommand command) {
        if (command instanceof AssignToBot c) {
            return assignToBot(deliberation, c);
        } else if (command instanceof Transfer c) {
            return transfer(deliberation, c);
        } else if (command instanceof AcceptTransfer) {
            return acceptTransfer(deliberation);
        } else if (command instanceof DeclineTransfer) {
            return declineTransfer(deliberation);
        } else if (command instanceof ExpireTransfer) {
            return expireTransfer(deliberation);
        } else if (command instanceof Consult c) {
            return consult(deliberation, c);
        } else if (command instanceof LeaveConsult c) {
            return leaveConsult(deliberation, c);
        } else if (command instanceof HandBackToBot c) {
            return handBack(deliberation, c);
        }
        return agentLost(deliberation, ((AgentLost) command).agent());
    }

    private static Decision assignToBot(Deliberation d, AssignToBot command) {
        return isAvailable(d, command.bot())
                ? d.accept(new ControlGranted(d.sessionId(), command.bot(), command.flow(), d.nextEpoch()))
                : d.refuse(Code.NO_BOT, "the bot is not available");
    }

    private static boolean isAvailable(Deliberation d, BotId bot) {
        return d.context().bots().contains(bot);
    }

    private static Decision handBack(Deliberation d, HandBackToBot command) {
        Decision refusal = ownerOnly(d, command.epoch());
        if (refusal != null) {
            return refusal;
        }
        if (!isAvailable(d, command.bot())) {
            return d.refuse(Code.NO_BOT, "the bot is not available");
        }
        return d.failTransfer(TransferFailure.SESSION_CHANGED)
                .sendConsultantsAway()
                .releaseOwner(ReleaseCause.HAND_BACK)
                .accept(new ControlGranted(d.sessionId(), command.bot(), command.flow(), d.nextEpoch()));
    }

    private static @Nullable Decision ownerOnly(Deliberation d, long epoch) {
        if (!d.byOwnerOrSupervisor()) {
            return d.refuse(Code.NOT_OWNER, "expected the owner or a supervisor");
        }
        return d.isStale(epoch) ? d.stale(epoch) : null;
    }

    /**
     * A transfer is a saga with the old owner until it succeeds. Its beginning is recorded also where it fails at once, so
     * that the history has every attempt.
     */
    private static Decision transfer(Deliberation d, Transfer command) {
        Decision refusal = ownerOnly(d, command.epoch());
        if (refusal == null) {
            refusal = targetRefused(d, command.target());
        }
        if (refusal == null && command.fallback() != null) {
            refusal = targetRefused(d, command.fallback());
        }
        if (refusal == null && d.session().control().transfer() != null) {
            refusal = d.refuse(Code.WRONG_STATE, "a transfer is under way");
        }
        if (refusal != null) {
            return refusal;
        }
        return command.warm() ? transferWarm(d, command) : transferCold(d, command);
    }

    private static @Nullable Decision targetRefused(Deliberation d, Target target) {
        if (!isAllowed(d, target)) {
            return d.refuse(Code.TARGET_REFUSED, "expected one of the teams the shop allows, or an agent of one");
        }
        if (!d.context().staff().anyone(target)) {
            return d.refuse(Code.TARGET_REFUSED, "nobody meets the target");
        }
        AgentId owner = Objects.requireNonNull(d.session().control().owner(), "an active session without owner");
        boolean toOwner = owner.equals(target.agent());
        boolean toOwnTeam = target.team() != null
                && target.agent() == null
                && target.team().equals(d.session().waiting().target().team());
        return toOwner || toOwnTeam ? d.refuse(Code.TARGET_REFUSED, "the session is there already") : null;
    }

    /** Skills alone would let the session out to every team, so they go with a team or an agent where teams are named. */
    private static boolean isAllowed(Deliberation d, Target target) {
        Set<TeamId> allowed = d.policy().transferTeams();
        if (allowed.isEmpty()) {
            return true;
        } else if (target.team() != null) {
            return allowed.contains(target.team());
        }
        return target.agent() != null
                && d.context().staff().agent(target.agent()).stream()
                        .flatMap(agent -> agent.teams().stream())
                        .anyMatch(allowed::contains);
    }

    private static Decision transferCold(Deliberation d, Transfer command) {
        Target target = reachable(d, command);
        d.record(started(d, target == null ? command.target() : target, command, false));
        if (target == null) {
            return d.accept(new TransferFailed(d.sessionId(), TransferFailure.TARGET_UNAVAILABLE));
        }
        return d.sendConsultantsAway()
                .releaseOwner(ReleaseCause.TRANSFER)
                .record(new TransferCompleted(d.sessionId(), null))
                .queue(QueueCause.TRANSFER, target, null, true)
                .accept();
    }

    private static @Nullable Target reachable(Deliberation d, Transfer command) {
        Staff staff = d.context().staff();
        if (d.policy().transferToOffline() || staff.anyoneAvailable(command.target())) {
            return command.target();
        }
        Target fallback = command.fallback();
        return fallback != null && staff.anyoneAvailable(fallback) ? fallback : null;
    }

    private static Decision transferWarm(Deliberation d, Transfer command) {
        AgentId to = d.context().reserved();
        if (to == null) {
            return d.record(started(d, command.target(), command, true))
                    .accept(new TransferFailed(d.sessionId(), TransferFailure.TARGET_UNAVAILABLE));
        }
        if (to.equals(d.session().control().owner())) {
            return d.refuse(Code.TARGET_REFUSED, "the session is there already");
        }
        Target met = metBy(d, command, to);
        return d.accept(started(d, new Target(met.team(), met.skills(), to), command, true));
    }

    /** The slot may have been found at the fallback: the history names the target that was reached. */
    private static Target metBy(Deliberation d, Transfer command, AgentId to) {
        Target fallback = command.fallback();
        if (fallback == null
                || d.context().staff().agent(to).map(command.target()::matches).orElse(true)) {
            return command.target();
        }
        return fallback;
    }

    private static TransferStarted started(Deliberation d, Target target, Transfer command, boolean warm) {
        AgentId owner = Objects.requireNonNull(d.session().control().owner(), "an active session without owner");
        var expiresAt = warm ? d.now().plus(d.policy().transferTtl()) : null;
        return new TransferStarted(d.sessionId(), owner, target, warm, command.note(), expiresAt);
    }

    private static Decision acceptTransfer(Deliberation d) {
        Control.PendingTransfer transfer = d.session().control().transfer();
        Decision refusal = addresseeInTime(d, transfer);
        if (refusal != null || transfer == null) {
            return refusal == null ? d.refuse(Code.OFFER_GONE, "no transfer is under way") : refusal;
        }
        int units = d.policy().units(d.session().mode());
        return d.sendAway(transfer.to())
                .releaseOwner(ReleaseCause.TRANSFER)
                .record(new OwnerAssigned(
                        d.sessionId(), transfer.to(), AssignCause.TRANSFER, d.nextEpoch(), units, null))
                .accept(new TransferCompleted(d.sessionId(), transfer.to()));
    }

    private static Decision declineTransfer(Deliberation d) {
        Decision refusal = addresseeInTime(d, d.session().control().transfer());
        return refusal != null ? refusal : d.accept(new TransferFailed(d.sessionId(), TransferFailure.DECLINED));
    }

    private static @Nullable Decision addresseeInTime(Deliberation d, Control.@Nullable PendingTransfer transfer) {
        if (transfer == null) {
            return d.refuse(Code.OFFER_GONE, "no transfer is under way");
        }
        if (!transfer.to().value().equals(d.actor().name())) {
            return d.refuse(Code.NOT_ADDRESSEE, "expected the agent the transfer is meant for");
        }
        return d.isDue(transfer.expiresAt()) ? d.refuse(Code.OFFER_GONE, "expired at " + transfer.expiresAt()) : null;
    }

    private static Decision expireTransfer(Deliberation d) {
        Control.PendingTransfer transfer = d.session().control().transfer();
        if (transfer == null) {
            return d.refuse(Code.OFFER_GONE, "no transfer is under way");
        }
        return d.kind() == Actor.Kind.SYSTEM || d.isDue(transfer.expiresAt())
                ? d.accept(new TransferFailed(d.sessionId(), TransferFailure.EXPIRED))
                : d.refuse(Code.NOT_DUE, "expected not before " + transfer.expiresAt());
    }

    private static Decision consult(Deliberation d, Consult command) {
        if (!d.byOwnerOrSupervisor()) {
            return d.refuse(Code.NOT_OWNER, "expected the owner or a supervisor");
        }
        if (d.context().staff().agent(command.agent()).isEmpty()) {
            return d.refuse(Code.TARGET_REFUSED, "no such agent");
        }
        Control control = d.session().control();
        if (control.isOwner(command.agent().value()) || control.consultants().contains(command.agent())) {
            return d.refuse(Code.TARGET_REFUSED, "the agent takes part already");
        }
        return d.accept(new ParticipantJoined(d.sessionId(), Actor.agent(command.agent()), Role.CONSULT));
    }

    private static Decision leaveConsult(Deliberation d, LeaveConsult command) {
        boolean self = command.agent().value().equals(d.actor().name());
        if (!self && !d.byOwnerOrSupervisor()) {
            return d.refuse(Code.NOT_OWNER, "expected the consultant, the owner or a supervisor");
        }
        return d.session().control().consultants().contains(command.agent())
                ? d.accept(new ParticipantLeft(d.sessionId(), Actor.agent(command.agent())))
                : d.refuse(Code.UNKNOWN_REFERENCE, "the agent does not take part");
    }

    /** An agent in wrap-up may take part in the session after it too, and loses both. */
    private static Decision agentLost(Deliberation d, AgentId agent) {
        lose(d, agent);
        Session last = d.state().session();
        if (!d.session().equals(last)) {
            lose(d.about(last), agent);
        }
        return d.isEmpty() ? d.refuse(Code.UNKNOWN_REFERENCE, "the agent does not take part") : d.accept();
    }

    private static void lose(Deliberation d, AgentId agent) {
        for (OpenOffer offer : d.session().waiting().offers()) {
            if (offer.agent().equals(agent)) {
                d.record(new OfferRevoked(d.sessionId(), offer.id(), agent, RevokeReason.AGENT_UNAVAILABLE));
            }
        }
        Control control = d.session().control();
        if (agent.equals(control.owner())) {
            loseOwner(d, agent);
        } else if (control.transfer() != null && agent.equals(control.transfer().to())) {
            d.failTransfer(TransferFailure.TARGET_UNAVAILABLE);
        }
        d.sendAway(agent);
    }

    private static void loseOwner(Deliberation d, AgentId owner) {
        switch (d.session().state()) {
            case ACTIVE -> loseActiveOwner(d.failTransfer(TransferFailure.SESSION_CHANGED), owner);
            case WRAP_UP -> d.record(new WrapUpCompleted(d.sessionId())).releaseOwner(ReleaseCause.AGENT_LOST);
            default -> d.releaseOwner(ReleaseCause.AGENT_LOST);
        }
    }

    private static void loseActiveOwner(Deliberation d, AgentId owner) {
        if (d.session().mode() == Mode.MESSAGING) {
            d.releaseOwner(ReleaseCause.AGENT_LOST)
                    .record(new SessionHeld(d.sessionId(), HoldKind.INACTIVE, null, true));
        } else {
            d.sendConsultantsAway()
                    .releaseOwner(ReleaseCause.AGENT_LOST)
                    .queue(QueueCause.AGENT_LOST, d.targetWithout(owner), null, true);
        }
    }
}
