package dev.ringside.emulator.memory;

import static dev.ringside.emulator.memory.PagedMemory.P;
import static dev.ringside.emulator.memory.PagedMemory.RW;
import static dev.ringside.emulator.memory.PagedMemory.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.memory.PagedMemory.Format;
import dev.ringside.emulator.state.StateHasher;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accesses of all sizes: over page ends, at the end of the address space, through the A20 gate, while somebody watches. */
class LinearAccessTest {
    private static final int LEAF = P | RW | US;

    private static PagedMemory twoPages() {
        return new PagedMemory(Format.FOUR_LEVELS).map(0x5000, 0x200000 | LEAF).map(0x6000, 0x300000 | LEAF);
    }

    private static Mmu plain() {
        return new Mmu(new PhysicalMemory(4 << 20, 0x1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void anAccessOverAPageEndUsesBothFrames(int size) {
        long value = 0x8877665544332211L >>> 64 - 8 * size;
        for (int first = 1; first < size; first++) {
            PagedMemory m = twoPages();
            m.mmu.store(0x6000 - first, size, value);
            assertEquals(value, m.mmu.load(0x6000 - first, size));
            assertEquals(value >>> 8 * first & 0xFF, m.memory.read(0x300000, 1));
            assertEquals(value & 0xFF, m.memory.read(0x201000 - first, 1));
            assertEquals(0, m.memory.read(0x201000, 1), "the frame behind the first one is not the second");
        }
    }

    @Test
    void aStoreOverAPageEndWhoseSecondPageIsMissingWritesNothing() {
        PagedMemory m = twoPages().map(0x6000, 0);
        PageFault fault = assertThrows(PageFault.class, () -> m.mmu.store64(0x5FFC, -1L));
        assertEquals(0x6000, fault.linear());
        assertEquals(PageFault.WRITE, fault.errorCode());
        assertEquals(0, m.memory.read(0x200FFC, 4));
    }

    @Test
    void ofTwoMissingPagesTheFirstIsReportedAtTheFirstByte() {
        PagedMemory m = new PagedMemory(Format.TWO_LEVELS);
        assertEquals(0x5FFC, assertThrows(PageFault.class, () -> m.mmu.load64(0x5FFC)).linear());
    }

    @Test
    void aCheckedStoreCoversBothPages() {
        PagedMemory m = twoPages().map(0x6000, 0x300000 | P | US).user();
        assertEquals(0x6000, assertThrows(PageFault.class, () -> m.mmu.checkStore(0x5FF8, 16)).linear());
        assertEquals(0x6000, assertThrows(PageFault.class, () -> m.mmu.loadForStore(0x5FFE, 4)).linear());
        m.mmu.checkLoad(0x5FF8, 16);
        m.mmu.checkStore(0x5FF0, 16);
    }

    @Test
    void outsideSixtyFourBitModeAddressesWrapAtFourGibibytes() {
        Mmu mmu = plain();
        mmu.memory().write(Agent.LOADER, 0xFFFFFFFEL, 2, 0x2211);
        mmu.store16(0, 0x4433);
        assertEquals(0x44332211, mmu.load32(0xFFFFFFFEL));
        mmu.setWide(true);
        assertEquals(0xFFFF2211, mmu.load32(0xFFFFFFFEL));
    }

    @Test
    void aWrappedStoreReachesTheBottomOfMemory() {
        Mmu mmu = plain();
        mmu.store32(0xFFFFFFFEL, 0x44332211);
        assertEquals(0x4433, mmu.load16(0));
    }

    @Test
    void aClosedGateClearsBitTwentyOfEveryAddress() {
        Mmu mmu = plain();
        mmu.store8(0x5000, 1);
        mmu.store8(0x105000, 2);
        mmu.setA20(false);
        assertEquals(1, mmu.load8(0x105000));
        assertEquals(0x5000, mmu.translateFetch(0x105000, false));
        assertEquals(0x5123, mmu.inspect(0x105123));
        mmu.store8(0x305000, 3);
        mmu.setA20(true);
        assertEquals(2, mmu.load8(0x105000));
        assertEquals(3, mmu.load8(0x205000));
    }

    @Test
    void theGateMasksWhatPagingTranslatesToAndWhereTablesAreRead() {
        PagedMemory m = twoPages().map(0x5000, 0x300000 | LEAF);
        m.memory.write(Agent.LOADER, 0x200000, 1, 0x20);
        m.mmu.setA20(false);
        assertEquals(0x20, m.mmu.load8(0x5000));
        m.put(m.format.directory, 0x113000 | LEAF);
        m.mmu.flush(true);
        assertEquals(0x20, m.mmu.load8(0x5000), "the table at 0x113000 is the one at 0x13000");
        assertEquals(0x200000, m.mmu.inspect(0x5000));
    }

    @Test
    void aPageThatBecomesCodeIsStoredToThroughTheHookUnderEveryName() {
        PagedMemory m = twoPages().map(0x6000, 0x200000 | LEAF);
        List<Integer> stored = new ArrayList<>();
        m.memory.onCodeStore((index, length) -> stored.add(index));
        m.mmu.store8(0x5000, 1);
        m.mmu.store8(0x6000, 1);
        m.user();
        m.mmu.store8(0x5000, 1);
        m.memory.markCode(0x200000);
        m.mmu.store8(0x5001, 1);
        m.mmu.select(false, false);
        m.mmu.store8(0x5002, 1);
        m.mmu.store8(0x6003, 1);
        m.mmu.store32(0x5FFE, 1);
        assertEquals(List.of(0x200001, 0x200002, 0x200003, 0x200FFE, 0x200FFF, 0x200000, 0x200001), stored);
    }

    @Test
    void whoWatchesAPageHearsOfEveryAccessThatPassedItsChecks() {
        PagedMemory m = twoPages().map(0x7000, 0);
        m.mmu.store8(0x5000, 1);
        List<String> heard = new ArrayList<>();
        m.mmu.watch(new AccessWatch() {
            @Override
            public boolean watches(long linear) {
                return linear >>> 12 == 5;
            }

            @Override
            public void accessed(long linear, int size, boolean write, long value) {
                heard.add(Long.toHexString(linear) + " " + size + (write ? " w " : " r ") + value);
            }
        });
        m.mmu.load8(0x5000);
        m.mmu.load8(0x5000);
        m.mmu.store16(0x5FFF, 1);
        m.mmu.load8(0x6000);
        m.map(0x6000, 0);
        m.mmu.invalidate(0x6000);
        assertThrows(PageFault.class, () -> m.mmu.load32(0x5FFE));
        assertEquals(List.of("5000 1 r 1", "5000 1 r 1", "5fff 2 w 1"), heard);
    }

    @Test
    void fastPathsAreForgottenForTheRangeOnly() {
        PagedMemory m = twoPages().map(0x7000, 0x100000 | LEAF);
        m.mmu.store8(0x5000, 1);
        m.mmu.store8(0x6000, 1);
        m.mmu.store8(0x7000, 1);
        m.mmu.forgetFastPaths(0x6FFF, 0x6FFF);
        assertEquals(List.of(true, false, true), List.of(fast(m.mmu, 0x5000), fast(m.mmu, 0x6000), fast(m.mmu, 0x7000)));
        m.mmu.forgetFastPaths(0x6000 + (long) Tlb.ENTRIES * 4096, 0x6000 + (long) Tlb.ENTRIES * 4096);
        m.mmu.forgetFastPaths(0x5FFF, 0x6000);
        assertEquals(List.of(false, false, true), List.of(fast(m.mmu, 0x5000), fast(m.mmu, 0x6000), fast(m.mmu, 0x7000)));
        m.mmu.forgetFastPaths(0, -1);
        assertFalse(fast(m.mmu, 0x7000));
    }

    private static boolean fast(Mmu mmu, long page) {
        return mmu.readTags[Tlb.slot(page)] == page && mmu.writeTags[Tlb.slot(page)] == page;
    }

    @Test
    void lookingHasNoEffectAndSeesWhatTheProcessorSees() {
        PagedMemory m = twoPages().map(0x7000, 0);
        m.mmu.memory().write(Agent.LOADER, 0x200FFC, 4, 0x44332211);
        m.mmu.memory().write(Agent.LOADER, 0x300000, 4, 0x88776655);
        long before = hash(m.mmu);
        assertEquals(0x8877665544332211L, m.mmu.peek.load(0x5FFC, 8));
        assertEquals(before, hash(m.mmu), "no TLB entry, no accessed bit");
        m.mmu.load8(0x5000);
        assertEquals(0x4433, m.mmu.peek.load(0x5FFE, 2));
        m.map(0x5000, 0x300000 | LEAF);
        assertEquals(0x4433, m.mmu.peek.load(0x5FFE, 2), "the old translation is still in the TLB");
        m.mmu.forgetFastPaths();
        assertEquals(0x4433, m.mmu.peek.load(0x5FFE, 2), "fast path or not");
        m.mmu.invalidate(0x5000);
        assertEquals(0, m.mmu.peek.load(0x5FFE, 2));
        assertTrue(m.mmu.peek.readable(0x6FFF, 1));
        assertFalse(m.mmu.peek.readable(0x6FFF, 2));
        assertEquals(0x7000, assertThrows(UnreadableException.class, () -> m.mmu.peek.load(0x6FFD, 8)).linear());
    }

    private static long hash(Mmu mmu) {
        StateHasher hasher = new StateHasher();
        mmu.state(hasher);
        mmu.memory().state(hasher);
        return hasher.value();
    }

    @Test
    void eightBytesAtTheLastPlaceOfAPageStayInIt() {
        PagedMemory m = twoPages().map(0x6000, 0);
        m.mmu.store64(0x5FF8, 0x0102030405060708L);
        assertEquals(0x0102030405060708L, m.mmu.load64(0x5FF8));
        assertThrows(PageFault.class, () -> m.mmu.load64(0x5FF9));
    }

    @Test
    void pagesThatShareASlotAreToldApartInTheFastPath() {
        Mmu mmu = plain();
        long far = (long) Tlb.ENTRIES << 12;
        assertEquals(0xFF, mmu.load8(far + 0x5000));
        mmu.store8(0x5000, 1);
        assertEquals(1, mmu.load8(0x5000));
        assertEquals(0xFF, mmu.load8(far + 0x5000));
    }
}
