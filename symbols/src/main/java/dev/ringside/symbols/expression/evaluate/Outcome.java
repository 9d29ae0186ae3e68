package dev.ringside.symbols.expression.evaluate;

import dev.ringside.symbols.expression.type.Value;

/** What an evaluation comes to. */
public sealed interface Outcome {
    /** Whether a condition that comes to it holds; what has no value does not. */
    boolean holds();

    /** A value. */
    record Known(Value value) implements Outcome {
        @Override
        public boolean holds() {
            return value.truth();
        }
    }

    /**
     * No value.
     *
     * @param reason why
     * @param detail of what; empty when the reason says all
     * @param column where in the text, from 1
     */
    record Missing(Reason reason, String detail, int column) implements Outcome {
        @Override
        public boolean holds() {
            return false;
        }

        /** One line. */
        public String text() {
            return "column " + column + ": " + reason.text() + (detail.isEmpty() ? "" : " " + detail);
        }
    }

    /** Why there is no value. */
    enum Reason {
        /** Memory that cannot be read. */
        UNMAPPED("cannot read memory at"),
        /** No quotient. */
        DIVISION_BY_ZERO("division by zero"),
        /** A register that the processor does not have. */
        NO_REGISTER("there is no register"),
        /** A walk that ends before. */
        NO_WALK("the page walk does not have"),
        /** An event without the field, or no event. */
        NO_EVENT("there is no event with the field"),
        /** Not known here. */
        NOT_KNOWN("not known here:");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The start of the line. */
        public String text() {
            return text;
        }
    }
}
