package dev.ringside.emulator.isa;

import java.util.List;
import java.util.Set;

/**
 * One row of the instruction table: one encoding of one instruction, as one line of the manual (SDM vol. 2). Everything
 * that asks "what is this instruction" reads this row: decoder, interpreter, disassembler, tests.
 *
 * @param id position in the table, dense from 0; not stable between versions
 * @param name unique name that says the form, such as {@code ADD_rm32_r32}
 * @param mnemonic the manual's mnemonic, upper case, such as {@code ADD}
 * @param operands explicit and implicit-but-named operands in the manual's (Intel) order
 * @param operandSize effective operand size in bits that this row is for (16, 32, 64), 0 when it does not depend on it
 * @param flagsRead EFLAGS bits read, as a mask (CF = 1, PF = 4, AF = 0x10, ZF = 0x40, SF = 0x80, DF = 0x400, OF = 0x800 ...)
 * @param flagsWritten EFLAGS bits written with a defined value
 * @param flagsUndefined EFLAGS bits that the manual leaves undefined
 * @param attributes further properties
 * @param feature CPUID feature that must be on, otherwise #UD
 * @param encoding the encoding column as written, such as {@code o32 01 /r}
 * @param undefined what the manuals leave open beyond {@code flagsUndefined}
 */
public record Row(
        int id,
        String name,
        String mnemonic,
        List<Operand> operands,
        int operandSize,
        int flagsRead,
        int flagsWritten,
        int flagsUndefined,
        Set<Attribute> attributes,
        Feature feature,
        String encoding,
        Set<Undefined> undefined) {

    /** Properties of a row that are not operands or flags. */
    public enum Attribute {
        /** LOCK is allowed when the destination is memory. */
        LOCKABLE,
        /** F3 repeats it (MOVS, STOS, LODS, INS, OUTS). */
        REP,
        /** F3 and F2 repeat it while ZF agrees (CMPS, SCAS). */
        REPZ,
        /** Needs CPL 0 (real mode counts as 0), otherwise #GP(0). */
        CPL0,
        /** Needs CPL 0, otherwise #UD (MONITOR, MWAIT, CLAC, STAC). */
        CPL0_UD,
        /** Needs CPL <= IOPL or the I/O bitmap. */
        IO,
        /** Checks IOPL (CLI, STI, PUSHF and POPF in virtual-8086 mode). */
        IOPL,
        /** May change rip other than to the next instruction. */
        BRANCH,
        /** Ends a run of instructions although it does not branch: what follows may have to be decoded or run differently. */
        SERIALIZES,
        /** Uses the x87 or MMX state (CR0.EM, TS; pending #MF). */
        X87,
        /** Uses the MMX registers. */
        MMX,
        /** Uses the XMM registers (CR4.OSFXSR, CR0.EM, TS). */
        SSE,
        /** A 128-bit memory operand must be aligned, otherwise #GP(0). */
        ALIGNED,
        /** Valid only outside 64-bit mode. */
        NOT64,
        /** Valid only in 64-bit mode. */
        ONLY64,
        /** Invalid in real and virtual-8086 mode. */
        PROTECTED,
        /** Operand size is 64 bits in 64-bit mode without REX.W. */
        DEFAULT64,
        /** Operand size is 64 bits in 64-bit mode whatever the prefixes say (near branches on Intel). */
        FORCE64,
        /** A second encoding of an instruction that the manuals do not list or do not recommend. */
        ALIAS
    }

    /** Whether the row has {@code a}. */
    public boolean is(Attribute a) {
        return attributes.contains(a);
    }

    @Override
    public String toString() {
        return name;
    }
}
