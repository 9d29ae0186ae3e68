package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.integer.Shifts;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.NotPlain;
import dev.ringside.emulator.memory.PageFault;

/** What generated code calls beside memory accesses: the semantics of instructions that are not put in line, and a few checks. */
public final class UnitRuntime {
    private UnitRuntime() {}

    /**
     * Executes an instruction by its table semantics; all registers and flags are real. When it faults, rip is back on it.
     *
     * @param retired instructions that have retired before it
     */
    public static void execute(Cpu cpu, Instruction insn, Semantics semantics, long retired) {
        cpu.instructions = retired;
        cpu.rip = insn.mode == 64 ? insn.nextRip() : insn.nextRip() & 0xFFFFFFFFL;
        cpu.current = insn;
        try {
            semantics.execute(cpu, insn);
        } catch (Fault | PageFault f) {
            cpu.rip = insn.rip;
            throw f;
        }
    }

    /**
     * {@link #execute} for one that reads no general registers but those of its address, and writes none, nor flags. The others are not
     * real: while somebody watches memory, who would see them, it is left to the interpreter.
     */
    public static void executeApart(Cpu cpu, Instruction insn, Semantics semantics, long retired) {
        if (cpu.events.memoryWatched()) {
            throw NotPlain.SIGNAL;
        }
        cpu.instructions = retired;
        cpu.rip = insn.mode == 64 ? insn.nextRip() : insn.nextRip() & 0xFFFFFFFFL;
        cpu.current = insn;
        semantics.execute(cpu, insn);
    }

    /** {@link Cpu#linear}, with the offset in front. */
    public static long linear(long offset, Cpu cpu, int segment, int size, boolean write) {
        return cpu.linear(segment, offset, size, write);
    }

    /** The target of a near branch outside 64-bit mode; one beyond the code segment's limit is left to the interpreter. */
    public static long withinCode(long target, Cpu cpu) {
        if (target > cpu.branchLimit) {
            throw NotPlain.SIGNAL;
        }
        return target;
    }

    /** Leaves an instruction on XMM registers to the interpreter unless the system has made them available. */
    public static void requireVectors(Cpu cpu) {
        if ((cpu.cr0 & (Cpu.CR0_EM | Cpu.CR0_TS) | ~cpu.cr4 & Cpu.CR4_OSFXSR) != 0) {
            throw NotPlain.SIGNAL;
        }
    }

    /** The address of 16 bytes that must be aligned; one that is not is left to the interpreter. */
    public static long aligned(long linear) {
        if ((linear & 15) != 0) {
            throw NotPlain.SIGNAL;
        }
        return linear;
    }

    /** The address of 16 bytes to be loaded; when they are not all canonical, the interpreter finds the fault. */
    public static long canonicalThroughout(long linear) {
        if ((linear & 0xFFF) > 0xFF0 && !Cpu.canonical(linear + 15)) {
            throw NotPlain.SIGNAL;
        }
        return linear;
    }

    /** Leaves an x87 instruction to the interpreter unless the system has made the FPU available and no error is pending. */
    public static void requireX87(Cpu cpu) {
        if ((cpu.cr0 & (Cpu.CR0_EM | Cpu.CR0_TS)) != 0 || cpu.x87.pending()) {
            throw NotPlain.SIGNAL;
        }
    }

    /** Leaves a store of the x87 to the interpreter that an unmasked exception prevents; nothing but the unit's scratch has changed. */
    public static long storable(Cpu cpu, long value) {
        if (!cpu.x87Unit.storable()) {
            throw NotPlain.SIGNAL;
        }
        return value;
    }

    /** The address of 16 bytes to be stored; when they lie in two pages, the interpreter checks both first. */
    public static long withinPage(long linear) {
        if ((linear & 0xFFF) > 0xFF0) {
            throw NotPlain.SIGNAL;
        }
        return linear;
    }

    /** The target of a near branch in 64-bit mode; one that is not canonical is left to the interpreter. */
    public static long canonical(long target) {
        if (!Cpu.canonical(target)) {
            throw NotPlain.SIGNAL;
        }
        return target;
    }

    /** Unsigned quotient (low half) and remainder (high half) of a 64-bit dividend; what raises #DE is left to the interpreter. */
    public static long divide32(int high, int low, int divisor) {
        long d = divisor & 0xFFFFFFFFL;
        long dividend = (long) high << 32 | low & 0xFFFFFFFFL;
        if (Integer.compareUnsigned(high, divisor) >= 0) {
            throw NotPlain.SIGNAL;
        }
        long quotient = dividend >= 0 ? dividend / d : Long.divideUnsigned(dividend, d);
        return quotient | dividend - quotient * d << 32;
    }

    /** {@link #divide32}, signed. */
    public static long signedDivide32(int high, int low, int divisor) {
        long dividend = (long) high << 32 | low & 0xFFFFFFFFL;
        if (divisor == 0 || dividend == Long.MIN_VALUE) {
            throw NotPlain.SIGNAL;
        }
        long quotient = dividend / divisor;
        if ((int) quotient != quotient) {
            throw NotPlain.SIGNAL;
        }
        return quotient & 0xFFFFFFFFL | dividend - quotient * divisor << 32;
    }

    /** Quotient of a 64-bit division whose dividend has an upper half of 0; any other is left to the interpreter. */
    public static long divide64(long high, long low, long divisor) {
        if (high != 0 || divisor == 0) {
            throw NotPlain.SIGNAL;
        }
        return low >= 0 && divisor > 0 ? low / divisor : Long.divideUnsigned(low, divisor);
    }

    /** Quotient of a signed 64-bit division whose dividend fits 64 bits; any other is left to the interpreter. */
    public static long signedDivide64(long high, long low, long divisor) {
        if (high != low >> 63 || divisor == 0 || low == Long.MIN_VALUE) {
            throw NotPlain.SIGNAL;
        }
        return low / divisor;
    }

    /** ROL on real flags. {@code value} is zero-extended, count is masked; a count of 0 does nothing. */
    public static long rotateLeft(Flags flags, long value, int count, int width) {
        return count == 0 ? value : Shifts.rol(flags, value, count, width);
    }

    /** ROR, see {@link #rotateLeft}. */
    public static long rotateRight(Flags flags, long value, int count, int width) {
        return count == 0 ? value : Shifts.ror(flags, value, count, width);
    }

    /** RCL, see {@link #rotateLeft}. */
    public static long rotateCarryLeft(Flags flags, long value, int count, int width) {
        return count == 0 ? value : Shifts.rcl(flags, value, count, width);
    }

    /** RCR, see {@link #rotateLeft}. */
    public static long rotateCarryRight(Flags flags, long value, int count, int width) {
        return count == 0 ? value : Shifts.rcr(flags, value, count, width);
    }

    /** SHLD on real flags. */
    public static long doubleLeft(Flags flags, long value, long fill, int count, int width) {
        return count == 0 ? value : Shifts.shld(flags, value, fill, count, width);
    }

    /** SHRD on real flags. */
    public static long doubleRight(Flags flags, long value, long fill, int count, int width) {
        return count == 0 ? value : Shifts.shrd(flags, value, fill, count, width);
    }

    /** BT and its kin on real flags: CF is bit {@code number} of {@code value}. */
    public static void bitToCarry(Flags flags, long value, int number) {
        flags.setCf((value >>> number & 1) != 0);
    }
}
