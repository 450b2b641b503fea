package io.github.parlor.host;

import io.github.parlor.id.TenantId;
import io.github.parlor.people.Actor;

/**
 * Says who may do what. Asked once per command and once per read, with the conversation as it is; denies by default.
 * Thread-safe, quick, and a function of its arguments.
 */
@FunctionalInterface
public interface Authorizer {
    /** Returns whether it is permitted. Those who are denied learn no more than that there is no such thing. */
    boolean permits(TenantId tenant, Actor actor, Action action, Resource resource);

    /** What somebody wants to do. */
    enum Action {
        /** Read what the contact may see. */
        READ,
        /** Read what the staff may see, notes included. */
        READ_STAFF,
        /** Give a command. */
        COMMAND
    }

    /**
     * What it is about.
     *
     * @param contact the contact of the conversation
     * @param involved whether the actor owns it, is asked, has an offer of it or is the target of a transfer
     */
    record Resource(String contact, boolean involved) {}

    /**
     * The usual rights: contacts reach their own conversations and see what is public; agents, supervisors and privacy
     * officers reach all conversations of the tenant and see everything; bots see what is public. What exactly an actor
     * may command is decided by the transition table.
     */
    static Authorizer byRole() {
        return (tenant, actor, action, resource) -> switch (actor.kind()) {
            case CONTACT -> action != Action.READ_STAFF && resource.contact().equals(actor.name());
            case BOT -> action != Action.READ_STAFF;
            case AGENT, SUPERVISOR, PRIVACY_OFFICER, ROUTER, TIMER, SYSTEM -> true;
        };
    }

    /** As {@link #byRole()}, but agents reach only the conversations they are involved in. */
    static Authorizer ownConversationsOnly() {
        Authorizer byRole = byRole();
        return (tenant, actor, action, resource) -> (actor.kind() != Actor.Kind.AGENT || resource.involved())
                && byRole.permits(tenant, actor, action, resource);
    }
}
