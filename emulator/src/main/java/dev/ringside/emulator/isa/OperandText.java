package dev.ringside.emulator.isa;

import java.util.Locale;

/** Writes single operands as GNU objdump does. */
final class OperandText {
    private final Instruction instruction;
    private final InstructionLayout layout;
    private final boolean att;

    OperandText(Instruction instruction, InstructionLayout layout, Syntax syntax) {
        this.instruction = instruction;
        this.layout = layout;
        this.att = syntax == Syntax.ATT;
    }

    /** Whether REX.W turns the 32-bit register that receives the sign mask of a vector into a 64-bit one. */
    static boolean widens(Instruction instruction) {
        boolean general = false;
        boolean vector = false;
        for (Operand operand : instruction.row.operands()) {
            switch (operand.kind()) {
                case REG, RM -> general |= operand.registerSize() == 32;
                case MM, MM_RM_REG, XMM, XMM_RM_REG -> vector = true;
                default -> { }
            }
        }
        boolean mask = encodesNoImmediate(instruction);
        return general && vector && mask && instruction.row.operandSize() == 0;
    }

    private static boolean encodesNoImmediate(Instruction instruction) {
        return InstructionTable.encoding(instruction.row).immediate() == Encoding.Immediate.NONE;
    }

    /** Whether this is a MOV to or from a segment register. */
    static boolean namesSegment(Instruction instruction) {
        boolean segment = false;
        for (Operand operand : instruction.row.operands()) {
            segment |= operand.kind() == OperandKind.SEGMENT && operand.register() < 0;
        }
        return segment;
    }

    /** The operand's text; empty when it is not printed. */
    String text(Operand operand) {
        return switch (operand.kind()) {
            case REG, REG_OPCODE -> general(instruction.reg, operand.registerSize());
            case RM -> instruction.memory ? sized(operand) : general(instruction.rm, registerSize(operand));
            case RM_REG -> general(instruction.rm, operand.registerSize());
            case MEM, MOFFS -> sized(operand);
            case FIXED -> fixed(operand);
            case IMM -> immediate(instruction.immediate, operand.size());
            case IMM2 -> immediate(instruction.immediate2, operand.size());
            case ONE -> att ? "" : "1";
            case REL -> hex(target());
            case FAR_POINTER -> farPointer();
            case SEGMENT -> register(RegisterNames.segment(operand.register() >= 0 ? operand.register() : instruction.reg));
            case CONTROL -> register("cr" + instruction.reg);
            case DEBUG -> register((att ? "db" : "dr") + instruction.reg);
            case STRING_SOURCE -> implicit(operand, RegisterNames.segment(instruction.segment), 6);
            case STRING_DESTINATION -> implicit(operand, "es", 7);
            case XLAT -> implicit(operand, RegisterNames.segment(instruction.segment), 3);
            case MASKED_DESTINATION -> "";
            case ST0 -> register("st");
            case STI -> register("st(" + instruction.rm + ")");
            case MM -> register("mm" + instruction.reg);
            case MM_RM -> instruction.memory ? sized(operand) : register("mm" + instruction.rm);
            case MM_RM_REG -> register("mm" + instruction.rm);
            case XMM -> register("xmm" + instruction.reg);
            case XMM_RM -> instruction.memory ? sized(operand) : register("xmm" + instruction.rm);
            case XMM_RM_REG -> register("xmm" + instruction.rm);
            case XMM0 -> register("xmm0");
        };
    }

    /** The target of a relative branch as an offset in the code segment. */
    long target() {
        long target = instruction.nextRip() + instruction.immediate;
        return switch (instruction.operandSize) {
            case 16 -> target & 0xFFFF;
            case 32 -> target & 0xFFFFFFFFL;
            default -> target;
        };
    }

    private int registerSize(Operand operand) {
        boolean toSegment = instruction.row.operands().getFirst().kind() == OperandKind.SEGMENT;
        return toSegment ? instruction.operandSize : operand.registerSize();
    }

    private String general(int number, int narrow) {
        int size = narrow == 32 && instruction.has(Instruction.REX_W) && widens(instruction) ? 64 : narrow;
        return register(RegisterNames.general(number, size, instruction.highByte(number)));
    }

    private String fixed(Operand operand) {
        boolean port = operand.register() == 2;
        String name = RegisterNames.general(operand.register(), operand.size(), false);
        return port && att ? "(%" + name + ")" : register(name);
    }

    private String register(String name) {
        return att ? "%" + name : name;
    }

    private String immediate(long value, int size) {
        return (att ? "$" : "") + hex(size == 64 ? value : value & (1L << size) - 1);
    }

    private String farPointer() {
        return att ? "$" + hex(instruction.immediate2) + ",$" + hex(instruction.immediate)
                : hex(instruction.immediate2) + ":" + hex(instruction.immediate);
    }

    private String implicit(Operand operand, String segment, int number) {
        String name = RegisterNames.general(number, instruction.addressSize, false);
        return att ? "%" + segment + ":(%" + name + ")" : pointer(operand) + segment + ":[" + name + "]";
    }

    private String sized(Operand operand) {
        AddressText address = new AddressText(instruction, layout, att);
        return att ? address.text() : pointer(operand) + address.text();
    }

    /** Intel's {@code DWORD PTR}; none for moffs, LEA and areas without a size. */
    private String pointer(Operand operand) {
        if (operand.kind() == OperandKind.MOFFS || operand.role() == Operand.Role.ADDRESS && operand.size() == 0) {
            return instruction.row.mnemonic().equals("INVLPG") ? "BYTE PTR " : "";
        }
        if (operand.notation().equals("m16:64")) {
            return "FWORD PTR ";
        }
        boolean vector = operand.kind() == OperandKind.XMM_RM || instruction.row.is(Row.Attribute.SSE);
        return switch (operand.notation().startsWith("m16&") ? descriptorSize(operand) : operand.size()) {
            case 8 -> "BYTE PTR ";
            case 16 -> "WORD PTR ";
            case 32 -> "DWORD PTR ";
            case 48 -> "FWORD PTR ";
            case 64 -> "QWORD PTR ";
            case 80 -> "TBYTE PTR ";
            case 128 -> bareVector() ? "" : vector ? "XMMWORD PTR " : "OWORD PTR ";
            default -> "";
        };
    }

    private static int descriptorSize(Operand operand) {
        return operand.notation().equals("m16&16") ? operand.size() : 0;
    }

    private boolean bareVector() {
        String mnemonic = instruction.row.mnemonic().toUpperCase(Locale.ROOT);
        return mnemonic.equals("LDDQU") || mnemonic.equals("INVPCID");
    }

    /** Lower-case hexadecimal with 0x. */
    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
