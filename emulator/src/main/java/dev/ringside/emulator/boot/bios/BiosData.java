package dev.ringside.emulator.boot.bios;

import dev.ringside.emulator.boot.Segment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The BIOS data area at 0040:0000, where the services keep all of their state (IBM PC AT Technical Reference, "BIOS Data Area"). */
final class BiosData {
    /** Physical address of the area. */
    static final int BASE = 0x400;
    static final int EQUIPMENT = 0x410;
    static final int MEMORY_KIB = 0x413;
    /** Ring of keys typed and not yet read: offsets from {@link #BASE} of the next to read and the next to write. */
    static final int KEYS_HEAD = 0x41A;
    static final int KEYS_TAIL = 0x41C;
    static final int KEYS_START = 0x1E;
    static final int KEYS_END = 0x3E;
    static final int FLOPPY_STATUS = 0x441;
    static final int VIDEO_MODE = 0x449;
    static final int COLUMNS = 0x44A;
    /** Cursor on page 0: column, then row. */
    static final int CURSOR = 0x450;
    static final int CURSOR_SHAPE = 0x460;
    static final int TICKS = 0x46C;
    static final int MIDNIGHT = 0x470;
    static final int DISK_STATUS = 0x474;

    /** What fills the screen: columns and rows of text mode 3. */
    static final int WIDTH = 80;
    static final int HEIGHT = 25;

    private static final int SIZE = 0x100;
    private static final int COM1 = 0x400;
    private static final int EBDA_SEGMENT = 0x40E;
    private static final int PAGE_SIZE = 0x44C;
    private static final int CRT_PORT = 0x463;
    private static final int DISK_COUNT = 0x475;
    private static final int KEYS_START_POINTER = 0x480;
    private static final int KEYS_END_POINTER = 0x482;
    private static final int LAST_ROW = 0x484;

    /** Equipment: floppy drive, FPU, 80x25 colour text, one serial port. */
    private static final int EQUIPMENT_FLOPPY = 1;
    private static final int EQUIPMENT_REST = 0x0222;
    private static final int LOW_MEMORY_KIB = 639;
    private static final int EBDA = 0x9FC0;
    private static final int TEXT_MODE = 3;
    private static final int USUAL_CURSOR = 0x0607;

    private BiosData() {
    }

    /** The area as it stands when the boot sector begins. */
    static Segment initial(boolean fromFloppy) {
        var area = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        word(area, COM1, SerialConsole.PORT);
        word(area, EBDA_SEGMENT, EBDA);
        word(area, EQUIPMENT, EQUIPMENT_REST | (fromFloppy ? EQUIPMENT_FLOPPY : 0));
        word(area, MEMORY_KIB, LOW_MEMORY_KIB);
        word(area, KEYS_HEAD, KEYS_START);
        word(area, KEYS_TAIL, KEYS_START);
        word(area, KEYS_START_POINTER, KEYS_START);
        word(area, KEYS_END_POINTER, KEYS_END);
        word(area, VIDEO_MODE, TEXT_MODE);
        word(area, COLUMNS, WIDTH);
        word(area, PAGE_SIZE, 0x1000);
        word(area, CURSOR_SHAPE, USUAL_CURSOR);
        word(area, CRT_PORT, 0x3D4);
        area.put(LAST_ROW - BASE, (byte) (HEIGHT - 1));
        area.put(DISK_COUNT - BASE, (byte) (fromFloppy ? 0 : 1));
        return Segment.ram(BASE, area.array(), "BIOS data area");
    }

    private static void word(ByteBuffer area, int address, int value) {
        area.putShort(address - BASE, (short) value);
    }
}
