package io.github.parlor.examples.terminal;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Tells whether a person watches. Stateless. */
public final class Terminal {
    private Terminal() {}

    /** Returns whether input and output of this process are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // the newer answer is asked for below
    public static boolean isInteractive() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** From release 22 on there is a console without a terminal too, and a method that tells; before, null told. */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
