package dev.ringside.symbols.kallsyms;

import java.util.ArrayList;
import java.util.List;

/**
 * The addresses that belong to names, in whatever form a kernel has them.
 *
 * @param form      the form
 * @param at        where the table stands in the piece of memory
 * @param addresses an address a name, in rising order
 */
record AddressTable(Form form, int at, long[] addresses) {
    /** The forms. */
    enum Form {
        /** {@code kallsyms_addresses}: pointers. */
        POINTERS,
        /** {@code kallsyms_offsets}: 32 bits, to be added to {@code kallsyms_relative_base} (CONFIG_KALLSYMS_BASE_RELATIVE). */
        FROM_BASE,
        /**
         * The same with CONFIG_KALLSYMS_ABSOLUTE_PERCPU: an offset that is not negative is an address of its own (that of per-CPU
         * data), others are to be subtracted from the base, less one.
         */
        FROM_BASE_OR_ABSOLUTE,
        /** {@code kallsyms_offsets} without a base: 32 bits, to be added to the place they stand at. */
        FROM_THEMSELVES
    }

    /** All readings, before the names and after the tokens, in which addresses rise from name to name and are those of a kernel. */
    static List<AddressTable> of(NameTable names, KernelMemory memory) {
        var found = new ArrayList<AddressTable>();
        int count = names.count();
        int pointer = memory.pointer();
        int before = names.countAt();
        int offsets = roundUp(4 * count, pointer);
        consider(Form.POINTERS, before - pointer * count, -1, names, memory, found);
        consider(Form.FROM_BASE, before - pointer - offsets, before - pointer, names, memory, found);
        consider(Form.FROM_BASE_OR_ABSOLUTE, before - pointer - offsets, before - pointer, names, memory, found);
        int after = names.tokens().end();
        for (int padding = 0; padding < pointer; padding += 4) {
            int at = after + padding;
            int base = at + offsets;
            if (hasPermutation(names, at + pointer * count)) {
                consider(Form.POINTERS, at, -1, names, memory, found);
            }
            if (hasPermutation(names, base + pointer)) {
                consider(Form.FROM_BASE, at, base, names, memory, found);
                consider(Form.FROM_BASE_OR_ABSOLUTE, at, base, names, memory, found);
            }
            if (hasPermutation(names, at + 4 * count)) {
                consider(Form.FROM_THEMSELVES, at, -1, names, memory, found);
            }
        }
        return found;
    }

    private static int roundUp(int size, int to) {
        return size + to - 1 & -to;
    }

    private static boolean hasPermutation(NameTable names, int at) {
        return NameTable.isPermutation(names.tokens().piece(), at, names.count());
    }

    private static void consider(Form form, int at, int baseAt, NameTable names, KernelMemory memory, List<AddressTable> found) {
        Piece piece = names.tokens().piece();
        int pointer = memory.pointer();
        int width = form == Form.POINTERS ? pointer : 4;
        if (!piece.has(at, (long) width * names.count()) || baseAt >= 0 && !piece.has(baseAt, pointer)) {
            return;
        }
        long base = baseAt < 0 ? 0 : piece.word(baseAt, pointer);
        if (baseAt >= 0 && !memory.isKernelAddress(base)) {
            return;
        }
        long[] addresses = new long[names.count()];
        for (int i = 0; i < addresses.length; i++) {
            int entry = at + width * i;
            addresses[i] = truncated(address(form, piece, entry, base, width), memory);
        }
        if (isOfKernel(form, addresses, piece, at, memory)) {
            found.add(new AddressTable(form, at, addresses));
        }
    }

    private static long address(Form form, Piece piece, int entry, long base, int width) {
        return switch (form) {
            case POINTERS -> piece.word(entry, width);
            case FROM_BASE -> base + piece.u32(entry);
            case FROM_BASE_OR_ABSOLUTE -> piece.i32(entry) >= 0 ? piece.i32(entry) : base - 1 - piece.i32(entry);
            case FROM_THEMSELVES -> piece.address() + entry + piece.i32(entry);
        };
    }

    private static long truncated(long address, KernelMemory memory) {
        return memory.is64() ? address : address & 0xFFFF_FFFFL;
    }

    private static boolean isOfKernel(Form form, long[] addresses, Piece piece, int at, KernelMemory memory) {
        for (int i = 1; i < addresses.length; i++) {
            if (Long.compareUnsigned(addresses[i - 1], addresses[i]) > 0) {
                return false;
            }
        }
        boolean anyFromBase = form != Form.FROM_BASE_OR_ABSOLUTE || piece.i32(at + 4 * (addresses.length - 1)) < 0;
        long last = addresses[addresses.length - 1];
        return anyFromBase && memory.isKernelAddress(last) && (addresses.length == 1 || addresses[0] != last);
    }

    /** Whether an address lies between those of the first and the last symbol of the kernel's image. */
    boolean spans(long address, KernelMemory memory) {
        for (long first : addresses) {
            if (memory.isKernelAddress(first)) {
                return Long.compareUnsigned(first, address) <= 0 && Long.compareUnsigned(address, addresses[addresses.length - 1]) <= 0;
            }
        }
        return false;
    }
}
