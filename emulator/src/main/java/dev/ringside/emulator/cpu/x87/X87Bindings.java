package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The x87 mnemonics, each with what makes the semantics of its rows. What a row says about operands is looked at once, when the row is
 * bound; three kinds of instructions differ in what happens around their own work.
 */
final class X87Bindings {
    /** Makes the work of one row, without the checks around it. */
    @FunctionalInterface
    interface Binding {
        Semantics bind(Row row);
    }

    private final Map<String, Binding> byMnemonic = new HashMap<>();

    /** An instruction that computes: it waits for pending errors and moves the instruction and data pointers. */
    X87Bindings computing(String mnemonic, Binding binding) {
        return add(mnemonic, row -> {
            Semantics work = binding.bind(row);
            return (cpu, insn) -> {
                X87Checks.available(cpu);
                if (X87Checks.noPendingError(cpu, insn)) {
                    work.execute(cpu, insn);
                    X87Checks.remember(cpu, insn);
                }
            };
        });
    }

    /** A computing instruction without memory operand. */
    X87Bindings onStack(String mnemonic, BiConsumer<X87Unit, Instruction> work) {
        return computing(mnemonic, row -> (cpu, insn) -> work.accept(cpu.x87Unit, insn));
    }

    /** A control instruction that waits for pending errors. */
    X87Bindings waitingControl(String mnemonic, Binding binding) {
        return add(mnemonic, row -> {
            Semantics work = binding.bind(row);
            return (cpu, insn) -> {
                X87Checks.available(cpu);
                if (X87Checks.noPendingError(cpu, insn)) {
                    work.execute(cpu, insn);
                    X87Checks.withdrawError(cpu);
                }
            };
        });
    }

    /** A control instruction that executes in spite of pending errors. */
    X87Bindings control(String mnemonic, Binding binding) {
        return add(mnemonic, row -> {
            Semantics work = binding.bind(row);
            return (cpu, insn) -> {
                X87Checks.available(cpu);
                work.execute(cpu, insn);
                X87Checks.withdrawError(cpu);
            };
        });
    }

    /** An instruction with checks of its own. */
    X87Bindings add(String mnemonic, Binding binding) {
        if (byMnemonic.put(mnemonic, binding) != null) {
            throw new IllegalStateException("x87 mnemonic bound twice: " + mnemonic);
        }
        return this;
    }

    /** Registers the semantics of all rows of these mnemonics. */
    void register(SemanticsTable table) {
        for (Map.Entry<String, Binding> entry : byMnemonic.entrySet()) {
            for (Row row : InstructionTable.rowsOf(entry.getKey())) {
                table.add(row.name(), entry.getValue().bind(row));
            }
        }
    }

    /** Whether the row's only operand is memory. */
    static boolean isMemory(Row row) {
        return row.operands().getFirst().kind() == OperandKind.MEM;
    }

    /** Width in bits of the row's first operand. */
    static int width(Row row) {
        return row.operands().getFirst().size();
    }

    /** Format of the row's first operand, a float in memory of 32 or 64 bits. */
    static FloatFormat format(Row row) {
        return width(row) == 32 ? FloatFormat.SINGLE : FloatFormat.DOUBLE;
    }

    /** Whether the row's destination is ST(i) and its source ST(0). */
    static boolean towardsRegister(Row row) {
        Operand first = row.operands().getFirst();
        return first.kind() == OperandKind.STI;
    }

    /** Loads a memory operand of up to 64 bits, zero-extended. */
    static long load(Cpu cpu, Instruction insn, int width) {
        return cpu.mmu.load(cpu.readAddress(insn, width / 8), width / 8);
    }

    /** Loads a memory operand of up to 64 bits, sign-extended. */
    static long loadSigned(Cpu cpu, Instruction insn, int width) {
        return load(cpu, insn, width) << 64 - width >> 64 - width;
    }
}
