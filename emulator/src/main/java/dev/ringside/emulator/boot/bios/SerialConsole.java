package dev.ringside.emulator.boot.bios;

import dev.ringside.emulator.cpu.Ports;

/** The console of the BIOS is COM1, as on a machine without a screen. All it knows stands in the port's own registers. */
final class SerialConsole {
    /** First I/O port of COM1. */
    static final int PORT = 0x3F8;

    private static final int LINE_STATUS = PORT + 5;
    private static final int DATA_READY = 0x01;
    private static final int TRANSMITTER_FREE = 0x20;
    private static final int NO_PORT = 0xFF;

    private SerialConsole() {
    }

    /** Sends a character; false when the port is still busy. */
    static boolean send(Ports ports, int character) {
        if ((ports.in(LINE_STATUS, 1) & TRANSMITTER_FREE) == 0) {
            return false;
        }
        ports.out(PORT, 1, character);
        return true;
    }

    /** A character that has arrived; -1 when none has. */
    static int receive(Ports ports) {
        int status = ports.in(LINE_STATUS, 1) & 0xFF;
        return status != NO_PORT && (status & DATA_READY) != 0 ? ports.in(PORT, 1) & 0xFF : -1;
    }
}
