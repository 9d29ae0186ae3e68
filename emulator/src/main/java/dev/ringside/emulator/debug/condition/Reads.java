package dev.ringside.emulator.debug.condition;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.system.ModelSpecificRegisters;
import dev.ringside.emulator.memory.Peek;
import dev.ringside.emulator.memory.WalkEntries;
import dev.ringside.symbols.expression.vocabulary.Space;
import dev.ringside.symbols.expression.vocabulary.WalkPart;

/**
 * Looks at what a machine holds beside its registers, for compiled code and for the evaluator alike: no effect, no exception, nothing
 * allocated. Each method says whether there is a value and leaves it in {@code cpu.mmu.peek.value}. Parameters stand in the order in which
 * generated code has them at hand.
 */
final class Reads {
    private static final long BITS_16 = 0xFFFF, BITS_32 = 0xFFFFFFFFL;

    private Reads() {}

    /** What the last read that gave a value came to. */
    static long value(Cpu cpu) {
        return cpu.mmu.peek.value;
    }

    private static boolean found(Cpu cpu, long value) {
        cpu.mmu.peek.value = value;
        return true;
    }

    /** {@code size} (1, 2, 4, 8) bytes at a linear address; see {@link Peek#look}. */
    static boolean linear(long address, Cpu cpu, int size) {
        return cpu.mmu.peek.look(address, size);
    }

    /** {@code size} (1, 2, 4, 8) bytes at a physical address. */
    static boolean physical(long address, Cpu cpu, int size) {
        return cpu.mmu.peek.lookPhysical(address, size);
    }

    /** {@code size} (1, 2, 4, 8) bytes at an offset in a segment; each byte's offset is cut off for itself. */
    static boolean segmented(long offset, Cpu cpu, int size, int segment) {
        long mask = offsetMask(cpu, segment);
        long at = cpu.segments.effectiveBase[segment] + (offset & mask);
        long first = at & cpu.linearMask;
        if (Long.compareUnsigned(offset & mask, mask - (size - 1)) <= 0 && Long.compareUnsigned(first, cpu.linearMask - (size - 1)) <= 0) {
            return cpu.mmu.peek.look(first, size);
        }
        long found = 0;
        for (int i = 0; i < size; i++) {
            if (!cpu.mmu.peek.look(cpu.segments.effectiveBase[segment] + (offset + i & mask) & cpu.linearMask, 1)) {
                return false;
            }
            found |= cpu.mmu.peek.value << 8 * i;
        }
        return found(cpu, found);
    }

    /**
     * How many bits of an offset count: those of the code's addresses; but where 16-bit code has a segment that goes beyond 64 KiB, which it
     * reaches by an address size prefix, 32.
     */
    private static long offsetMask(Cpu cpu, int segment) {
        if (cpu.codeSize != 16) {
            return cpu.linearMask;
        }
        int access = cpu.segments.access[segment];
        boolean down = (access & (SegmentRegisters.CODE | SegmentRegisters.EXPAND_DOWN)) == SegmentRegisters.EXPAND_DOWN;
        boolean large = down ? (access & SegmentRegisters.DB) != 0 : cpu.segments.limit[segment] > BITS_16;
        return large ? BITS_32 : BITS_16;
    }

    /** The bytes of any space. */
    static boolean bytes(long address, Cpu cpu, int size, Space space) {
        return switch (space) {
            case LINEAR -> linear(address, cpu, size);
            case PHYSICAL -> physical(address, cpu, size);
            case ES, CS, SS, DS, FS, GS -> segmented(address, cpu, size, segment(space));
        };
    }

    /** {@code count} (1 to 8) bytes of any space, one by one: for members of odd widths. */
    static boolean odd(long address, Cpu cpu, int count, Space space) {
        long found = 0;
        for (int i = 0; i < count; i++) {
            if (!bytes(address + i, cpu, 1, space)) {
                return false;
            }
            found |= cpu.mmu.peek.value << 8 * i;
        }
        return found(cpu, found);
    }

    /** The number of a segment register, as the manual counts; the vocabulary names them in that order. */
    static int segment(Space space) {
        return space.ordinal() - Space.ES.ordinal();
    }

    /** A C string: the bytes up to a 0, or {@code limit} of them. Without a value when one of them has none. */
    static boolean text(long address, Cpu cpu, int limit, Space space, TextBuffer into) {
        into.length = 0;
        for (int i = 0; i < limit; i++) {
            if (!bytes(address + i, cpu, 1, space)) {
                return false;
            }
            if (cpu.mmu.peek.value == 0) {
                return true;
            }
            into.append((char) cpu.mmu.peek.value);
        }
        return true;
    }

    /** A part of the page walk of a linear address. */
    static boolean walk(long address, Cpu cpu, WalkPart part, WalkEntries entries) {
        cpu.mmu.walk(address, entries);
        return switch (part) {
            case PML4E -> entry(cpu, entries, WalkEntries.PML4E);
            case PDPTE -> entry(cpu, entries, WalkEntries.PDPTE);
            case PDE -> entry(cpu, entries, WalkEntries.PDE);
            case PTE -> entry(cpu, entries, WalkEntries.PTE);
            case PHYSICAL -> entries.physical() >= 0 && found(cpu, entries.physical());
            case PAGE_SIZE -> entries.pageShift() != 0 && found(cpu, 1L << entries.pageShift());
        };
    }

    private static boolean entry(Cpu cpu, WalkEntries entries, int level) {
        return entries.has(level) && found(cpu, entries.entry(level));
    }

    /** A model-specific register; numbers have 32 bits, and any other is none. */
    static boolean msr(long number, Cpu cpu) {
        return number >>> 32 == 0 && ModelSpecificRegisters.shows(cpu, (int) number) && found(cpu, ModelSpecificRegisters.inspect(cpu, (int) number));
    }

    /** What somebody else finds. */
    static boolean live(LiveValue value, Cpu cpu, Answer answer) {
        return value.read(cpu, answer) && found(cpu, answer.value);
    }
}
