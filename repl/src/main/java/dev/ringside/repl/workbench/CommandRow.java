package dev.ringside.repl.workbench;

import dev.ringside.repl.workbench.result.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command: everything that dispatch, help, completion, the reference page and the test of its examples know of it. Make one with
 * {@link #named}.
 *
 * @param name what it is called: a word, or two for one of a family ({@code info registers})
 * @param aliases other names
 * @param group its chapter
 * @param summary one line, small first letter, no full stop
 * @param description more than a line, if there is more to say
 * @param parameters what it takes, in order
 * @param format whether letters may follow its name behind a slash: {@code x/4i}
 * @param body whether lines up to {@code end} belong to it
 * @param repeat what an empty line does after it
 * @param place which thread carries it out
 * @param examples examples
 * @param action what it does
 */
public record CommandRow(String name, List<String> aliases, Group group, String summary, String description, List<Parameter<?>> parameters,
                         boolean format, boolean body, Repeat repeat, Place place, List<Example> examples, Action action) {
    /** What an empty line does after a command. */
    public enum Repeat {
        /** Nothing. */
        NEVER,
        /** The same again. */
        SAME,
        /** The command again without its arguments: it goes on where it ended. */
        BARE
    }

    /** Which thread carries a command out. */
    public enum Place {
        /** The machine's, between two instructions: it may look at everything, and it may not wait. */
        MACHINE,
        /** That of the prompt: it may run the guest, wait, print; it looks at the guest through {@link LiveMachine#call}. */
        PROMPT
    }

    /** What a command does. */
    @FunctionalInterface
    public interface Action {
        /**
         * Carries the command out.
         *
         * @throws CommandException when that cannot be done; the guest is then as it was
         */
        Result carryOut(Invocation invocation);
    }

    /** Copies the lists. */
    public CommandRow {
        aliases = List.copyOf(aliases);
        parameters = List.copyOf(parameters);
        examples = List.copyOf(examples);
    }

    /** How it is used: the name and its parameters. */
    public String synopsis() {
        return name + (format ? "[/FORMAT]" : "")
            + parameters.stream().map(parameter -> " " + parameter.synopsis()).collect(Collectors.joining());
    }

    /** Whether one of its parameters is an expression, in which {@code |} and {@code >} are operators. */
    public boolean takesExpressions() {
        return parameters.stream().anyMatch(parameter -> parameter.kind().extent() == Kind.Extent.EXPRESSION);
    }

    /** The first word of its name. */
    String family() {
        int blank = name.indexOf(' ');
        return blank < 0 ? name : name.substring(0, blank);
    }

    /** A row that is being written. */
    public static Builder named(String name, Group group, String summary) {
        return new Builder(name, group, summary);
    }

    /** Writes a row, one property after the other; {@link #does} ends it. */
    public static final class Builder {
        private final String name;
        private final Group group;
        private final String summary;
        private final List<String> aliases = new ArrayList<>();
        private final List<Parameter<?>> parameters = new ArrayList<>();
        private final List<Example> examples = new ArrayList<>();
        private String description = "";
        private boolean format;
        private boolean body;
        private Repeat repeat = Repeat.NEVER;
        private Place place = Place.MACHINE;

        private Builder(String name, Group group, String summary) {
            this.name = name;
            this.group = group;
            this.summary = summary;
        }

        /** Other names. */
        public Builder alias(String... names) {
            aliases.addAll(List.of(names));
            return this;
        }

        /** More than the summary says. */
        public Builder describe(String text) {
            description = text.strip();
            return this;
        }

        /** Its parameters, in order. */
        public Builder takes(Parameter<?>... taken) {
            parameters.addAll(List.of(taken));
            return this;
        }

        /** Letters may follow the name behind a slash. */
        public Builder format() {
            format = true;
            return this;
        }

        /** Lines up to {@code end} belong to it. */
        public Builder body() {
            body = true;
            return this;
        }

        /** What an empty line does after it. */
        public Builder repeats(Repeat what) {
            repeat = what;
            return this;
        }

        /** The prompt's thread carries it out. */
        public Builder onPrompt() {
            place = Place.PROMPT;
            return this;
        }

        /** An example for the guest {@code first}, stopped at its first instruction. */
        public Builder example(String line) {
            return example(line, new String[0]);
        }

        /** An example that needs other lines typed before it. */
        public Builder example(String line, String... before) {
            examples.add(new Example(List.of(before), line, false));
            return this;
        }

        /** An example for a Debian guest. */
        public Builder linuxExample(String line, String... before) {
            examples.add(new Example(List.of(before), line, true));
            return this;
        }

        /** The finished row. */
        public CommandRow does(Action action) {
            return new CommandRow(name, aliases, group, summary, description, parameters, format, body, repeat, place, examples, action);
        }
    }
}
