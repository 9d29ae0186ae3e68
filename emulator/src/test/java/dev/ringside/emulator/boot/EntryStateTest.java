package dev.ringside.emulator.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryStateTest {
    private static final TableRegister GDT = FlatGdt.register(0x1_0000);

    @Test
    void resetBeginsSixteenBytesBelowFourGiB() {
        var state = EntryState.reset();
        var code = state.segments().get(SegmentRegister.CS);
        assertEquals(0xFFFF_FFF0L, code.base() + state.rip());
        assertEquals(0xF000, code.selector());
        assertEquals(0x6000_0010L, state.control().cr0());
    }

    @Test
    void segmentRegistersHoldWhatTheirDescriptorsSay() {
        check(EntryState.protected32(0, Map.of(), GDT), FlatGdt.at(0x1_0000, false));
        check(EntryState.long64(0, Map.of(), GDT, 0x1000), FlatGdt.at(0x1_0000, true));
    }

    private static void check(EntryState state, Segment table) {
        for (var segment : state.segments().values()) {
            checkDescriptor(segment, table);
        }
        checkDescriptor(state.task(), table);
        assertEquals(table.length() - 1, state.gdt().limit());
    }

    private static void checkDescriptor(SegmentState segment, Segment table) {
        long d = ByteBuffer.wrap(table.source()).order(ByteOrder.LITTLE_ENDIAN).getLong(segment.selector());
        long limit = d & 0xFFFF | d >>> 32 & 0xF_0000;
        long base = d >>> 16 & 0xFF_FFFF | d >>> 32 & 0xFF00_0000L;
        assertEquals(segment.limit(), (d >>> 55 & 1) == 1 ? limit << 12 | 0xFFF : limit);
        assertEquals(segment.base(), base);
        assertEquals(segment.access(), (int) (d >>> 40 & 0xF0FF));
    }

    @Test
    void theIdentityMapTranslatesEveryAddressToItself() {
        long at = 0x1_3000;
        var tables = ByteBuffer.wrap(IdentityMap.at(at).source()).order(ByteOrder.LITTLE_ENDIAN);
        for (long address = 0x123; address < IdentityMap.END; address += 0x1FF_F001L) {
            long top = tables.getLong(0);
            long directories = tables.getLong((int) ((top & ~0xFFFL) - at + (address >>> 30) * 8));
            long page = tables.getLong((int) ((directories & ~0xFFFL) - at + (address >>> 21 & 511) * 8));
            assertEquals(0x83, page & 0xFFF);
            assertEquals(address, (page & ~0x1F_FFFFL) + (address & 0x1F_FFFF));
        }
    }

    @Test
    void aStateCannotBeChanged() {
        var state = EntryState.real(0x7C00, Map.of(GeneralRegister.RDX, 0x80L));
        assertThrows(UnsupportedOperationException.class, () -> state.general().put(GeneralRegister.RAX, 1L));
        assertThrows(UnsupportedOperationException.class, () -> state.segments().clear());
    }
}
