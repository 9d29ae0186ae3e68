package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.rule.CodePlace;
import java.util.List;
import java.util.regex.Pattern;

/** Where a breakpoint is wanted: a place that is known, or a name that may become known. */
public sealed interface BreakPlace {
    /** A place. */
    record Known(CodePlace place) implements BreakPlace {}

    /** A name that means nothing yet, and what is wrong with it now. */
    record Later(String name, CommandException problem) implements BreakPlace {}

    /** Reads it. */
    Kind<BreakPlace> KIND = new Kind<>() {
        private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.]*");

        @Override
        public String title() {
            return Kinds.CODE_PLACE.title();
        }

        @Override
        public Extent extent() {
            return Extent.EXPRESSION;
        }

        @Override
        public boolean live() {
            return true;
        }

        @Override
        public BreakPlace parse(Argument argument, Workbench workbench) {
            try {
                return new Known(Kinds.CODE_PLACE.parse(argument, workbench));
            } catch (CommandException e) {
                if (NAME.matcher(argument.text()).matches()) {
                    return new Later(argument.text(), e);
                }
                throw e;
            }
        }

        @Override
        public int wordStart(String typed) {
            return Kinds.CODE_PLACE.wordStart(typed);
        }

        @Override
        public List<Candidate> complete(String typed, Workbench workbench) {
            return Kinds.CODE_PLACE.complete(typed, workbench);
        }
    };
}
