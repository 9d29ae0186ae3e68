package dev.ringside.symbols.unwind;

import static dev.ringside.symbols.unwind.GeneralRegister.R10;
import static dev.ringside.symbols.unwind.GeneralRegister.R11;
import static dev.ringside.symbols.unwind.GeneralRegister.R12;
import static dev.ringside.symbols.unwind.GeneralRegister.R13;
import static dev.ringside.symbols.unwind.GeneralRegister.R14;
import static dev.ringside.symbols.unwind.GeneralRegister.R15;
import static dev.ringside.symbols.unwind.GeneralRegister.R8;
import static dev.ringside.symbols.unwind.GeneralRegister.R9;
import static dev.ringside.symbols.unwind.GeneralRegister.RAX;
import static dev.ringside.symbols.unwind.GeneralRegister.RBP;
import static dev.ringside.symbols.unwind.GeneralRegister.RBX;
import static dev.ringside.symbols.unwind.GeneralRegister.RCX;
import static dev.ringside.symbols.unwind.GeneralRegister.RDI;
import static dev.ringside.symbols.unwind.GeneralRegister.RDX;
import static dev.ringside.symbols.unwind.GeneralRegister.RSI;
import static dev.ringside.symbols.unwind.GeneralRegister.RSP;

import java.util.List;
import java.util.OptionalLong;

/**
 * The registers that an x86 Linux kernel saves when it is entered: {@code struct pt_regs} (arch/x86/include/asm/ptrace.h). The layouts
 * are part of the kernel's interface to debuggers and have not changed.
 */
public final class LinuxRegisters {
    /** Bytes of the part that a processor pushes on 64-bit kernels: RIP, CS, RFLAGS, RSP, SS. */
    public static final int IRET_FRAME_64 = 40;

    private static final List<GeneralRegister> PUSHED_64 = List.of(R15, R14, R13, R12, RBP, RBX, R11, R10, R9, R8, RAX, RCX, RDX, RSI, RDI);
    private static final List<GeneralRegister> PUSHED_32 = List.of(RBX, RCX, RDX, RSI, RDI, RBP, RAX);
    // After the general registers come those of data segments (32-bit only) and orig_ax.
    private static final int IRET_64 = 8 * (15 + 1);
    private static final int IRET_32 = 4 * (7 + 4 + 1);
    private static final long PRIVILEGE = 3;
    private static final long VM86 = 1L << 17;
    // CS_FROM_KERNEL of arch/x86/entry/entry_32.S: the entry code has made up ESP and SS, which the processor does not push.
    private static final long FROM_KERNEL_32 = 1L << 29;

    private final FrameRegisters registers;
    private final boolean user;

    private LinuxRegisters(FrameRegisters registers, boolean user) {
        this.registers = registers;
        this.user = user;
    }

    /**
     * Reads all registers.
     *
     * @param width   of the kernel: 32 or 64
     * @param address of the structure
     */
    public static LinuxRegisters read(StackMemory memory, int width, long address) throws UnreadableException {
        List<GeneralRegister> pushed = width == 64 ? PUSHED_64 : PUSHED_32;
        int bytes = width / 8;
        var general = FrameRegisters.of(width, 0);
        for (int i = 0; i < pushed.size(); i++) {
            general = general.with(pushed.get(i), memory.read(address + (long) i * bytes, bytes, "saved registers"));
        }
        return pushedByProcessor(memory, general, address + (width == 64 ? IRET_64 : IRET_32));
    }

    /**
     * Reads what the processor has pushed, and adds it to what is known of the general registers.
     *
     * @param known   its width is that of the kernel
     * @param address of the saved instruction pointer
     */
    public static LinuxRegisters pushedByProcessor(StackMemory memory, FrameRegisters known, long address) throws UnreadableException {
        int bytes = known.bytes();
        long pc = memory.read(address, bytes, "interrupted instruction pointer");
        long cs = memory.read(address + bytes, bytes, "interrupted code segment");
        long flags = memory.read(address + 2L * bytes, bytes, "interrupted flags");
        boolean user = (cs & PRIVILEGE) == PRIVILEGE || known.width() == 32 && (flags & VM86) != 0;
        long at = address + 3L * bytes;
        boolean hasStack = known.width() == 64 || user || (cs & FROM_KERNEL_32) != 0;
        long sp = hasStack ? memory.read(at, bytes, "interrupted stack pointer") : at;
        return new LinuxRegisters(known.withPc(pc).with(RSP, sp), user);
    }

    /** The registers as they were when the kernel was entered. */
    public FrameRegisters registers() {
        return registers;
    }

    /** Whether user mode was interrupted, or made a system call. */
    public boolean user() {
        return user;
    }

    /** The step that leads to what was interrupted. */
    public Step step(OptionalLong cfa, FrameMethod how, boolean sure) {
        return user ? new Step.End(new WalkEnd.UserMode(registers)) : new Step.Caller(registers, cfa, how, true, sure);
    }
}
