/** Vocabulary, events, the conversation lifecycle, the engine and the ports of an embeddable chat. */
module io.github.parlor.core {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;

    exports io.github.parlor;
    exports io.github.parlor.bounds;
    exports io.github.parlor.commerce;
    exports io.github.parlor.conversation;
    exports io.github.parlor.dispatch;
    exports io.github.parlor.event;
    exports io.github.parlor.host;
    exports io.github.parlor.id;
    exports io.github.parlor.journal;
    exports io.github.parlor.json;
    exports io.github.parlor.message;
    exports io.github.parlor.people;
    exports io.github.parlor.time;
    exports io.github.parlor.visit;
}
