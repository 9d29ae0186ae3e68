package dev.ringside.emulator.isa;

import java.util.List;

/** Reads the operands of one syntax column in the light of the row's encoding. */
final class OperandParser {
    private static final List<String> GENERAL_16 = List.of("AX", "CX", "DX", "BX", "SP", "BP", "SI", "DI");
    private static final List<String> SEGMENTS = List.of("ES", "CS", "SS", "DS", "FS", "GS");

    private final Encoding encoding;
    private final boolean regIsTaken;
    private final boolean masked;

    /** @param notations all operands of the row: whether one of them occupies ModRM.reg decides what {@code r32} means */
    OperandParser(Encoding encoding, List<String> notations) {
        this.encoding = encoding;
        boolean vector = notations.contains("mm1") || notations.contains("xmm1");
        this.regIsTaken = !encoding.slashR() || vector;
        this.masked = vector;
    }

    Operand parse(String notation, Operand.Role role) {
        Operand operand = fixed(notation, role);
        operand = operand != null ? operand : immediate(notation, role);
        operand = operand != null ? operand : vector(notation, role);
        operand = operand != null ? operand : general(notation, role);
        if (operand == null) {
            throw new IllegalArgumentException("unknown operand '" + notation + "'");
        }
        return operand;
    }

    private Operand fixed(String notation, Operand.Role role) {
        int general = GENERAL_16.indexOf(notation.length() == 3 ? notation.substring(1) : notation);
        if (general >= 0) {
            int size = notation.length() == 2 ? 16 : notation.charAt(0) == 'E' ? 32 : 64;
            return new Operand(OperandKind.FIXED, size, size, role, general, notation);
        }
        int segment = SEGMENTS.indexOf(notation);
        if (segment >= 0) {
            return new Operand(OperandKind.SEGMENT, 16, 16, role, segment, notation);
        }
        return switch (notation) {
            case "AL" -> new Operand(OperandKind.FIXED, 8, 8, role, 0, notation);
            case "CL" -> new Operand(OperandKind.FIXED, 8, 8, role, 1, notation);
            case "1" -> of(OperandKind.ONE, 8, role, notation);
            case "Sreg" -> of(OperandKind.SEGMENT, 16, role, notation);
            case "CR" -> of(OperandKind.CONTROL, encoding.operandSize(), role, notation);
            case "DR" -> of(OperandKind.DEBUG, encoding.operandSize(), role, notation);
            case "ST(0)" -> of(OperandKind.ST0, 80, role, notation);
            case "ST(i)" -> of(OperandKind.STI, 80, role, notation);
            case "<XMM0>" -> of(OperandKind.XMM0, 128, role, notation);
            default -> null;
        };
    }

    private Operand immediate(String notation, Operand.Role role) {
        if (notation.startsWith("imm")) {
            int written = number(notation, 3);
            boolean second = encoding.immediate2() != Encoding.Immediate.NONE && written == 8;
            boolean extended = encoding.immediate().signed && encoding.operandSize() > written;
            return of(second ? OperandKind.IMM2 : OperandKind.IMM, extended ? encoding.operandSize() : written, role, notation);
        }
        if (notation.startsWith("rel")) {
            return of(OperandKind.REL, number(notation, 3), role, notation);
        }
        if (notation.startsWith("ptr16:")) {
            return of(OperandKind.FAR_POINTER, 16 + number(notation, 6), role, notation);
        }
        return notation.startsWith("moffs") ? of(OperandKind.MOFFS, number(notation, 5), role, notation) : null;
    }

    private Operand vector(String notation, Operand.Role role) {
        boolean xmm = notation.startsWith("xmm");
        if (!xmm && !notation.startsWith("mm")) {
            return null;
        }
        int size = xmm ? 128 : 64;
        int slash = notation.indexOf('/');
        if (slash >= 0) {
            int memory = number(notation, slash + 2);
            return new Operand(xmm ? OperandKind.XMM_RM : OperandKind.MM_RM, memory, size, role, -1, notation);
        }
        boolean reg = notation.endsWith("1");
        OperandKind inReg = xmm ? OperandKind.XMM : OperandKind.MM;
        OperandKind inRm = xmm ? OperandKind.XMM_RM_REG : OperandKind.MM_RM_REG;
        return of(reg ? inReg : inRm, size, role, notation);
    }

    private Operand general(String notation, Operand.Role role) {
        if (notation.startsWith("r/m")) {
            return of(OperandKind.RM, number(notation, 3), role, notation);
        }
        if (notation.startsWith("r")) {
            int slash = notation.indexOf('/');
            if (slash >= 0) {
                return new Operand(OperandKind.RM, number(notation, slash + 2), number(notation, 1), role, -1, notation);
            }
            OperandKind inModRm = regIsTaken ? OperandKind.RM_REG : OperandKind.REG;
            return of(encoding.opcodes() == 8 ? OperandKind.REG_OPCODE : inModRm, number(notation, 1), role, notation);
        }
        return notation.startsWith("m") ? memory(notation, role) : null;
    }

    private Operand memory(String notation, Operand.Role role) {
        int colon = notation.indexOf(':');
        if (colon > 0 && notation.charAt(colon + 1) == 'r') {
            OperandKind kind = switch (notation.substring(colon)) {
                case ":rSI" -> OperandKind.STRING_SOURCE;
                case ":rBX" -> OperandKind.XLAT;
                default -> masked ? OperandKind.MASKED_DESTINATION : OperandKind.STRING_DESTINATION;
            };
            return of(kind, number(notation, 1), role, notation);
        }
        int joint = Math.max(colon, notation.indexOf('&'));
        int size = notation.equals("m2byte") ? 16 : notation.equals("m") || notation.endsWith("byte") ? 0 : number(notation, 1);
        return of(OperandKind.MEM, joint > 0 ? size + number(notation, joint + 1) : size, role, notation);
    }

    private static Operand of(OperandKind kind, int size, Operand.Role role, String notation) {
        return new Operand(kind, size, size, role, -1, notation);
    }

    /** The decimal number that starts at {@code at}. */
    private static int number(String notation, int at) {
        int value = 0;
        for (int i = at; i < notation.length() && Character.isDigit(notation.charAt(i)); i++) {
            value = value * 10 + notation.charAt(i) - '0';
        }
        return value;
    }
}
