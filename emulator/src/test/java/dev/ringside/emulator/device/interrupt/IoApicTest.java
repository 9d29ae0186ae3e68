package dev.ringside.emulator.device.interrupt;

import static dev.ringside.emulator.device.interrupt.ApicBench.EOI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ringside.emulator.device.States;
import org.junit.jupiter.api.Test;

/** The pins of the I/O APIC: edges and levels, masks, remote IRR. */
class IoApicTest {
    private final ApicBench bench = new ApicBench();

    private void entry(int pin, long value) {
        bench.ioApic.write(0x00, 4, 0x10 + 2 * pin);
        bench.ioApic.write(0x10, 4, value & 0xFFFF_FFFFL);
        bench.ioApic.write(0x00, 4, 0x11 + 2 * pin);
        bench.ioApic.write(0x10, 4, value >>> 32);
    }

    private long entry(int pin) {
        bench.ioApic.write(0x00, 4, 0x10 + 2 * pin);
        long low = bench.ioApic.read(0x10, 4);
        bench.ioApic.write(0x00, 4, 0x11 + 2 * pin);
        return low | bench.ioApic.read(0x10, 4) << 32;
    }

    @Test
    void ioApicHasTwentyFourMaskedPinsAndAnId() {
        bench.ioApic.write(0, 4, 1);
        assertEquals(0x0017_0020, bench.ioApic.read(0x10, 4));
        bench.ioApic.write(0, 4, 0);
        assertEquals(0x0500_0000, bench.ioApic.read(0x10, 4));
        assertEquals(1 << 16, entry(23));
    }

    @Test
    void edgeIsSentOnceAndLostWhileMasked() {
        bench.ioApic.pin(4).set(true);
        entry(4, 1L << 56 | 0x34);
        assertEquals("000", bench.pending());
        bench.ioApic.pin(4).set(false);
        bench.ioApic.pin(4).set(true);
        assertEquals("010", bench.pending());
        assertEquals(0x34, bench.take(1));
        bench.write(1, EOI, 0);
        assertFalse(bench.apics.get(1).pending());
    }

    @Test
    void levelHoldsRemoteIrrUntilEoiAndIsSentAgainWhileAsserted() {
        entry(9, 1L << 56 | 1 << 15 | 0x39);
        bench.ioApic.pin(9).set(true);
        assertEquals(1 << 14, entry(9) & 1 << 14);
        assertEquals(0x39, bench.take(1));
        assertEquals(1 << (0x39 & 31), bench.read(1, 0x18 + 1), "TMR");
        bench.write(1, EOI, 0);
        assertEquals(0x39, bench.take(1));
        bench.ioApic.pin(9).set(false);
        bench.write(1, EOI, 0);
        assertFalse(bench.apics.get(1).pending());
        assertEquals(0, entry(9) & 1 << 14);
    }

    @Test
    void levelWaitsForTheMaskToOpen() {
        entry(9, 1L << 56 | 1 << 16 | 1 << 15 | 0x39);
        bench.ioApic.pin(9).set(true);
        assertEquals("000", bench.pending());
        entry(9, 1L << 56 | 1 << 15 | 0x39);
        assertEquals("010", bench.pending());
    }

    @Test
    void remoteIrrClearsByEoiRegisterAndByEdgeMode() {
        entry(9, 1L << 56 | 1 << 15 | 0x39);
        bench.ioApic.pin(9).set(true);
        bench.ioApic.pin(9).set(false);
        bench.ioApic.write(0x40, 4, 0x39);
        assertEquals(0, entry(9) & 1 << 14);
        bench.ioApic.pin(9).set(true);
        entry(9, 1L << 56 | 1 << 16 | 0x39);
        assertEquals(0, entry(9) & 1 << 14);
    }

    @Test
    void deliveryStatusAndRemoteIrrAreReadOnly() {
        entry(3, 1 << 16 | 1 << 14 | 1 << 12);
        assertEquals(1 << 16, entry(3));
    }

    @Test
    void ioApicStateSurvivesSavingAndRestoring() {
        entry(9, 1L << 56 | 1 << 15 | 0x39);
        bench.ioApic.pin(9).set(true);
        IoApic other = new IoApic(new ApicBus(), 0);
        States.restore(States.save(bench.ioApic), other);
        assertEquals(States.hash(bench.ioApic), States.hash(other));
    }
}
