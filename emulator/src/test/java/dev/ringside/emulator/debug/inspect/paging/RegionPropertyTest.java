package dev.ringside.emulator.debug.inspect.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.memory.Mmu;
import dev.ringside.emulator.memory.PageFault;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Of random page tables, which refer to each other as they like: the list of regions says of every page what a walk for it says; the walk
 * leads where the processor's own goes, and it allows what the processor allows.
 */
class RegionPropertyTest {
    private static final int TABLES = 12, PAGES = 1200, ROUNDS = 30;

    @ParameterizedTest
    @EnumSource(value = PagingMode.class, mode = EnumSource.Mode.EXCLUDE, names = "OFF")
    void regionsAreWhatEveryPageIs(PagingMode mode) {
        int mapped = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed * 31L + mode.ordinal());
            PagedGuest guest = random(mode, random);
            // near an address of which every index is small, where tables have entries
            long start = mode.canonical(near(mode, random));
            AddressSpace space = guest.tables().space(start, start + PAGES * 4096L - 1);
            for (int i = 0; i < PAGES; i++) {
                long linear = start + i * 4096L + (random.nextInt() & 0xFFF);
                Walk walk = guest.tables().walk(linear);
                String place = mode + " seed " + seed + " at " + Long.toHexString(linear);
                assertEquals(guest.cpu.mmu.inspect(linear), walk.page().map(Walk.Page::physical).orElse(-1L), place);
                compare(space, walk, place);
                processorAgrees(guest, walk, place);
                mapped += walk.page().isPresent() ? 1 : 0;
            }
        }
        int found = mapped;
        assertTrue(found > ROUNDS * PAGES / 50 && found < ROUNDS * PAGES, () -> found + " pages were mapped");
    }

    private static long near(PagingMode mode, Random random) {
        long linear = 0;
        for (int shift = mode.topShift(); shift > 12; shift -= mode == PagingMode.BITS_32 ? 10 : 9) {
            linear |= (long) random.nextInt(Math.min(mode.entries(shift), 6)) << shift;
        }
        return linear;
    }

    private static PagedGuest random(PagingMode mode, Random random) {
        PagedGuest guest = new PagedGuest(mode);
        for (int table = 0; table < TABLES; table++) {
            for (int i = 0; i < 4096 / mode.entryBytes(); i++) {
                boolean small = i < 8 || random.nextInt(4) != 0;
                long at = PagedGuest.ROOT + 0x1000L * table + (long) i * mode.entryBytes();
                long value = small ? entry(mode, random) : 0;
                if (mode.entryBytes() == 8) {
                    guest.put(at, mode == PagingMode.PAE && table == 0 && i < 4 ? value & 0xFF_FFFF_F001L : value);
                } else {
                    guest.put32(at, value);
                }
            }
        }
        if (mode == PagingMode.PAE) {
            guest.reload();
        }
        guest.controls(random.nextBoolean() ? 0x10000 : 0, random.nextInt(4) << 20);
        if (mode == PagingMode.PAE) {
            guest.reload();
        }
        return guest;
    }

    private static long entry(PagingMode mode, Random random) {
        long target = PagedGuest.ROOT + 0x1000L * random.nextInt(TABLES + 3);
        long flags = random.nextInt(0x200) & ~0x80 | (random.nextInt(8) == 0 ? 0 : 7) & random.nextInt(8) | (random.nextInt(6) == 0 ? 0x80 : 0);
        long value = target | flags | (random.nextInt(10) == 0 ? 0 : 1);
        if (random.nextInt(30) == 0) {
            value |= 1L << random.nextInt(mode.entryBytes() == 8 ? 52 : 32);
        }
        if ((value & 0x80) != 0 && random.nextInt(3) != 0) {
            value &= ~0x3FF000L;
        }
        return mode.entryBytes() == 8 && random.nextInt(4) == 0 ? value | 1L << 63 : value;
    }

    private static void compare(AddressSpace space, Walk walk, String place) {
        Optional<Region> found = space.at(walk.linear());
        if (found.isPresent() && found.get().repeats() != 0) {
            Region repeated = found.get();
            long offset = walk.linear() - repeated.first();
            compare(space, new Walk(repeated.first() - repeated.repeats() + offset % repeated.repeats(), walk.mode(), walk.cr3(), walk.steps(),
                    walk.end(), walk.reason(), walk.page()), place + ", repeated");
            return;
        }
        assertEquals(walk.page().isPresent(), found.isPresent(), place);
        if (found.isPresent()) {
            Walk.Page page = walk.page().orElseThrow();
            assertEquals(new Region.Mapping(page.writable(), page.user(), page.executable(), page.global(), page.size(), page.type(),
                    page.rights().user(), page.rights().supervisor()), found.get().mapping(), place);
            found.get().physical().ifPresent(at -> assertEquals(page.physical(), at + walk.linear() - found.get().first(), place));
        }
    }

    private static void processorAgrees(PagedGuest guest, Walk walk, String place) {
        Rights[] rights = walk.page().map(p -> new Rights[] {p.rights().user(), p.rights().supervisor(), p.rights().guarded()})
                .orElse(new Rights[] {new Rights(false, false, false), new Rights(false, false, false), new Rights(false, false, false)});
        Mmu mmu = guest.cpu.mmu;
        long page = walk.linear() & -4096L;
        boolean untouchable = walk.page().isPresent() && (walk.page().get().physical() < PagedGuest.ROOT + 0x1000 * TABLES
                || walk.page().get().physical() >= PhysicalMemory.HOLE_START);
        for (int who = 0; who < 3; who++) {
            mmu.select(who == 0, who == 2);
            assertEquals(rights[who].read(), allowed(() -> mmu.checkLoad(page, 1)), place + " read by " + who);
            int accessor = who;
            assertTrue(who == 2 || rights[who].execute() == allowed(() -> mmu.translateFetch(page, accessor == 0)), place + " execute by " + who);
            assertTrue(untouchable || rights[who].write() == allowed(() -> mmu.checkStore(page, 1)), place + " write by " + who);
        }
        mmu.flush(true);
    }

    private static boolean allowed(Runnable access) {
        try {
            access.run();
            return true;
        } catch (PageFault fault) {
            return false;
        }
    }
}
