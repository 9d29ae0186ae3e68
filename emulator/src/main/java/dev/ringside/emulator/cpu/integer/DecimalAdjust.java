package dev.ringside.emulator.cpu.integer;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.Vector;
import dev.ringside.emulator.isa.Instruction;

/** DAA, DAS, AAA, AAS, AAM, AAD, as the pseudo-code of SDM vol. 2 has them. */
final class DecimalAdjust {
    private DecimalAdjust() {}

    static void register(SemanticsTable table) {
        table.add("DAA", (cpu, insn) -> packed(cpu, 1));
        table.add("DAS", (cpu, insn) -> packed(cpu, -1));
        table.add("AAA", (cpu, insn) -> unpacked(cpu, 1));
        table.add("AAS", (cpu, insn) -> unpacked(cpu, -1));
        table.add("AAM", DecimalAdjust::aam);
        table.add("AAD", DecimalAdjust::aad);
    }

    private static void packed(Cpu cpu, int sign) {
        int old = cpu.byteRegister(Cpu.RAX, false);
        boolean oldCarry = cpu.flags.cf();
        int al = old;
        boolean carry = false;
        boolean adjust = (old & 0xF) > 9 || cpu.flags.af();
        if (adjust) {
            al += 6 * sign;
            carry = oldCarry || (al & ~0xFF) != 0;
        }
        if (old > 0x99 || oldCarry) {
            al += 0x60 * sign;
            carry = true;
        }
        cpu.setByteRegister(Cpu.RAX, false, al);
        setFlags(cpu, al, carry, adjust);
    }

    private static void unpacked(Cpu cpu, int sign) {
        int ax = (int) cpu.register(Cpu.RAX, 16);
        boolean adjust = (ax & 0xF) > 9 || cpu.flags.af();
        if (adjust) {
            ax += 0x106 * sign;
        }
        setFlags(cpu, ax, adjust, adjust);
        cpu.setRegister(Cpu.RAX, 16, ax & 0xFF0F);
    }

    private static void aam(Cpu cpu, Instruction insn) {
        int base = (int) insn.immediate & 0xFF;
        if (base == 0) {
            throw cpu.fault(Vector.DE, 0);
        }
        int al = cpu.byteRegister(Cpu.RAX, false);
        cpu.setRegister(Cpu.RAX, 16, al / base << 8 | al % base);
        setFlags(cpu, al % base, false, false);
    }

    private static void aad(Cpu cpu, Instruction insn) {
        int ax = (int) cpu.register(Cpu.RAX, 16);
        int al = (ax & 0xFF) + (ax >>> 8) * ((int) insn.immediate & 0xFF) & 0xFF;
        cpu.setRegister(Cpu.RAX, 16, al);
        setFlags(cpu, al, false, false);
    }

    private static void setFlags(Cpu cpu, int value, boolean carry, boolean adjust) {
        cpu.flags.resultWith(value, 56, carry, false);
        if (adjust) {
            cpu.flags.setArithmetic(cpu.flags.arithmetic() | Flags.AF);
        }
    }
}
