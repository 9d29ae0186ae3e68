package dev.ringside.emulator.memory;

import static dev.ringside.emulator.memory.PageFault.FETCH;
import static dev.ringside.emulator.memory.PageFault.PRESENT;
import static dev.ringside.emulator.memory.PageFault.USER;
import static dev.ringside.emulator.memory.PageFault.WRITE;
import static dev.ringside.emulator.memory.PagedMemory.NX;
import static dev.ringside.emulator.memory.PagedMemory.NXE;
import static dev.ringside.emulator.memory.PagedMemory.P;
import static dev.ringside.emulator.memory.PagedMemory.RW;
import static dev.ringside.emulator.memory.PagedMemory.SMAP;
import static dev.ringside.emulator.memory.PagedMemory.SMEP;
import static dev.ringside.emulator.memory.PagedMemory.US;
import static dev.ringside.emulator.memory.PagedMemory.WP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.memory.PagedMemory.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what to which page (SDM vol. 3, 4.6), and what the error code says when he may not. */
class PagePermissionsTest {
    private static final int FINE = -1;
    private static final long AT = 0x5000;

    private static PagedMemory page(Format format, long flags) {
        return new PagedMemory(format).map(AT, 0x200000 | flags);
    }

    private static int outcome(Runnable access) {
        try {
            access.run();
            return FINE;
        } catch (PageFault fault) {
            assertEquals(AT, fault.linear());
            return fault.errorCode();
        }
    }

    private static int load(PagedMemory m) {
        return outcome(() -> m.mmu.load8(AT));
    }

    private static int store(PagedMemory m) {
        return outcome(() -> m.mmu.store8(AT, 1));
    }

    private static int fetch(PagedMemory m, boolean user) {
        return outcome(() -> m.mmu.translateFetch(AT, user));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void userCodeReachesUserPagesOnly(Format format) {
        PagedMemory m = page(format, P | RW).user();
        assertEquals(PRESENT | USER, load(m));
        assertEquals(PRESENT | USER | WRITE, store(m));
        PagedMemory allowed = page(format, P | RW | US).user();
        assertEquals(FINE, load(allowed));
        assertEquals(FINE, store(allowed));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aBitThatOneLevelWithholdsIsWithheld(Format format) {
        PagedMemory supervisor = page(format, P | RW | US).user();
        supervisor.put(format.directory, format.table | P | RW);
        assertEquals(PRESENT | USER, load(supervisor));
        PagedMemory readOnly = page(format, P | RW | US).user();
        readOnly.put(format.directory, format.table | P | US);
        assertEquals(FINE, load(readOnly));
        assertEquals(PRESENT | USER | WRITE, store(readOnly));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void supervisorWritesToReadOnlyPagesAreStoppedByWriteProtectOnly(Format format) {
        PagedMemory m = page(format, P);
        assertEquals(FINE, store(m));
        m.with(WP, 0, 0);
        assertEquals(PRESENT | WRITE, store(m));
        assertEquals(FINE, load(m));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void theErrorCodeOfAnAbsentPageSaysWhoAndWhat(Format format) {
        assertEquals(0, load(page(format, 0)));
        assertEquals(WRITE, store(page(format, 0)));
        assertEquals(USER, load(page(format, 0).user()));
        assertEquals(USER | WRITE, store(page(format, 0).user()));
        assertEquals(USER, fetch(page(format, 0), true));
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, names = {"PAE_LEVELS", "FOUR_LEVELS"})
    void noExecuteStopsFetchesAndNothingElse(Format format) {
        PagedMemory m = page(format, NX | P | RW | US).with(0, 0, NXE);
        assertEquals(PRESENT | FETCH, fetch(m, false));
        assertEquals(PRESENT | FETCH | USER, fetch(m, true));
        assertEquals(FINE, load(m));
        PagedMemory above = page(format, P | RW | US).with(0, 0, NXE);
        above.put(format.directory, NX | format.table | P | RW | US);
        assertEquals(PRESENT | FETCH, fetch(above, false));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void theErrorCodeNamesAFetchOnlyWhereNoExecuteOrSmepIsOn(Format format) {
        assertEquals(0, fetch(page(format, 0), false));
        assertEquals(format == Format.TWO_LEVELS ? 0 : FETCH, fetch(page(format, 0).with(0, 0, NXE), false));
        assertEquals(FETCH, fetch(page(format, 0).with(0, SMEP, 0), false));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void smepKeepsTheSupervisorFromExecutingUserPages(Format format) {
        PagedMemory m = page(format, P | RW | US);
        assertEquals(FINE, fetch(m, false));
        m.with(0, SMEP, 0);
        assertEquals(PRESENT | FETCH, fetch(m, false));
        assertEquals(FINE, fetch(m, true));
        assertEquals(FINE, fetch(page(format, P | RW).with(0, SMEP, 0), false));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void smapKeepsTheSupervisorFromUserDataUnlessAlignmentCheckIsSet(Format format) {
        PagedMemory m = page(format, P | RW | US).with(0, SMAP, 0);
        m.mmu.select(false, false);
        assertEquals(FINE, load(m));
        m.mmu.select(false, true);
        assertEquals(PRESENT, load(m));
        assertEquals(PRESENT | WRITE, store(m));
        m.mmu.select(true, false);
        assertEquals(FINE, load(m));
    }

    @Test
    void implicitAccessesAreTheSupervisorsAndSmapStopsThemWhateverAlignmentCheckSays() {
        PagedMemory kernel = page(Format.FOUR_LEVELS, P | RW).user();
        assertEquals(FINE, outcome(() -> kernel.mmu.loadSystem(AT, 8)));
        assertEquals(FINE, outcome(() -> kernel.mmu.storeSystem(AT, 8, 1)));
        PagedMemory user = page(Format.FOUR_LEVELS, P | RW | US).with(0, SMAP, 0);
        user.mmu.select(false, false);
        assertEquals(PRESENT, outcome(() -> user.mmu.loadSystem(AT, 8)));
        assertEquals(PRESENT | WRITE, outcome(() -> user.mmu.checkSystemStore(AT, 8)));
    }

    @Test
    void aReadModifyWriteThatMayNotWriteFaultsAsAWrite() {
        PagedMemory m = page(Format.TWO_LEVELS, P | US).user();
        assertEquals(FINE, load(m));
        assertEquals(PRESENT | USER | WRITE, outcome(() -> m.mmu.loadForStore(AT, 1)));
    }

    @Test
    void whatTheSupervisorMayDoFastTheUserStillMayNot() {
        PagedMemory m = page(Format.FOUR_LEVELS, P | RW);
        assertEquals(FINE, store(m));
        assertEquals(FINE, store(m));
        m.user();
        assertEquals(PRESENT | USER, load(m));
        assertEquals(PRESENT | USER | WRITE, store(m));
        m.mmu.select(false, false);
        assertEquals(FINE, store(m));
    }

    @Test
    void switchingWriteProtectOnClosesOpenWays() {
        PagedMemory m = page(Format.FOUR_LEVELS, P);
        assertEquals(FINE, store(m));
        assertEquals(FINE, store(m));
        m.with(WP, 0, 0);
        assertEquals(PRESENT | WRITE, store(m));
    }

    @Test
    void theFaultOfAFetchNamesTheByteThatWasWanted() {
        PagedMemory m = page(Format.FOUR_LEVELS, 0);
        try {
            m.mmu.translateFetch(AT + 0x123, false);
        } catch (PageFault fault) {
            assertEquals(AT + 0x123, fault.linear());
            return;
        }
        throw new AssertionError("no fault");
    }
}
