package dev.ringside.symbols.expression.type;

/**
 * Elements in a row.
 *
 * @param element what they are
 * @param count how many; 0 when that is not known
 */
public record ArrayType(Type element, long count) implements Type {
    @Override
    public long bytes() {
        return element.bytes() * count;
    }

    @Override
    public String name() {
        return element.name() + "[" + count + "]";
    }
}
