package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.memory.UnreadableException;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongFunction;

/** How a value stands in a template: what comes after the colon. */
public enum TemplateFormat {
    /** As its type says: decimal, pointers in hexadecimal. */
    PLAIN("", "as the type says"),
    /** Hexadecimal. */
    HEX("x", "hexadecimal"),
    /** Signed decimal. */
    SIGNED("d", "signed decimal"),
    /** Unsigned decimal. */
    UNSIGNED("u", "unsigned decimal"),
    /** A character. */
    CHARACTER("c", "a character"),
    /** The C string at an address. */
    STRING("s", "the C string at an address, 256 bytes at most"),
    /** Binary. */
    BINARY("b", "binary"),
    /** The symbol at or before an address. */
    SYMBOL("symbol", "the symbol at an address, and the distance from it");

    private static final int LONGEST_STRING = 256;

    private final String word;
    private final String help;

    TemplateFormat(String word, String help) {
        this.word = word;
        this.help = help;
    }

    /** As it is written. */
    public String word() {
        return word;
    }

    /** One line. */
    public String help() {
        return help;
    }

    static Optional<TemplateFormat> named(String word) {
        return word.isEmpty() ? Optional.empty() : Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
    }

    /** A scalar's text. */
    String of(Type type, long value, Cpu cpu, LongFunction<String> symbols) {
        int bits = type instanceof IntegerType integer ? integer.bits() : type instanceof BooleanType ? 1 : 64;
        long cut = bits == 64 ? value : value & (1L << bits) - 1;
        return switch (this) {
            case PLAIN -> plain(type, value);
            case HEX -> "0x" + Long.toHexString(cut);
            case SIGNED -> Long.toString(cut << 64 - bits >> 64 - bits);
            case UNSIGNED -> Long.toUnsignedString(cut);
            case CHARACTER -> character((int) cut & 0xFF);
            case STRING -> string(cpu, value);
            case BINARY -> "0b" + Long.toBinaryString(cut);
            case SYMBOL -> symbols.apply(value);
        };
    }

    private static String plain(Type type, long value) {
        if (type instanceof BooleanType) {
            return value != 0 ? "true" : "false";
        }
        return type instanceof PointerType ? "0x" + Long.toHexString(value)
                : type instanceof IntegerType integer && integer.signed() ? Long.toString(value) : Long.toUnsignedString(value);
    }

    private static String character(int value) {
        return value >= ' ' && value < 0x7F ? "" + (char) value : "\\x%02x".formatted(value);
    }

    private static String string(Cpu cpu, long address) {
        StringBuilder bytes = new StringBuilder();
        try {
            for (int i = 0; i < LONGEST_STRING; i++) {
                int value = (int) cpu.mmu.peek.load(address + i, 1);
                if (value == 0) {
                    break;
                }
                bytes.append((char) value);
            }
        } catch (UnreadableException e) {
            return bytes.isEmpty() ? "<cannot read 0x" + Long.toHexString(address) + ">" : Expression.quoted(bytes.toString()) + "...";
        }
        return Expression.quoted(bytes.toString());
    }
}
