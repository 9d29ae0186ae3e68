package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Row.Attribute;
import dev.ringside.emulator.isa.RowSampler;
import dev.ringside.emulator.machine.InstructionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The rows of the instruction table that random programs are made of, by mnemonic: each mnemonic is as likely as the others. */
final class RowPool {
    /** What compilers emit most. */
    private static final Set<String> FREQUENT = Set.of("MOV", "ADD", "SUB", "CMP", "TEST", "AND", "OR", "XOR", "LEA", "INC", "DEC",
            "SHL", "SHR", "SAR", "ROL", "ROR", "RCL", "RCR", "IMUL", "MUL", "DIV", "IDIV", "PUSH", "POP", "MOVZX", "MOVSX",
            "MOVSXD", "ADC", "SBB", "NEG", "NOT", "XCHG", "SHLD", "SHRD", "BT", "BTS", "BTR", "BSF", "BSR", "CWD", "CDQ", "CBW",
            "CWDE", "CDQE", "CQO", "SETE", "SETB", "SETL", "CMOVE", "CMOVB", "CMOVLE", "SAHF", "LAHF", "XADD", "CMPXCHG");

    /** What leads away from the program, or changes the segments that it needs; patterns do it where it can be borne. */
    private static final Set<String> EXCLUDED = Set.of("LDS", "LES", "LFS", "LGS", "LSS", "HLT", "INT", "INTO", "INT1", "INT3",
            "BOUND", "IRET", "IRETD", "IRETQ", "RETF", "SYSCALL", "SYSENTER", "SYSEXIT", "SYSRET", "MONITOR", "MWAIT", "RSM",
            "GETSEC", "VMCALL", "VMMCALL", "CLI", "STI");

    private final List<List<Row>> frequent;
    private final List<List<Row>> vector;
    private final List<List<Row>> stack;
    private final List<List<Row>> any;

    RowPool(int mode) {
        SemanticsTable semantics = InstructionSet.semantics();
        List<Row> rows = InstructionTable.rows().stream().filter(row -> fits(row, mode, semantics)).toList();
        frequent = byMnemonic(rows, row -> FREQUENT.contains(row.mnemonic()));
        vector = byMnemonic(rows, row -> row.is(Attribute.SSE));
        stack = byMnemonic(rows, row -> row.is(Attribute.X87) || row.is(Attribute.MMX));
        any = byMnemonic(rows, row -> !row.is(Attribute.SSE) && !row.is(Attribute.X87) && !row.is(Attribute.MMX));
    }

    private static boolean fits(Row row, int mode, SemanticsTable semantics) {
        boolean real = row != InstructionTable.INVALID && row != InstructionTable.TOO_LONG && RowSampler.exists(row, mode);
        return real && semantics.of(row) != null && !row.is(Attribute.BRANCH) && !row.is(Attribute.IO) && !row.is(Attribute.CPL0)
                && !row.is(Attribute.CPL0_UD) && !EXCLUDED.contains(row.mnemonic()) && row.operands().stream().noneMatch(RowPool::loadsSegment);
    }

    private static boolean loadsSegment(Operand operand) {
        return operand.kind() == OperandKind.SEGMENT && operand.role() != Operand.Role.READ;
    }

    private static List<List<Row>> byMnemonic(List<Row> rows, Predicate<Row> chosen) {
        Map<String, List<Row>> groups = new TreeMap<>();
        rows.stream().filter(chosen).forEach(row -> groups.computeIfAbsent(row.mnemonic(), m -> new ArrayList<>()).add(row));
        return List.copyOf(groups.values());
    }

    /** A random row: half of them frequent ones. */
    Row next(Random random) {
        int choice = random.nextInt(100);
        List<List<Row>> groups = choice < 55 ? frequent : choice < 72 ? vector : choice < 84 ? stack : any;
        List<Row> rows = groups.get(random.nextInt(groups.size()));
        return rows.get(random.nextInt(rows.size()));
    }
}
