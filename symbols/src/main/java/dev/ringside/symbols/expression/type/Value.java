package dev.ringside.symbols.expression.type;

/**
 * What an expression gives.
 *
 * @param type its type
 * @param bits a scalar's value, canonical: extended to 64 bits as its type demands; of an array or struct its address
 * @param text a text, a character for each byte (0 to 255); empty for other types
 */
public record Value(Type type, long bits, String text) {
    /** A scalar. */
    public static Value of(Type type, long bits) {
        return new Value(type, bits, "");
    }

    /** A text. */
    public static Value of(String text) {
        return new Value(TextType.TEXT, 0, text);
    }

    /** Whether a condition holds that gives it: a scalar other than 0. */
    public boolean truth() {
        return type.scalar() && bits != 0;
    }
}
