package dev.ringside.emulator.device.disk;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/**
 * The parameter registers of an ATA device. Features, sector count and the three address registers are two deep: a write
 * pushes the old value down, where 48-bit commands and reads with HOB find it.
 */
final class TaskFile implements Stateful {
    static final int FEATURES = 1;
    static final int COUNT = 2;
    static final int LBA_LOW = 3;
    static final int LBA_HIGH = 5;
    static final int DEVICE = 6;

    /** Device register: addresses are LBA, not cylinder, head and sector. */
    static final int DEVICE_LBA = 1 << 6;
    /** Device register: device 1 is selected. */
    static final int DEVICE_1 = 1 << 4;

    private final int[] current = new int[DEVICE + 1];
    private final int[] previous = new int[DEVICE + 1];

    int get(int register, boolean highOrder) {
        return highOrder ? previous[register] : current[register];
    }

    void write(int register, int value) {
        previous[register] = current[register];
        current[register] = value;
    }

    /** The count as commands mean it: 0 is the largest. */
    int count(boolean ext) {
        int value = ext ? previous[COUNT] << 8 | current[COUNT] : current[COUNT];
        return value != 0 ? value : ext ? 0x10000 : 0x100;
    }

    /** The sector address. */
    long lba(boolean ext, int heads, int sectorsPerTrack) {
        long low = current[LBA_LOW] | current[LBA_LOW + 1] << 8 | current[LBA_HIGH] << 16;
        if (ext) {
            return low | (long) previous[LBA_LOW] << 24 | (long) previous[LBA_LOW + 1] << 32 | (long) previous[LBA_HIGH] << 40;
        }
        int head = current[DEVICE] & 15;
        if ((current[DEVICE] & DEVICE_LBA) != 0) {
            return low | (long) head << 24;
        }
        int cylinder = current[LBA_LOW + 1] | current[LBA_HIGH] << 8;
        return ((long) cylinder * heads + head) * sectorsPerTrack + current[LBA_LOW] - 1;
    }

    /** Reports an LBA back to the guest. */
    void setLba(long lba, boolean ext) {
        for (int i = 0; i < 3; i++) {
            current[LBA_LOW + i] = (int) (lba >> 8 * i) & 0xFF;
            previous[LBA_LOW + i] = ext ? (int) (lba >> 24 + 8 * i) & 0xFF : previous[LBA_LOW + i];
        }
        if (!ext) {
            current[DEVICE] = current[DEVICE] & 0xF0 | (int) (lba >> 24) & 15;
        }
    }

    void setCount(int value) {
        current[COUNT] = value;
    }

    /** What a device that is not a packet device shows after reset and diagnostic. */
    void setSignature() {
        current[COUNT] = 1;
        current[LBA_LOW] = 1;
        current[LBA_LOW + 1] = 0;
        current[LBA_HIGH] = 0;
        current[DEVICE] &= DEVICE_1;
    }

    @Override
    public void state(StateStream s) {
        s.i32s("current", current);
        s.i32s("previous", previous);
    }
}
