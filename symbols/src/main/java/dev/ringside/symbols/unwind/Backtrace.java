package dev.ringside.symbols.unwind;

import java.util.List;

/**
 * A call stack.
 *
 * @param frames innermost first; at least the one that the walk began with
 * @param end    why there are no more
 */
public record Backtrace(List<Frame> frames, WalkEnd end) {
    /** Copies the list. */
    public Backtrace {
        frames = List.copyOf(frames);
    }
}
