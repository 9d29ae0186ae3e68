package dev.ringside.emulator.boot.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.ElfBuilder;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.boot.Placement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElfFileTest {
    private static ElfBuilder sample(boolean is64) {
        return new ElfBuilder(is64, 0x10_0000)
            .load(0xC010_0000L, 0x10_0000, new byte[] {1, 2, 3, 4, 5}, 0x2000)
            .note("Xen", 18, new byte[] {0x50, 8, 0x10, 0})
            .note("GNU", 3, new byte[] {9, 9, 9});
    }

    private static ElfFile read(byte[] bytes) throws ImageException {
        return ElfFile.read(ImageBytes.of("vmlinux", bytes));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void headersOfBothClassesAreRead(boolean is64) throws ImageException {
        var elf = read(sample(is64).build());
        assertEquals(is64, elf.is64());
        assertEquals(0x10_0000, elf.entry());
        var load = elf.loads().getFirst();
        assertEquals(0xC010_0000L, load.virtualAddress());
        assertEquals(0x10_0000, load.physicalAddress());
        assertEquals(0x2000, load.memorySize());
        assertEquals(3, elf.contents(load).u8(2, "byte"));
    }

    @Test
    void notesKeepOwnerTypeAndContents() throws ImageException {
        var notes = read(sample(true).build()).notes();
        assertEquals(2, notes.size());
        assertEquals("Xen", notes.getFirst().owner());
        assertEquals(18, notes.getFirst().type());
        assertEquals(0x10_0850, notes.getFirst().description().u32(0, "entry"));
        assertEquals(3, notes.getLast().description().length());
    }

    @Test
    void segmentsArePlacedWithTheirZeros() throws ImageException {
        var elf = read(sample(false).build());
        var segment = elf.place(new Placement(MemoryMap.pc(16 << 20)), 0x1000).getFirst();
        assertEquals(0x10_1000, segment.physicalAddress());
        assertEquals(5, segment.count());
        assertEquals(0x2000, segment.length());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTruncationIsReported(boolean is64) {
        var whole = sample(is64).build();
        for (int length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThrows(ImageException.class, () -> read(cut).notes(), "cut to " + length);
        }
    }

    @Test
    void otherMachinesByteOrdersAndClassesAreRefused() {
        assertRefused(4, 3, "ELF class");
        assertRefused(5, 2, "byte order");
        assertRefused(18, 40, "machine");
        assertRefused(0, 0, "magic");
    }

    private static void assertRefused(int offset, int value, String expected) {
        var bytes = sample(false).build();
        bytes[offset] = (byte) value;
        var e = assertThrows(ImageException.class, () -> read(bytes));
        assertEquals(offset, e.offset());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void aSegmentLargerInTheFileThanInMemoryIsRefused() {
        var bytes = new ElfBuilder(false, 0).load(0, 0x10_0000, new byte[64], 63).build();
        assertTrue(assertThrows(ImageException.class, () -> read(bytes)).expected().contains("no larger in the file"));
    }

    @Test
    void aSegmentThatWrapsTheAddressSpaceIsRefused() {
        var bytes = new ElfBuilder(true, 0).load(0, -0x1000, new byte[64], 0x2000).build();
        assertTrue(assertThrows(ImageException.class, () -> read(bytes)).expected().contains("physical address space"));
    }
}
