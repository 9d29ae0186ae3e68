package dev.ringside.emulator.isa;

/** Writes a memory operand, without its size, as GNU objdump does. */
final class AddressText {
    private final Instruction instruction;
    private final InstructionLayout layout;
    private final boolean att;

    AddressText(Instruction instruction, InstructionLayout layout, boolean att) {
        this.instruction = instruction;
        this.layout = layout;
        this.att = att;
    }

    String text() {
        boolean overridden = instruction.has(Instruction.SEGMENT) && !PrefixText.noTrack(instruction, layout);
        String segment = overridden ? (att ? "%" : "") + RegisterNames.segment(instruction.segment) + ":" : "";
        if (!InstructionTable.encoding(instruction.row).modRm()) {
            return offset(segment, instruction.displacement);
        }
        boolean direct = instruction.base == Instruction.NO_REGISTER && !showsIndex() && !instruction.has(Instruction.RIP_RELATIVE);
        if (direct && att && instruction.addressSize == 16) {
            return segment + signed(instruction.displacement);
        }
        if (direct) {
            return offset(segment, instruction.mode == 64 && !instruction.has(Instruction.ADDRESS_SIZE) ? instruction.displacement
                    : instruction.displacement & instruction.addressMask());
        }
        return att ? segment + attAddress() : segment + intelAddress();
    }

    private String offset(String segment, long value) {
        String shown = segment.isEmpty() && !att ? "ds:" : segment;
        return shown + OperandText.hex(value);
    }

    private String attAddress() {
        StringBuilder text = new StringBuilder(hasDisplacement() ? signed(displacement()) : "").append('(');
        text.append(baseName().isEmpty() ? "" : "%" + baseName());
        if (showsIndex()) {
            text.append(",%").append(indexName());
            if (instruction.addressSize != 16) {
                text.append(',').append(1 << instruction.scaleShift);
            }
        }
        return text.append(')').toString();
    }

    private String intelAddress() {
        StringBuilder text = new StringBuilder("[").append(baseName());
        if (showsIndex()) {
            text.append(baseName().isEmpty() ? "" : "+").append(indexName());
            if (instruction.addressSize != 16) {
                text.append('*').append(1 << instruction.scaleShift);
            }
        }
        if (hasDisplacement()) {
            long value = displacement();
            boolean plain = value >= 0 || instruction.has(Instruction.RIP_RELATIVE);
            text.append(plain ? "+" + OperandText.hex(value) : signed(value));
        }
        return text.append(']').toString();
    }

    private String baseName() {
        if (instruction.has(Instruction.RIP_RELATIVE)) {
            return instruction.addressSize == 32 ? "eip" : "rip";
        }
        boolean none = instruction.base == Instruction.NO_REGISTER;
        return none ? "" : RegisterNames.general(instruction.base, instruction.addressSize, false);
    }

    /** Objdump shows an absent index as eiz or riz where leaving it out would hide a SIB byte that was not needed. */
    private boolean showsIndex() {
        if (instruction.index != Instruction.NO_REGISTER) {
            return true;
        }
        if (!layout.hasSib(instruction.addressSize)) {
            return false;
        }
        boolean none = instruction.base == Instruction.NO_REGISTER;
        boolean unusualBase = !none && (instruction.base & 7) != 4;
        boolean addressOnly = none && instruction.addressSize == 32 && instruction.mode != 16;
        return instruction.scaleShift != 0 || unusualBase || addressOnly;
    }

    private String indexName() {
        boolean none = instruction.index == Instruction.NO_REGISTER;
        return none ? instruction.addressSize == 64 ? "riz" : "eiz"
                : RegisterNames.general(instruction.index, instruction.addressSize, false);
    }

    private boolean hasDisplacement() {
        return layout.mod() != 0 || instruction.base == Instruction.NO_REGISTER;
    }

    private long displacement() {
        boolean relative = instruction.has(Instruction.RIP_RELATIVE);
        return relative ? instruction.displacement - instruction.nextRip() : instruction.displacement;
    }

    private static String signed(long value) {
        return value < 0 ? "-" + OperandText.hex(-value) : OperandText.hex(value);
    }
}
