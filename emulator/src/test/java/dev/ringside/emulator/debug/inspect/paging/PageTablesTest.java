package dev.ringside.emulator.debug.inspect.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.inspect.paging.MappingChange.Kind;
import dev.ringside.emulator.memory.Mmu;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Walks and regions of page tables made by hand are what the manual's figures say of them (SDM vol. 3, 4.3 to 4.5). */
class PageTablesTest {
    private static final long NX = 1L << 63;

    @Test
    void fourLevelsEndAtAPageOf4KiB() {
        var guest = new PagedGuest(PagingMode.LEVEL_4);
        guest.put(0x1000 + 8 * 0x1FF, 0x2067);
        guest.put(0x2000 + 8 * 0x1FE, 0x3067);
        guest.put(0x3000 + 8 * 0x8, 0x4063);
        guest.put(0x4000 + 8 * 0x3, NX | 0x5163);
        Walk walk = guest.tables().walk(0xFFFFFFFF81003ABCL);
        assertEquals(Walk.End.MAPPED, walk.end());
        assertEquals(List.of(Level.PML4E, Level.PDPTE, Level.PDE, Level.PTE), walk.steps().stream().map(WalkStep::level).toList());
        assertEquals(List.of(0x1FF, 0x1FE, 8, 3), walk.steps().stream().map(WalkStep::index).toList());
        assertEquals(OptionalLong.of(0x4018), walk.steps().getLast().address());
        Walk.Page page = walk.page().orElseThrow();
        assertEquals(0x5ABC, page.physical());
        assertEquals(4096, page.size());
        assertFalse(page.user());
        assertTrue(page.writable() && page.dirty() && page.global() && !page.executable());
        assertEquals("rw-", page.rights().supervisor().letters());
        assertEquals("---", page.rights().user().letters());
        assertEquals(MemoryType.WB, page.type());
    }

    @Test
    void fourLevelsEndAtPagesOf2MiBAnd1GiB() {
        var guest = new PagedGuest(PagingMode.LEVEL_4);
        guest.put(0x1000, 0x2007);
        guest.put(0x2000, 0x3007);
        guest.put(0x2008, 0x4000_0087L);
        guest.put(0x3008, 0x60_009FL);
        Walk small = guest.tables().walk(0x345678);
        assertEquals(0x745678, small.page().orElseThrow().physical());
        assertEquals(2 << 20, small.page().orElseThrow().size());
        assertEquals(MemoryType.UC, small.page().orElseThrow().type(), "PCD and PWT choose entry 3 of the PAT");
        assertEquals("64.pde.2m", small.steps().getLast().layout().name());
        Walk large = guest.tables().walk(0x4012_3456L);
        assertEquals(0x4012_3456L, large.page().orElseThrow().physical());
        assertEquals(1 << 30, large.page().orElseThrow().size());
        assertEquals("64.pdpte.1g", large.steps().getLast().layout().name());
    }

    @Test
    void aWalkSaysWhereItEndsAndWhy() {
        var guest = new PagedGuest(PagingMode.LEVEL_4);
        guest.put(0x1000, 0x2007);
        guest.put(0x2000, 0x3007);
        guest.put(0x3000, 0x4087);
        Walk absent = guest.tables().walk(0x80_0000_0000L);
        assertEquals(Walk.End.NOT_PRESENT, absent.end());
        assertEquals("the PML4E is not present: an access raises #PF with P clear (SDM vol. 3, 4.7)", absent.reason());
        assertEquals(List.of("P"), absent.steps().getLast().fields().stream().map(f -> f.field().name()).toList());
        Walk reserved = guest.tables().walk(0x1000);
        assertEquals(Walk.End.RESERVED_BITS, reserved.end());
        assertEquals(0x4000, reserved.steps().getLast().reserved());
        assertEquals("the PDE has reserved bits set (bit 14): an access raises #PF with RSVD set (SDM vol. 3, 4.7)", reserved.reason());
        assertEquals(Walk.End.NOT_CANONICAL, guest.tables().walk(0x8000_0000_0000L).end());
    }

    @Test
    void paeWalksBeginInARegister() {
        var guest = new PagedGuest(PagingMode.PAE);
        guest.put(0x1008, 0x2001);
        guest.reload();
        guest.put(0x1008, 0x7001);
        guest.put(0x2000, 0x3003);
        guest.put(0x3000, 0x5003);
        Walk walk = guest.tables().walk(0x4000_0123L);
        assertEquals(0x5123, walk.page().orElseThrow().physical());
        assertEquals(OptionalLong.empty(), walk.steps().getFirst().address());
        assertEquals(List.of("pae.pdpte", "pae.pde", "pae.pte"), walk.steps().stream().map(s -> s.layout().name()).toList());
        Walk other = guest.tables().walk(0x4000_0123L, 0x1000);
        assertEquals(OptionalLong.of(0x1008), other.steps().getFirst().address(), "from another CR3 the entries come from memory");
        assertEquals(Walk.End.NOT_PRESENT, other.end());
    }

    @Test
    void thirtyTwoBitWalksHavePagesOf4MiBWith40AddressBits() {
        var guest = new PagedGuest(PagingMode.BITS_32);
        guest.put32(0x1004, 0x2007);
        guest.put32(0x2000, 0x6005);
        guest.put32(0x1008, 0x0080_E0E7);
        Walk page = guest.tables().walk(0x40_0123L);
        assertEquals(0x6123, page.page().orElseThrow().physical());
        assertEquals("r-x", page.page().orElseThrow().rights().user().letters());
        assertEquals(Walk.End.NOT_PRESENT, guest.tables().walk(0xC0_0000L).end());
        Walk large = guest.tables().walk(0x80_1234L);
        assertEquals(0x07_0080_1234L, large.page().orElseThrow().physical());
        assertEquals("32.pde.4m", large.steps().getFirst().layout().name());
    }

    @Test
    void withPagingOffALinearAddressIsPhysical() {
        Walk walk = new PagedGuest(PagingMode.OFF).tables().walk(0x1234);
        assertEquals(Walk.End.PAGING_OFF, walk.end());
        assertTrue(walk.steps().isEmpty());
    }

    @Test
    void equalNeighboursAreOneRegion() {
        var guest = new PagedGuest(PagingMode.LEVEL_4);
        guest.put(0x1000, 0x2007);
        guest.put(0x2000, 0x3007);
        guest.put(0x3000, 0x4007);
        for (int i = 0; i < 8; i++) {
            guest.put(0x4000 + 8 * i, 0x10007 + 0x1000 * i);
        }
        guest.put(0x4000 + 8 * 3, 0x30007);
        guest.put(0x4000 + 8 * 6, 0x16005);
        List<Region> regions = guest.tables().space().regions();
        assertEquals(3, regions.size());
        assertEquals(0x6000, regions.get(0).size());
        assertEquals(OptionalLong.empty(), regions.get(0).physical(), "page 3 lies elsewhere");
        assertEquals(0x6000, regions.get(1).first());
        assertFalse(regions.get(1).mapping().writable());
        assertEquals(OptionalLong.of(0x17000), regions.get(2).physical());
    }

    @Test
    void tablesThatReferToEachOtherAreNoLoop() {
        var guest = new PagedGuest(PagingMode.LEVEL_4);
        for (int i = 0; i < 512; i++) {
            guest.put(0x1000 + 8 * i, 0x1003);
        }
        AddressSpace space = guest.tables().space();
        assertTrue(space.tables() < 10, () -> space.tables() + " tables");
        for (int i = 0; i < 512; i++) {
            guest.put(0x1000 + 8 * i, 0x1003 | (i & 1) << 9);
        }
        AddressSpace hostile = guest.tables().space();
        assertFalse(hostile.complete());
    }

    @Test
    void aChangeIsSeenBetweenTwoMomentsAndTwoSpaces() {
        var guest = new PagedGuest(PagingMode.LEVEL_4);
        guest.put(0x1000, 0x2007);
        guest.put(0x2000, 0x3007);
        guest.put(0x3000, 0x4007);
        guest.put(0x4000, 0x10007);
        guest.put(0x4008, 0x11007);
        guest.put(0x4010, 0x12007);
        AddressSpace before = guest.tables().space();
        guest.put(0x4000, 0x10005);
        guest.put(0x4008, 0x18007);
        guest.put(0x4010, 0);
        guest.put(0x4018, 0x13007);
        List<MappingChange> changes = before.changesTo(guest.tables().space());
        assertEquals(List.of(Kind.MAPPING, Kind.FRAMES, Kind.REMOVED, Kind.ADDED), changes.stream().map(MappingChange::kind).toList());
        assertEquals(List.of(0L, 0x1000L, 0x2000L, 0x3000L), changes.stream().map(MappingChange::first).toList());
        assertEquals(List.of(), guest.tables().space().changesTo(guest.tables().spaceOf(0x1000)));
    }

    @Test
    void theTlbKeepsWhatThePageTablesNoLongerSay() {
        var guest = new PagedGuest(PagingMode.LEVEL_4);
        guest.put(0x1000, 0x2007);
        guest.put(0x2000, 0x3007);
        guest.put(0x3000, 0x4007);
        guest.put(0x4000, 0x10007);
        assertTrue(guest.tables().tlb(0x10).data().isEmpty());
        guest.cpu.mmu.load8(0x10);
        assertEquals(List.of(), guest.tables().tlb(0x10).data().orElseThrow().stale());
        guest.put(0x4000, 0x11021);
        CachedTranslation stale = guest.tables().tlb(0x10).data().orElseThrow();
        assertEquals(0x10000, stale.physical());
        assertEquals(List.of("the page tables lead to 0x11000", "the page tables say read-only", "the page tables say supervisor only"), stale.stale());
        assertTrue(guest.tables().tlb(0x10).instructions().isEmpty());
        assertEquals(1, guest.tables().tlb(false).size());
        guest.cpu.mmu.invalidate(0);
        assertEquals(List.of(), guest.tables().tlb(false));
    }

    @Test
    void controlBitsDecideWhatTheSupervisorMayDo() {
        var guest = new PagedGuest(PagingMode.LEVEL_4);
        guest.put(0x1000, 0x2007);
        guest.put(0x2000, 0x85);
        EffectiveRights plain = guest.tables().walk(0).page().orElseThrow().rights();
        assertEquals("rwx", plain.supervisor().letters());
        assertEquals(List.of("CR0.WP is clear: the supervisor writes to read-only pages"), plain.reasons());
        guest.controls(0x10000, 0x30_0000);
        EffectiveRights strict = guest.tables().walk(0).page().orElseThrow().rights();
        assertEquals("r--", strict.supervisor().letters());
        assertEquals("---", strict.guarded().letters());
        assertEquals("r-x", strict.user().letters());
        assertEquals(2, strict.reasons().size());
    }

    @Test
    void lookingChangesNothing() {
        var guest = new PagedGuest(PagingMode.LEVEL_4);
        guest.put(0x1000, 0x2007);
        guest.put(0x2000, 0x87);
        guest.cpu.mmu.load8(0x1000);
        long hash = guest.machine.stateHash();
        guest.tables().walk(0x1234);
        guest.tables().walk(0x1234, 0x2000);
        guest.tables().space();
        guest.tables().tlb(0x1000);
        assertEquals(hash, guest.machine.stateHash());
        assertEquals(Mmu.PHYSICAL_BITS, 40, "the layouts say bits 51:40 are reserved");
    }
}
