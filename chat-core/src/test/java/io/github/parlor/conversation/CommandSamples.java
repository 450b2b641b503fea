package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.EVA;
import static io.github.parlor.conversation.Story.IDA;
import static io.github.parlor.conversation.Story.LAPTOP;
import static io.github.parlor.conversation.Story.MAX;
import static io.github.parlor.conversation.Story.PHONE;
import static io.github.parlor.conversation.Story.REPAIRS;
import static io.github.parlor.conversation.Story.ROBO;

import io.github.parlor.conversation.GovernanceCommand.Erase;
import io.github.parlor.conversation.GovernanceCommand.Lock;
import io.github.parlor.conversation.GovernanceCommand.Unlock;
import io.github.parlor.conversation.LifecycleCommand.CompleteWrapUp;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Hold;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.LifecycleCommand.SwitchMode;
import io.github.parlor.conversation.LifecycleCommand.Wake;
import io.github.parlor.conversation.MessageCommand.ChangePresence;
import io.github.parlor.conversation.MessageCommand.DeleteMessage;
import io.github.parlor.conversation.MessageCommand.EditMessage;
import io.github.parlor.conversation.MessageCommand.MoveReceipt;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.OfferCommand.DeclineOffer;
import io.github.parlor.conversation.OfferCommand.ExpireOffer;
import io.github.parlor.conversation.OfferCommand.MakeOffer;
import io.github.parlor.conversation.OfferCommand.RevokeOffer;
import io.github.parlor.conversation.OwnerCommand.AcceptTransfer;
import io.github.parlor.conversation.OwnerCommand.AgentLost;
import io.github.parlor.conversation.OwnerCommand.AssignToBot;
import io.github.parlor.conversation.OwnerCommand.Consult;
import io.github.parlor.conversation.OwnerCommand.DeclineTransfer;
import io.github.parlor.conversation.OwnerCommand.ExpireTransfer;
import io.github.parlor.conversation.OwnerCommand.HandBackToBot;
import io.github.parlor.conversation.OwnerCommand.LeaveConsult;
import io.github.parlor.conversation.OwnerCommand.Transfer;
import io.github.parlor.conversation.QueueCommand.Defer;
import io.github.parlor.conversation.QueueCommand.Enqueue;
import io.github.parlor.conversation.QueueCommand.EnqueueDeferred;
import io.github.parlor.conversation.QueueCommand.LeaveQueue;
import io.github.parlor.conversation.QueueCommand.Pick;
import io.github.parlor.conversation.QueueCommand.RequestHuman;
import io.github.parlor.conversation.QueueCommand.TakeNext;
import io.github.parlor.event.ConversationEvent.LockReason;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.LifecycleEvent.WakeCause;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OfferEvent.RevokeReason;
import io.github.parlor.event.QueueEvent.DeferReason;
import io.github.parlor.event.QueueEvent.HandoffReason;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.MessageId;
import io.github.parlor.id.OfferId;
import io.github.parlor.message.Content;
import io.github.parlor.message.Message;
import io.github.parlor.message.ReceiptKind;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every command, with the ids that mean something to one conversation as it stands. */
final class CommandSamples {
    private static final OfferId NO_OFFER = new OfferId(new UUID(1, 1));
    private static final MessageId NO_MESSAGE = new MessageId(new UUID(1, 2));

    private final List<Command> all = new ArrayList<>();
    private final @Nullable Conversation state;
    private final Instant now;

    private CommandSamples(@Nullable Conversation state, Instant now) {
        this.state = state;
        this.now = now;
    }

    /** Returns at least one sample of every command for the story. */
    static List<Command> of(Story story) {
        CommandSamples samples = new CommandSamples(story.stateOrNull(), story.now());
        samples.lifecycle();
        samples.queue();
        samples.offers();
        samples.owners();
        samples.messages(story.messages());
        samples.governance();
        return samples.all;
    }

    private void add(Command... commands) {
        all.addAll(List.of(commands));
    }

    private long epoch() {
        return state == null ? 0 : state.controlEpoch();
    }

    private void lifecycle() {
        add(Story.live(), Story.messaging().withFirst(PostMessage.text("hello")));
        add(new Hold(HoldKind.AWAITING_CONTACT, null, true), new Hold(HoldKind.INACTIVE, null, true));
        add(new Hold(HoldKind.SNOOZED, now.plusSeconds(1), false), new Hold(HoldKind.SNOOZED, now, false));
        add(new Wake(WakeCause.AGENT), new Wake(WakeCause.TIME));
        for (EndReason reason : EndReason.values()) {
            add(new EndSession(reason, "done"));
        }
        add(new EndSession(EndReason.AGENT_ENDED, null));
        add(new CompleteWrapUp(), new SwitchMode(Mode.LIVE), new SwitchMode(Mode.MESSAGING));
        add(new Rate(Scale.NPS, 10, "great"));
    }

    private void queue() {
        add(RequestHuman.because(HandoffReason.USER_ASKED));
        add(new RequestHuman(HandoffReason.POLICY, Target.team(REPAIRS), Map.of(), "", Math.max(1, epoch())));
        add(new Enqueue(), new EnqueueDeferred(), new TakeNext(), new Pick());
        add(new Defer(DeferReason.CLOSED, null), new Defer(DeferReason.WAIT_TOO_LONG, now.plusSeconds(60)));
        add(new LeaveQueue(EndReason.ABANDONED), new LeaveQueue(EndReason.QUEUE_TIMEOUT));
        add(new LeaveQueue(EndReason.CONTACT_DISCONNECTED));
    }

    private void offers() {
        for (AgentId agent : List.of(MAX, EVA)) {
            add(new MakeOffer(agent, Duration.ofSeconds(30), 7));
        }
        List<OfferId> offers = new ArrayList<>(List.of(NO_OFFER));
        if (state != null) {
            state.session().waiting().offers().forEach(offer -> offers.add(offer.id()));
        }
        for (OfferId offer : offers) {
            add(new AcceptOffer(offer), new DeclineOffer(offer, "busy"), new ExpireOffer(offer));
            add(new RevokeOffer(offer, RevokeReason.WITHDRAWN));
        }
    }

    private void owners() {
        add(new AssignToBot(ROBO, ""), new HandBackToBot(ROBO, "", 0), new HandBackToBot(ROBO, "", epoch() + 1));
        add(Transfer.cold(Target.team(REPAIRS)), Transfer.warm(Target.team(REPAIRS)), Transfer.cold(Target.agent(MAX)));
        add(new AcceptTransfer(), new DeclineTransfer(), new ExpireTransfer());
        for (AgentId agent : List.of(MAX, IDA, EVA)) {
            add(new Consult(agent), new LeaveConsult(agent), new AgentLost(agent));
        }
    }

    private void messages(List<Message> said) {
        add(
                PostMessage.text("hello"),
                PostMessage.note("psst"),
                PostMessage.text("hello").withEpoch(Math.max(1, epoch())));
        add(new PostMessage(
                new Content.FormResponse(NO_MESSAGE, Map.of("a", "b")),
                io.github.parlor.message.Visibility.PUBLIC,
                null,
                false,
                0));
        List<MessageId> messages = new ArrayList<>(List.of(NO_MESSAGE));
        said.forEach(message -> messages.add(message.id()));
        for (MessageId message : messages) {
            add(new EditMessage(message, new Content.Text("better")), new DeleteMessage(message));
        }
        add(new MoveReceipt(ReceiptKind.READ, 1), new MoveReceipt(ReceiptKind.READ_PRIVATELY, 1_000));
        add(new ChangePresence(LAPTOP, false), new ChangePresence(PHONE, true));
    }

    private void governance() {
        add(new Lock(LockReason.BLOCKED), new Lock(LockReason.LEGAL_HOLD), new Unlock(), new Erase());
    }
}
