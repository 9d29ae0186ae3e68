package dev.ringside.emulator.isa;

import dev.ringside.emulator.isa.Row.Attribute;

/** The words for prefixes that the rest of the text does not show, in the order of their bytes, as GNU objdump prints them. */
final class PrefixText {
    private final Instruction instruction;
    private final InstructionLayout layout;
    private final Encoding encoding;
    private final Syntax syntax;

    PrefixText(Instruction instruction, InstructionLayout layout, Syntax syntax) {
        this.syntax = syntax;
        this.instruction = instruction;
        this.layout = layout;
        this.encoding = InstructionTable.encoding(instruction.row);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < layout.prefixes(); i++) {
            String word = word(i);
            if (!word.isEmpty()) {
                text.append(word).append(' ');
            }
        }
        return text.toString();
    }

    private String word(int i) {
        int prefix = layout.prefix(i);
        boolean last = isLast(i);
        return switch (prefix) {
            case 0x66 -> last && usesOperandSize() ? "" : instruction.mode == 16 ? "data32" : "data16";
            case 0x67 -> last && usesAddressSize() ? "" : instruction.mode == 32 ? "addr16" : "addr32";
            case 0xF0 -> "lock";
            case 0xF2 -> last && inOpcode(Encoding.PF2) ? "" : repeats(last, "xacquire", last ? repne() : "repnz");
            case 0xF3 -> last && inOpcode(Encoding.PF3) ? "" : repeats(last, "xrelease", rep(last));
            case 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65 -> segment(prefix, last);
            default -> rex(prefix, i == layout.prefixes() - 1);
        };
    }

    /** F2 90 has a row of its own, but is still printed as a prefixed NOP. */
    private boolean inOpcode(int mandatory) {
        return encoding.prefixes() == mandatory && !instruction.row.is(Attribute.ALIAS);
    }

    /** Whether no prefix of the same group follows; segment overrides are one group. */
    private boolean isLast(int i) {
        for (int j = i + 1; j < layout.prefixes(); j++) {
            if (group(layout.prefix(j)) == group(layout.prefix(i))) {
                return false;
            }
        }
        return true;
    }

    private static int group(int prefix) {
        return switch (prefix) {
            case 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65 -> 0;
            default -> prefix;
        };
    }

    /**
     * Whether the 66 prefix shows in the rest of the text: it is mandatory, it changes a size letter or a register's name, or
     * the opcode has rows with mandatory prefixes, for which objdump always takes it as used.
     */
    private boolean usesOperandSize() {
        boolean mandatory = encoding.prefixes() == Encoding.P66;
        boolean byPrefix = encoding.prefixes() == (Encoding.NP | Encoding.P66)
                || encoding.slashR() && encoding.sizes() != Encoding.ANY_SIZE && InstructionTable.hasMandatoryPrefixes(encoding);
        if (mandatory || sizeInName() || byPrefix && !repeated()) {
            return true;
        }
        if (OperandText.namesSegment(instruction)) {
            return !instruction.memory && !instruction.has(Instruction.REX_W);
        }
        return (encoding.sizes() & 3) != 3 && showsOperandSize() && !instruction.has(Instruction.REX_W)
                && !instruction.row.is(Attribute.FORCE64);
    }

    /** Whether the mnemonic carries a size letter for a 66 prefix although the row is for all operand sizes. */
    private boolean sizeInName() {
        return switch (instruction.row.mnemonic()) {
            case "SGDT", "SIDT", "LGDT", "LIDT" -> instruction.mode != 64;
            case "FLDENV", "FNSTENV", "FNSAVE", "FRSTOR" -> true;
            default -> false;
        };
    }

    private boolean repeated() {
        boolean repeated = false;
        for (int i = 0; i < layout.prefixes(); i++) {
            repeated |= layout.prefix(i) == 0xF2 || layout.prefix(i) == 0xF3;
        }
        return repeated;
    }

    /** Whether the operand size can be told from the rest of the text: not from a short branch, nor from a store of 16 bits. */
    private boolean showsOperandSize() {
        boolean shows = encoding.sizes() != Encoding.ANY_SIZE && encoding.immediate() != Encoding.Immediate.CB;
        return shows && !(instruction.memory && storesWord());
    }

    /** SLDT, STR and SMSW: their memory form stores 16 bits whatever the operand size. */
    private boolean storesWord() {
        return switch (instruction.row.mnemonic()) {
            case "SLDT", "STR", "SMSW" -> true;
            default -> false;
        };
    }

    private boolean usesAddressSize() {
        boolean implicit = false;
        for (Operand operand : instruction.row.operands()) {
            implicit |= switch (operand.kind()) {
                case STRING_SOURCE, STRING_DESTINATION, XLAT -> true;
                default -> false;
            };
        }
        boolean direct = instruction.addressSize != 16 && instruction.base == Instruction.NO_REGISTER
                && instruction.index == Instruction.NO_REGISTER && !instruction.has(Instruction.RIP_RELATIVE)
                && !(instruction.mode != 16 && instruction.memory && encoding.modRm() && layout.hasSib(instruction.addressSize));
        boolean inAttText = instruction.row.mnemonic().startsWith("LOOP") || instruction.row.mnemonic().equals("MONITOR");
        implicit |= inAttText && syntax == Syntax.ATT;
        return implicit || instruction.memory && encoding.modRm() && !direct || encoding.addressSizes() != Encoding.ANY_SIZE;
    }

    /** F2 and F3 hint at lock elision in front of locked instructions and XCHG, F3 also of MOV to memory. */
    private String repeats(boolean last, String elision, String word) {
        boolean locked = instruction.has(Instruction.LOCK) || instruction.row.mnemonic().equals("XCHG");
        boolean release = instruction.row.mnemonic().equals("MOV") && encoding.modRm() && elision.equals("xrelease");
        boolean target = instruction.memory && !instruction.row.operands().isEmpty()
                && instruction.row.operands().getFirst().canBeMemory()
                && !OperandText.namesSegment(instruction);
        boolean wins = instruction.has(elision.equals("xrelease") ? Instruction.REP : Instruction.REPNE);
        return last && wins && target && (locked || release) ? elision : word;
    }

    private String rep(boolean last) {
        return instruction.row.is(Attribute.REP) && last ? "rep" : "repz";
    }

    private String repne() {
        String name = instruction.row.name();
        boolean near = name.startsWith("CALL_r") || name.startsWith("JMP_r") || name.startsWith("RET_")
                || name.startsWith("J") && name.contains("_rel") && !name.contains("CXZ");
        return near ? "bnd" : "repnz";
    }

    private String segment(int prefix, boolean last) {
        int number = prefix < 0x40 ? prefix >> 3 & 3 : prefix & 7;
        boolean implicit = false;
        for (Operand operand : instruction.row.operands()) {
            implicit |= operand.kind() == OperandKind.STRING_SOURCE || operand.kind() == OperandKind.XLAT;
        }
        boolean shown = implicit || instruction.memory && instruction.has(Instruction.SEGMENT);
        if (last && noTrack(instruction, layout)) {
            return "notrack";
        }
        return last && (shown || !Spelling.branchHint(instruction, layout, syntax).isEmpty()) ? "" : RegisterNames.segment(number);
    }

    /** Whether 3E, as the last override, switches indirect branch tracking off for an indirect near branch. */
    static boolean noTrack(Instruction instruction, InstructionLayout layout) {
        String name = instruction.row.name();
        int override = 0;
        for (int i = 0; i < layout.prefixes(); i++) {
            override = group(layout.prefix(i)) == 0 ? layout.prefix(i) : override;
        }
        boolean fsOrGs = instruction.has(Instruction.SEGMENT) && instruction.segment >= Instruction.FS;
        return override == 0x3E && !fsOrGs && (name.startsWith("CALL_rm") || name.startsWith("JMP_rm"));
    }

    private String rex(int rex, boolean effective) {
        int unused = rex;
        if (effective) {
            int used = usedRex();
            unused = (used & rex & 15) != 0 || showsByteRegister() ? rex & ~used & 15 : rex & ~used;
        }
        return unused == 0 ? "" : "rex" + (rex == 0x40 ? "" : ".") + ((rex & 8) != 0 ? "W" : "") + ((rex & 4) != 0 ? "R" : "")
                + ((rex & 2) != 0 ? "X" : "") + ((rex & 1) != 0 ? "B" : "");
    }

    /** The bits of REX that the row and its operands take notice of. */
    private int usedRex() {
        int used = usesRexW() ? 8 : 0;
        for (Operand operand : instruction.row.operands()) {
            used |= switch (operand.kind()) {
                case REG, XMM, CONTROL, DEBUG -> 4;
                case REG_OPCODE, RM_REG, XMM_RM_REG -> 1;
                case RM, XMM_RM -> instruction.memory ? 0 : 1;
                default -> 0;
            };
        }
        if (instruction.memory && encoding.modRm()) {
            used |= layout.hasSib(instruction.addressSize) ? 3 : 1;
        }
        return used;
    }

    private boolean usesRexW() {
        if (OperandText.namesSegment(instruction)) {
            return !instruction.memory;
        }
        boolean stack = instruction.row.is(Attribute.DEFAULT64) || instruction.row.is(Attribute.FORCE64);
        boolean inName = instruction.row.mnemonic().startsWith("PCMPESTR");
        return (encoding.sizes() & 6) != 6 && showsOperandSize() && !stack || OperandText.widens(instruction) || inName;
    }

    /** Registers 4 to 7 are the ones that any REX prefix changes. */
    private boolean showsByteRegister() {
        boolean shows = false;
        for (Operand operand : instruction.row.operands()) {
            shows |= operand.registerSize() == 8 && switch (operand.kind()) {
                case REG, REG_OPCODE -> (instruction.reg & 4) != 0;
                case RM -> !instruction.memory && (instruction.rm & 4) != 0;
                default -> false;
            };
        }
        return shows;
    }
}
