package dev.ringside.emulator.device.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.Line;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.firmware.FwCfg;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestDevicesTest {
    private final PortBus bus = new PortBus();
    private final Line[] lines = new Line[TestDevice.LINES];
    private TestDevice device;
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private FwCfg fwCfg;

    @BeforeEach
    void build() {
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new Line();
        }
        device = new TestDevice(lines);
        device.attach(bus);
        files.put("opt/b", new byte[] {7, 8, 9});
        files.put("opt/a", new byte[] {1});
        fwCfg = new FwCfg(256L << 20, 3, files);
        fwCfg.attach(bus);
    }

    private long item(int selector, int bytes, boolean bigEndian) {
        bus.out(0x510, 2, selector);
        return more(bytes, bigEndian);
    }

    private long more(int bytes, boolean bigEndian) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            long b = bus.in(0x511, 1);
            value = bigEndian ? value << 8 | b : value | b << i * 8;
        }
        return value;
    }

    @Test
    void registerTakesEveryWidth() {
        bus.out(0xE0, 4, 0x1234_5678);
        assertEquals(0x1234_5678, bus.in(0xE0, 4));
        assertEquals(0x1234, bus.in(0xE2, 2));
        bus.out(0xE1, 1, 0xAB);
        assertEquals(0x1234_AB78, bus.in(0xE0, 4));
        assertEquals(0x78, bus.in(0xE8, 1));
        assertEquals(0x12, bus.in(0xEB, 1));
    }

    @Test
    void linesFollowTheBytesWritten() {
        bus.out(0x2005, 1, 1);
        assertTrue(lines[5].level);
        bus.out(0x2017, 1, 0x80);
        assertTrue(lines[23].level);
        bus.out(0x2005, 1, 0);
        assertFalse(lines[5].level);
        assertEquals(0xFF, bus.in(0x2018, 1));
    }

    @Test
    void memoryTakesEveryWidth() {
        device.write(0x10, 8, 0x0102_0304_0506_0708L);
        assertEquals(0x0506, device.read(0x12, 2));
        assertEquals(0x0102_0304_0506_0708L, device.read(0x10, 8));
    }

    @Test
    void fwCfgTellsWhoItIsAndWhatTheMachineHas() {
        assertEquals(0x51454D55, item(0, 4, true));
        assertEquals(1, item(1, 4, false));
        assertEquals(256L << 20, item(3, 8, false));
        assertEquals(3, item(5, 2, false));
        assertEquals(3, item(0x0F, 2, false));
        assertEquals(0, more(4, false), "zeros behind the end");
        assertEquals(0, item(0x1234, 4, false));
    }

    @Test
    void fwCfgDirectoryListsFilesByName() {
        assertEquals(2, item(0x19, 4, true));
        assertEquals(1, more(4, true), "size of opt/a");
        int selector = (int) more(2, true);
        more(2, true);
        assertEquals('o', more(1, true));
        assertEquals(1, item(selector, 1, true));
        assertEquals(0x070809, item(selector + 1, 3, true));
        files.put("x".repeat(56), new byte[0]);
        assertThrows(IllegalArgumentException.class, () -> new FwCfg(0, 1, files));
    }

    @Test
    void stateSurvivesSavingAndRestoring() {
        bus.out(0xE0, 4, 0x1234_5678);
        device.write(0x10, 8, -2);
        item(0, 2, true);
        TestDevice other = new TestDevice(new InterruptLine[TestDevice.LINES]);
        FwCfg otherCfg = new FwCfg(0, 1, new TreeMap<>());
        States.restore(States.save(device, fwCfg), other, otherCfg);
        assertEquals(States.hash(device, fwCfg), States.hash(other, otherCfg));
        assertEquals('M', otherCfg.in(0x511, 1));
    }
}
