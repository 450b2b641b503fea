package io.github.parlor.json;

import io.github.parlor.conversation.Command;

/**
 * The JSON of commands: the command alone; tenant, conversation and actor are said by whoever transports it. A command of
 * an unknown type is refused, because nobody could carry it out. Thread-safe.
 */
public final class CommandJson {
    private CommandJson() {}

    /**
     * Writes a command as one object in one line.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#write(Object)}
     */
    public static String write(Command value) {
        return Formats.COMMAND.write(value);
    }

    /**
     * Writes a command with the unknown fields it was read with.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#write(JsonDocument)}
     */
    public static String write(JsonDocument<Command> document) {
        return Formats.COMMAND.write(document);
    }

    /**
     * Reads a command and leaves out the fields that this version does not know.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#read}
     */
    public static Command read(String json) {
        return Formats.COMMAND.read(json);
    }

    /**
     * Reads a command with the fields that this version does not know.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#read}
     */
    public static JsonDocument<Command> readDocument(String json) {
        return Formats.COMMAND.readDocument(json);
    }
}
