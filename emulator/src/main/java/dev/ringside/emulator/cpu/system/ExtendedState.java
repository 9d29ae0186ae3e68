package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.cpu.VectorState;
import dev.ringside.emulator.isa.Instruction;

/**
 * FXSAVE, FXRSTOR and the XSAVE family for the state components that exist here: x87 (bit 0) and SSE (bit 1). SDM vol. 1,
 * 10.5 and chapter 13. Both components always count as in use, so XSAVE and XSAVEOPT write whatever was asked for.
 */
final class ExtendedState {
    private static final int X87 = 1, SSE = 2;
    private static final int FXSAVE_BYTES = 512, HEADER = 512, XCOMP_BV_AT = HEADER + 8, AREA_BYTES = 576;
    private static final int MXCSR_AT = 24, REGISTERS_AT = 32, XMM_AT = 160;

    private ExtendedState() {}

    static void register(SemanticsTable table) {
        table.add("FXSAVE", (cpu, insn) -> fxsave(cpu, insn, false));
        table.add("FXSAVE64", (cpu, insn) -> fxsave(cpu, insn, true));
        table.add("FXRSTOR", (cpu, insn) -> fxrstor(cpu, insn, false));
        table.add("FXRSTOR64", (cpu, insn) -> fxrstor(cpu, insn, true));
        table.add("XSAVE", (cpu, insn) -> xsave(cpu, insn, false));
        table.add("XSAVE64", (cpu, insn) -> xsave(cpu, insn, true));
        table.add("XSAVEOPT", (cpu, insn) -> xsave(cpu, insn, false));
        table.add("XSAVEOPT64", (cpu, insn) -> xsave(cpu, insn, true));
        table.add("XRSTOR", (cpu, insn) -> xrstor(cpu, insn, false));
        table.add("XRSTOR64", (cpu, insn) -> xrstor(cpu, insn, true));
        table.add("XGETBV", ExtendedState::xgetbv);
        table.add("XSETBV", ExtendedState::xsetbv);
    }

    private static long aligned(Cpu cpu, Instruction insn, int bytes, int alignment, boolean write) {
        // Where the manual lets #AC take the place of #GP, processors do so when not even a doubleword would be aligned,
        // and before they look whether the segment is writable.
        cpu.linear(insn.segment, cpu.offset(insn), 4, false);
        cpu.requireAligned(insn, alignment);
        return cpu.linear(insn.segment, cpu.offset(insn), bytes, write);
    }

    private static long fxArea(Cpu cpu, Instruction insn, boolean write) {
        long linear = aligned(cpu, insn, FXSAVE_BYTES, 16, write);
        // Processors touch the last byte first: that address is reported when the whole area is missing.
        touch(cpu, linear + FXSAVE_BYTES - 1, write);
        touch(cpu, linear, write);
        return linear;
    }

    // What of an XSAVE area lies before its header. Aligned to 64 bytes, the area's first page can only be missing while the
    // header's is there: then the address of the first part that is needed is reported, and no fault comes when none is.
    private static void touchLegacyArea(Cpu cpu, long linear, int components, boolean write) {
        if (components != 0) {
            touch(cpu, linear + ((components & X87) != 0 ? 0 : MXCSR_AT), write);
        }
    }

    private static void touch(Cpu cpu, long linear, boolean write) {
        if (write) {
            cpu.mmu.checkStore(linear & cpu.linearMask, 1);
        } else {
            cpu.mmu.checkLoad(linear & cpu.linearMask, 1);
        }
    }

    private static void fxsave(Cpu cpu, Instruction insn, boolean wide) {
        available(cpu);
        long to = fxArea(cpu, insn, true);
        storeX87(cpu, to, wide);
        storeMxcsr(cpu, to);
        storeXmm(cpu, to);
    }

    private static void fxrstor(Cpu cpu, Instruction insn, boolean wide) {
        available(cpu);
        long from = fxArea(cpu, insn, false);
        int mxcsr = mxcsr(cpu, from);
        loadX87(cpu, from, wide);
        cpu.vector.mxcsr = mxcsr;
        loadXmm(cpu, from);
    }

    private static void available(Cpu cpu) {
        if ((cpu.cr0 & (Cpu.CR0_EM | Cpu.CR0_TS)) != 0) {
            throw cpu.fault(Vector.NM, 0);
        }
    }

    private static int requested(Cpu cpu) {
        if ((cpu.cr4 & Cpu.CR4_OSXSAVE) == 0) {
            throw cpu.undefined();
        }
        if ((cpu.cr0 & Cpu.CR0_TS) != 0) {
            throw cpu.fault(Vector.NM, 0);
        }
        return (int) (cpu.r[Cpu.RAX] & cpu.xcr0);
    }

    private static void xsave(Cpu cpu, Instruction insn, boolean wide) {
        int requested = requested(cpu);
        long to = aligned(cpu, insn, AREA_BYTES, 64, true);
        touch(cpu, to + AREA_BYTES - 1, true);
        touchLegacyArea(cpu, to, requested, true);
        if ((requested & X87) != 0) {
            storeX87(cpu, to, wide);
        }
        if ((requested & SSE) != 0) {
            storeMxcsr(cpu, to);
            storeXmm(cpu, to);
        }
        cpu.mmu.store64(to + HEADER, cpu.mmu.load64(to + HEADER) & ~(long) requested | requested);
    }

    // The header is checked before anything is loaded, MXCSR when it is its turn: a #GP for its reserved bits leaves x87 loaded.
    // A component that was asked for but is not in the area goes to its initial configuration.
    private static void xrstor(Cpu cpu, Instruction insn, boolean wide) {
        int requested = requested(cpu);
        long from = aligned(cpu, insn, AREA_BYTES, 64, false);
        touch(cpu, from + XCOMP_BV_AT, false);
        touchLegacyArea(cpu, from, requested, false);
        long present = cpu.mmu.load64(from + HEADER);
        boolean compacted = cpu.mmu.load64(from + XCOMP_BV_AT) != 0;
        if (compacted || cpu.mmu.load64(from + HEADER + 16) != 0 || (present & ~cpu.xcr0) != 0) {
            throw cpu.protection();
        }
        if ((requested & X87) != 0) {
            if ((present & X87) != 0) {
                loadX87(cpu, from, wide);
            } else {
                cpu.x87.reset();
                cpu.x87.initialize();
            }
        }
        if ((requested & SSE) != 0) {
            cpu.vector.mxcsr = mxcsr(cpu, from);
            if ((present & SSE) != 0) {
                loadXmm(cpu, from);
            } else {
                java.util.Arrays.fill(cpu.vector.xmm, 0, 2 * xmmRegisters(cpu), 0);
            }
        }
    }

    private static int xmmRegisters(Cpu cpu) {
        return cpu.codeSize == 64 ? 16 : 8;
    }

    private static void storeX87(Cpu cpu, long to, boolean wide) {
        cpu.mmu.store16(to, cpu.x87.controlWord());
        cpu.mmu.store16(to + 2, cpu.x87.statusWord());
        cpu.mmu.store16(to + 4, cpu.x87.abridgedTags());
        cpu.mmu.store16(to + 6, cpu.x87.opcode);
        if (wide) {
            cpu.mmu.store64(to + 8, cpu.x87.instructionOffset);
            cpu.mmu.store64(to + 16, cpu.x87.dataOffset);
        } else {
            cpu.mmu.store32(to + 8, (int) cpu.x87.instructionOffset);
            cpu.mmu.store32(to + 12, cpu.x87.instructionSelector);
            cpu.mmu.store32(to + 16, (int) cpu.x87.dataOffset);
            cpu.mmu.store32(to + 20, cpu.x87.dataSelector);
        }
        for (int i = 0; i < 8; i++) {
            int register = cpu.x87.physical(i);
            cpu.mmu.store64(to + REGISTERS_AT + 16 * i, cpu.x87.mantissa[register]);
            cpu.mmu.store64(to + REGISTERS_AT + 16 * i + 8, cpu.x87.signExponent[register] & 0xFFFF);
        }
    }

    private static void loadX87(Cpu cpu, long from, boolean wide) {
        cpu.x87.controlWord(cpu.mmu.load16(from));
        cpu.x87.statusWord(cpu.mmu.load16(from + 2));
        cpu.x87.abridgedTags(cpu.mmu.load8(from + 4));
        cpu.x87.opcode = cpu.mmu.load16(from + 6) & 0x7FF;
        if (wide) {
            // The instruction pointer has 48 bits, extended by their sign; the data pointer has 64.
            cpu.x87.instructionOffset = cpu.mmu.load64(from + 8) << 16 >> 16;
            cpu.x87.dataOffset = cpu.mmu.load64(from + 16);
            cpu.x87.instructionSelector = 0;
            cpu.x87.dataSelector = 0;
        } else {
            cpu.x87.instructionOffset = cpu.mmu.load32(from + 8) & 0xFFFFFFFFL;
            cpu.x87.instructionSelector = cpu.mmu.load16(from + 12);
            cpu.x87.dataOffset = cpu.mmu.load32(from + 16) & 0xFFFFFFFFL;
            cpu.x87.dataSelector = cpu.mmu.load16(from + 20);
        }
        for (int i = 0; i < 8; i++) {
            int register = cpu.x87.physical(i);
            cpu.x87.mantissa[register] = cpu.mmu.load64(from + REGISTERS_AT + 16 * i);
            cpu.x87.signExponent[register] = cpu.mmu.load16(from + REGISTERS_AT + 16 * i + 8);
        }
    }


    private static void storeMxcsr(Cpu cpu, long to) {
        cpu.mmu.store32(to + MXCSR_AT, cpu.vector.mxcsr);
        cpu.mmu.store32(to + MXCSR_AT + 4, VectorState.MXCSR_MASK);
    }

    private static int mxcsr(Cpu cpu, long from) {
        int value = cpu.mmu.load32(from + MXCSR_AT);
        if ((value & ~VectorState.MXCSR_MASK) != 0) {
            throw cpu.protection();
        }
        return value;
    }

    private static void storeXmm(Cpu cpu, long to) {
        for (int i = 0; i < 2 * xmmRegisters(cpu); i++) {
            cpu.mmu.store64(to + XMM_AT + 8 * i, cpu.vector.xmm[i]);
        }
    }

    private static void loadXmm(Cpu cpu, long from) {
        for (int i = 0; i < 2 * xmmRegisters(cpu); i++) {
            cpu.vector.xmm[i] = cpu.mmu.load64(from + XMM_AT + 8 * i);
        }
    }

    private static void xgetbv(Cpu cpu, Instruction insn) {
        if ((cpu.cr4 & Cpu.CR4_OSXSAVE) == 0) {
            throw cpu.undefined();
        }
        if ((int) cpu.r[Cpu.RCX] != 0) {
            throw cpu.protection();
        }
        cpu.setRegister(Cpu.RAX, 32, cpu.xcr0);
        cpu.setRegister(Cpu.RDX, 32, cpu.xcr0 >>> 32);
    }

    private static void xsetbv(Cpu cpu, Instruction insn) {
        if ((cpu.cr4 & Cpu.CR4_OSXSAVE) == 0) {
            throw cpu.undefined();
        }
        long value = cpu.r[Cpu.RDX] << 32 | cpu.r[Cpu.RAX] & 0xFFFFFFFFL;
        if (cpu.cpl != 0 || (int) cpu.r[Cpu.RCX] != 0 || (value & X87) == 0 || (value & ~(long) (X87 | SSE)) != 0) {
            throw cpu.protection();
        }
        cpu.xcr0 = value;
    }
}
