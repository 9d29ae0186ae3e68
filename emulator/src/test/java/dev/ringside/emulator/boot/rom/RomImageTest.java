package dev.ringside.emulator.boot.rom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadedMemory;
import dev.ringside.emulator.boot.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RomImageTest {
    private static byte[] numbered(int size) {
        var bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 7 + (i >> 9));
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1_0000, 0x2_0000, 0x4_0000, 0x1234})
    void aRomEndsAtFourGiBAndItsEndIsAlsoSeenBelowOneMiB(int size) throws ImageException {
        var bytes = numbered(size);
        var plan = new RomImage(ImageBytes.of("bios.bin", bytes)).load();
        var memory = new LoadedMemory(plan);
        for (int back = 1; back <= Math.min(size, 0x2_0000); back += 97) {
            assertEquals(bytes[size - back] & 0xFF, memory.u8((1L << 32) - back));
            assertEquals(bytes[size - back] & 0xFF, memory.u8(0x10_0000 - back));
        }
        assertEquals(0xFFFF_FFF0L, plan.entry().rip() + 0xFFFF_0000L);
        for (var segment : plan.segments()) {
            assertEquals(Segment.Backing.ROM, segment.backing());
            assertEquals(0, segment.physicalAddress() % 4096);
            assertEquals(0, segment.length() % 4096);
        }
    }

    @Test
    void onlyTheLast128KiBAreSeenBelowOneMiB() throws ImageException {
        var low = new RomImage(ImageBytes.of("bios.bin", numbered(0x8_0000))).load().segments().getLast();
        assertEquals(0xE_0000, low.physicalAddress());
        assertEquals(0x2_0000, low.length());
    }

    @Test
    void aRomThatIsEmptyOrHugeIsRefused() {
        assertThrows(ImageException.class, () -> new RomImage(ImageBytes.of("x", new byte[0])).load());
        assertThrows(ImageException.class, () -> new RomImage(ImageBytes.of("x", new byte[(16 << 20) + 1])).load());
    }
}
