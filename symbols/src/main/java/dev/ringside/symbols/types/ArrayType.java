package dev.ringside.symbols.types;

/**
 * Elements side by side. An array of several dimensions is an array of arrays.
 *
 * @param element type of each
 * @param count   how many, unsigned; {@link #UNKNOWN} when the declaration leaves it open, as {@code int a[]} does
 */
public record ArrayType(TypeReference element, long count) implements Type {
    /** The count of an array whose length is not known. */
    public static final long UNKNOWN = -1;

    @Override
    public String name() {
        return "";
    }
}
