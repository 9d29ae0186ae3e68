package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A row of the register table: everything front ends know of one register.
 *
 * @param name its name, unique in a {@link RegisterWidth}
 * @param bits its width
 * @param group what kind of state it is
 * @param type how to show it
 * @param getter reads it, zero-extended
 * @param setter writes it and nothing else; takes a value of at most {@code bits} bits
 * @param loader writes it as an instruction would, with what follows from that; for most registers the same as {@code setter}
 * @param writable the bits that a write can change now; the others are fixed or follow from other state
 */
public record Register(String name, int bits, RegisterGroup group, RegisterType type, Function<Cpu, RegisterValue> getter, Setter setter,
        Setter loader, Function<Cpu, RegisterValue> writable) {
    /** Writes a register. */
    @FunctionalInterface
    interface Setter {
        /**
         * Writes, or leaves with {@code write} what is only possible together with other registers.
         *
         * @throws RefusedException when the processor cannot hold the value
         */
        void set(RegisterWrite write, RegisterValue value) throws RefusedException;
    }

    /** Width in bytes, rounded up. */
    public int bytes() {
        return (bits + 7) / 8;
    }

    /** The same, but of the bits that the setter takes only some can change now: the rest depends on the mode. */
    Register writableNow(ToLongFunction<Cpu> bitsNow) {
        return new Register(name, bits, group, type, getter, setter, loader, cpu -> RegisterValue.of(bitsNow.applyAsLong(cpu)).truncated(bits));
    }

    /** The same with another way to load it. */
    Register loadedBy(Setter newLoader) {
        return new Register(name, bits, group, type, getter, setter, newLoader, writable);
    }
}
