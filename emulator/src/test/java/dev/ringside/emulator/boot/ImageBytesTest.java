package dev.ringside.emulator.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ImageBytesTest {
    private final ImageBytes bytes = ImageBytes.of("a.img", new byte[] {1, 2, 3, 4, 5, 6, 7, (byte) 0x88, 'h', 'i', 0, 'x'});

    @Test
    void numbersAreLittleEndianAndUnsigned() throws ImageException {
        assertEquals(0x88, bytes.u8(7, "n"));
        assertEquals(0x0201, bytes.u16(0, "n"));
        assertEquals(0x8807_0605L, bytes.u32(4, "n"));
        assertEquals(0x0506_0788L, bytes.u32BigEndian(4, "n"));
        assertEquals(0x8807_0605_0403_0201L, bytes.u64(0, "n"));
    }

    @Test
    void readingBeyondTheEndSaysWhichFieldWhereAndHowMuchIsLeft() {
        var e = assertThrows(ImageException.class, () -> bytes.u32(10, "entry"));
        assertEquals("a.img: offset 0xa: expected entry, 4 bytes, found 2 bytes before the end of the data", e.getMessage());
        assertThrows(ImageException.class, () -> bytes.u8(12, "n"));
        assertThrows(ImageException.class, () -> bytes.u64(Long.MAX_VALUE, "n"));
        assertThrows(ImageException.class, () -> bytes.u8(-1, "n"));
    }

    @Test
    void aSliceReportsOffsetsOfTheWholeFileAndEndsWhereItWasCut() throws ImageException {
        var slice = bytes.slice(4, 4, "part");
        assertEquals(5, slice.u8(0, "n"));
        assertEquals(8, assertThrows(ImageException.class, () -> slice.u8(4, "n")).offset());
        assertEquals(6, slice.fault(2, "x", "y").offset());
        assertThrows(ImageException.class, () -> bytes.slice(4, -1, "part"));
        assertThrows(ImageException.class, () -> bytes.slice(4, 1L << 32, "part"));
    }

    @Test
    void textEndsAtItsZeroAtItsLimitOrAtTheEnd() throws ImageException {
        assertEquals("hi", bytes.text(8, 10, "t"));
        assertEquals("h", bytes.text(8, 1, "t"));
        assertEquals("x", bytes.text(11, 10, "t"));
    }

    @Test
    void aPatternIsFoundOnlyWithinTheWindow() {
        assertTrue(bytes.has(10, 0, 'x'));
        assertFalse(bytes.has(11, 'x', 0));
        assertFalse(bytes.has(-1, 0));
    }

    @Test
    void aHostileNameCannotBreakTheLineOrColourTheTerminal() {
        var e = new ImageException("a\n\u001b[31m.img", 0, "x", "y".repeat(500));
        assertEquals(1, e.getMessage().lines().count());
        assertFalse(e.getMessage().contains("\u001b"));
        assertTrue(e.getMessage().length() < 300);
    }
}
