package dev.ringside.emulator.isa;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes instructions as text, in the spelling of GNU objdump 2.40 ({@code -M intel64} in 64-bit mode), prefixes that have no
 * effect included.
 */
public final class Disassembler {
    private Disassembler() {}

    /**
     * The text of one instruction, mnemonic padded to six columns.
     *
     * @param instruction what the decoder made of the bytes
     * @param bytes the array it was decoded from
     * @param offset index of its first byte
     * @param syntax how to write it
     * @param symbols names for branch targets and rip-relative addresses, or null
     */
    public static String format(Instruction instruction, byte[] bytes, int offset, Syntax syntax, SymbolResolver symbols) {
        if (instruction.row == InstructionTable.INVALID || instruction.row == InstructionTable.TOO_LONG) {
            return "(bad)";
        }
        InstructionLayout layout = InstructionLayout.of(instruction, bytes, offset);
        OperandText writer = new OperandText(instruction, layout, syntax);
        String head = new PrefixText(instruction, layout, syntax).text() + Spelling.of(instruction, syntax)
                + Spelling.branchHint(instruction, layout, syntax);
        String operands = operands(instruction, writer, syntax);
        String line = operands.isEmpty() ? head : pad(head) + " " + operands;
        return line + annotation(instruction, writer, symbols);
    }

    /** The text of one operand of a valid instruction; empty when the spelling leaves it out. The other arguments are those of {@link #format}. */
    public static String operand(Instruction instruction, Operand operand, byte[] bytes, int offset, Syntax syntax) {
        return new OperandText(instruction, InstructionLayout.of(instruction, bytes, offset), syntax).text(operand);
    }

    private static String operands(Instruction instruction, OperandText writer, Syntax syntax) {
        List<String> texts = new ArrayList<>();
        for (Operand operand : instruction.row.operands()) {
            boolean absorbed = operand.kind() == OperandKind.IMM && Spelling.absorbsImmediate(instruction);
            String text = absorbed ? "" : writer.text(operand);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        if (syntax == Syntax.INTEL) {
            return String.join(",", texts);
        }
        if (isIndirectBranch(instruction)) {
            return "*" + texts.getFirst();
        }
        // AT&T's assembler inherited Intel's order for these two.
        boolean keepsOrder = instruction.row.mnemonic().equals("BOUND") || instruction.row.mnemonic().equals("ENTER");
        return String.join(",", keepsOrder ? texts : texts.reversed());
    }

    private static boolean isIndirectBranch(Instruction instruction) {
        List<Operand> operands = instruction.row.operands();
        boolean indirect = !operands.isEmpty()
                && (operands.getFirst().kind() == OperandKind.RM || operands.getFirst().kind() == OperandKind.MEM);
        return indirect && instruction.row.is(Row.Attribute.BRANCH);
    }

    private static String annotation(Instruction instruction, OperandText writer, SymbolResolver symbols) {
        boolean relative = instruction.has(Instruction.RIP_RELATIVE);
        boolean branch = !instruction.row.operands().isEmpty() && instruction.row.operands().getFirst().kind() == OperandKind.REL;
        if (!relative && !branch) {
            return "";
        }
        long address = relative ? instruction.displacement & instruction.addressMask() : writer.target();
        String symbol = symbols == null ? null : symbols.symbolAt(address);
        String name = symbol == null ? "" : " <" + symbol + ">";
        return relative ? "        # " + OperandText.hex(address) + name : name;
    }

    private static String pad(String head) {
        return head + " ".repeat(Math.max(0, 6 - head.length()));
    }
}
