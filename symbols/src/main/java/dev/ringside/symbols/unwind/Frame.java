package dev.ringside.symbols.unwind;

import dev.ringside.symbols.Location;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call that has not returned yet.
 *
 * @param level     0 is the innermost
 * @param registers what is known of the registers as they will be once everything further in has returned
 * @param cfa       the stack pointer before the frame was called (DWARF's canonical frame address): an offset into the stack segment;
 *     empty: not known
 * @param how       how the frame was found
 * @param exact     whether the next instruction is the one at the pc because the frame is live or was interrupted; otherwise the pc is a
 *     return address, which belongs to the call before it
 * @param sure      false: the frame, or one further in, is a guess
 * @param symbol    the function, and how far into it the pc is; empty: no symbol is near
 */
public record Frame(int level, FrameRegisters registers, OptionalLong cfa, FrameMethod how, boolean exact, boolean sure,
        Optional<Location> symbol) {
    /** The frame that a processor is in. */
    public static Frame live(FrameRegisters registers, CodeSymbols symbols) {
        return new Frame(0, registers, OptionalLong.empty(), FrameMethod.LIVE, true, true, symbolAt(registers, true, symbols));
    }

    /** The frame that a step from {@code inner} has led to. */
    static Frame outer(Frame inner, Step.Caller step, CodeSymbols symbols) {
        return new Frame(inner.level + 1, step.registers(), OptionalLong.empty(), step.how(), step.exact(), inner.sure && step.sure(),
            symbolAt(step.registers(), step.exact(), symbols));
    }

    private static Optional<Location> symbolAt(FrameRegisters registers, boolean exact, CodeSymbols symbols) {
        long linear = registers.linearPc();
        // A call that never returns may be the last instruction of its function.
        return exact ? symbols.locate(linear) : symbols.locate(linear - 1).map(l -> new Location(l.symbol(), l.offset() + 1));
    }

    Frame withCfa(OptionalLong known) {
        return new Frame(level, registers, known, how, exact, sure, symbol);
    }

    /** Linear address of the next instruction. */
    public long pc() {
        return registers.linearPc();
    }

    /** An address inside the instruction that the frame is at: for tables that are looked up by address. */
    public long lookupPc() {
        return exact ? pc() : pc() - 1;
    }
}
