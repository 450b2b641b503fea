package io.github.parlor.json;

import io.github.parlor.conversation.ConversationPolicy;

/** The JSON of configuration. In reading, what a document leaves out has its default. Thread-safe. */
public final class ConfigurationJson {
    /** What a shop decides about its conversations; every field can be left out. */
    public static final JsonFormat<ConversationPolicy> POLICY = Formats.POLICY;

    private ConfigurationJson() {}
}
