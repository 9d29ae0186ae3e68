package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;

/** What an x87 instruction does before and after its own work: availability, pending errors, pointers. */
public final class X87Checks {
    private static final int EXCEPTION_PREFIX = 0xD8;

    private X87Checks() {
    }

    /** Raises #NM when CR0.EM or CR0.TS is set. */
    static void available(Cpu cpu) {
        if ((cpu.cr0 & (Cpu.CR0_EM | Cpu.CR0_TS)) != 0) {
            throw cpu.fault(Vector.NM, 0);
        }
    }

    /** FWAIT is kept from a task's FPU only when CR0.MP says so: #NM when MP and TS are both set. */
    static void availableForWait(Cpu cpu) {
        if ((cpu.cr0 & Cpu.CR0_MP) != 0 && (cpu.cr0 & Cpu.CR0_TS) != 0) {
            throw cpu.fault(Vector.NM, 0);
        }
    }

    /**
     * What every waiting x87 instruction and every MMX instruction does about an unmasked exception of an earlier one: #MF; while CR0.NE
     * is clear, FERR# is asserted and the processor waits at this instruction for an interrupt.
     *
     * @param cpu the processor
     * @param insn the instruction about to execute
     * @return whether it may go on
     */
    public static boolean noPendingError(Cpu cpu, Instruction insn) {
        if (!cpu.x87.pending()) {
            return true;
        }
        if ((cpu.cr0 & Cpu.CR0_NE) != 0) {
            throw cpu.fault(Vector.MF, 0);
        }
        cpu.numericErrors.assertError();
        if (cpu.numericErrors.ignored()) {
            return true;
        }
        cpu.rip = insn.rip;
        cpu.halted = true;
        cpu.raise(Cpu.ATTENTION_HALTED);
        return false;
    }

    /** Withdraws FERR# after an instruction that may have cleared or masked the errors. */
    public static void withdrawError(Cpu cpu) {
        if (!cpu.x87.pending()) {
            cpu.numericErrors.clearError();
        }
    }

    /**
     * Records instruction and operand pointers after an instruction that is not a control instruction. As in all processors since the
     * Pentium 4, the opcode is recorded only for an instruction that leaves an unmasked exception (SDM vol.1 8.1.9).
     */
    static void remember(Cpu cpu, Instruction insn) {
        remember(cpu, insn, insn.memory ? cpu.offset(insn) : 0);
    }

    /** {@link #remember(Cpu, Instruction)} for an instruction whose memory operand, if it has one, is known to be at {@code offset}. */
    public static void remember(Cpu cpu, Instruction insn, long offset) {
        X87State state = cpu.x87;
        state.instructionOffset = insn.rip;
        state.instructionSelector = cpu.segments.selector[Instruction.CS];
        if (insn.memory) {
            state.dataOffset = offset;
            state.dataSelector = cpu.segments.selector[insn.segment];
        }
        if (state.pending()) {
            state.opcode = opcode(cpu, insn);
        }
    }

    /** The low 11 bits of the two opcode bytes; they follow the prefixes, none of which lies in D8 to DF. */
    private static int opcode(Cpu cpu, Instruction insn) {
        int at = 0;
        while (at < insn.length - 2 && (codeByte(cpu, insn, at) & 0xF8) != EXCEPTION_PREFIX) {
            at++;
        }
        return (codeByte(cpu, insn, at) & 7) << 8 | codeByte(cpu, insn, at + 1);
    }

    private static int codeByte(Cpu cpu, Instruction insn, int at) {
        long linear = cpu.segments.effectiveBase[Instruction.CS] + insn.rip + at & cpu.linearMask;
        long physical = cpu.mmu.inspect(linear);
        return physical < 0 ? 0 : cpu.mmu.memory().fetch(physical);
    }
}
