package dev.ringside.emulator.device.firmware;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A minimal SMBIOS 2.4 (DSP0134): who made the firmware and the machine. */
public final class Smbios {
    private static final int ENTRY_POINT = 0x1F;
    private static final int INTERMEDIATE = 0x10;
    private static final int HEADER = 4;
    private static final int BIOS = 0;
    private static final int BIOS_LENGTH = 0x18;
    private static final int SYSTEM = 1;
    private static final int SYSTEM_LENGTH = 0x1B;
    private static final int END = 127;
    private static final int STRUCTURES = 3;
    /** BIOS characteristic: characteristics are not supported. */
    private static final int NO_CHARACTERISTICS = 1 << 3;
    private static final int VIRTUAL_MACHINE = 1 << 4;
    private static final int POWER_SWITCH = 6;

    private Smbios() { }

    /**
     * Writes entry point and structures at {@code base}.
     *
     * @param base a multiple of 16 between 0xF0000 and 0xFFFFF
     * @return the first address behind them
     */
    public static long write(FirmwareMemory memory, long base) {
        byte[] bios = structure(new TableImage(BIOS_LENGTH).u8(0, BIOS).u8(1, BIOS_LENGTH).u16(2, 0)
                .u8(4, 1).u8(5, 2).u16(6, 0xF000).u8(8, 3).u64(10, NO_CHARACTERISTICS).u8(19, VIRTUAL_MACHINE)
                .u8(20, 0xFF).u8(21, 0xFF).u8(22, 0xFF).u8(23, 0xFF), "Ringside", "1", "01/01/2026");
        byte[] system = structure(new TableImage(SYSTEM_LENGTH).u8(0, SYSTEM).u8(1, SYSTEM_LENGTH).u16(2, 1)
                .u8(4, 1).u8(5, 2).u8(6, 3).u8(24, POWER_SWITCH), "Ringside", "PC", "1");
        byte[] end = structure(new TableImage(HEADER).u8(0, END).u8(1, HEADER).u16(2, 2));
        int length = bios.length + system.length + end.length;
        long structures = base + ENTRY_POINT + 1;
        int largest = Math.max(bios.length, system.length);

        memory.write(base, new TableImage(ENTRY_POINT).text(0, "_SM_").u8(5, ENTRY_POINT).u8(6, 2).u8(7, 4)
                .u16(8, largest).text(INTERMEDIATE, "_DMI_").u16(0x16, length).u32(0x18, structures)
                .u16(0x1C, STRUCTURES).u8(0x1E, 0x24)
                .checksum(0x15, INTERMEDIATE, ENTRY_POINT - INTERMEDIATE).checksum(4, 0, ENTRY_POINT).image());
        memory.write(structures, bios);
        memory.write(structures + bios.length, system);
        memory.write(structures + bios.length + system.length, end);
        return structures + length;
    }

    /** The formatted part, then its strings, each with a zero, then one more zero (two when there is no string). */
    private static byte[] structure(TableImage formatted, String... strings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(formatted.image());
        for (String s : strings) {
            out.writeBytes(s.getBytes(StandardCharsets.US_ASCII));
            out.write(0);
        }
        out.write(0);
        if (strings.length == 0) {
            out.write(0);
        }
        return out.toByteArray();
    }
}
