package dev.ringside.emulator.device.serial;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/** The modem status register of a 16550A: four inputs in the high half, what has changed since the last read in the low half. */
final class ModemLines implements Stateful {
    private static final int CTS = 1 << 4;
    private static final int DSR = 1 << 5;
    private static final int RI = 1 << 6;
    private static final int DCD = 1 << 7;
    private static final int INPUTS = 0xF0;
    private static final int CHANGES = 0x0F;
    private static final int TRAILING_EDGE_RI = 1 << 2;
    /** A null modem with someone at the other end. */
    private static final int NULL_MODEM = CTS | DSR | DCD;

    private int status = NULL_MODEM;

    void reset() {
        status = NULL_MODEM;
    }

    /** Connects the inputs to the null modem. */
    void connect() {
        drive(NULL_MODEM);
    }

    /** Connects the inputs to the port's own outputs: RTS to CTS, DTR to DSR, OUT1 to RI, OUT2 to DCD. */
    void loopBack(boolean rts, boolean dtr, boolean out1, boolean out2) {
        drive((rts ? CTS : 0) | (dtr ? DSR : 0) | (out1 ? RI : 0) | (out2 ? DCD : 0));
    }

    private void drive(int inputs) {
        int changed = (inputs ^ status) & INPUTS;
        if ((inputs & RI) != 0) {
            changed &= ~RI; // of RI only the trailing edge counts
        }
        status = inputs | status & CHANGES | changed >> 4 & ~TRAILING_EDGE_RI | ((changed & RI) != 0 ? TRAILING_EDGE_RI : 0);
    }

    /** Whether an input has changed since the last read. */
    boolean changed() {
        return (status & CHANGES) != 0;
    }

    /** Reads the register, which forgets the changes. */
    int read() {
        int value = status;
        status &= INPUTS;
        return value;
    }

    @Override
    public void state(StateStream s) {
        status = s.i32("status", status);
    }
}
