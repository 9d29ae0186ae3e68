package dev.ringside.symbols.unwind;

import dev.ringside.symbols.sections.SectionException;

/** One way to find callers. */
public interface Unwinder {
    /**
     * The caller of a frame.
     *
     * @throws UnreadableException when this unwinder is right for the place, but memory that it needs is not mapped
     * @throws SectionException    when its tables are damaged
     */
    Step caller(Frame frame) throws UnreadableException;
}
