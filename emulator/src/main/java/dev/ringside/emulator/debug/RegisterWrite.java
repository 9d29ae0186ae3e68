package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.system.ControlRegisters;

/**
 * One write of one or many registers. Values that mean something only together (control registers; x87 registers, which are
 * counted from the top of stack that the status word holds) are collected and take effect in {@link #finish}, so that the order
 * of rows does not matter.
 */
final class RegisterWrite {
    private static final int FLOAT_REGISTERS = 8;

    private final Cpu cpu;
    private final RegisterValue[] floats = new RegisterValue[FLOAT_REGISTERS];
    private long cr0;
    private long cr3;
    private long cr4;
    private long efer;
    private boolean controls;
    private boolean cr3Loaded;

    RegisterWrite(Cpu cpu) {
        this.cpu = cpu;
        cr0 = cpu.cr0;
        cr3 = cpu.cr3;
        cr4 = cpu.cr4;
        efer = cpu.efer;
    }

    Cpu cpu() {
        return cpu;
    }

    void cr0(long value) {
        cr0 = value;
        controls = true;
    }

    /** Loads CR3: translations are flushed even when the value stays, as by MOV CR3. */
    void cr3(long value) {
        cr3 = value;
        controls = true;
        cr3Loaded = true;
    }

    void cr4(long value) {
        cr4 = value;
        controls = true;
    }

    void efer(long value) {
        efer = value;
        controls = true;
    }

    void floatRegister(int number, RegisterValue value) {
        floats[number] = value;
    }

    /** Moves the instruction pointer, if only to where it is: a processor that waited or was shut down executes again. */
    void moveTo(long rip) {
        cpu.rip = rip;
        TransientRows.clear(cpu);
    }

    /**
     * Sets the instruction pointer among all the other registers. Where it stays, the processor goes on doing what it did; but
     * not when it is shut down, which no guest comes out of.
     */
    void instructionPointer(long rip) {
        if (rip != cpu.rip || cpu.shutdown) {
            moveTo(rip);
        }
    }

    /** Lets what was collected take effect and recomputes what depends on it. */
    void finish() throws RefusedException {
        for (int i = 0; i < FLOAT_REGISTERS; i++) {
            if (floats[i] != null) {
                FloatRows.set(cpu, i, floats[i]);
            }
        }
        try {
            setControls();
        } finally {
            settle();
        }
    }

    private void setControls() throws RefusedException {
        if (!controls) {
            return;
        }
        boolean paging = (cr0 & Cpu.CR0_PG) != 0;
        if (paging && (cr0 & Cpu.CR0_PE) == 0) {
            throw new RefusedException("cr0 cannot have PG set and PE clear");
        }
        boolean longMode = paging && (efer & Cpu.EFER_LME) != 0;
        long newEfer = longMode ? efer | Cpu.EFER_LMA : efer & ~Cpu.EFER_LMA;
        if (ControlRegisters.paePaging(cr0, cr4, newEfer) && !cpu.mmu.loadPdptes(cr3)) {
            throw new RefusedException("cr3 points at page-directory-pointer entries with reserved bits set");
        }
        cpu.setControl(cr0, cr3, cr4, newEfer, cr3Loaded);
    }

    // There is no virtual-8086 mode within IA-32e mode. CPL is a register of its own only where selectors name descriptors. The
    // engine is asked to look at flags, shadows and pending traps before the next instruction, and takes back what is not so.
    private void settle() {
        if (cpu.longMode() && cpu.v86()) {
            cpu.setFlags(cpu.flags.value() & ~Flags.VM);
        }
        if (!cpu.selectorsNameDescriptors()) {
            cpu.cpl = cpu.protectedMode() ? 3 : 0;
        }
        cpu.updateMode();
        cpu.raise(Cpu.ATTENTION_DEBUG | Cpu.ATTENTION_TRAP_FLAG | Cpu.ATTENTION_SHADOW | Cpu.ATTENTION_INTERRUPT);
    }
}
