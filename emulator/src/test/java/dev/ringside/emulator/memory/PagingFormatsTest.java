package dev.ringside.emulator.memory;

import static dev.ringside.emulator.memory.PagedMemory.A;
import static dev.ringside.emulator.memory.PagedMemory.D;
import static dev.ringside.emulator.memory.PagedMemory.NX;
import static dev.ringside.emulator.memory.PagedMemory.NXE;
import static dev.ringside.emulator.memory.PagedMemory.P;
import static dev.ringside.emulator.memory.PagedMemory.PS;
import static dev.ringside.emulator.memory.PagedMemory.RW;
import static dev.ringside.emulator.memory.PagedMemory.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.memory.PagedMemory.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the four paging formats translate to, and which bits they reserve. */
class PagingFormatsTest {
    private static final int LEAF = P | RW | US;
    private static final int RESERVED_FAULT = PageFault.PRESENT | PageFault.RESERVED;

    private static int faultCode(PagedMemory m, long linear) {
        return assertThrows(PageFault.class, () -> m.mmu.load8(linear)).errorCode();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aSmallPageLeadsToItsFrame(Format format) {
        PagedMemory m = new PagedMemory(format).map(0x5000, 0x200000 | LEAF);
        m.mmu.store32(0x5678, 0xCAFEBABE);
        assertEquals(0xCAFEBABEL, m.memory.read(0x200678, 4));
        assertEquals(0x200678, m.mmu.translateFetch(0x5678, false));
        assertEquals(0x200678, m.mmu.inspect(0x5678));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void anEntryThatIsNotPresentFaultsAtEitherLevel(Format format) {
        PagedMemory m = new PagedMemory(format);
        assertEquals(0, faultCode(m, 0x5000));
        m.put(format.directory, 0);
        assertEquals(0, faultCode(m, 0x5000));
        assertEquals(-1, m.mmu.inspect(0x5000));
    }

    @Test
    void aFourMebibytePageUsesTenBitsOfTheDirectory() {
        PagedMemory m = new PagedMemory(Format.TWO_LEVELS);
        m.put(m.format.directory + 4, 0x400000 | PS | LEAF);
        assertEquals(0x523456, m.mmu.translateFetch(0x523456, false));
        m.mmu.store8(0x7FFFFF, 9);
        assertEquals(9, m.memory.read(0x7FFFFF, 1));
    }

    @Test
    void pse36PutsAddressBitsThirtyTwoToThirtyNineIntoBitsThirteenToTwenty() {
        PagedMemory m = new PagedMemory(Format.TWO_LEVELS);
        m.put(m.format.directory + 4, 0x00C00000L | 0xA5L << 13 | PS | LEAF);
        assertEquals(0xA500C12345L, m.mmu.translateFetch(0x412345, false));
    }

    @Test
    void bitTwentyOneOfAFourMebibytePageIsReservedAndThePatBitIsNot() {
        PagedMemory m = new PagedMemory(Format.TWO_LEVELS);
        m.put(m.format.directory, 1L << 21 | PS | LEAF);
        assertEquals(RESERVED_FAULT, faultCode(m, 0x1000));
        m.put(m.format.directory, 1L << 12 | PS | LEAF);
        assertEquals(0, m.mmu.load8(0x1000));
    }

    @Test
    void withoutPageSizeExtensionsTheSizeBitMeansNothing() {
        PagedMemory m = new PagedMemory(Format.TWO_LEVELS).map(0x5000, 0x200000 | LEAF);
        m.mmu.setControls(PagedMemory.PG, PagedMemory.ROOT, 0, 0, true);
        m.put(m.format.directory, m.format.table | PS | LEAF);
        assertEquals(0x200000, m.mmu.translateFetch(0x5000, false));
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, names = {"PAE_LEVELS", "FOUR_LEVELS"})
    void aTwoMebibytePageNeedsNoPageSizeExtensions(Format format) {
        PagedMemory m = new PagedMemory(format);
        m.put(format.directory + 8, 0x400000 | PS | LEAF);
        assertEquals(0x412345, m.mmu.translateFetch(0x212345, false));
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, names = {"PAE_LEVELS", "FOUR_LEVELS"})
    void addressBitsOfATwoMebibytePageBelowItsSizeAreReserved(Format format) {
        for (int bit = 13; bit < 21; bit++) {
            PagedMemory m = new PagedMemory(format);
            m.put(format.directory, 1L << bit | PS | LEAF);
            assertEquals(RESERVED_FAULT, faultCode(m, 0x1000), "bit " + bit);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, names = {"PAE_LEVELS", "FOUR_LEVELS"})
    void addressBitsThatTheProcessorLacksAreReserved(Format format) {
        for (int bit = PageWalker.PHYSICAL_BITS; bit < 52; bit++) {
            PagedMemory m = new PagedMemory(format).map(0x5000, 1L << bit | LEAF);
            assertEquals(RESERVED_FAULT, faultCode(m, 0x5000), "bit " + bit);
        }
        PagedMemory highest = new PagedMemory(format).map(0x5000, 1L << PageWalker.PHYSICAL_BITS - 1 | LEAF);
        assertEquals(1L << PageWalker.PHYSICAL_BITS - 1, highest.mmu.translateFetch(0x5000, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {52, 58, 62})
    void bitsAboveTheAddressAreReservedInPaeAndFreeInFourLevels(int bit) {
        PagedMemory pae = new PagedMemory(Format.PAE_LEVELS).map(0x5000, 1L << bit | LEAF);
        assertEquals(RESERVED_FAULT, faultCode(pae, 0x5000));
        PagedMemory four = new PagedMemory(Format.FOUR_LEVELS).map(0x5000, 0x200000 | 1L << bit | LEAF);
        assertEquals(0x200000, four.mmu.translateFetch(0x5000, false));
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, names = {"PAE_LEVELS", "FOUR_LEVELS"})
    void executeDisableIsReservedUntilItIsSwitchedOn(Format format) {
        PagedMemory m = new PagedMemory(format).map(0x5000, NX | 0x200000 | LEAF);
        assertEquals(RESERVED_FAULT, faultCode(m, 0x5000));
        m.with(0, 0, NXE);
        assertEquals(0, m.mmu.load8(0x5000));
    }

    @Test
    void aGibibytePageTranslatesThirtyBits() {
        PagedMemory m = new PagedMemory(Format.FOUR_LEVELS);
        m.put(0x11008, 0xC0000000L | PS | LEAF);
        assertEquals(0xC0000000L + 0x12345678, m.mmu.translateFetch(0x40000000L + 0x12345678, false));
        m.put(0x11010, 1L << 29 | PS | LEAF);
        assertEquals(RESERVED_FAULT, faultCode(m, 0x80000000L));
    }

    @Test
    void theTopLevelHasNoLargePages() {
        PagedMemory m = new PagedMemory(Format.FOUR_LEVELS);
        m.put(PagedMemory.ROOT, 0x11000 | PS | LEAF);
        assertEquals(RESERVED_FAULT, faultCode(m, 0x5000));
    }

    @Test
    void theTopHalfOfTheLinearSpaceUsesTheTopHalfOfTheRoot() {
        PagedMemory m = new PagedMemory(Format.FOUR_LEVELS).map(0x5000, 0x200000 | LEAF);
        m.put(PagedMemory.ROOT + 8 * 511, 0x11000 | LEAF);
        assertEquals(0x200123, m.mmu.translateFetch(0xFFFFFF8000005123L, false));
    }

    @Test
    void paeKeepsItsFourPointersInRegisters() {
        PagedMemory m = new PagedMemory(Format.PAE_LEVELS).map(0x5000, 0x200000 | LEAF);
        m.put(PagedMemory.ROOT, 0);
        assertEquals(0, m.mmu.load8(0x5000), "memory changed, the registers did not");
        assertTrue(m.mmu.loadPdptes(PagedMemory.ROOT));
        m.reloadCr3();
        assertEquals(0, faultCode(m, 0x5000));
    }

    @Test
    void aPointerWithReservedBitsLoadsNothingAndAnAbsentOneMayHaveAnything() {
        PagedMemory m = new PagedMemory(Format.PAE_LEVELS).map(0x5000, 0x200000 | LEAF);
        for (int bit : new int[] {1, 2, 5, 6, 7, 8, 40, 51, 62, 63}) {
            m.put(0x20000, 1L << bit | 0x12000 | P);
            assertFalse(m.mmu.loadPdptes(0x20000), "bit " + bit);
            m.put(0x20000, 1L << bit | 0x12000);
            assertTrue(m.mmu.loadPdptes(0x20000), "bit " + bit);
        }
        m.mmu.loadPdptes(PagedMemory.ROOT);
        m.put(0x20000, 2 | P);
        m.mmu.loadPdptes(0x20000);
        assertEquals(0, m.mmu.load8(0x5000), "the refused load left the registers");
    }

    @Test
    void theFourPaePointersServeAGibibyteEach() {
        PagedMemory m = new PagedMemory(Format.PAE_LEVELS).map(0x5000, 0x200000 | LEAF);
        m.put(PagedMemory.ROOT + 24, 0x12000 | P);
        m.mmu.loadPdptes(PagedMemory.ROOT);
        assertEquals(0x200000, m.mmu.translateFetch(0xC0005000L, false));
        assertEquals(0, faultCode(m, 0x40005000L));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aReadSetsAccessedOnTheWayAndAWriteSetsDirtyInTheLastEntryOnly(Format format) {
        PagedMemory m = new PagedMemory(format).map(0x5000, 0x200000 | LEAF);
        m.mmu.load8(0x5000);
        assertEquals(0x200000 | LEAF | A, m.get(m.entryOf(0x5000)));
        assertEquals(format.table | LEAF | A, m.get(format.directory));
        m.mmu.store8(0x5000, 1);
        assertEquals(0x200000 | LEAF | A | D, m.get(m.entryOf(0x5000)));
        assertEquals(format.table | LEAF | A, m.get(format.directory));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aFetchSetsAccessedAndNotDirty(Format format) {
        PagedMemory m = new PagedMemory(format).map(0x5000, 0x200000 | LEAF);
        m.mmu.translateFetch(0x5000, false);
        assertEquals(0x200000 | LEAF | A, m.get(m.entryOf(0x5000)));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aRefusedWriteSetsNeitherAccessedNorDirtyInTheLastEntry(Format format) {
        PagedMemory m = new PagedMemory(format).user().map(0x5000, 0x200000 | P | US);
        assertThrows(PageFault.class, () -> m.mmu.store8(0x5000, 1));
        assertEquals(0x200000 | P | US, m.get(m.entryOf(0x5000)));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aLargePageKeepsAccessedAndDirtyInItsDirectoryEntry(Format format) {
        PagedMemory m = new PagedMemory(format);
        m.put(format.directory, 0x400000 | PS | LEAF);
        m.mmu.store8(0x1000, 1);
        assertEquals(0x400000 | PS | LEAF | A | D, m.get(format.directory));
    }
}
