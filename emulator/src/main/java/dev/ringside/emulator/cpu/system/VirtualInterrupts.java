package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;

/** The virtual interrupt flag of CR4.VME: what 16-bit PUSHF, POPF and IRET do below IOPL 3 (SDM vol. 3, 20.3.3.1). */
final class VirtualInterrupts {
    private static final int LOADED = Flags.ARITHMETIC | Flags.TF | Flags.DF | Flags.NT;

    private VirtualInterrupts() {}

    /** EFLAGS after a 16-bit pop: IF of the image goes to VIF; #GP(0) when that would enable a pending interrupt, or TF is set. */
    static int popped16(Cpu cpu, int image) {
        int flags = cpu.flags.value();
        if ((image & Flags.TF) != 0 || (flags & Flags.VIP) != 0 && (image & Flags.IF) != 0) {
            throw cpu.protection();
        }
        int virtual = (image & Flags.IF) != 0 ? Flags.VIF : 0;
        return flags & ~(LOADED | Flags.VIF | Flags.RF) | image & LOADED | virtual;
    }

    /** FLAGS as a 16-bit push shows them: VIF in the place of IF, IOPL 3. */
    static int pushed16(Cpu cpu) {
        int flags = cpu.flags.value();
        return flags & ~Flags.IF | Flags.IOPL | ((flags & Flags.VIF) != 0 ? Flags.IF : 0);
    }
}
