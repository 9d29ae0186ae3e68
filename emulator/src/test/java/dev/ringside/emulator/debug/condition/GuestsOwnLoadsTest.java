package dev.ringside.emulator.debug.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.memory.PageFault;
import dev.ringside.emulator.memory.WalkEntries;
import dev.ringside.symbols.expression.vocabulary.Space;
import dev.ringside.symbols.expression.vocabulary.WalkPart;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What expressions read of memory is what the guest's own load at the same place would read, whatever the mode, the segment and the state of
 * the TLB; where that would fault, reach a device or reach nothing, there is no value. The other way, page walks, is judged by a walk of the
 * test's own.
 */
class GuestsOwnLoadsTest {
    private static final int MACHINES = 4, LOADS = 3000;
    private static final Space[] SEGMENTS = {Space.ES, Space.CS, Space.SS, Space.DS, Space.FS, Space.GS};

    private int agreed;
    private int without;

    @ParameterizedTest
    @EnumSource
    void memoryIsWhatTheGuestsOwnLoadReads(StrangeMachine.Mode mode) {
        for (int m = 0; m < MACHINES; m++) {
            var machine = new StrangeMachine(mode, 17 + m);
            var random = new Random(m);
            for (int i = 0; i < LOADS; i++) {
                int segment = random.nextInt(6);
                int size = 1 << random.nextInt(4);
                load(machine, segment, random.nextInt(4) == 0 ? random.nextLong() : machine.pointer(), size);
            }
        }
        assertTrue(agreed > 1000 && without > 1000, agreed + " loads, " + without + " without a value");
    }

    /** How many bits of an offset an instruction of the mode can have: with an address size prefix, where the segment is worth it. */
    private static long reachable(StrangeMachine machine, int segment, long offset) {
        Cpu cpu = machine.cpu;
        if (cpu.codeSize == 64) {
            return offset;
        }
        boolean down = (cpu.segments.access[segment] & 0xC) == 4;
        boolean large = down ? (cpu.segments.access[segment] & 0x4000) != 0 : cpu.segments.limit[segment] > 0xFFFF;
        return offset & (cpu.codeSize == 32 || large ? 0xFFFFFFFFL : 0xFFFF);
    }

    private void load(StrangeMachine machine, int segment, long offset, int size) {
        Cpu cpu = machine.cpu;
        boolean there = Reads.segmented(offset, cpu, size, segment);
        long value = Reads.value(cpu);
        int devices = machine.deviceReads;
        String what = machine.mode + " " + SEGMENTS[segment].title() + ":" + Long.toHexString(offset) + ", " + size;
        try {
            long linear = cpu.linear(segment, reachable(machine, segment, offset), size, false);
            // Before the guest's load, which fills the TLB.
            assertEquals(there, Reads.linear(linear, cpu, size), what);
            assertEquals(there ? value : 0, there ? Reads.value(cpu) : 0, what);
            long loaded = cpu.mmu.load(linear, size);
            if (there) {
                assertEquals(loaded, value, what);
                assertEquals(devices, machine.deviceReads, what);
                agreed++;
            } else {
                assertTrue(machine.deviceReads > devices || hasOnes(loaded, size), what);
                without++;
            }
        } catch (Fault beyond) {
            // Limits and types do not count, but canonical form does.
            assertFalse(there && cpu.codeSize == 64 && !Cpu.canonical(cpu.segments.effectiveBase[segment] + offset), what);
        } catch (PageFault absent) {
            assertFalse(there, what);
            without++;
        }
    }

    /** Whether some byte is all ones, as where nothing answers. */
    private static boolean hasOnes(long value, int size) {
        for (int i = 0; i < size; i++) {
            if ((value >>> 8 * i & 0xFF) == 0xFF) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource
    void physicalMemoryIsReadPastPaging(StrangeMachine.Mode mode) {
        var machine = new StrangeMachine(mode, 99);
        machine.put(0x1FFE, 1, 0x12);
        machine.put(0x1FFF, 1, 0x34);
        machine.put(0x2000, 1, 0x56);
        machine.put(0x2001, 1, 0x78);
        assertTrue(Reads.physical(0x1FFE, machine.cpu, 4));
        assertEquals(0x78563412, Reads.value(machine.cpu));
        assertFalse(Reads.physical(0x2FFFF, machine.cpu, 2), "the device begins in the middle");
        assertFalse(Reads.physical(0xA0000, machine.cpu, 1), "the hole");
        assertFalse(Reads.physical(4 << 20, machine.cpu, 1), "behind RAM");
        assertFalse(Reads.physical((4 << 20) - 4, machine.cpu, 8), "half behind RAM");
        assertTrue(Reads.physical(0xFFFFF000L, machine.cpu, 8), "ROM");
        assertFalse(Reads.physical(0x100001000L, machine.cpu, 1), "above 4 GiB");
        assertFalse(Reads.physical(-1, machine.cpu, 2));
        assertEquals(0, machine.deviceReads);
    }

    @ParameterizedTest
    @EnumSource
    void walksAreWhatAWalkByHandFinds(StrangeMachine.Mode mode) {
        var machine = new StrangeMachine(mode, 5);
        var random = new Random(5);
        var context = new MachineContext(machine.cpu, machine);
        int mapped = 0;
        for (int i = 0; i < 2000; i++) {
            long linear = random.nextInt(8) == 0 ? random.nextLong() : machine.pointer() + (random.nextBoolean() ? 0 : random.nextInt(1 << 24));
            var hand = new HandWalk(machine, linear);
            for (WalkPart part : WalkPart.values()) {
                assertEquals(hand.part(part), context.walk(part, linear), () -> mode + " " + part + " of " + Long.toHexString(linear));
            }
            mapped += hand.part(WalkPart.PHYSICAL).isPresent() ? 1 : 0;
        }
        assertTrue(mapped > 100, mapped + " mapped");
        assertEquals(0, machine.deviceReads);
    }

    /** In compatibility mode too an address has 64 bits: what a kernel has lies above what its user's code can reach. */
    @ParameterizedTest
    @EnumSource
    void linearMemoryLiesWhereAWalkByHandLeads(StrangeMachine.Mode mode) {
        var machine = new StrangeMachine(mode, 6);
        var random = new Random(6);
        machine.cpu.mmu.flush(true);
        int read = 0;
        for (int i = 0; i < 2000; i++) {
            long linear = random.nextInt(8) == 0 ? random.nextLong() : machine.pointer();
            OptionalLong physical = new HandWalk(machine, linear).part(WalkPart.PHYSICAL);
            boolean there = Reads.linear(linear, machine.cpu, 1);
            long value = Reads.value(machine.cpu);
            String what = mode + " " + Long.toHexString(linear);
            assertEquals(physical.isPresent() && Reads.physical(physical.getAsLong(), machine.cpu, 1), there, what);
            assertEquals(there ? Reads.value(machine.cpu) : 0, there ? value : 0, what);
            read += there ? 1 : 0;
        }
        assertTrue(read > 300, read + " read");
    }

    /** A page walk as SDM vol. 3, 4.3 to 4.5 describes it, level by level. */
    private static final class HandWalk {
        private final StrangeMachine machine;
        private final OptionalLong[] entries = new OptionalLong[WalkEntries.PML4E + 1];
        private OptionalLong physical = OptionalLong.empty();
        private OptionalLong size = OptionalLong.empty();

        HandWalk(StrangeMachine machine, long address) {
            this.machine = machine;
            Arrays.fill(entries, OptionalLong.empty());
            Cpu cpu = machine.cpu;
            boolean longMode = cpu.longMode();
            long linear = longMode ? address : address & 0xFFFFFFFFL;
            if (longMode && !Cpu.canonical(linear)) {
                return;
            }
            if ((cpu.cr0 & 1L << 31) == 0) {
                physical = OptionalLong.of(linear);
            } else if (longMode) {
                down(linear, cpu.cr3, 4, 4, 8);
            } else if ((cpu.cr4 & Cpu.CR4_PAE) != 0) {
                down(linear, cpu.cr3, 3, 3, 8);
            } else {
                down(linear, cpu.cr3, 2, 2, 4);
            }
        }

        private void down(long linear, long table, int level, int top, int bytes) {
            int indexBits = bytes == 8 ? 9 : 10;
            int shift = 12 + (level - 1) * indexBits;
            long index = linear >>> shift & (1 << (top == 3 && level == 3 ? 2 : indexBits)) - 1;
            long entry = machine.machine.memory().read((table & 0xFFFFFFF000L) + index * bytes, bytes);
            entries[level] = OptionalLong.of(entry);
            if ((entry & 1) == 0) {
                return;
            }
            boolean large = level == 2 && (entry & 0x80) != 0;
            if (level == 1 || large) {
                long within = (1L << shift) - 1;
                boolean reserved = reserved(entry, bytes) || large && (entry & (bytes == 8 ? 0x1FE000 : 0x200000)) != 0;
                if (!reserved) {
                    long frame = entry & 0xFFFFFFF000L & ~within;
                    physical = OptionalLong.of((bytes == 4 ? frame & 0xFFFFFFFFL | (large ? (entry >>> 13 & 0xFF) << 32 : 0) : frame) | linear & within);
                    size = OptionalLong.of(1L << shift);
                }
                return;
            }
            if (!reserved(entry, bytes)) {
                down(linear, entry, level - 1, top, bytes);
            }
        }

        /** Beyond 40 address bits; in IA-32e mode bits 62:52 are ignored; EFER.NXE is off. */
        private boolean reserved(long entry, int bytes) {
            return bytes == 8 && (entry >>> 40 & (machine.cpu.longMode() ? 0x800FFF : 0xFFFFFF)) != 0;
        }

        OptionalLong part(WalkPart part) {
            return switch (part) {
                case PML4E -> entries[4];
                case PDPTE -> entries[3];
                case PDE -> entries[2];
                case PTE -> entries[1];
                case PHYSICAL -> physical;
                case PAGE_SIZE -> size;
            };
        }
    }
}
