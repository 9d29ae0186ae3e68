package dev.ringside.repl.workbench;

import java.util.Locale;

/**
 * A parameter of a command. Keep it in a constant: it is also the key by which {@link Invocation} gives its value.
 *
 * @param <T> what its text means
 * @param name its name in help and errors, in small letters
 * @param kind what it takes
 * @param presence whether it may be left out
 * @param keyword stands before it: {@code if}; empty for none
 * @param help a few words
 */
public record Parameter<T>(String name, Kind<T> kind, Presence presence, String keyword, String help) {
    /** Whether a parameter has to be given. */
    public enum Presence {
        /** Exactly once. */
        REQUIRED,
        /** Once or not at all. */
        OPTIONAL,
        /** Any number of times; only the last parameter. */
        REPEATED
    }

    /** A parameter that has to be given. */
    public static <T> Parameter<T> required(String name, Kind<T> kind, String help) {
        return new Parameter<>(name, kind, Presence.REQUIRED, "", help);
    }

    /** A parameter that may be left out. */
    public static <T> Parameter<T> optional(String name, Kind<T> kind, String help) {
        return new Parameter<>(name, kind, Presence.OPTIONAL, "", help);
    }

    /** A last parameter that may be given several times, or not at all. */
    public static <T> Parameter<T> repeated(String name, Kind<T> kind, String help) {
        return new Parameter<>(name, kind, Presence.REPEATED, "", help);
    }

    /** An optional parameter behind a word of its own, as in {@code break ADDRESS if CONDITION}. */
    public static <T> Parameter<T> after(String keyword, String name, Kind<T> kind, String help) {
        return new Parameter<>(name, kind, Presence.OPTIONAL, keyword, help);
    }

    /** How a synopsis shows it. */
    String synopsis() {
        String text = (keyword.isEmpty() ? "" : keyword + " ") + name.toUpperCase(Locale.ROOT);
        return switch (presence) {
            case REQUIRED -> text;
            case OPTIONAL -> "[" + text + "]";
            case REPEATED -> "[" + text + "]...";
        };
    }
}
