package dev.ringside.emulator.boot.bios;

/**
 * One BIOS service: a row of the table that calls are looked up in.
 *
 * @param interrupt number of the software or hardware interrupt
 * @param selector  which register chooses among the interrupt's services
 * @param function  the register's value
 * @param name      what it does
 * @param handler   does it
 */
record BiosService(int interrupt, Selector selector, int function, String name, Handler handler) {
    /** How a service is chosen. */
    enum Selector {
        /** By all of AX. */
        AX,
        /** By AH. */
        AH,
        /** It is the interrupt's only service. */
        NONE
    }

    /** What the guest does after the handler. */
    enum Outcome {
        /** It returns from the interrupt. */
        DONE,
        /** It calls again at once: a device was busy. */
        AGAIN,
        /** It halts until the next interrupt, then calls again: nothing has been typed. */
        WAIT
    }

    /** Does the work of a service. A handler that returns anything but DONE must not have changed a register. */
    @FunctionalInterface
    interface Handler {
        Outcome handle(BiosCall call);
    }

    /** Does work that never has to wait. */
    @FunctionalInterface
    interface Work {
        void run(BiosCall call);
    }

    static BiosService byAx(int interrupt, int ax, String name, Work work) {
        return new BiosService(interrupt, Selector.AX, ax, name, done(work));
    }

    static BiosService byAh(int interrupt, int ah, String name, Work work) {
        return new BiosService(interrupt, Selector.AH, ah, name, done(work));
    }

    static BiosService waiting(int interrupt, int ah, String name, Handler handler) {
        return new BiosService(interrupt, Selector.AH, ah, name, handler);
    }

    static BiosService only(int interrupt, String name, Work work) {
        return new BiosService(interrupt, Selector.NONE, 0, name, done(work));
    }

    private static Handler done(Work work) {
        return call -> {
            work.run(call);
            return Outcome.DONE;
        };
    }
}
