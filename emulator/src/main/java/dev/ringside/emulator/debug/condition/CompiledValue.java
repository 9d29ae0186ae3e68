package dev.ringside.emulator.debug.condition;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.symbols.expression.type.Type;

/**
 * An expression as code that gives a value: for templates, histograms, what an action writes. Like {@link CompiledCondition} it is asked on
 * the machine's thread, only looks, and remembers for {@code old} and {@code changed}.
 */
public interface CompiledValue {
    /** The type of its value: a scalar, a text, or a struct or array that lies in memory. */
    Type type();

    /**
     * Works the value out, allocating nothing.
     *
     * @return whether there is one: {@link #result} or, of a text, {@link #text}
     */
    boolean evaluate(Cpu cpu, Moment moment);

    /** What the last {@link #evaluate} came to: a scalar, canonical as its type demands; of a struct or array its address. */
    long result();

    /** The text that the last {@link #evaluate} came to, a character for each byte (0 to 255); empty for other types. */
    String text();
}
