package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.types.TypeLibrary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Linux kernel that was found in guest memory.
 *
 * @param symbols  what it says of itself, where it runs or will run
 * @param types    its BTF
 * @param noTypes  why there are no types; empty when there are
 * @param is64     whether its pointers have 64 bits
 * @param anchor   how to know it again
 * @param distance from physical to linear addresses of its image; 0 when it was found through page tables
 */
record FoundKernel(SymbolTable symbols, Optional<TypeLibrary> types, String noTypes, boolean is64, Anchor anchor, long distance) {
    private static final List<String> IMAGE_START = List.of("_text", "_stext", "startup_32");
    /** Nothing of a kernel's image is further from its first symbol. */
    private static final long LARGEST_IMAGE = 1L << 28;

    /** Where in RAM an address of its image is, before page tables say it; -1: it is none of the image, or page tables do say it. */
    long inImage(long linear) {
        if (distance == 0) {
            return -1;
        }
        OptionalLong first = IMAGE_START.stream().flatMap(name -> symbols.named(name).stream()).mapToLong(Symbol::address).findFirst();
        boolean inside = first.isPresent() && Long.compareUnsigned(linear - first.getAsLong(), LARGEST_IMAGE) < 0;
        long physical = linear - distance;
        return !inside ? -1 : is64 ? physical : physical & 0xFFFF_FFFFL;
    }
}
