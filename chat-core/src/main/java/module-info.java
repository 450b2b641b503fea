/** Vocabulary, events, the conversation lifecycle, the engine and the ports of an embeddable chat. */
module io.github.parlor.core {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;
}
