package dev.ringside.emulator.isa;

import dev.ringside.emulator.isa.Row.Attribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads one line of a .rows file and checks that its operands and its encoding agree. */
final class RowParser {
    private static final String FLAG_LETTERS = "cpaztidoslnrvkfge";
    private static final int[] FLAG_BITS = {1, 4, 0x10, 0x40, 0x100, 0x200, 0x400, 0x800, 0x80, 0x3000, 0x4000, 0x10000, 0x20000, 0x40000,
        0x80000, 0x100000, 0x200000};

    private static final int COLUMNS = 8;

    /** Widths of operands in bits; 0 for memory areas. */
    private static final Set<Integer> WIDTHS = Set.of(0, 8, 16, 32, 48, 64, 80, 128);

    /**
     * A line that has been read: everything of the row but its number and its final name.
     *
     * @param row the row, named by mnemonic and operands only
     * @param encoding its encoding, with the forms of ModRM that its operands allow
     */
    record Line(Row row, Encoding encoding) {}

    private RowParser() {}

    /** Whether the line holds a row rather than nothing or a comment. */
    static boolean isRow(String line) {
        return !line.isBlank() && line.charAt(0) != '#';
    }

    /**
     * Reads one row.
     *
     * @throws IllegalArgumentException when the line breaks the rules of legend.txt
     */
    static Line parse(String line) {
        List<String> columns = split(line, '|');
        if (columns.size() != COLUMNS) {
            throw new IllegalArgumentException("expected " + COLUMNS + " columns: " + line);
        }
        try {
            return row(columns);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " in: " + line, e);
        }
    }

    private static Line row(List<String> columns) {
        String syntax = columns.get(0);
        int space = syntax.indexOf(' ');
        String mnemonic = space < 0 ? syntax : syntax.substring(0, space);
        List<String> notations = space < 0 ? List.of() : split(syntax.substring(space + 1), ',');
        Encoding encoding = Encoding.parse(columns.get(1));
        List<Operand> operands = operands(encoding, notations, columns.get(2));
        encoding = encoding.withMods(forms(operands, encoding.modIgnored()));
        Set<Attribute> attributes = attributes(columns.get(4), columns.get(5));
        List<String> flags = words(columns.get(3));
        Row row = new Row(0, name(mnemonic, operands), mnemonic, operands, encoding.operandSize(), flags(flags, "r:"),
                flags(flags, "w:"), flags(flags, "u:"), attributes, Feature.valueOf(columns.get(6)), encoding.text(),
                undefined(columns.get(7)));
        check(row, encoding);
        return new Line(row, encoding);
    }

    private static List<Operand> operands(Encoding encoding, List<String> notations, String column) {
        List<String> roles = column.equals("-") ? List.of() : split(column, ',');
        if (roles.size() != notations.size()) {
            throw new IllegalArgumentException("as many roles as operands");
        }
        OperandParser parser = new OperandParser(encoding, notations);
        List<Operand> operands = new ArrayList<>(notations.size());
        for (int i = 0; i < roles.size(); i++) {
            operands.add(parser.parse(notations.get(i), role(roles.get(i))));
        }
        return List.copyOf(operands);
    }

    private static Operand.Role role(String word) {
        return switch (word) {
            case "r" -> Operand.Role.READ;
            case "w" -> Operand.Role.WRITE;
            case "rw" -> Operand.Role.READ_WRITE;
            case "cw" -> Operand.Role.CONDITIONAL_WRITE;
            case "a" -> Operand.Role.ADDRESS;
            default -> throw new IllegalArgumentException("unknown role '" + word + "'");
        };
    }

    /** The forms of ModRM that the operands allow. */
    private static int forms(List<Operand> operands, boolean modIgnored) {
        int forms = Encoding.MEMORY | Encoding.REGISTER;
        for (Operand operand : operands) {
            switch (operand.kind()) {
                case MEM -> forms &= Encoding.MEMORY;
                case RM_REG, MM_RM_REG, XMM_RM_REG -> forms &= modIgnored ? forms : Encoding.REGISTER;
                default -> { }
            }
        }
        return forms;
    }

    /** {@code ADD r/m32, r32} gives ADD_rm32_r32. */
    private static String name(String mnemonic, List<Operand> operands) {
        StringBuilder name = new StringBuilder(mnemonic);
        for (Operand operand : operands) {
            name.append('_');
            String notation = operand.notation();
            int implicit = notation.indexOf(":r");
            for (int i = 0; i < (implicit < 0 ? notation.length() : implicit); i++) {
                char c = notation.charAt(i);
                if (Character.isLetterOrDigit(c)) {
                    name.append(c);
                } else if (c == ':' || c == '&') {
                    name.append('_');
                }
            }
        }
        return name.toString();
    }

    private static Set<Attribute> attributes(String column, String modes) {
        EnumSet<Attribute> set = EnumSet.noneOf(Attribute.class);
        for (String word : words(column)) {
            set.add(word.equals("LOCK") ? Attribute.LOCKABLE : Attribute.valueOf(word));
        }
        switch (modes) {
            case "legacy" -> set.add(Attribute.NOT64);
            case "64" -> set.add(Attribute.ONLY64);
            case "any" -> { }
            default -> throw new IllegalArgumentException("unknown modes '" + modes + "'");
        }
        return Collections.unmodifiableSet(set);
    }

    private static Set<Undefined> undefined(String column) {
        EnumSet<Undefined> set = EnumSet.noneOf(Undefined.class);
        for (String word : words(column)) {
            set.add(Undefined.valueOf(word));
        }
        return Collections.unmodifiableSet(set);
    }

    private static int flags(List<String> words, String key) {
        int mask = 0;
        for (String word : words) {
            for (int i = 2; word.startsWith(key) && i < word.length(); i++) {
                int letter = FLAG_LETTERS.indexOf(word.charAt(i));
                if (letter < 0) {
                    throw new IllegalArgumentException("unknown flag '" + word.charAt(i) + "'");
                }
                mask |= FLAG_BITS[letter];
            }
        }
        return mask;
    }

    private static void check(Row row, Encoding encoding) {
        int immediates = 0;
        int inRm = 0;
        for (Operand operand : row.operands()) {
            require(WIDTHS.contains(operand.size()) && WIDTHS.contains(operand.registerSize()), "operands of known widths");
            switch (operand.kind()) {
                case IMM, IMM2, REL, FAR_POINTER, MOFFS -> immediates++;
                case RM, RM_REG, MEM, MM_RM, MM_RM_REG, XMM_RM, XMM_RM_REG -> inRm++;
                case CONTROL, DEBUG -> require(encoding.modRm(), "a ModRM byte");
                case REG, MM, XMM -> require(encoding.slashR(), "/r");
                case REG_OPCODE -> require(encoding.opcodes() == 8, "+r");
                case STI -> require(encoding.rms() == Encoding.ANY_RM && encoding.mods() == Encoding.REGISTER, "+i");
                default -> { }
            }
        }
        int encoded = (encoding.immediate() == Encoding.Immediate.NONE ? 0 : 1) + (encoding.immediate2() == Encoding.Immediate.NONE ? 0 : 1);
        require(inRm == 0 || inRm == 1 && encoding.modRm(), "a ModRM byte, and one operand at most in its rm");
        require(immediates == encoded, "as many immediates as operands that name one");
        require(encoding.mods() != 0, "a form of ModRM that all operands allow");
        require((row.flagsWritten() & row.flagsUndefined()) == 0, "flags either written or undefined");
        boolean needsTarget = row.is(Attribute.LOCKABLE);
        require(!needsTarget || row.operands().getFirst().canBeMemory(), "a memory destination for LOCK");
        boolean stack64 = row.is(Attribute.DEFAULT64) || row.is(Attribute.FORCE64);
        require(!stack64 || row.operandSize() == 64 && row.is(Attribute.ONLY64), "o64 in 64-bit mode only for DEFAULT64, FORCE64");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("needs " + what);
        }
    }

    private static List<String> words(String column) {
        return column.equals("-") ? List.of() : split(column, ' ');
    }

    /** Splits without a regular expression: the table is read at every start. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>(COLUMNS);
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf(separator, start);
            end = end < 0 ? text.length() : end;
            int first = start;
            int last = end;
            while (first < last && text.charAt(first) == ' ') {
                first++;
            }
            while (last > first && text.charAt(last - 1) == ' ') {
                last--;
            }
            parts.add(text.substring(first, last));
            start = end + 1;
        }
        return parts;
    }
}
