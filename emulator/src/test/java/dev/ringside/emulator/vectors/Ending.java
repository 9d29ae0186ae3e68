package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Vector;

/**
 * How an instruction ended.
 *
 * @param vector number of the exception, or {@link #COMPLETED}
 * @param errorCode error code of exceptions that have one, otherwise 0
 * @param address CR2 of a page fault, otherwise 0
 */
record Ending(int vector, int errorCode, long address) {
    /** In place of a vector: there was no exception. */
    static final int COMPLETED = 0xFF;

    /** The end without an exception. */
    static final Ending NORMAL = new Ending(COMPLETED, 0, 0);

    /** Drops what the vector has not. */
    static Ending of(int vector, int errorCode, long address) {
        if (vector == COMPLETED) {
            return NORMAL;
        }
        boolean hasCode = false;
        for (Vector v : Vector.values()) {
            hasCode |= v.number == vector && v.errorCode;
        }
        return new Ending(vector, hasCode ? errorCode : 0, vector == Vector.PF.number ? address : 0);
    }

    /** Whether there was no exception. */
    boolean completed() {
        return vector == COMPLETED;
    }

    @Override
    public String toString() {
        if (completed()) {
            return "completed";
        }
        String name = "vector " + vector;
        for (Vector v : Vector.values()) {
            name = v.number == vector ? "#" + v : name;
        }
        return name + "(" + Integer.toHexString(errorCode) + ")" + (vector == Vector.PF.number ? " at " + Long.toHexString(address) : "");
    }
}
