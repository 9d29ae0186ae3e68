package dev.ringside.emulator.device.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FirmwareTablesTest {
    private static final int BASE = 0xF0000;

    private final byte[] rom = new byte[0x10000];
    private final ByteBuffer view = ByteBuffer.wrap(rom).order(ByteOrder.LITTLE_ENDIAN);
    private final FirmwareMemory memory = (address, bytes) -> System.arraycopy(bytes, 0, rom, (int) address - BASE, bytes.length);

    private String text(int address, int length) {
        return new String(rom, address - BASE, length, StandardCharsets.US_ASCII);
    }

    private int u32(int address) {
        return view.getInt(address - BASE);
    }

    private int u16(int address) {
        return view.getShort(address - BASE) & 0xFFFF;
    }

    private int u8(int address) {
        return rom[address - BASE] & 0xFF;
    }

    private int sum(int address, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += u8(address + i);
        }
        return sum & 0xFF;
    }

    private long acpi(int cpus) {
        return AcpiTables.write(memory, BASE, BASE + 0x10000, cpus, cpus, new int[] {10, 11, 10, 11}, 0x1000_0000L);
    }

    private int table(String signature) {
        int rsdt = u32(BASE + 16);
        for (int i = 36; i < u32(rsdt + 4); i += 4) {
            if (text(u32(rsdt + i), 4).equals(signature)) {
                return u32(rsdt + i);
            }
        }
        throw new AssertionError("no " + signature);
    }

    @Test
    void rootPointerLeadsToTablesThatAllSumToZero() {
        acpi(1);
        assertEquals("RSD PTR ", text(BASE, 8));
        assertEquals(0, sum(BASE, 20));
        assertEquals(0, sum(BASE, 36));
        int xsdt = u32(BASE + 24);
        int fadt = table("FACP");
        for (int t : new int[] {u32(BASE + 16), xsdt, fadt, table("APIC"), u32(fadt + 40)}) {
            assertEquals(0, sum(t, u32(t + 4)), text(t, 4));
        }
        assertEquals(fadt, u32(xsdt + 36));
        assertEquals("DSDT", text(u32(fadt + 40), 4));
        assertEquals("FACS", text(u32(fadt + 36), 4));
        assertEquals(0, u32(fadt + 36) % 64);
    }

    @Test
    void fadtSaysTheSameInItsOldAndNewFields() {
        acpi(1);
        int fadt = table("FACP");
        for (int[] pair : new int[][] {{56, 148}, {64, 172}, {76, 208}, {80, 220}}) {
            assertEquals(u32(fadt + pair[0]), u32(fadt + pair[1] + 4));
        }
        assertEquals(u32(fadt + 36), u32(fadt + 132));
        assertEquals(u32(fadt + 40), u32(fadt + 140));
    }

    @Test
    void madtListsEveryProcessor() {
        acpi(4);
        int madt = table("APIC");
        int processors = 0;
        int at = madt + 44;
        while (at < madt + u32(madt + 4)) {
            processors += u8(at) == 0 ? 1 : 0;
            assertTrue(u8(at + 1) > 0);
            at += u8(at + 1);
        }
        assertEquals(4, processors);
        assertEquals(madt + u32(madt + 4), at, "entries fill the table exactly");
    }

    @Test
    void tablesThatDoNotFitAreRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> AcpiTables.write(memory, BASE, BASE + 0x800, 1, 1, new int[4], 0));
    }

    @Test
    void amlLengthsCountThemselvesInOneTwoAndThreeBytes() {
        for (int length : new int[] {10, 62, 63, 64, 4000, 4093, 4094, 4095, 70_000}) {
            AmlWriter w = new AmlWriter();
            w.scope("X", s -> s.string("y".repeat(length)));
            byte[] code = w.bytes();
            int extra = (code[1] & 0xFF) >> 6;
            int decoded = code[1] & (extra == 0 ? 0x3F : 0x0F);
            for (int i = 0; i < extra; i++) {
                decoded |= (code[2 + i] & 0xFF) << 4 + 8 * i;
            }
            assertEquals(code.length - 1, decoded);
        }
    }

    @Test
    void eisaIdsAreCompressed() {
        AmlWriter w = new AmlWriter();
        w.eisaId("PNP0501");
        assertEquals(0x0105D041, ByteBuffer.wrap(w.bytes()).order(ByteOrder.LITTLE_ENDIAN).getInt(1));
    }

    @Test
    void mpTableIsWholeAndCountsItsEntries() {
        long end = MpTables.write(memory, BASE, 3, 4, 0x6F1, 0x178BFBFF);
        assertEquals("_MP_", text(BASE, 4));
        assertEquals(0, sum(BASE, 16));
        int table = u32(BASE + 4);
        int length = u16(table + 4);
        assertEquals(end, table + length);
        assertEquals(0, sum(table, length));
        int entries = 0;
        int at = table + 44;
        while (at < table + length) {
            at += u8(at) == 0 ? 20 : 8;
            entries++;
        }
        assertEquals(table + length, at);
        assertEquals(u16(table + 34), entries);
    }

    @Test
    void smbiosEntryPointAndStructuresAgree() {
        long end = Smbios.write(memory, BASE);
        assertEquals(0, sum(BASE, 0x1F));
        assertEquals(0, sum(BASE + 0x10, 0x0F));
        assertEquals(end, u32(BASE + 0x18) + u16(BASE + 0x16));
    }
}
