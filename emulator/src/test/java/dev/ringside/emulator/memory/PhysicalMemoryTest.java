package dev.ringside.emulator.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringside.emulator.state.StateReader;
import dev.ringside.emulator.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhysicalMemoryTest {
    private static final int MEGABYTE = 1 << 20;

    private final PhysicalMemory memory = new PhysicalMemory(2 * MEGABYTE, 0x2000);
    private final List<String> heard = new ArrayList<>();

    private MmioDevice device(String name) {
        return new MmioDevice() {
            @Override
            public long read(long offset, int size) {
                heard.add(name + " read " + Long.toHexString(offset) + " " + size);
                return 0x11 * (offset + 1) & 0xFF;
            }

            @Override
            public void write(long offset, int size, long value) {
                heard.add(name + " write " + Long.toHexString(offset) + " " + size + " " + Long.toHexString(value));
            }
        };
    }

    private void hearCodeStores() {
        memory.onCodeStore((index, length) -> heard.add("stored " + Integer.toHexString(index) + " " + length));
    }

    @Test
    void absentMemoryReadsOnesInEverySizeAndIgnoresWrites() {
        long absent = 3L * MEGABYTE;
        memory.write(Agent.CPU, absent, 8, 0);
        assertEquals(0xFF, memory.read(absent, 1));
        assertEquals(0xFFFF, memory.read(absent, 2));
        assertEquals(0xFFFFFFFFL, memory.read(absent, 4));
        assertEquals(-1L, memory.read(absent, 8));
        assertEquals(0xFF, memory.read(1L << 39, 1));
        assertEquals(0xFF, memory.read(-1L, 1));
    }

    @Test
    void theVideoHoleHasNoMemoryAndItsNeighboursHave() {
        for (long address : new long[] {0x9FFFF, 0xA0000, 0xBFFFF, 0xC0000}) {
            memory.write(Agent.CPU, address, 1, 0x5A);
        }
        assertEquals(0x5A, memory.read(0x9FFFF, 1));
        assertEquals(0xFF, memory.read(0xA0000, 1));
        assertEquals(0xFF, memory.read(0xBFFFF, 1));
        assertEquals(0x5A, memory.read(0xC0000, 1));
    }

    @Test
    void romEndsAtFourGibibytesAndOnlyLoadersAndTheDebuggerWriteIt() {
        long rom = (1L << 32) - 0x2000;
        memory.write(Agent.LOADER, rom, 4, 0x12345678);
        for (Agent agent : new Agent[] {Agent.CPU, Agent.DEVICE, Agent.HYPERVISOR, Agent.PAGE_WALKER}) {
            memory.write(agent, rom, 4, 0);
        }
        assertEquals(0x12345678, memory.read(rom, 4));
        memory.write(Agent.DEBUGGER, rom + 0x1FFF, 1, 7);
        assertEquals(7, memory.read(0xFFFFFFFFL, 1));
        assertEquals(0xFF, memory.read(rom - 1, 1));
    }

    @Test
    void aShadowedBiosIsReadOnlyForAProcessorThatCouldWriteItBefore() {
        Mmu mmu = new Mmu(memory);
        mmu.store8(0xF0000, 1);
        memory.protect(0xF0000, 0x1000);
        mmu.store8(0xF0000, 2);
        mmu.store8(0xF1000, 3);
        assertEquals(1, mmu.load8(0xF0000));
        assertEquals(3, mmu.load8(0xF1000));
    }

    @Test
    void aDeviceLiesOverMemoryUntilItIsTakenAway() {
        MmioDevice device = device("d");
        memory.write(Agent.LOADER, 0x5010, 1, 0x77);
        memory.map(0x5000, 0x100, device);
        assertEquals(0x11, memory.read(0x5000, 1));
        memory.write(Agent.CPU, 0x5010, 2, 0xFFFFABCDL);
        assertEquals(List.of("d read 0 1", "d write 10 2 abcd"), heard);
        memory.unmap(device);
        assertEquals(0x77, memory.read(0x5010, 1));
    }

    @Test
    void theLaterOfTwoDevicesAtAnAddressAnswers() {
        memory.map(0x5000, 0x1000, device("below"));
        memory.map(0x5800, 0x10, device("above"));
        memory.read(0x57FF, 1);
        memory.read(0x5800, 1);
        memory.read(0x5810, 1);
        assertEquals(List.of("below read 7ff 1", "above read 0 1", "below read 810 1"), heard);
    }

    @Test
    void anAccessOverTheEdgeOfADeviceReachesItOnlyInsideItsRange() {
        memory.write(Agent.LOADER, 0x5004, 1, 0xEE);
        memory.map(0x5000, 4, device("d"));
        assertEquals(0xEE44, memory.read(0x5003, 2));
        memory.write(Agent.CPU, 0x5003, 2, 0xDD22);
        assertEquals(List.of("d read 3 1", "d write 3 1 22"), heard);
        memory.write(Agent.CPU, 0x4FFF, 2, 0x3344);
        assertEquals("d write 0 1 33", heard.getLast());
        assertEquals(0x44, memory.read(0x4FFF, 1));
        assertEquals(0xDD, memory.read(0x5004, 1));
    }

    @Test
    void aProcessorThatUsedAPageMeetsTheDeviceThatIsPutThere() {
        Mmu mmu = new Mmu(memory);
        mmu.store8(0x5000, 1);
        memory.map(0x5800, 4, device("d"));
        mmu.store8(0x5800, 9);
        mmu.store8(0x5000, 2);
        assertEquals(List.of("d write 0 1 9"), heard);
        assertEquals(2, mmu.load8(0x5000));
    }

    @Test
    void everyStoreIntoACodePageIsReportedWhoeverMakesIt() {
        hearCodeStores();
        Mmu mmu = new Mmu(memory);
        mmu.store32(0x5000, 1);
        memory.markCode(0x5123);
        mmu.store32(0x5004, 1);
        mmu.storeSystem(0x5008, 2, 1);
        memory.write(Agent.DEVICE, 0x5FFF, 1, 1);
        memory.write(Agent.LOADER, 0x6000, 1, 1);
        memory.copyIn(Agent.DEVICE, 0x4FFE, new byte[4], 0, 4);
        assertEquals(List.of("stored 5004 4", "stored 5008 2", "stored 5fff 1", "stored 5000 2"), heard);
    }

    @Test
    void aStoreOverThePageEndIsReportedForThePageThatHoldsCode() {
        hearCodeStores();
        memory.markCode(0x6000);
        memory.write(Agent.HYPERVISOR, 0x5FFC, 8, 0x1122334455667788L);
        assertEquals("stored 6000 1", heard.getFirst());
        assertEquals(0x1122334455667788L, memory.read(0x5FFC, 8));
    }

    @Test
    void anAccessOverTheEdgeOfMemoryHasOnlyTheBytesInside() {
        memory.write(Agent.HYPERVISOR, 0x9FFFE, 4, 0x44332211);
        assertEquals(0xFFFF2211L, memory.read(0x9FFFE, 4));
        memory.write(Agent.HYPERVISOR, 2 * MEGABYTE - 2, 4, 0x44332211);
        assertEquals(0xFFFF2211L, memory.read(2 * MEGABYTE - 2, 4));
        assertEquals(0, memory.read((1L << 32) - 0x2000, 4));
    }

    @Test
    void aPageThatHoldsNoMoreCodeIsStoredToInSilence() {
        hearCodeStores();
        memory.markCode(0x5000);
        memory.unmarkCode(0x5000);
        memory.write(Agent.CPU, 0x5000, 4, 1);
        assertEquals(List.of(), heard);
    }

    @Test
    void copiesStepOverWhatIsNotMemory() {
        byte[] source = {1, 2, 3, 4};
        memory.copyIn(Agent.LOADER, 0x9FFFE, source, 0, 4);
        byte[] target = new byte[4];
        memory.copyOut(0x9FFFE, target, 0, 4);
        assertArrayEquals(new byte[] {1, 2, -1, -1}, target);
    }

    @Test
    void restoringReportsEveryCodePageAndBringsBackBytesAndProtection() {
        memory.write(Agent.CPU, 0x5000, 1, 1);
        memory.protect(0xF0000, 0x1000);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        memory.state(new StateWriter(saved));
        PhysicalMemory other = new PhysicalMemory(2 * MEGABYTE, 0x2000);
        other.markCode(0x5000);
        other.onCodeStore((index, length) -> heard.add("stored " + Integer.toHexString(index) + " " + length));
        other.state(new StateReader(new ByteArrayInputStream(saved.toByteArray())));
        other.write(Agent.CPU, 0xF0000, 1, 9);
        assertEquals(List.of("stored 5000 4096"), heard);
        assertEquals(1, other.read(0x5000, 1));
        assertEquals(0, other.read(0xF0000, 1));
    }

    @Test
    void sizesThatNoMachineHasAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(MEGABYTE - 4096, 0));
        assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(MEGABYTE + 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(PhysicalMemory.LARGEST_RAM + 4096, 0));
        assertThrows(IllegalArgumentException.class, () -> new PhysicalMemory(MEGABYTE, 100));
    }
}
