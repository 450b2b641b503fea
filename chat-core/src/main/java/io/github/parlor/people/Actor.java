package io.github.parlor.people;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.id.ContactId;

/**
 * Who did something: the kind and the name of a party, without any claim about its rights. Immutable.
 *
 * @param kind what kind of party
 * @param name the identifier of the contact, agent, bot or rule; {@code system}, {@code router} or {@code timer} for the
 *     parts of the engine
 */
public record Actor(Kind kind, String name) {
    /** The kinds of parties that may act. */
    public enum Kind {
        /** The customer. */
        CONTACT,
        /** A human who serves. */
        AGENT,
        /** An agent with the rights of a supervisor. */
        SUPERVISOR,
        /** An automated party that may hold control. */
        BOT,
        /** The router's proposals. */
        ROUTER,
        /** A deadline that passed. */
        TIMER,
        /** The engine itself and the host application. */
        SYSTEM,
        /** Somebody who may read, erase and lock for reasons of data protection. */
        PRIVACY_OFFICER
    }

    /** The engine and the host application. */
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "system");

    /** The router. */
    public static final Actor ROUTER = new Actor(Kind.ROUTER, "router");

    /** A deadline that passed. */
    public static final Actor TIMER = new Actor(Kind.TIMER, "timer");

    public Actor {
        Bounds.present("actor.kind", kind);
        Bounds.id("actor.name", name);
    }

    /** Returns the contact as actor. */
    public static Actor contact(ContactId contact) {
        return new Actor(Kind.CONTACT, Bounds.present("contact", contact).value());
    }

    /** Returns the agent as actor. */
    public static Actor agent(AgentId agent) {
        return new Actor(Kind.AGENT, Bounds.present("agent", agent).value());
    }

    /** Returns an agent with the rights of a supervisor as actor. */
    public static Actor supervisor(AgentId agent) {
        return new Actor(Kind.SUPERVISOR, Bounds.present("agent", agent).value());
    }

    /** Returns the bot as actor. */
    public static Actor bot(BotId bot) {
        return new Actor(Kind.BOT, Bounds.present("bot", bot).value());
    }

    /** Returns whether this is a human on the shop's side. */
    public boolean isStaff() {
        return kind == Kind.AGENT || kind == Kind.SUPERVISOR || kind == Kind.PRIVACY_OFFICER;
    }
}
