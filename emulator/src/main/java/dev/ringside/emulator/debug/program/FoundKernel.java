package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.types.TypeLibrary;
import java.util.Optional;

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
    /** Nothing of a kernel's image is further from its first symbol. */
    private static final long LARGEST_IMAGE = 1L << 28;

    /** Where in RAM an address of its image is, before page tables say it; -1: it is none of the image, or page tables do say it. */
    long inImage(long linear) {
        var first = symbols.size() == 0 ? Optional.<Long>empty() : firstAddress();
        return distance != 0 && first.isPresent() && Long.compareUnsigned(linear - first.get(), LARGEST_IMAGE) < 0 ? linear - distance : -1;
    }

    private Optional<Long> firstAddress() {
        return symbols.named("_text").stream().findFirst().or(() -> symbols.named("_stext").stream().findFirst())
            .or(() -> symbols.named("startup_32").stream().findFirst()).map(s -> s.address());
    }
}
