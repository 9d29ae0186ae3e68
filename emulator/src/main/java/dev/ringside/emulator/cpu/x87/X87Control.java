package dev.ringside.emulator.cpu.x87;

/** Control of the register stack that involves no value. */
public final class X87Control {
    private X87Control() {
    }

    /** FINCSTP: moves TOP without touching tags. */
    public static void incrementTop(X87State state) {
        moveTop(state, 1);
    }

    /** FDECSTP: moves TOP without touching tags. */
    public static void decrementTop(X87State state) {
        moveTop(state, -1);
    }

    private static void moveTop(X87State state, int distance) {
        state.top = state.top + distance & 7;
        state.changeStatus(X87State.C1, 0);
    }

    /**
     * FFREE.
     *
     * @param state the registers
     * @param register number relative to TOP
     */
    public static void free(X87State state, int register) {
        state.empty |= 1 << state.physical(register);
        state.changeStatus(X87State.C1, 0);
    }

    /**
     * FFREEP, which no manual describes: FFREE, then a pop.
     *
     * @param unit the FPU
     * @param register number relative to TOP
     */
    public static void freeAndPop(X87Unit unit, int register) {
        free(unit.state, register);
        unit.pop();
    }
}
