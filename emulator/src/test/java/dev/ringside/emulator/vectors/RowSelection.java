package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.RowSampler;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rows of the instruction table are recorded, and why the others are not. */
final class RowSelection {
    /** Mnemonics that user code can execute but that say nothing here, by reason. */
    private static final Map<String, Set<String>> EXCLUDED = Map.of(
            "leaves the process", Set.of("SYSCALL", "SYSENTER"),
            "calls the hypervisor that the host runs on", Set.of("VMCALL", "VMMCALL"),
            "is answered by the host's kernel in the place of #GP (UMIP)", Set.of("SGDT", "SIDT", "SLDT", "STR", "SMSW"),
            "does not exist on the host", Set.of("RDPID"));

    /** What is not implemented here and off in user code everywhere: system management, and being a hypervisor. */
    private static final Set<Feature> REFUSED = EnumSet.of(Feature.SMM, Feature.SMX, Feature.VMX, Feature.SVM);

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
            boolean real = row != InstructionTable.INVALID && row != InstructionTable.TOO_LONG && RowSampler.exists(row, mode);
            if (real && reason(row) == null) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Why a row is not recorded, or null when it is. */
    String reason(Row row) {
        if (semantics.of(row) == null && !refusedByEveryHost(row)) {
            return "is not implemented: raises #UD, and its feature bit is off";
        }
        for (Map.Entry<String, Set<String>> entry : EXCLUDED.entrySet()) {
            if (entry.getValue().contains(row.mnemonic())) {
                return entry.getKey();
            }
        }
        return null;
    }

    private static boolean refusedByEveryHost(Row row) {
        return row.mnemonic().startsWith("UD") || REFUSED.contains(row.feature());
    }

    /** Whether the next instruction may be another than the one behind. INT1 only ever raises #DB, reported behind it. */
    static boolean endsAnywhere(Row row) {
        return row.is(Row.Attribute.BRANCH) && !row.mnemonic().equals("INT1");
    }
}
