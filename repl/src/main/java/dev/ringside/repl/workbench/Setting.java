package dev.ringside.repl.workbench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be set at the prompt: {@code set NAME VALUE}, {@code show NAME}. */
public enum Setting {
    /** Spelling of instructions. */
    SYNTAX("syntax", "intel", "spelling of instructions", "intel", "att"),
    /** When the context view is shown. */
    CONTEXT("context", "auto", "whether a stop shows the context view; auto: on a terminal", "on", "off", "auto"),
    /** Instructions in the context view. */
    CODE_LINES("context-code", "10", "instructions in the context view"),
    /** Words of the stack in the context view. */
    STACK_LINES("context-stack", "8", "words of the stack in the context view"),
    /** Frames of the call stack in the context view. */
    CALL_LINES("context-calls", "6", "frames of the call stack in the context view"),
    /** Long output page by page. */
    PAGER("pager", "on", "whether long output waits after each page, on a terminal", "on", "off"),
    /** Elements of arrays and characters of texts. */
    ELEMENTS("elements", "200", "most elements of an array, characters of a text and members below each other that print shows"),
    /** Depth of structs. */
    DEPTH("depth", "3", "how many structs inside each other print opens");

    private static final int MOST = 1_000_000;

    private final String title;
    private final String initial;
    private final String help;
    private final List<String> choices;

    Setting(String title, String initial, String help, String... choices) {
        this.title = title;
        this.initial = initial;
        this.help = help;
        this.choices = List.of(choices);
    }

    /** Its name. */
    public String title() {
        return title;
    }

    /** Its value at first. */
    public String initial() {
        return initial;
    }

    /** A line on what it is. */
    public String help() {
        return help;
    }

    /** The words it may be; empty for a number. */
    public List<String> choices() {
        return choices;
    }

    /** The setting called so. */
    public static Optional<Setting> named(String name) {
        return Stream.of(values()).filter(setting -> setting.title.equals(name)).findFirst();
    }

    /** The value that a text means. */
    String parse(Argument argument) {
        if (!choices.isEmpty()) {
            return choices.stream().filter(argument.text()::equals).findFirst().orElseThrow(() -> argument.expected(String.join(" or ", choices)));
        }
        try {
            int number = Integer.parseInt(argument.text());
            if (number >= 0 && number <= MOST) {
                return Integer.toString(number);
            }
        } catch (NumberFormatException _) {
            // answered below, with the numbers that are out of range
        }
        throw argument.expected("a number from 0 to " + MOST);
    }

    /** All names. */
    public static List<String> titles() {
        return Arrays.stream(values()).map(Setting::title).toList();
    }
}
