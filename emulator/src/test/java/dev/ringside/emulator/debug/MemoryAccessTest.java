package dev.ringside.emulator.debug;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MemoryAccessTest {
    private static final int SECOND_LEVEL = BareGuest.PAGE_TABLES + 0x1000, LOWER_LEVELS = 0x3000;

    /** 64-bit mode in which linear page n of the first 2 MiB is what {@code entries[n]} says. */
    private static BareGuest paged(long... entries) {
        BareGuest guest = new BareGuest().long64(3);
        guest.putQuad(SECOND_LEVEL, LOWER_LEVELS + 7);
        guest.putQuad(LOWER_LEVELS, LOWER_LEVELS + 0x1007);
        for (int i = 0; i < entries.length; i++) {
            guest.putQuad(LOWER_LEVELS + 0x1000 + 8L * i, entries[i]);
        }
        return guest;
    }

    @Test
    void linearMemoryIsReadThroughPagesThatDoNotLieTogether() {
        BareGuest guest = paged(0x20007, 0x40007);
        MemoryAccess physical = guest.session.physicalMemory();
        assertTrue(physical.write(0x20FFE, new byte[] {1, 2}));
        assertTrue(physical.write(0x40000, new byte[] {3, 4}));
        byte[] bytes = new byte[4];
        assertEquals(4, guest.session.linearMemory(0).read(0xFFE, bytes));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, bytes);
    }

    @Test
    void readingStopsWhereNothingIsMapped() {
        BareGuest guest = paged(0x20007, 0);
        assertEquals(16, guest.session.linearMemory(0).read(0xFF0, new byte[64]));
        assertEquals(0, guest.session.linearMemory(0).read(0x1000, new byte[1]));
        assertEquals(0, guest.session.linearMemory(0).read(0x8000_0000_0000_0000L, new byte[1]));
    }

    @Test
    void aWriteThatCannotReachEverythingWritesNothing() {
        BareGuest guest = paged(0x20007, 0);
        assertFalse(guest.session.linearMemory(0).write(0xFFC, new byte[] {9, 9, 9, 9, 9}));
        byte[] bytes = new byte[4];
        guest.session.physicalMemory().read(0x20FFC, bytes);
        assertArrayEquals(new byte[4], bytes);
    }

    @Test
    void lookingLeavesNoTrace() {
        BareGuest guest = paged(0x20007);
        long hash = guest.machine.stateHash();
        assertEquals(4096, guest.session.linearMemory(0).read(0, new byte[4096]));
        assertEquals(hash, guest.machine.stateHash());
    }

    @Test
    void privilegeDoesNotMatterToTheDebugger() {
        BareGuest guest = paged(0x20001);
        assertTrue(guest.session.linearMemory(0).write(0, new byte[] {5}));
    }

    @Test
    void signExtendedAddressesReachTheTopOf32Bits() {
        BareGuest guest = new BareGuest().protected32(0);
        assertTrue(guest.session.linearMemory(0).write(0xFFFFFFFF_00010000L, new byte[] {7}));
        byte[] bytes = new byte[1];
        assertEquals(1, guest.session.physicalMemory().read(0x10000, bytes));
        assertEquals(7, bytes[0]);
    }

    @Test
    void deviceRegistersAndAbsentMemoryCannotBeReached() {
        BareGuest guest = new BareGuest().protected32(0);
        assertEquals(0, guest.session.physicalMemory().read(0xFEE00000L, new byte[4]));
        assertEquals(0, guest.session.physicalMemory().read(1L << 30, new byte[4]));
    }
}
