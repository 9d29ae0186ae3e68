package dev.ringside.emulator.cpu;

/**
 * An exception on its way from an instruction to delivery. Each processor owns one instance ({@link Cpu#fault}), so
 * that raising allocates nothing; it carries no stack trace. The instruction that raises one has changed nothing.
 */
public final class Fault extends RuntimeException {
    private Vector vector = Vector.UD;
    private int errorCode;

    Fault() {
        super(null, null, false, false);
    }

    Fault with(Vector newVector, int newErrorCode) {
        vector = newVector;
        errorCode = newErrorCode;
        return this;
    }

    /** Whether it is no exception: the instruction is to wait ({@link Cpu#hold}). */
    public boolean holds() {
        return vector == null;
    }

    /** Which exception. */
    public Vector vector() {
        return vector;
    }

    /** Error code; meaningful when the vector has one. */
    public int errorCode() {
        return errorCode;
    }

    @Override
    public String getMessage() {
        return "#" + vector + "(" + errorCode + ")";
    }
}
