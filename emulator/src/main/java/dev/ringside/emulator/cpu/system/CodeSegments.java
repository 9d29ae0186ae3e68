package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;

/** What every transfer to another code segment checks (SDM vol. 3, 5.8), and the load of CS itself. */
final class CodeSegments {
    private CodeSegments() {}

    /** Reads the descriptor a far transfer names; null selectors raise #GP(0). */
    static Descriptor read(Cpu cpu, int selector) {
        if (Descriptor.isNull(selector)) {
            throw cpu.protection();
        }
        return Descriptor.read(cpu, selector, Vector.GP, Descriptor.error(selector));
    }

    /** The target of a direct JMP or CALL: no change of privilege. */
    static void checkDirect(Cpu cpu, Descriptor code) {
        boolean fine = code.conforming() ? code.dpl() <= cpu.cpl : code.rpl() <= cpu.cpl && code.dpl() == cpu.cpl;
        require(cpu, fine, code);
        checkUsable(cpu, code);
    }

    /** The target of a RETF or IRET to the level of its RPL, which is not below CPL. */
    static void checkReturn(Cpu cpu, Descriptor code) {
        require(cpu, code.rpl() >= cpu.cpl && code.code(), code);
        require(cpu, code.conforming() ? code.dpl() <= code.rpl() : code.dpl() == code.rpl(), code);
        checkUsable(cpu, code);
    }

    /** The code segment a call gate leads to. */
    static void checkGateTarget(Cpu cpu, Descriptor code, boolean call) {
        require(cpu, code.code() && code.dpl() <= cpu.cpl, code);
        require(cpu, call || code.conforming() || code.dpl() == cpu.cpl, code);
        require(cpu, !cpu.longMode() || code.has(SegmentRegisters.L) && !code.has(SegmentRegisters.DB), code);
        if (!code.present()) {
            throw cpu.fault(Vector.NP, Descriptor.error(code.selector()));
        }
    }

    private static void checkUsable(Cpu cpu, Descriptor code) {
        require(cpu, !(cpu.longMode() && code.has(SegmentRegisters.L | SegmentRegisters.DB)), code);
        if (!code.present()) {
            throw cpu.fault(Vector.NP, Descriptor.error(code.selector()));
        }
    }

    private static void require(Cpu cpu, boolean fine, Descriptor code) {
        if (!fine) {
            throw cpu.fault(Vector.GP, Descriptor.error(code.selector()));
        }
    }

    /** Whether code in the segment runs in 64-bit mode. */
    static boolean sixtyFour(Cpu cpu, Descriptor code) {
        return cpu.longMode() && code.has(SegmentRegisters.L);
    }

    /** Raises #GP(0) when {@code rip} lies outside the segment, or is not canonical in a 64-bit one. */
    static void checkOffset(Cpu cpu, Descriptor code, long rip) {
        boolean fine = sixtyFour(cpu, code) ? Cpu.canonical(rip) : Long.compareUnsigned(rip, code.limit()) <= 0;
        if (!fine) {
            throw cpu.protection();
        }
    }

    /** Loads CS with {@code code} at privilege {@code level}, and rip; {@link Cpu#updateMode} must follow. */
    static void enter(Cpu cpu, Descriptor code, int level, long rip) {
        code.load(cpu, Instruction.CS, code.selector() & ~3 | level);
        cpu.cpl = level;
        cpu.rip = rip;
    }

    /** Far transfer in real or virtual-8086 mode: the old limit holds, the base is the selector times 16. */
    static void enterReal(Cpu cpu, int selector, long offset) {
        SegmentLoading.loadReal(cpu, Instruction.CS, selector);
        cpu.rip = offset;
        cpu.updateMode();
    }

    /** Raises #GP(0) when {@code offset} lies outside the code segment of real or virtual-8086 mode. */
    static void checkReal(Cpu cpu, long offset) {
        if (offset > (cpu.v86() ? 0xFFFF : cpu.segments.limit[Instruction.CS])) {
            throw cpu.protection();
        }
    }
}
