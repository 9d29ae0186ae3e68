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
 * @param distance from physical to linear addresses of its image
 */
record FoundKernel(SymbolTable symbols, Optional<TypeLibrary> types, String noTypes, boolean is64, Anchor anchor, long distance) {
    private static final List<String> IMAGE_START = List.of("_text", "_stext", "startup_32");
    private static final List<String> IMAGE_END = List.of("_end", "__bss_stop");
    /** Nothing of a kernel's image is further from its first symbol. */
    private static final long LARGEST_IMAGE = 1L << 28;
    /** What is looked at of a kernel that does not say where it ends. */
    private static final long USUAL_IMAGE = 32L << 20;

    /** Where in RAM an address of its image is, which page tables need not say: before they are made, or in user mode; -1: it is none of it. */
    long inImage(long linear) {
        OptionalLong first = first(IMAGE_START);
        long size = first.isEmpty() ? 0 : Math.clamp(first(IMAGE_END).orElse(first.getAsLong() + USUAL_IMAGE) - first.getAsLong(), 0, LARGEST_IMAGE);
        boolean inside = first.isPresent() && Long.compareUnsigned(linear - first.getAsLong(), size) < 0;
        long physical = linear - distance;
        return !inside ? -1 : is64 ? physical : physical & 0xFFFF_FFFFL;
    }

    private OptionalLong first(List<String> names) {
        return names.stream().flatMap(name -> symbols.named(name).stream()).mapToLong(Symbol::address).findFirst();
    }
}
