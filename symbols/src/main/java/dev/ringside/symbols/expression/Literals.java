package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.type.IntegerType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.antlr.v4.runtime.Token;

/** Numbers, characters and strings as they are written. */
final class Literals {
    private Literals() {}

    /** Decimal, or hex after {@code 0x}. */
    static Node.Literal number(Token token) throws ExpressionException {
        String text = token.getText();
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        String digits = hex ? text.substring(2) : text;
        if (!digits.matches(hex ? "[0-9a-fA-F]+" : "[0-9]+")) {
            throw new ExpressionException(Problem.BAD_NUMBER, Words.column(token), Words.quoted(token));
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        BigInteger value = significant.length() > 20 ? null : new BigInteger(significant, hex ? 16 : 10);
        if (value == null || value.bitLength() > 64) {
            throw new ExpressionException(Problem.NUMBER_TOO_LARGE, Words.column(token), Words.quoted(token));
        }
        return literal(value.longValue(), value.bitLength() > 63);
    }

    /** A number by itself: s64, or u64 when only that holds it. */
    static Node.Literal literal(long value, boolean unsigned) {
        return new Node.Literal(unsigned && value < 0 ? IntegerType.U64 : IntegerType.S64, value);
    }

    /** A number that has to be an index: of bits or lanes. */
    static int index(Token token) throws ExpressionException {
        long value = number(token).value();
        return value < 0 || value > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) value;
    }

    /** {@code 'a'}, or {@code '\n'}: the number of the byte. */
    static Node.Literal character(Token token) throws ExpressionException {
        String bytes = bytes(token);
        if (bytes.length() != 1) {
            throw new ExpressionException(Problem.BAD_CHARACTER, Words.column(token), Words.printable(token.getText()));
        }
        return literal(bytes.charAt(0), false);
    }

    /** {@code "text"}. */
    static Node.TextLiteral string(Token token) throws ExpressionException {
        return new Node.TextLiteral(bytes(token));
    }

    /** The inverse of {@link #string}. */
    static String quote(String bytes) {
        var quoted = new StringBuilder("\"");
        for (char c : bytes.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c >= ' ' && c < 127 ? String.valueOf(c) : String.format("\\x%02x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    /** What stands between the quotes, escapes resolved: a character for each byte of its UTF-8 form. */
    private static String bytes(Token token) throws ExpressionException {
        String text = token.getText();
        var bytes = new StringBuilder();
        int at = 1;
        int end = text.length() - 1;
        while (at < end) {
            if (text.charAt(at) == '\\') {
                at = escape(token, text, at, bytes);
            } else {
                int c = text.codePointAt(at);
                bytes.append(new String(Character.toString(c).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
                at += Character.charCount(c);
            }
        }
        return bytes.toString();
    }

    /** Appends what the escape at {@code at} stands for; returns where the text goes on. */
    private static int escape(Token token, String text, int at, StringBuilder bytes) throws ExpressionException {
        int known = "ntr0\\\"'".indexOf(text.charAt(at + 1));
        if (known >= 0) {
            bytes.append("\n\t\r\0\\\"'".charAt(known));
            return at + 2;
        }
        String digits = text.substring(at + 1, Math.min(at + 4, text.length() - 1));
        if (digits.matches("x[0-9a-fA-F]{2}")) {
            bytes.append((char) Integer.parseInt(digits.substring(1), 16));
            return at + 4;
        }
        int column = Words.column(token) + text.codePointCount(0, at);
        throw new ExpressionException(Problem.BAD_ESCAPE, column, Words.printable("\\" + Character.toString(text.codePointAt(at + 1))));
    }
}
