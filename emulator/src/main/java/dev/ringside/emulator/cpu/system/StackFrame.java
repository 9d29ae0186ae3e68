package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;
import java.util.Arrays;

/**
 * What a transfer of control pushes, collected so that all of it can be checked before the first byte is stored and before any
 * register changes: on the current stack, or on the stack of an inner privilege level that the TSS names.
 */
final class StackFrame {
    // What an interrupt from virtual-8086 mode pushes; only call gates with parameters need more.
    private static final int USUAL = 10;

    private final Cpu cpu;
    private final long base;
    private final long limit;
    private final int access;
    private final long mask;
    private final boolean sixtyFour;
    private final boolean current;
    private final int errorCode;
    private final Descriptor segment;
    private final int selector;

    private long pointer;
    private long[] offsets = new long[USUAL];
    private long[] values = new long[USUAL];
    private int[] sizes = new int[USUAL];
    private int entries;

    private StackFrame(Cpu cpu, long base, long limit, int access, long mask, boolean sixtyFour, boolean current, int errorCode,
            Descriptor segment, int selector, long pointer) {
        this.cpu = cpu;
        this.base = base;
        this.limit = limit;
        this.access = access;
        this.mask = mask;
        this.sixtyFour = sixtyFour;
        this.current = current;
        this.errorCode = errorCode;
        this.segment = segment;
        this.selector = selector;
        this.pointer = pointer;
    }

    /** On the current SS:rSP; violations raise #SS with {@code errorCode} (0 or EXT). */
    static StackFrame current(Cpu cpu, int errorCode) {
        SegmentRegisters s = cpu.segments;
        return new StackFrame(cpu, s.base[Instruction.SS], s.limit[Instruction.SS], s.access[Instruction.SS], cpu.stackMask,
                cpu.codeSize == 64, true, errorCode, null, s.selector[Instruction.SS], cpu.r[Cpu.RSP]);
    }

    /** On a flat 64-bit stack: {@code inner} when the privilege level changes, which makes SS null. */
    static StackFrame sixtyFour(Cpu cpu, long rsp, boolean inner, int level, int errorCode) {
        int selector = inner ? level : cpu.segments.selector[Instruction.SS];
        return new StackFrame(cpu, 0, 0, 0, -1L, true, !inner, errorCode, null, selector, rsp);
    }

    /** On the stack that the 16- or 32-bit TSS names for privilege level {@code level} (SDM vol. 3, 5.8.5). */
    static StackFrame inner(Cpu cpu, int level, int ext) {
        SegmentRegisters s = cpu.segments;
        boolean wide = (s.access[SegmentRegisters.TR] & Descriptor.WIDE) != 0;
        int size = wide ? 4 : 2;
        int offset = wide ? 4 + level * 8 : 2 + level * 4;
        int tssError = Descriptor.error(s.selector[SegmentRegisters.TR]) | ext;
        if (offset + size + 1 > s.limit[SegmentRegisters.TR]) {
            throw cpu.fault(Vector.TS, tssError);
        }
        long at = s.base[SegmentRegisters.TR] + offset;
        long sp = cpu.mmu.loadSystem(Descriptor.system(cpu, at), size);
        int ss = (int) cpu.mmu.loadSystem(Descriptor.system(cpu, at + size), 2);
        return on(cpu, innerSegment(cpu, ss, level, ext), sp, Descriptor.error(ss) | ext);
    }

    private static Descriptor innerSegment(Cpu cpu, int ss, int level, int ext) {
        if (Descriptor.isNull(ss)) {
            throw cpu.fault(Vector.TS, ext);
        }
        int error = Descriptor.error(ss) | ext;
        Descriptor d = Descriptor.read(cpu, ss, Vector.TS, error);
        if (d.rpl() != level || d.dpl() != level || !d.writableData()) {
            throw cpu.fault(Vector.TS, error);
        }
        if (!d.present()) {
            throw cpu.fault(Vector.SS, error);
        }
        return d;
    }

    private static StackFrame on(Cpu cpu, Descriptor ss, long sp, int errorCode) {
        long mask = ss.has(SegmentRegisters.DB) ? 0xFFFFFFFFL : 0xFFFF;
        return new StackFrame(cpu, ss.base(), ss.limit(), ss.access(), mask, false, false, errorCode, ss, ss.selector(), sp);
    }

    /** Stack pointer RSP0-RSP2 or IST1-IST7 of a 64-bit TSS: {@code offset} is its place in the TSS. */
    static long pointerFromTss64(Cpu cpu, int offset, int ext) {
        SegmentRegisters s = cpu.segments;
        if (offset + 7 > s.limit[SegmentRegisters.TR]) {
            throw cpu.fault(Vector.TS, Descriptor.error(s.selector[SegmentRegisters.TR]) | ext);
        }
        long rsp = cpu.mmu.loadSystem(s.base[SegmentRegisters.TR] + offset, 8);
        if (!Cpu.canonical(rsp)) {
            throw cpu.fault(Vector.SS, ext);
        }
        return rsp;
    }

    /** Adds a value of {@code size} bytes below what has been pushed. */
    void push(int size, long value) {
        if (entries == sizes.length) {
            offsets = Arrays.copyOf(offsets, 2 * entries);
            values = Arrays.copyOf(values, 2 * entries);
            sizes = Arrays.copyOf(sizes, 2 * entries);
        }
        pointer = pointer & ~mask | pointer - size & mask;
        offsets[entries] = pointer & mask;
        sizes[entries] = size;
        values[entries++] = value;
    }

    /** Checks limits, canonical form and pages of everything pushed; faults here leave the guest unchanged. */
    void check() {
        for (int i = 0; i < entries; i++) {
            long linear = linear(i);
            if (current) {
                cpu.mmu.checkStore(linear, sizes[i]);
            } else {
                cpu.mmu.checkSystemStore(linear, sizes[i]);
            }
        }
        if (segment != null) {
            segment.markAccessed(cpu);
        }
    }

    private void checkAlignment(long linear, int size) {
        if (cpu.alignmentChecked() && (linear & size - 1) != 0) {
            throw cpu.fault(Vector.AC, 0);
        }
    }

    private long linear(int i) {
        long linear = base + offsets[i];
        if (sixtyFour) {
            linear = offsets[i];
            require(Cpu.canonical(linear));
        } else {
            linear &= 0xFFFFFFFFL;
            require(SegmentRegisters.permits(access, limit, offsets[i], sizes[i], true));
        }
        // Processors meet the misalignment before the bytes beyond the canonical half.
        if (current) {
            checkAlignment(linear, sizes[i]);
        }
        require(!sixtyFour || Cpu.canonical(linear + sizes[i] - 1));
        return linear;
    }

    private void require(boolean fine) {
        if (!fine) {
            throw cpu.fault(Vector.SS, errorCode);
        }
    }

    /**
     * Stores everything pushed, after {@link #check} and before CPL changes, and moves SS:rSP to the new stack.
     * {@link Cpu#updateMode} must follow.
     */
    void commit() {
        store();
        enter();
    }

    /** Stores one value after the other. Without {@link #check} the ones before a fault stay stored, as from single pushes. */
    void store() {
        for (int i = 0; i < entries; i++) {
            long linear = linear(i);
            if (current) {
                cpu.mmu.store(linear, sizes[i], values[i]);
            } else {
                cpu.mmu.storeSystem(linear, sizes[i], values[i]);
            }
        }
    }

    /** Moves SS:rSP to the new stack; {@link Cpu#updateMode} must follow. */
    void enter() {
        if (segment != null) {
            segment.load(cpu, Instruction.SS, selector);
        } else if (!current) {
            cpu.segments.set(Instruction.SS, selector, 0, 0, 0);
        }
        cpu.r[Cpu.RSP] = sixtyFour ? pointer : mask == 0xFFFF ? cpu.r[Cpu.RSP] & ~0xFFFFL | pointer & 0xFFFF : pointer & 0xFFFFFFFFL;
    }
}
