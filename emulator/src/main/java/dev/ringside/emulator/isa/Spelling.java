package dev.ringside.emulator.isa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Writes mnemonics as GNU objdump does; what is not plain lower case comes from spelling.txt. */
final class Spelling {
    private static final String[][] EXCEPTIONS = read();

    private static final String[] PREDICATES = {"eq", "lt", "le", "unord", "neq", "nlt", "nle", "ord"};

    private Spelling() {}

    /** The mnemonic with its size letters; {@code instruction} must be valid. */
    static String of(Instruction instruction, Syntax syntax) {
        Row row = instruction.row;
        String[] exception = exception(row);
        String plain = row.mnemonic().toLowerCase(Locale.ROOT);
        String pattern = exception == null ? plain : exception[syntax == Syntax.INTEL ? 0 : 1];
        String text = expand(pattern.replace("!", "").replace("{m}", plain), instruction, syntax);
        return syntax == Syntax.ATT && !pattern.endsWith("!") ? text + attSuffix(instruction) : text;
    }

    /** What a CS or DS prefix adds to a conditional branch in AT&T syntax: not taken, taken (SDM vol. 2, 2.1.1). */
    static String branchHint(Instruction instruction, InstructionLayout layout, Syntax syntax) {
        boolean notTaken = false;
        boolean taken = false;
        for (int i = 0; i < layout.prefixes(); i++) {
            notTaken |= layout.prefix(i) == 0x2E;
            taken |= layout.prefix(i) == 0x3E;
        }
        String mnemonic = instruction.row.mnemonic();
        boolean conditional = mnemonic.startsWith("J") && !mnemonic.equals("JMP") || mnemonic.startsWith("LOOP");
        return syntax == Syntax.ATT && conditional && notTaken != taken ? taken ? ",pt" : ",pn" : "";
    }

    /** Whether the immediate is spelled in the mnemonic. */
    static boolean absorbsImmediate(Instruction instruction) {
        String[] exception = exception(instruction.row);
        return exception != null && (exception[0].contains("{c}") && instruction.immediate < PREDICATES.length
                || exception[0].contains("{q}") && (instruction.immediate & ~0x11) == 0);
    }

    private static String[] exception(Row row) {
        return EXCEPTIONS[row.id()];
    }

    private static String expand(String pattern, Instruction i, Syntax syntax) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '{') {
                text.append(placeholder(pattern.charAt(at + 1), i, syntax));
                at += 2;
            } else {
                text.append(switch (c) {
                    case '~' -> unusual(i) ? letter(shownSize(i), syntax) : "";
                    case '^' -> unusual(i) && i.memory ? letter(i.operandSize, syntax) : "";
                    case '&' -> i.mode == 64 ? "" : letter((i.has(Instruction.OPERAND_SIZE)) == (i.mode == 32) ? 16 : 32, syntax);
                    case '$' -> i.addressSize == 64 ? "abs" : "";
                    default -> String.valueOf(c);
                });
            }
        }
        return text.toString();
    }

    private static String placeholder(char c, Instruction i, Syntax syntax) {
        return switch (c) {
            case 's' -> letter(i.row.operands().get(1).size(), Syntax.ATT);
            case 'd' -> letter(i.row.operands().getFirst().size(), Syntax.ATT);
            case 'o' -> i.mode == 64 ? letter(i.operandSize, syntax) : "";
            case 'n' -> i.addressSize != i.mode ? letter(i.addressSize, Syntax.ATT) : "";
            case 'w' -> i.has(Instruction.REX_W) ? "q" : "";
            case 'a' -> RegisterNames.general(0, i.addressSize, false);
            case 'c' -> absorbsImmediate(i) ? PREDICATES[(int) i.immediate] : "";
            default -> absorbsImmediate(i)
                    ? ((i.immediate & 1) != 0 ? "h" : "l") + "q" + ((i.immediate & 16) != 0 ? "h" : "l") : "";
        };
    }

    /** Whether the operand size is not the one that stack and branch instructions have in this mode without prefixes. */
    private static boolean unusual(Instruction i) {
        if (i.row.operandSize() == 0) {
            return i.has(Instruction.OPERAND_SIZE);
        }
        if (i.mode != 64) {
            return i.operandSize != i.mode;
        }
        boolean default64 = i.row.is(Row.Attribute.DEFAULT64) || i.row.is(Row.Attribute.FORCE64);
        return i.operandSize == 16 || i.operandSize == 64 && !default64;
    }

    /** REX.W does not reach rows that have one size letter for the 66 prefix only (FLDENV). */
    private static int shownSize(Instruction i) {
        return i.row.operandSize() != 0 ? i.operandSize : i.mode == 16 ? 32 : 16;
    }

    private static String letter(int size, Syntax syntax) {
        return switch (size) {
            case 8 -> "b";
            case 16 -> "w";
            case 32 -> syntax == Syntax.INTEL ? "d" : "l";
            default -> "q";
        };
    }

    /** The size letter that AT&T syntax needs when no register says the size. */
    private static String attSuffix(Instruction i) {
        boolean sizedByRegister = false;
        String suffix = "";
        for (Operand operand : i.row.operands()) {
            switch (operand.kind()) {
                case RM -> suffix = i.memory ? letter(operand.size(), Syntax.ATT) : "";
                case MEM -> suffix = x87Suffix(operand.notation());
                case STRING_SOURCE, STRING_DESTINATION -> suffix = letter(operand.size(), Syntax.ATT);
                case FIXED -> sizedByRegister |= operand.register() == 0;
                case REG, REG_OPCODE, RM_REG, SEGMENT, MM -> sizedByRegister = true;
                case XMM -> sizedByRegister |= !(i.mode == 64 && i.row.mnemonic().startsWith("CVTSI2"));
                default -> { }
            }
        }
        boolean crc = i.row.mnemonic().equals("CRC32");
        return sizedByRegister && !crc ? "" : suffix;
    }

    private static String x87Suffix(String notation) {
        return switch (notation) {
            case "m32fp", "m16int" -> "s";
            case "m64fp", "m32int" -> "l";
            case "m64int" -> "ll";
            case "m80fp" -> "t";
            default -> "";
        };
    }

    /** The Intel and AT&T columns for each row by its number; null where the mnemonic is simply written in lower case. */
    private static String[][] read() {
        Map<String, String[]> spellings = new HashMap<>();
        try (InputStream in = Spelling.class.getResourceAsStream("spelling.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                if (RowParser.isRow(line)) {
                    String[] columns = line.split("\\|");
                    spellings.put(columns[0].strip(), new String[] {columns[1].strip(), columns[2].strip()});
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("spelling.txt", e);
        }
        return InstructionTable.rows().stream().map(row -> find(spellings, row)).toArray(String[][]::new);
    }

    /** The entry of the row's name, of the longest start of it, or of its mnemonic. */
    private static String[] find(Map<String, String[]> spellings, Row row) {
        String[] found = spellings.get(row.name());
        for (int end = row.name().length(); found == null && end > 0; end--) {
            found = spellings.get(row.name().substring(0, end) + "*");
        }
        return found != null ? found : spellings.get(row.mnemonic());
    }
}
