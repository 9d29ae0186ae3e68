package dev.ringside.emulator.debug.inspect.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * An explanation.
 *
 * @param title what is explained
 * @param source where the manual says it
 * @param parts what there is to say, in order
 */
public record Explanation(String title, String source, List<Part> parts) {
    /**
     * A part of an explanation.
     *
     * @param heading what it is about; may be empty
     */
    public record Part(String heading, List<Line> lines) {
        /** Copies the lines. */
        public Part {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One thing that is said.
     *
     * @param label of what; may be empty
     * @param words what is said of it
     */
    public record Line(String label, String words) {}

    /** Copies the parts. */
    public Explanation {
        parts = List.copyOf(parts);
    }

    /** An explanation that is being written. */
    static final class Draft {
        private final String title;
        private final String source;
        private final List<Part> parts = new ArrayList<>();
        private String heading = "";
        private List<Line> lines = new ArrayList<>();

        Draft(String title, String source) {
            this.title = title;
            this.source = source;
        }

        /** What follows belongs to a part of this heading. */
        Draft part(String newHeading) {
            end();
            heading = newHeading;
            return this;
        }

        Draft say(String words) {
            return say("", words);
        }

        Draft say(String label, String words) {
            lines.add(new Line(label, words));
            return this;
        }

        /** Says all that another explanation says, below a heading. */
        Draft include(String newHeading, Explanation other) {
            part(newHeading);
            other.parts.forEach(p -> p.lines.forEach(lines::add));
            return this;
        }

        private void end() {
            if (!lines.isEmpty()) {
                parts.add(new Part(heading, lines));
                lines = new ArrayList<>();
            }
        }

        Explanation done() {
            end();
            return new Explanation(title, source, parts);
        }
    }
}
