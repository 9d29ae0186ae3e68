package dev.ringside.emulator.cpu;

import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Row;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the semantics of a table row: by the row's unique name if one is registered so, else by its mnemonic. Each group
 * of instructions registers itself; registering a key twice is an error.
 */
public final class SemanticsTable {
    private final Map<String, Semantics> byKey = new HashMap<>();

    /** Registers {@code semantics} for a mnemonic ({@code ADD}) or for one row's name ({@code MOV_rm16_Sreg}). */
    public SemanticsTable add(String key, Semantics semantics) {
        if (byKey.put(key, semantics) != null) {
            throw new IllegalStateException("semantics registered twice: " + key);
        }
        return this;
    }

    /** The semantics of {@code row}, or null when there are none: the instruction raises #UD. */
    public Semantics of(Row row) {
        Semantics exact = byKey.get(row.name());
        return exact != null ? exact : byKey.get(row.mnemonic());
    }

    /** What executing {@code insn} does: its row's semantics, or raising the fault of bytes that are no instruction we have. */
    public Semantics executing(Instruction insn) {
        Semantics known = of(insn.row);
        if (known != null) {
            return known;
        }
        return insn.row == InstructionTable.TOO_LONG ? SemanticsTable::raiseProtection : SemanticsTable::raiseUndefined;
    }

    private static void raiseProtection(Cpu cpu, Instruction insn) {
        throw cpu.protection();
    }

    private static void raiseUndefined(Cpu cpu, Instruction insn) {
        throw cpu.undefined();
    }
}
