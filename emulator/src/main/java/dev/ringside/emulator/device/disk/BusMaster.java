package dev.ringside.emulator.device.disk;

import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/**
 * The bus master of one IDE channel (Programming Interface for Bus Master IDE Controller 1.0): command, status, and a table
 * of physical region descriptors in memory, each an address, a length of up to 64 KiB, and an end-of-table mark.
 */
final class BusMaster implements Stateful {
    /** Ports of one channel's bus master. */
    static final int PORTS = 8;

    private static final int COMMAND = 0;
    private static final int STATUS = 2;
    private static final int TABLE = 4;

    private static final int START = 1;
    /** Direction: the bus master writes to memory. */
    private static final int TO_MEMORY = 1 << 3;
    private static final int ACTIVE = 1;
    private static final int ERROR = 1 << 1;
    private static final int INTERRUPT = 1 << 2;
    private static final int DRIVES_CAPABLE = 3 << 5;
    private static final int DESCRIPTOR = 8;
    private static final int LENGTH_OF_ZERO = 0x10000;
    private static final int END_OF_TABLE = 1 << 31;

    private final PhysicalMemory memory;
    private int command;
    private int status;
    private int table;

    private int next;
    private int regionAddress;
    private int regionLeft;
    private boolean lastRegion;

    BusMaster(PhysicalMemory memory) {
        this.memory = memory;
    }

    void reset() {
        command = 0;
        status = 0;
        table = 0;
        next = 0;
        regionAddress = 0;
        regionLeft = 0;
        lastRegion = false;
    }

    boolean active() {
        return (status & ACTIVE) != 0;
    }

    /** The drive has raised its interrupt. */
    void interrupt() {
        status |= INTERRUPT;
    }

    /** The transfer is over: exactly used up descriptors make the bus master idle, left-over ones leave it active. */
    void finish() {
        if (regionLeft == 0 && lastRegion) {
            status &= ~ACTIVE;
        }
    }

    int in(int register, int size) {
        int value = switch (register & ~3) {
            case COMMAND -> command | status << 16;
            default -> table;
        };
        return value >>> (register & 3) * 8 & (int) (0xFFFF_FFFFL >>> 32 - 8 * size);
    }

    /** Returns whether this write started the bus master. */
    boolean out(int register, int size, int value) {
        if (register == COMMAND) {
            return writeCommand(value & (START | TO_MEMORY));
        }
        if (register == STATUS) {
            status = status & ACTIVE | value & DRIVES_CAPABLE | status & ~value & (ERROR | INTERRUPT);
        } else if (register >= TABLE) {
            int shift = (register - TABLE) * 8;
            int mask = (int) (0xFFFF_FFFFL >>> 32 - 8 * size) << shift;
            table = (table & ~mask | value << shift & mask) & ~3;
        }
        return false;
    }

    private boolean writeCommand(int value) {
        boolean started = (value & ~command & START) != 0;
        if (started) {
            status |= ACTIVE;
            next = table;
            regionLeft = 0;
            lastRegion = false;
        } else if ((value & START) == 0) {
            status &= ~ACTIVE;
        }
        command = value;
        return started;
    }

    /** Reads the next descriptor when the present region is used up; false at the end of the table. */
    private boolean region() {
        if (regionLeft > 0) {
            return true;
        }
        if (lastRegion) {
            status &= ~ACTIVE;
            return false;
        }
        regionAddress = (int) memory.read(Agent.DEVICE, next & 0xFFFF_FFFFL, 4) & ~1;
        int control = (int) memory.read(Agent.DEVICE, next + 4 & 0xFFFF_FFFFL, 4);
        int bytes = control & 0xFFFE;
        regionLeft = bytes == 0 ? LENGTH_OF_ZERO : bytes;
        lastRegion = (control & END_OF_TABLE) != 0;
        next += DESCRIPTOR;
        return true;
    }

    /** Takes {@code length} bytes from memory; false if the table ends before. */
    boolean fetch(byte[] target, int length) {
        for (int done = 0; done < length; ) {
            if (!region()) {
                return false;
            }
            int chunk = Math.min(regionLeft, length - done);
            memory.copyOut(Agent.DEVICE, regionAddress & 0xFFFF_FFFFL, target, done, chunk);
            advance(chunk);
            done += chunk;
        }
        return true;
    }

    /** Puts {@code length} bytes into memory; false if the table ends before. */
    boolean store(byte[] source, int length) {
        for (int done = 0; done < length; ) {
            if (!region()) {
                return false;
            }
            int chunk = Math.min(regionLeft, length - done);
            memory.copyIn(Agent.DEVICE, regionAddress & 0xFFFF_FFFFL, source, done, chunk);
            advance(chunk);
            done += chunk;
        }
        return true;
    }

    private void advance(int bytes) {
        regionAddress += bytes;
        regionLeft -= bytes;
    }

    @Override
    public void state(StateStream s) {
        command = s.i32("command", command);
        status = s.i32("status", status);
        table = s.i32("table", table);
        next = s.i32("next", next);
        regionAddress = s.i32("regionAddress", regionAddress);
        regionLeft = s.i32("regionLeft", regionLeft);
        lastRegion = s.bool("lastRegion", lastRegion);
    }
}
