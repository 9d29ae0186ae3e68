package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;

/**
 * Loads of ES, SS, DS, FS and GS in every mode (SDM vol. 2, MOV and LDS; vol. 3, 5.6 and 5.7). CS is loaded by far transfers only.
 * In real mode limits and sizes stay what they were, which is what "unreal" mode lives on.
 */
public final class SegmentLoading {
    private static final int REAL_ACCESS = SegmentRegisters.PRESENT | SegmentRegisters.S | SegmentRegisters.WRITABLE
            | SegmentRegisters.ACCESSED;
    private static final int CONFORMING_CODE = SegmentRegisters.CODE | SegmentRegisters.CONFORMING;
    private static final int KEPT_IN_REAL = SegmentRegisters.DB | SegmentRegisters.G;

    private SegmentLoading() {}

    static void register(SemanticsTable table) {
        table.add("MOV_Sreg_rm16", SegmentLoading::move);
        for (String name : new String[] {"ES", "SS", "DS"}) {
            table.add("POP_" + name + "_o16", SegmentLoading::pop).add("POP_" + name + "_o32", SegmentLoading::pop);
        }
        for (String name : new String[] {"FS", "GS"}) {
            table.add("POP_" + name + "_o16", SegmentLoading::pop)
                    .add("POP_" + name + "_o32", SegmentLoading::pop)
                    .add("POP_" + name + "_o64", SegmentLoading::pop);
        }
        table.add("LES", (cpu, insn) -> loadPointer(cpu, insn, Instruction.ES));
        table.add("LSS", (cpu, insn) -> loadPointer(cpu, insn, Instruction.SS));
        table.add("LDS", (cpu, insn) -> loadPointer(cpu, insn, Instruction.DS));
        table.add("LFS", (cpu, insn) -> loadPointer(cpu, insn, Instruction.FS));
        table.add("LGS", (cpu, insn) -> loadPointer(cpu, insn, Instruction.GS));
    }

    private static void move(Cpu cpu, Instruction insn) {
        load(cpu, insn.reg, (int) Operands.read(cpu, insn, 1));
        shadow(cpu, insn.reg);
    }

    // Only the 16 bits of the selector are read. rSP moves by the operand size, in the width that the old SS has, and only once the
    // load has succeeded.
    private static void pop(Cpu cpu, Instruction insn) {
        int segment = insn.row.operands().get(0).register();
        int bytes = insn.operandSize / 8;
        long value = cpu.peek(2, 0);
        long mask = cpu.stackMask;
        long sp = cpu.r[Cpu.RSP] + bytes & mask;
        load(cpu, segment, (int) value & 0xFFFF);
        cpu.r[Cpu.RSP] = mask == 0xFFFF ? cpu.r[Cpu.RSP] & ~mask | sp : sp;
        shadow(cpu, segment);
    }

    private static void shadow(Cpu cpu, int segment) {
        if (segment == Instruction.SS) {
            cpu.shadow = Cpu.SHADOW_MOV_SS;
            cpu.raise(Cpu.ATTENTION_SHADOW);
        }
    }

    private static void loadPointer(Cpu cpu, Instruction insn, int segment) {
        int bytes = insn.operandSize / 8;
        long offset = cpu.offset(insn);
        long pointer = cpu.mmu.load(cpu.linear(insn.segment, offset, bytes, false), bytes);
        long selectorAt = offset + bytes & insn.addressMask();
        int selector = cpu.mmu.load16(cpu.linear(insn.segment, selectorAt, 2, false));
        load(cpu, segment, selector);
        cpu.setRegister(insn.reg, insn.operandSize, pointer);
    }

    /** Loads a segment register other than CS; raises the exceptions of MOV Sreg, with nothing changed. */
    public static void load(Cpu cpu, int segment, int selector) {
        if (!cpu.selectorsNameDescriptors()) {
            loadReal(cpu, segment, selector);
        } else if (Descriptor.isNull(selector)) {
            loadNull(cpu, segment, selector);
        } else {
            Descriptor d = Descriptor.read(cpu, selector, Vector.GP, Descriptor.error(selector));
            check(cpu, segment, d);
            d.markAccessed(cpu);
            d.load(cpu, segment, selector);
        }
        update(cpu, segment);
    }

    private static void update(Cpu cpu, int segment) {
        if (segment == Instruction.SS) {
            cpu.updateMode();
        } else {
            cpu.updateDataSegments();
        }
    }

    /** Loads any segment register as real and virtual-8086 mode do; {@link Cpu#updateMode} must follow for CS and SS. */
    static void loadReal(Cpu cpu, int segment, int selector) {
        SegmentRegisters s = cpu.segments;
        if (cpu.v86()) {
            loadVirtual(cpu, segment, selector);
        } else {
            s.set(segment, selector, (long) selector << 4, s.limit[segment], s.access[segment] & KEPT_IN_REAL | REAL_ACCESS);
        }
    }

    /** Loads a segment register with the fixed limit and attributes of virtual-8086 mode (SDM vol. 3, 20.2.1). */
    static void loadVirtual(Cpu cpu, int segment, int selector) {
        cpu.segments.set(segment, selector, (long) selector << 4, 0xFFFF, REAL_ACCESS | SegmentRegisters.DPL);
    }

    private static void loadNull(Cpu cpu, int segment, int selector) {
        boolean allowed = segment != Instruction.SS || cpu.codeSize == 64 && cpu.cpl < 3 && (selector & 3) == cpu.cpl;
        if (!allowed) {
            throw cpu.protection();
        }
        cpu.segments.set(segment, selector, 0, 0, 0);
    }

    private static void check(Cpu cpu, int segment, Descriptor d) {
        int error = Descriptor.error(d.selector());
        boolean fine;
        if (segment == Instruction.SS) {
            fine = d.rpl() == cpu.cpl && d.dpl() == cpu.cpl && d.writableData();
        } else {
            boolean anyLevel = d.code() && d.conforming();
            fine = d.readable() && (anyLevel || d.rpl() <= d.dpl() && cpu.cpl <= d.dpl());
        }
        if (!fine) {
            throw cpu.fault(Vector.GP, error);
        }
        if (!d.present()) {
            throw cpu.fault(segment == Instruction.SS ? Vector.SS : Vector.NP, error);
        }
    }

    /** Makes segment registers null, as entering a handler from virtual-8086 mode does. */
    static void unload(Cpu cpu, int... segments) {
        for (int segment : segments) {
            cpu.segments.set(segment, 0, 0, 0, 0);
        }
    }

    /**
     * After a return to an outer level: data segments that the new CPL may not use become null, so that they do not leak
     * (SDM vol. 3, 5.8.6).
     */
    static void unloadInner(Cpu cpu) {
        SegmentRegisters s = cpu.segments;
        for (int segment : new int[] {Instruction.ES, Instruction.DS, Instruction.FS, Instruction.GS}) {
            boolean conformingCode = (s.access[segment] & CONFORMING_CODE) == CONFORMING_CODE;
            if (s.usable(segment) && !conformingCode && s.dpl(segment) < cpu.cpl) {
                s.set(segment, 0, 0, 0, 0);
            }
        }
    }
}
