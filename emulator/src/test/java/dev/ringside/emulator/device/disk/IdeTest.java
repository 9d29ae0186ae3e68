package dev.ringside.emulator.device.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.device.Line;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.States;
import dev.ringside.emulator.device.TestClock;
import dev.ringside.emulator.device.pci.PciBus;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;
import dev.ringside.emulator.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdeTest {
    private static final int SECTORS = 3 * 16 * 63;
    private static final int DATA = 0x1F0;
    private static final int STATUS = 0x1F7;
    private static final int CONTROL = 0x3F6;
    private static final int BUS_MASTER = 0xC000;

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final Line irq = new Line();
    private final PortBus bus = new PortBus();
    private final PhysicalMemory memory = new PhysicalMemory(1 << 20, 0);
    private Path file;
    private IdeController ide;

    @BeforeEach
    void build() throws IOException {
        file = folder.resolve("disk");
        byte[] content = new byte[SECTORS * 512];
        for (int i = 0; i < SECTORS; i++) {
            Arrays.fill(content, i * 512, i * 512 + 512, (byte) (i * 7));
        }
        Files.write(file, content);
        ide = controller(clock, irq, bus, DiskImage.open(file, false));
    }

    private IdeController controller(TestClock time, Line line, PortBus ports, DiskImage image) {
        PciBus pci = new PciBus();
        pci.attach(ports);
        return new IdeController(time, memory, pci, ports, line, new Line(), List.of(image));
    }

    private void out(int port, int value) {
        bus.out(port, 1, value);
    }

    private int status() {
        return bus.in(STATUS, 1);
    }

    private void command(int code, long lba, int count) {
        out(0x1F2, count);
        out(0x1F3, (int) lba & 0xFF);
        out(0x1F4, (int) (lba >> 8) & 0xFF);
        out(0x1F5, (int) (lba >> 16) & 0xFF);
        out(0x1F6, 0xE0 | (int) (lba >> 24) & 15);
        out(STATUS, code);
    }

    private void work() {
        assertEquals(0x80, bus.in(CONTROL, 1) & 0x80, "busy");
        clock.advance(1_000_000);
    }

    private byte[] readSector() {
        byte[] sector = new byte[512];
        for (int i = 0; i < 512; i += 2) {
            int word = bus.in(DATA, 2);
            sector[i] = (byte) word;
            sector[i + 1] = (byte) (word >> 8);
        }
        return sector;
    }

    private void writeSector(int fill) {
        for (int i = 0; i < 128; i++) {
            bus.out(DATA, 4, fill * 0x0101_0101);
        }
    }

    private static byte[] filled(int value) {
        byte[] sector = new byte[512];
        Arrays.fill(sector, (byte) value);
        return sector;
    }

    @Test
    void signatureIsThatOfADiskAndAbsentSlaveReadsZero() {
        assertEquals(0x50, status());
        assertEquals(1, bus.in(0x1F1, 1));
        assertEquals(0xFF, bus.in(0x177, 1), "no drive on the secondary channel");
        out(0x1F6, 0x10);
        out(0x1F2, 0x55);
        assertEquals(0, bus.in(0x1F2, 1));
        out(CONTROL, 4);
        out(CONTROL, 0);
        assertEquals(1, bus.in(0x1F2, 1));
        assertEquals(1, bus.in(0x1F3, 1));
        assertEquals(0, bus.in(0x1F4, 1) | bus.in(0x1F5, 1));
    }

    @Test
    void identifyTellsSizeAndModel() {
        command(0xEC, 0, 0);
        work();
        assertTrue(irq.level);
        assertEquals(0x58, status());
        assertFalse(irq.level, "reading the status takes the interrupt");
        byte[] id = readSector();
        assertEquals(3, id[2] & 0xFF | (id[3] & 0xFF) << 8, "cylinders");
        assertEquals(SECTORS, id[120] & 0xFF | (id[121] & 0xFF) << 8 | (id[122] & 0xFF) << 16);
        assertEquals(SECTORS, id[200] & 0xFF | (id[201] & 0xFF) << 8 | (id[202] & 0xFF) << 16);
        assertEquals('R', id[55]);
        assertEquals('i', id[54]);
        assertEquals(0x50, status());
    }

    @Test
    void readsSectorsWithOneInterruptEach() {
        command(0x20, 100, 3);
        for (int i = 0; i < 3; i++) {
            work();
            assertTrue(irq.level);
            assertEquals(0x58, status());
            assertArrayEquals(filled((100 + i) * 7), readSector());
        }
        assertEquals(0x50, status());
        assertEquals(3, irq.rises);
    }

    @Test
    void readMultipleMovesBlocks() {
        command(0xC6, 0, 4);
        work();
        assertEquals(0x50, status());
        irq.rises = 0;
        command(0xC4, 10, 6);
        work();
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(filled((10 + i) * 7), readSector());
        }
        status();
        work();
        readSector();
        readSector();
        assertEquals(2, irq.rises);
        assertEquals(0x50, status());
    }

    @Test
    void writesGoToTheOverlayAndNotToTheFile() throws IOException {
        command(0x30, 5, 2);
        work();
        assertFalse(irq.level, "the first block is asked for without an interrupt");
        assertEquals(0x58, status());
        writeSector(0xAB);
        work();
        assertTrue(irq.level);
        writeSector(0xCD);
        work();
        assertEquals(0x50, status());
        command(0x20, 6, 1);
        work();
        assertArrayEquals(filled(0xCD), readSector());
        assertEquals(35, Files.readAllBytes(file)[5 * 512]);
    }

    @Test
    void writeThroughReachesTheFile() throws IOException {
        DiskImage image = DiskImage.open(file, true);
        image.write(5, filled(0xEE), 0);
        image.flush();
        image.close();
        assertEquals((byte) 0xEE, Files.readAllBytes(file)[5 * 512 + 511]);
    }

    @Test
    void chsAddressesUseTheSetGeometry() {
        out(0x1F2, 1);
        out(0x1F3, 5);
        out(0x1F4, 2);
        out(0x1F5, 0);
        out(0x1F6, 0xA0 | 3);
        out(STATUS, 0x20);
        work();
        assertArrayEquals(filled(((2 * 16 + 3) * 63 + 4) * 7), readSector());
    }

    @Test
    void lba48TakesTheOlderBytesAsTheHighHalf() {
        out(0x1F2, 0);
        out(0x1F2, 1);
        for (int port : new int[] {0x1F3, 0x1F4, 0x1F5}) {
            out(port, 0);
        }
        out(0x1F3, 77);
        out(0x1F4, 0);
        out(0x1F5, 0);
        out(0x1F6, 0x40);
        out(STATUS, 0x24);
        work();
        assertArrayEquals(filled(77 * 7), readSector());
        out(CONTROL, 0x80);
        assertEquals(0, bus.in(0x1F3, 1));
        out(CONTROL, 0);
        assertEquals(77, bus.in(0x1F3, 1));
    }

    @Test
    void addressesBeyondTheDiskAndUnknownCommandsFail() {
        command(0x20, SECTORS, 1);
        work();
        assertEquals(0x51, status());
        assertEquals(0x10, bus.in(0x1F1, 1), "IDNF");
        command(0xA1, 0, 0);
        work();
        assertEquals(0x51, status());
        assertEquals(0x04, bus.in(0x1F1, 1), "ABRT");
        command(0x20, SECTORS - 1, 2);
        work();
        assertEquals(0x51, status());
    }

    @Test
    void sectorZeroInChsDoesNotExist() {
        out(0x1F2, 1);
        out(0x1F3, 0);
        out(0x1F4, 0);
        out(0x1F5, 0);
        out(0x1F6, 0xA0);
        out(STATUS, 0x20);
        work();
        assertEquals(0x51, status());
    }

    @Test
    void interruptsCanBeTurnedOff() {
        out(CONTROL, 2);
        command(0x20, 0, 1);
        work();
        assertFalse(irq.level);
        out(CONTROL, 0);
        assertTrue(irq.level, "the request is still there");
    }

    private void describe(int index, long address, int bytes, boolean last) {
        memory.write(Agent.CPU, 0x1000 + 8L * index, 4, address);
        memory.write(Agent.CPU, 0x1004 + 8L * index, 4, bytes | (last ? 1L << 31 : 0));
    }

    @Test
    void dmaScattersOverTheRegionsOfTheTable() {
        describe(0, 0x2000, 768, false);
        describe(1, 0x9000, 768, true);
        bus.out(BUS_MASTER + 4, 4, 0x1000);
        out(BUS_MASTER, 8);
        command(0xC8, 20, 3);
        work();
        assertFalse(irq.level, "waits for the bus master");
        out(BUS_MASTER, 9);
        assertTrue(irq.level);
        assertEquals(4, bus.in(BUS_MASTER + 2, 1) & 7, "interrupt, not active, no error");
        assertEquals(20 * 7 & 0xFF, memory.read(0x2000, 1));
        assertEquals(21 * 7 & 0xFF, memory.read(0x22FF, 1));
        assertEquals(21 * 7 & 0xFF, memory.read(0x9000, 1));
        assertEquals(22 * 7 & 0xFF, memory.read(0x92FF, 1));
        out(BUS_MASTER + 2, 4);
        assertEquals(0, bus.in(BUS_MASTER + 2, 1));
    }

    @Test
    void dmaWritesWhatMemoryHolds() {
        memory.copyIn(Agent.CPU, 0x4000, filled(0x99), 0, 512);
        describe(0, 0x4000, 512, true);
        bus.out(BUS_MASTER + 4, 4, 0x1000);
        out(BUS_MASTER, 1);
        command(0xCA, 30, 1);
        work();
        assertEquals(0x50, status());
        command(0x20, 30, 1);
        work();
        assertArrayEquals(filled(0x99), readSector());
    }

    @Test
    void aShortTableLeavesTheDriveWaitingAndTheHostRunning() {
        describe(0, 0x2000, 512, true);
        bus.out(BUS_MASTER + 4, 4, 0x1000);
        command(0xC8, 0, 2);
        work();
        out(BUS_MASTER, 9);
        assertFalse(irq.level);
        assertEquals(0, bus.in(BUS_MASTER + 2, 1) & 1);
        out(CONTROL, 4);
        out(CONTROL, 0);
        assertEquals(0x50, status());
    }

    @Test
    void busMasterFollowsItsBaseAddress() {
        bus.out(0xCF8, 4, 0x8000_0920);
        assertEquals(0xC001, bus.in(0xCFC, 4));
        bus.out(0xCFC, 4, 0xFFFF_FFFF);
        assertEquals(0xFFF1, bus.in(0xCFC, 4), "16 ports");
        bus.out(0xCFC, 4, 0xD000);
        bus.out(0xD004, 4, 0x1234_5678);
        assertEquals(0x1234_5678, bus.in(0xD004, 4));
        assertEquals(0xFF, bus.in(BUS_MASTER, 1));
    }

    @Test
    void imagesThatEndInsideASectorReadZerosThere() throws IOException {
        Path odd = folder.resolve("odd");
        Files.write(odd, new byte[] {1, 2, 3});
        byte[] sector = filled(9);
        try (DiskImage image = DiskImage.open(odd, false)) {
            assertEquals(1, image.sectors());
            image.read(0, sector, 0);
        }
        assertArrayEquals(Arrays.copyOf(new byte[] {1, 2, 3}, 512), sector);
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThrows(IOException.class, () -> DiskImage.open(empty, false));
    }

    @Test
    void stateSurvivesSavingAndRestoringInTheMiddleOfATransfer() throws IOException {
        command(0x30, 5, 2);
        work();
        writeSector(0xAB);
        PortBus otherBus = new PortBus();
        TestClock otherClock = new TestClock();
        IdeController other = controller(otherClock, new Line(), otherBus, DiskImage.open(file, false));
        States.restore(States.save(clock, ide), otherClock, other);
        assertEquals(States.hash(clock, ide), States.hash(otherClock, other));
        clock.advance(1_000_000);
        otherClock.advance(1_000_000);
        assertEquals(States.hash(clock, ide), States.hash(otherClock, other));

        Path small = folder.resolve("small");
        Files.write(small, new byte[512]);
        IdeController wrong = controller(new TestClock(), new Line(), new PortBus(), DiskImage.open(small, false));
        assertThrows(StateException.class, () -> States.restore(States.save(ide), wrong));
    }
}
