package dev.ringside.emulator.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final ImageBytes IMAGE = ImageBytes.of("kernel", new byte[0x1000]);
    private final Placement placement = new Placement(MemoryMap.pc(64 << 20));

    @Test
    void aPcHasItsHolesAndKeepsRoomForDevicesBelowFourGiB() {
        var map = MemoryMap.pc(5L << 30);
        assertEquals(0x9FC00, map.ramEnd(0));
        assertEquals(0xC000_0000L, map.ramEnd(0x10_0000));
        assertTrue(map.isRam(1L << 32, 2L << 30));
        assertEquals(0xA0000, map.ramEnd(0xA0000));
    }

    @Test
    void mapsThatOverlapAreRefused() {
        var region = new MemoryRegion(0, 0x1000, MemoryRegion.RAM);
        assertThrows(IllegalArgumentException.class, () -> new MemoryMap(List.of(region, region)));
    }

    @Test
    void theLowestPlaceSkipsWhatIsTakenAndWhatIsNoMemory() throws ImageException {
        assertEquals(0x1_0000, placement.lowest(IMAGE, 0x1_0000, 0x100, 0x1000, "x"));
        assertEquals(0x1_1000, placement.lowest(IMAGE, 0x1_0000, 0x100, 0x1000, "x"));
        assertEquals(0x10_0000, placement.lowest(IMAGE, 0x1_0000, 0x9_0000, 0x1000, "x"));
        assertThrows(ImageException.class, () -> placement.lowest(IMAGE, 0x1_0000, 64 << 20, 0x1000, "x"));
    }

    @Test
    void theHighestPlaceLiesBelowItsLimitAndBelowWhatIsTaken() throws ImageException {
        assertEquals((64 << 20) - 0x2000, placement.highest(1L << 32, 0x1234, 0x1000));
        assertEquals((64 << 20) - 0x4000, placement.highest(1L << 32, 0x1234, 0x1000));
        assertEquals(0x1F_F000, placement.highest(0x20_0000, 0x1000, 0x1000));
        placement.take(IMAGE, 0, 0x20_0000, 0x100_0000, "y");
        assertEquals(0x10_0000, placement.highest(0x11_0000, 0x1_0000, 0x1000));
        assertEquals(-1, placement.highest(0x11_0000, 0x1000, 0x1000));
        assertEquals(-1, placement.highest(1L << 32, 64 << 20, 0x1000));
    }

    @Test
    void aDemandedRangeMustBeMemoryAndFree() throws ImageException {
        placement.take(IMAGE, 0, 0x10_0000, 0x1000, "text");
        var overlap = assertThrows(ImageException.class, () -> placement.take(IMAGE, 8, 0x10_0800, 0x1000, "data"));
        assertEquals("kernel: offset 0x8: expected data at addresses of its own, found 0x100800, which is already in use",
            overlap.getMessage());
        var beyond = assertThrows(ImageException.class, () -> placement.take(IMAGE, 8, 0x3FF_F000, 0x2000, "data"));
        assertEquals("kernel: offset 0x8: expected data within memory, found 0x3fff000 to 0x4001000 where memory ends at 0x4000000",
            beyond.getMessage());
    }
}
