package dev.ringside.emulator.boot.bios;

import dev.ringside.emulator.boot.Segment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What the BIOS has in memory: interrupt vectors, data area, and 8 KiB of ROM at F000:E000. The ROM begins with one stub of 16 bytes
 * per vector. A stub executes VMCALL, which carries out the service, and then does what ZF and CF say.
 */
final class BiosArea {
    private static final int ROM = 0xF_E000;
    private static final int ROM_SIZE = 0x2000;
    private static final int ROM_SEGMENT = 0xF000;
    private static final int STUBS = 0xE000;
    private static final int STUB_SIZE = 16;
    private static final int VECTORS = 256;
    private static final int VMCALL_SIZE = 3;

    private static final int DISKETTE_TABLE = 0x1000;
    private static final int DISKETTE_TABLE_SECTORS = 4;
    private static final int DISKETTE_VECTOR = 0x1E;
    private static final int RESTART = 0x1FF0;
    private static final int MODEL = 0x1FFE;
    private static final byte MODEL_AT = (byte) 0xFC;
    private static final int EBDA = 0x9_FC00;

    /** again: vmcall; jz again; jc wait; iret; wait: sti; hlt; jmp again. */
    private static final byte[] USUAL_STUB = bytes(0x0F, 0x01, 0xC1, 0x74, 0xFB, 0x72, 0x01, 0xCF, 0xFB, 0xF4, 0xEB, 0xF4);
    /** vmcall; int 1Ch; iret: the timer tick lets the user's handler run. */
    private static final byte[] TICK_STUB = bytes(0x0F, 0x01, 0xC1, 0xCD, 0x1C, 0xCF);
    /** vmcall; jmp 0000:7C00: bootstrap. */
    private static final byte[] BOOT_STUB = bytes(0x0F, 0x01, 0xC1, 0xEA, 0x00, 0x7C, 0x00, 0x00);
    /** int 19h; jmp to itself: where a jump to FFFF:0000 lands. */
    private static final byte[] RESTART_CODE = bytes(0xCD, 0x19, 0xEB, 0xFE);
    /** Step rates, motor times and gaps of a 1.44 MB drive. */
    private static final byte[] DISKETTE_PARAMETERS = bytes(0xDF, 0x02, 0x25, 0x02, 0x12, 0x1B, 0xFF, 0x6C, 0xF6, 0x0F, 0x08);

    private BiosArea() {
    }

    /** All of it, for a machine booted from {@code drive}. */
    static List<Segment> segments(int drive, DriveGeometry geometry) {
        return List.of(vectors(), BiosData.initial(drive < 0x80), Segment.ram(EBDA, bytes(1), "extended BIOS data area"), rom(geometry));
    }

    /** The interrupt whose stub's VMCALL ends at this linear address; -1 when no stub's does. */
    static int interrupt(long linearAfterCall) {
        long offset = linearAfterCall - VMCALL_SIZE - ROM;
        return offset >= 0 && offset < VECTORS * STUB_SIZE && offset % STUB_SIZE == 0 ? (int) offset / STUB_SIZE : -1;
    }

    /** Offset of a vector's stub in segment F000. */
    static int stub(int vector) {
        return STUBS + vector * STUB_SIZE;
    }

    private static Segment vectors() {
        var table = ByteBuffer.allocate(VECTORS * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int vector = 0; vector < VECTORS; vector++) {
            boolean isTable = vector == DISKETTE_VECTOR;
            table.putShort((short) (isTable ? STUBS + DISKETTE_TABLE : stub(vector))).putShort((short) ROM_SEGMENT);
        }
        return Segment.ram(0, table.array(), "interrupt vectors");
    }

    private static Segment rom(DriveGeometry geometry) {
        var rom = ByteBuffer.allocate(ROM_SIZE);
        for (int vector = 0; vector < VECTORS; vector++) {
            rom.put(vector * STUB_SIZE, switch (vector) {
                case 0x08 -> TICK_STUB;
                case 0x19 -> BOOT_STUB;
                default -> USUAL_STUB;
            });
        }
        rom.put(DISKETTE_TABLE, DISKETTE_PARAMETERS).put(DISKETTE_TABLE + DISKETTE_TABLE_SECTORS, (byte) geometry.sectors());
        rom.put(RESTART, RESTART_CODE).put(MODEL, MODEL_AT);
        return Segment.rom(ROM, rom.array(), 0, ROM_SIZE, "BIOS services");
    }

    /** Offset in segment F000 of the diskette parameter table. */
    static int disketteTable() {
        return STUBS + DISKETTE_TABLE;
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
