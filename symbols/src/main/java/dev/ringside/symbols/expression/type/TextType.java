package dev.ringside.symbols.expression.type;

/** A text: a string that was written, or read from the guest. */
public record TextType() implements Type {
    /** The only one. */
    public static final TextType TEXT = new TextType();

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public String name() {
        return "text";
    }
}
