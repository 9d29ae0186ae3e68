package dev.ringside.emulator.memory;

import static dev.ringside.emulator.memory.PagedMemory.A;
import static dev.ringside.emulator.memory.PagedMemory.D;
import static dev.ringside.emulator.memory.PagedMemory.G;
import static dev.ringside.emulator.memory.PagedMemory.P;
import static dev.ringside.emulator.memory.PagedMemory.PGE;
import static dev.ringside.emulator.memory.PagedMemory.PS;
import static dev.ringside.emulator.memory.PagedMemory.RW;
import static dev.ringside.emulator.memory.PagedMemory.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringside.emulator.memory.PagedMemory.Format;
import dev.ringside.emulator.state.StateReader;
import dev.ringside.emulator.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The TLBs are the guest's to see: old translations live exactly as long as their entries. */
class TranslationCacheTest {
    private static final int LEAF = P | RW | US;
    private static final long AT = 0x5000, OLD = 0x200000, NEW = 0x201000;

    private final PagedMemory m = new PagedMemory(Format.FOUR_LEVELS);

    @BeforeEach
    void mark() {
        m.memory.write(Agent.LOADER, OLD, 1, 0x0D);
        m.memory.write(Agent.LOADER, NEW, 1, 0xEE);
        m.map(AT, OLD | LEAF);
    }

    private int value() {
        return m.mmu.load8(AT);
    }

    @Test
    void aChangedEntryIsNotSeenUntilItsPageIsInvalidated() {
        assertEquals(0x0D, value());
        m.map(AT, NEW | LEAF);
        assertEquals(0x0D, value());
        m.mmu.invalidate(0x6000);
        assertEquals(0x0D, value());
        m.mmu.invalidate(AT + 0xFFF);
        assertEquals(0xEE, value());
    }

    @Test
    void anEntryThatBecamePresentNeedsNoInvalidation() {
        m.map(AT, 0);
        assertThrows(PageFault.class, this::value);
        m.map(AT, NEW | LEAF);
        assertEquals(0xEE, value());
    }

    @Test
    void aPageThatWasMadeWritableIsWrittenWithoutInvalidation() {
        m.map(AT, OLD | P | US).user();
        assertEquals(0x0D, value());
        m.map(AT, OLD | LEAF);
        m.mmu.store8(AT, 1);
        assertEquals(1, m.memory.read(OLD, 1));
    }

    @Test
    void aFaultDropsTheEntryItWasFoundIn() {
        m.map(AT, OLD | P | US).user();
        assertEquals(0x0D, value());
        m.map(AT, NEW | P | US);
        assertThrows(PageFault.class, () -> m.mmu.store8(AT, 1));
        assertEquals(0xEE, value());
    }

    @Test
    void accessedAndDirtyBitsThatTheGuestClearsStayClearWhileTheEntryLives() {
        m.mmu.store8(AT, 1);
        m.map(AT, OLD | LEAF);
        m.mmu.store8(AT, 2);
        assertEquals(OLD | LEAF, m.get(m.entryOf(AT)));
        m.mmu.invalidate(AT);
        m.mmu.store8(AT, 3);
        assertEquals(OLD | LEAF | A | D, m.get(m.entryOf(AT)));
    }

    @Test
    void fetchesAndDataHaveTranslationsOfTheirOwn() {
        assertEquals(0x0D, value());
        m.map(AT, NEW | LEAF);
        assertEquals(NEW, m.mmu.translateFetch(AT, false));
        assertEquals(NEW, m.mmu.fetchIndex(AT, false));
        assertEquals(0x0D, value());
        m.mmu.invalidate(AT);
        m.map(AT, OLD | LEAF);
        assertEquals(OLD, m.mmu.fetchIndex(AT, false));
    }

    @Test
    void loadingCr3DropsEverythingButGlobalPages() {
        m.with(0, PGE, 0).map(AT, OLD | G | LEAF).map(0x6000, OLD | LEAF);
        value();
        m.mmu.load8(0x6000);
        m.map(AT, NEW | LEAF).map(0x6000, NEW | LEAF);
        m.reloadCr3();
        assertEquals(0x0D, value());
        assertEquals(0xEE, m.mmu.load8(0x6000));
        m.mmu.invalidate(AT);
        assertEquals(0xEE, value());
    }

    @Test
    void loadingCr3AndProtectingPagesAtOnceHoldsForGlobalPagesToo() {
        m.with(0, PGE, 0).map(AT, OLD | G | P | US);
        m.mmu.store8(AT, 1);
        m.mmu.setControls(PagedMemory.PG | PagedMemory.WP, PagedMemory.ROOT, PagedMemory.PAE | PGE, PagedMemory.LMA, true);
        assertThrows(PageFault.class, () -> m.mmu.store8(AT, 2));
    }

    @Test
    void theGlobalBitMeansNothingWhileGlobalPagesAreOff() {
        m.map(AT, OLD | G | LEAF);
        value();
        m.map(AT, NEW | LEAF);
        m.reloadCr3();
        assertEquals(0xEE, value());
    }

    @Test
    void togglingGlobalPagesDropsGlobalOnesToo() {
        m.with(0, PGE, 0).map(AT, OLD | G | LEAF);
        value();
        m.map(AT, NEW | LEAF);
        m.mmu.setControls(PagedMemory.PG, PagedMemory.ROOT, PagedMemory.PAE, PagedMemory.LMA, false);
        assertEquals(0xEE, value());
    }

    @Test
    void controlsThatAreWrittenWithTheirOldValueKeepTranslations() {
        value();
        m.map(AT, NEW | LEAF);
        m.with(0, 0, 0);
        assertEquals(0x0D, value());
    }

    @Test
    void invalidatingOneAddressOfALargePageDropsAllOfIt() {
        m.put(m.format.directory, 0x200000 | PS | LEAF);
        assertEquals(0x0D, m.mmu.load8(0));
        m.mmu.load8(0x1FF000);
        m.mmu.translateFetch(0x100000, false);
        m.put(m.format.directory, 0x400000 | PS | LEAF);
        m.mmu.invalidate(0x123456);
        m.memory.write(Agent.LOADER, 0x400000, 1, 0x44);
        m.memory.write(Agent.LOADER, 0x5FF000, 1, 0x55);
        assertEquals(0x44, m.mmu.load8(0));
        assertEquals(0x55, m.mmu.load8(0x1FF000));
        assertEquals(0x500000, m.mmu.translateFetch(0x100000, false));
    }

    @Test
    void aLargePageIsKnownForOneAfterItsEntriesWereRestored() {
        m.put(m.format.directory, 0x200000 | PS | LEAF);
        m.mmu.load8(0x1FF000);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        m.mmu.state(new StateWriter(saved));
        m.mmu.flush(true);
        m.mmu.state(new StateReader(new ByteArrayInputStream(saved.toByteArray())));
        m.put(m.format.directory, 0x400000 | PS | LEAF);
        m.memory.write(Agent.LOADER, 0x5FF000, 1, 0x55);
        assertEquals(0, m.mmu.load8(0x1FF000));
        m.mmu.invalidate(0x123456);
        assertEquals(0x55, m.mmu.load8(0x1FF000));
    }

    @Test
    void twoPagesThatShareASlotPushEachOtherOut() {
        long other = AT + ((long) Tlb.ENTRIES << 12);
        m.put(m.format.directory + 8 * (other >>> 21), 0x14000 | LEAF);
        m.put(0x14000 + 8 * (other >>> 12 & 0x1FF), NEW | LEAF);
        value();
        m.map(AT, NEW | LEAF);
        assertEquals(0xEE, m.mmu.load8(other));
        m.memory.write(Agent.LOADER, NEW, 1, 0x99);
        assertEquals(0x99, value(), "the entry of the first page was evicted");
    }

    @Test
    void aSavedStateKeepsStaleTranslationsOfBothKinds() {
        value();
        m.mmu.translateFetch(AT, false);
        m.map(AT, NEW | LEAF);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        StateWriter writer = new StateWriter(saved);
        m.memory.state(writer);
        m.mmu.state(writer);
        PagedMemory other = new PagedMemory(Format.FOUR_LEVELS);
        other.mmu.flush(true);
        StateReader reader = new StateReader(new ByteArrayInputStream(saved.toByteArray()));
        other.memory.state(reader);
        other.mmu.state(reader);
        assertEquals(0x0D, other.mmu.load8(AT));
        assertEquals(OLD, other.mmu.translateFetch(AT, false));
        other.mmu.invalidate(AT);
        assertEquals(0xEE, other.mmu.load8(AT));
    }

    @Test
    void restoringForgetsWhatTheMachineUsedBefore() {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        m.mmu.state(new StateWriter(saved));
        value();
        m.map(AT, NEW | LEAF);
        m.mmu.state(new StateReader(new ByteArrayInputStream(saved.toByteArray())));
        assertEquals(0xEE, value());
    }

    @Test
    void inspectionFillsNoEntryAndSetsNoBit() {
        assertEquals(OLD | 0x123, m.mmu.inspect(AT + 0x123));
        assertEquals(OLD | LEAF, m.get(m.entryOf(AT)));
        assertEquals(0x12000 | LEAF, m.get(0x11000));
        m.map(AT, NEW | LEAF);
        assertEquals(0xEE, value());
    }

    @Test
    void inspectionSeesTheTablesAsTheyAreNow() {
        value();
        m.map(AT, NEW | LEAF);
        assertEquals(NEW, m.mmu.inspect(AT));
        assertEquals(0x0D, value());
    }

    @Test
    void inspectionReadsNoDeviceThatATablePointsTo() {
        int[] reads = {0};
        m.memory.map(0x300000, 0x1000, new MmioDevice() {
            @Override
            public long read(long offset, int size) {
                reads[0]++;
                return 0;
            }

            @Override
            public void write(long offset, int size, long value) {}
        });
        m.put(m.format.directory, 0x300000 | LEAF);
        m.mmu.inspect(AT);
        assertEquals(0, reads[0]);
        assertThrows(PageFault.class, this::value);
        assertEquals(1, reads[0]);
    }
}
