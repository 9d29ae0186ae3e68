package dev.ringside.symbols.unwind;

import static dev.ringside.symbols.unwind.GeneralRegister.RBP;
import static dev.ringside.symbols.unwind.GeneralRegister.RSP;

import dev.ringside.symbols.bytes.MemoryView;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Follows the chain of frame pointers of 32 and 64-bit code. Where a function is at its first instructions or about to return, its code
 * says where the return address is. A function whose beginning does not set up a frame pointer gives a step that is not sure.
 *
 * <p>Linux kernels with such frames mark saved registers by a frame pointer that no frame can have: with bit 0 set on x86-64, with bit 31
 * clear on i386 (ENCODE_FRAME_POINTER of arch/x86/include/asm/frame.h and arch/x86/entry/entry_32.S). These are followed, too.
 */
public final class FramePointers implements Unwinder {
    private static final long KERNEL_32 = 0x8000_0000L;
    /** Code of i386 Linux that calls C with the registers of user mode at its stack pointer, unmarked (arch/x86/entry/entry_32.S). */
    private static final Set<String> SYSTEM_CALLS_32 = Set.of("entry_INT80_32", "entry_SYSENTER_32");

    private final StackMemory memory;
    private final CallSites sites;

    /** The chain in this memory; {@code symbols} say where functions begin. */
    public FramePointers(MemoryView memory, CodeSymbols symbols) {
        this.memory = new StackMemory(memory);
        this.sites = new CallSites(this.memory, symbols);
    }

    @Override
    public Step caller(Frame frame) {
        FrameRegisters registers = frame.registers();
        if (registers.width() == 16 || !registers.knows(RSP)) {
            return new Step.NoRule("no frame pointers of 32 or 64 bits");
        }
        try {
            long sp = registers.get(RSP).getAsLong();
            int word = registers.bytes();
            if (isSystemCall32(frame)) {
                return LinuxRegisters.read(memory, registers.width(), registers.linearStack(sp))
                    .step(OptionalLong.empty(), FrameMethod.SAVED_REGISTERS, true);
            }
            return switch (FrameSetup.of(frame, memory, sites)) {
                case NONE -> returning(frame, sp, registers.get(RBP), true);
                case PUSHED -> returning(frame, sp + word, OptionalLong.of(memory.word(registers, sp, "saved frame pointer")), true);
                case DONE -> framed(frame, true);
                case UNKNOWN -> framed(frame, isInChain(frame) && sites.function(frame.lookupPc()).isEmpty());
            };
        } catch (UnreadableException e) {
            return new Step.NoRule(e.getMessage());
        }
    }

    private static boolean isInChain(Frame frame) {
        return !frame.exact() && frame.how() == FrameMethod.FRAME_POINTER;
    }

    private boolean isSystemCall32(Frame frame) {
        return frame.registers().width() == 32 && !frame.exact()
            && sites.function(frame.lookupPc()).filter(l -> SYSTEM_CALLS_32.contains(l.symbol().name())).isPresent();
    }

    /** With the return address at {@code at}, an offset into the stack segment. */
    private Step returning(Frame frame, long at, OptionalLong callersFramePointer, boolean sure) throws UnreadableException {
        FrameRegisters registers = frame.registers();
        long target = memory.word(registers, at, "return address");
        FrameRegisters caller = registers.keeping(Set.of()).withPc(target).with(RSP, at + registers.bytes());
        if (callersFramePointer.isPresent()) {
            caller = caller.with(RBP, callersFramePointer.getAsLong());
        }
        boolean plausible = sites.returnsTo(frame, caller.linearPc());
        if (!plausible && sites.function(caller.linearPc() - 1).isEmpty() && sites.function(caller.linearPc()).isEmpty()) {
            return new Step.NoRule("0x" + Long.toHexString(target) + ", where a return address would be, does not follow a call");
        }
        return new Step.Caller(caller, OptionalLong.of(registers.truncated(at + registers.bytes())), FrameMethod.FRAME_POINTER, false,
            sure && plausible);
    }

    private Step framed(Frame frame, boolean sure) throws UnreadableException {
        FrameRegisters registers = frame.registers();
        if (!registers.knows(RBP)) {
            return new Step.NoRule("the frame pointer is not known");
        }
        long bp = registers.get(RBP).getAsLong();
        if (bp == 0) {
            return frame.how() == FrameMethod.FRAME_POINTER && sure ? new Step.End(new WalkEnd.Outermost("the frame pointer is 0"))
                : new Step.NoRule("the frame pointer is 0");
        }
        OptionalLong saved = savedRegisters(registers, bp);
        if (saved.isPresent()) {
            LinuxRegisters all = LinuxRegisters.read(memory, registers.width(), saved.getAsLong());
            if (!all.user() && all.registers().pc() == 0) {
                // What copy_thread() leaves for a thread of the kernel, which never was in user mode.
                return new Step.End(new WalkEnd.Outermost("a thread of the kernel begins here"));
            }
            boolean real = all.user() || sites.function(all.registers().linearPc()).isPresent();
            return real ? all.step(OptionalLong.empty(), FrameMethod.SAVED_REGISTERS, true)
                : new Step.NoRule("the frame pointer 0x" + Long.toHexString(bp) + " leads to no saved registers");
        }
        if (bp % registers.bytes() != 0) {
            return new Step.NoRule("the frame pointer 0x" + Long.toHexString(bp) + " is not aligned");
        }
        OptionalLong callers = OptionalLong.of(memory.word(registers, bp, "saved frame pointer"));
        return returning(frame, bp + registers.bytes(), callers, sure);
    }

    /** Where a frame pointer says that an i386 or x86-64 Linux kernel has saved registers; only such a kernel's own code can say so. */
    private OptionalLong savedRegisters(FrameRegisters registers, long bp) {
        if (registers.width() == 64) {
            return bp < 0 && (bp & 1) != 0 ? OptionalLong.of(bp & ~1L) : OptionalLong.empty();
        }
        boolean kernel = registers.linearPc() >= KERNEL_32 && registers.get(RSP).getAsLong() >= KERNEL_32;
        return kernel && bp < KERNEL_32 ? OptionalLong.of(bp | KERNEL_32) : OptionalLong.empty();
    }
}
