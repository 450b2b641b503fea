/** Who serves a session, and whom a freed agent takes next. */
module io.github.parlor.routing {
    requires static transitive org.jspecify;
    requires transitive io.github.parlor.core;

    exports io.github.parlor.routing;
    exports io.github.parlor.routing.live;
    exports io.github.parlor.routing.ordered;
    exports io.github.parlor.routing.plan;
}
