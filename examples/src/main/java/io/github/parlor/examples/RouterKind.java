package io.github.parlor.examples;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.routing.PlainRouter;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.routing.ordered.OrderedRouter;
import java.util.Locale;

/** The routers that the programs can run, and that every test on recorded days runs. Immutable. */
public enum RouterKind {
    /** The fast one, without locks. */
    SKILL(SkillRouter.factory()),
    /** The one with one lock. */
    ORDERED(OrderedRouter.factory()),
    /** The rules as they are written, for one thread. */
    PLAIN((tenant, proposals) -> new PlainRouter(proposals));

    @SuppressWarnings("ImmutableEnumChecker") // a factory is a function
    private final RouterFactory factory;

    RouterKind(RouterFactory factory) {
        this.factory = Bounds.present("factory", factory);
    }

    /** Returns what makes routers of this kind. */
    public RouterFactory factory() {
        return factory;
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
