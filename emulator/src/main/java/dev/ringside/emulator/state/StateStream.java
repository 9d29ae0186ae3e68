package dev.ringside.emulator.state;

/**
 * One pass over the state of a machine. A component describes its state once, in {@link Stateful#state}; whether the
 * pass saves, restores or hashes is the stream's business.
 *
 * <p>Scalars are handed in and taken back, so that one line serves both directions:
 *
 * <pre>{@code divisor = s.i32("divisor", divisor);}</pre>
 *
 * A saving or hashing stream returns the value it was given; a restoring stream returns the stored one. Arrays are
 * filled in place. Names are part of the format: a restoring stream refuses a name it did not expect.
 */
public interface StateStream {
    /** Opens a named group of fields; the pair {@code begin}/{@code end} must balance. */
    void begin(String name);

    /** Closes the group opened last. */
    void end();

    /** A truth value. */
    boolean bool(String name, boolean value);

    /** A 32-bit value. */
    int i32(String name, int value);

    /** A 64-bit value. */
    long i64(String name, long value);

    /** A string, at most 65,535 bytes in UTF-8. */
    String text(String name, String value);

    /** A fixed-size array, filled in place on restore; the stored length must be equal. */
    void i8s(String name, byte[] values);

    /** A fixed-size array, filled in place on restore; the stored length must be equal. */
    void i32s(String name, int[] values);

    /** A fixed-size array, filled in place on restore; the stored length must be equal. */
    void i64s(String name, long[] values);

    /**
     * A large fixed-size array that is mostly zero, filled in place on restore; the stored length must be equal. Pieces of
     * 4 KiB that hold nothing but zeros are not stored.
     */
    void pages(String name, byte[] values);

    /** An array whose length may differ; the returned array holds the stored content. */
    byte[] blob(String name, byte[] value);

    /** Whether this pass reads stored values into the components. */
    boolean restoring();

    /** Describes {@code part} as a group called {@code name}. */
    default void part(String name, Stateful part) {
        begin(name);
        part.state(this);
        end();
    }
}
