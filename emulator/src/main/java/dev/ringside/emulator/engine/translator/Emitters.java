package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.InstructionTable;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which instructions are put in line, and by whom. All others call their semantics: with all registers real, or, when they keep to
 * x87 and vector registers, with those of their address only.
 */
final class Emitters {
    /** Writes one instruction. */
    @FunctionalInterface
    interface Emitter {
        /** Writes {@code insn}; its operands are of the kinds that {@link Emitters#inLine} accepts. */
        void emit(UnitWriter writer, Instruction insn);
    }

    private static final Set<OperandKind> KINDS = EnumSet.of(OperandKind.REG, OperandKind.REG_OPCODE, OperandKind.RM, OperandKind.RM_REG,
            OperandKind.MEM, OperandKind.FIXED, OperandKind.IMM, OperandKind.ONE, OperandKind.MOFFS, OperandKind.REL,
            OperandKind.STRING_SOURCE, OperandKind.STRING_DESTINATION);

    private static final Set<OperandKind> GENERAL = EnumSet.of(OperandKind.REG, OperandKind.REG_OPCODE, OperandKind.RM_REG, OperandKind.FIXED,
            OperandKind.STRING_SOURCE, OperandKind.STRING_DESTINATION, OperandKind.MASKED_DESTINATION, OperandKind.XLAT);

    private static final Set<String> STACK = Set.of("PUSH", "POP", "LEAVE", "CALL", "RET");

    // By identity: a row's own hash is that of all it says.
    private static final Map<Row, Emitter> BY_ROW = byRow();

    private Emitters() {}

    private static Map<Row, Emitter> byRow() {
        Map<String, Emitter> byMnemonic = new HashMap<>();
        DataEmitter.register(byMnemonic);
        ArithmeticEmitter.register(byMnemonic);
        ShiftEmitter.register(byMnemonic);
        MultiplyEmitter.register(byMnemonic);
        BitEmitter.register(byMnemonic);
        StackEmitter.register(byMnemonic);
        StringEmitter.register(byMnemonic);
        Map<Row, Emitter> table = new IdentityHashMap<>();
        for (Row row : InstructionTable.rows()) {
            Emitter emitter = byMnemonic.get(row.mnemonic());
            if (VectorEmitter.knows(row)) {
                table.put(row, VectorEmitter::emit);
            } else if (X87Emitter.knows(row)) {
                table.put(row, X87Emitter::emit);
            } else if (emitter != null && !row.is(Row.Attribute.SERIALIZES) && MultiplyEmitter.knows(row)
                    && row.operands().stream().allMatch(o -> KINDS.contains(o.kind()))) {
                table.put(row, emitter);
            }
        }
        return table;
    }

    /** Writes {@code insn} in line; false when it must call its semantics. */
    static boolean emit(UnitWriter writer, Instruction insn) {
        if (!inLine(insn) || !StringEmitter.plain(writer.context, insn) || !VectorEmitter.plain(writer.context, insn)) {
            return false;
        }
        BY_ROW.get(insn.row).emit(writer, insn);
        return true;
    }

    /** Whether an emitter knows the form, whatever the context. Branches at the end of a block are {@link BranchEmitter}'s. */
    static boolean inLine(Instruction insn) {
        Row row = insn.row;
        if (row.is(Row.Attribute.BRANCH)) {
            return ControlFlow.end(insn) != Region.End.FAR;
        }
        return BY_ROW.containsKey(row) && BitEmitter.knows(insn) && StackEmitter.knows(insn) && StringEmitter.knows(insn);
    }

    /** Whether the instruction reads or writes memory that no operand of its encoding names: by rSI or rDI. */
    static boolean ofStrings(Row row) {
        return row.operands().stream().anyMatch(o -> o.kind() == OperandKind.STRING_SOURCE || o.kind() == OperandKind.STRING_DESTINATION);
    }

    /** Whether the instruction reads or writes the stack by rSP. */
    static boolean usesStack(Row row) {
        return STACK.contains(row.mnemonic());
    }

    /** Whether it is one of the x87's or on vector registers: any of these may raise an exception. */
    static boolean ofVectorUnits(Row row) {
        return row.is(Row.Attribute.X87) || row.is(Row.Attribute.MMX) || row.is(Row.Attribute.SSE);
    }

    /** Whether it keeps to x87 and vector registers and memory: no general register but in its address, no flags. */
    static boolean apart(Instruction insn) {
        Row row = insn.row;
        if (!ofVectorUnits(row) || row.is(Row.Attribute.SERIALIZES) || row.is(Row.Attribute.BRANCH) || row.flagsWritten() != 0 || row.flagsUndefined() != 0
                || row.flagsRead() != 0) {
            return false;
        }
        for (Operand o : row.operands()) {
            if (GENERAL.contains(o.kind()) || o.kind() == OperandKind.RM && !insn.memory) {
                return false;
            }
        }
        return true;
    }

    /** Mask of the general registers in the address of the memory operand. */
    static int addressRegisters(Instruction insn) {
        if (!insn.memory) {
            return 0;
        }
        return bit(insn.base) | bit(insn.index);
    }

    private static int bit(int register) {
        return register >= 0 && register < 16 ? 1 << register : 0;
    }

    /** Register number and half of operand {@code k}. */
    record Register(int number, boolean high) {}

    /** The general register that operand {@code k} names, or null when it names none. */
    static Register register(Instruction insn, int k) {
        Operand o = insn.row.operands().get(k);
        int number = switch (o.kind()) {
            case REG, REG_OPCODE -> insn.reg;
            case RM, RM_REG -> insn.memory ? -1 : insn.rm;
            case FIXED -> o.register();
            default -> -1;
        };
        return number < 0 ? null : new Register(number, o.size() == 8 && insn.highByte(number));
    }

    /** Whether operand {@code k} is memory. */
    static boolean memory(Instruction insn, int k) {
        OperandKind kind = insn.row.operands().get(k).kind();
        return kind == OperandKind.MEM || kind == OperandKind.MOFFS || kind == OperandKind.RM && insn.memory;
    }

    /** The immediate operand's value, or the 1 of the short shifts. */
    static long immediate(Instruction insn) {
        List<Operand> operands = insn.row.operands();
        return operands.getLast().kind() == OperandKind.ONE ? 1 : insn.immediate;
    }

    static int width(Instruction insn, int k) {
        return insn.row.operands().get(k).size();
    }

    /** General registers that an instruction uses without naming them, as a mask. */
    static int implied(Instruction insn) {
        return switch (insn.row.mnemonic()) {
            case "PUSH", "POP", "CALL", "RET" -> 1 << Cpu.RSP;
            case "LEAVE" -> 1 << Cpu.RSP | 1 << Cpu.RBP;
            case "MUL", "DIV", "IDIV" -> 1 << Cpu.RAX | 1 << Cpu.RDX;
            case "IMUL" -> insn.row.operands().size() == 1 ? 1 << Cpu.RAX | 1 << Cpu.RDX : 0;
            case "CBW", "CWDE", "CDQE" -> 1 << Cpu.RAX;
            case "CWD", "CDQ", "CQO" -> 1 << Cpu.RAX | 1 << Cpu.RDX;
            case "LOOP", "LOOPE", "LOOPNE", "JCXZ", "JECXZ", "JRCXZ" -> 1 << Cpu.RCX;
            case "CMPXCHG", "SAHF" -> 1 << Cpu.RAX;
            case "MOVS", "STOS", "LODS", "CMPS", "SCAS" -> StringEmitter.implied(insn.row.mnemonic());
            default -> 0;
        };
    }
}
