package dev.ringside.symbols.unwind;

import static dev.ringside.symbols.unwind.GeneralRegister.RBP;
import static dev.ringside.symbols.unwind.GeneralRegister.RSP;

import dev.ringside.symbols.bytes.MemoryView;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The last resort: the next number on the stack that follows a call. It may be left over from a call that has returned long ago, so
 * nothing that it leads to is sure.
 */
public final class StackScan implements Unwinder {
    /** How far is looked, in bytes: the largest stack that Linux gives a task of its kernel on x86. */
    static final int REACH = 16 << 10;

    private final StackMemory memory;
    private final CallSites sites;

    /** A scan of this memory; {@code symbols} say what is code. */
    public StackScan(MemoryView memory, CodeSymbols symbols) {
        this.memory = new StackMemory(memory);
        this.sites = new CallSites(this.memory, symbols);
    }

    @Override
    public Step caller(Frame frame) {
        FrameRegisters registers = frame.registers();
        OptionalLong sp = registers.get(RSP);
        if (sp.isEmpty()) {
            return new Step.NoRule("the stack pointer is not known");
        }
        long start = sp.getAsLong();
        int reach = registers.width() == 64 ? REACH : (int) Math.min(REACH, registers.truncated(-1) + 1 - start);
        byte[] stack = memory.bytes(registers.linearStack(start), reach);
        int word = registers.bytes();
        for (int at = 0; at + word <= stack.length; at += word) {
            FrameRegisters caller = registers.keeping(Set.of()).withPc(number(stack, at, word)).with(RSP, start + at + word);
            if (sites.returnsTo(frame, caller.linearPc())) {
                return found(registers, caller, start + at + word);
            }
        }
        return new Step.NoRule("no return address in the " + stack.length + " bytes above the stack pointer");
    }

    private static Step found(FrameRegisters callee, FrameRegisters caller, long cfa) {
        OptionalLong bp = callee.get(RBP);
        boolean mayBeItsOwn = bp.isPresent() && Long.compareUnsigned(bp.getAsLong(), cfa) >= 0;
        return new Step.Caller(mayBeItsOwn ? caller.with(RBP, bp.getAsLong()) : caller, OptionalLong.of(callee.truncated(cfa)), FrameMethod.SCAN,
            false, false);
    }

    private static long number(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }
}
