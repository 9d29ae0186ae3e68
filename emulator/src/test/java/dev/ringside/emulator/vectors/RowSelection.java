package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Row.Attribute;
import dev.ringside.emulator.isa.RowSampler;
import dev.ringside.emulator.isa.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rows of the instruction table are recorded, and why the others are not. */
final class RowSelection {
    /** Mnemonics that user code can execute but that say nothing here, by reason. */
    private static final Map<String, Set<String>> EXCLUDED = Map.of(
            "leaves the process", Set.of("SYSCALL", "SYSENTER", "RSM", "GETSEC"),
            "ends like the trap that stops the recorder", Set.of("INT1"),
            "is virtualized or emulated by the host", Set.of("VMCALL", "VMMCALL", "VMFUNC", "SGDT", "SIDT", "SLDT", "STR", "SMSW"),
            "depends on the host's descriptor tables", Set.of("LAR", "LSL", "VERR", "VERW", "RETF", "IRET", "IRETD", "IRETQ"),
            "depends on which state components the host has enabled",
            Set.of("XSAVE", "XSAVE64", "XRSTOR", "XRSTOR64", "XSAVEOPT", "XSAVEOPT64", "XSAVEC", "XSAVEC64"),
            "works on a register that signal frames do not hold",
            Set.of("RDFSBASE", "RDGSBASE", "WRFSBASE", "WRGSBASE", "RDPKRU", "WRPKRU"),
            "asks for the processor's privilege in a way of its own (#UD above ring 0)", Set.of("MONITOR", "MWAIT", "CLAC", "STAC"));

    private final SemanticsTable semantics;
    private final int mode;

    /** For code of {@code mode} 32 or 64 and an emulator with these semantics. */
    RowSelection(SemanticsTable semantics, int mode) {
        this.semantics = semantics;
        this.mode = mode;
    }

    /** The rows to record, in table order. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Row row : InstructionTable.rows()) {
            if (row != InstructionTable.INVALID && row != InstructionTable.TOO_LONG && RowSampler.exists(row, mode) && reason(row) == null) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Why a row is not recorded, or null when it is. */
    String reason(Row row) {
        if (semantics.of(row) == null && !row.mnemonic().startsWith("UD")) {
            return "is not implemented: raises #UD, and its feature bit is off";
        }
        if (row.is(Attribute.CPL0)) {
            return "is privileged";
        }
        if (row.undefined().contains(Undefined.HOST_DEPENDENT)) {
            return "depends on the processor, the time or chance";
        }
        if (isFar(row)) {
            return "depends on the host's descriptor tables";
        }
        for (Map.Entry<String, Set<String>> entry : EXCLUDED.entrySet()) {
            if (entry.getValue().contains(row.mnemonic())) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Why one encoding of a row that is recorded is left out, or null. */
    static String reason(Instruction insn) {
        boolean bytewise = insn.row.mnemonic().equals("MOVBE") && insn.operandSize == 64 && insn.has(Instruction.OPERAND_SIZE);
        return bytewise ? "66 REX.W MOVBE is executed byte by byte by the recorded host, without #AC" : null;
    }

    private static boolean isFar(Row row) {
        return row.is(Attribute.BRANCH) && !row.operands().isEmpty() && (row.operands().get(0).kind() == OperandKind.FAR_POINTER
                || row.operands().get(0).notation().startsWith("m16:"));
    }
}
