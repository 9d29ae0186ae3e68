package dev.ringside.emulator.memory;

/**
 * A translation that a TLB holds: of 4 KiB, which may be a piece of a larger page.
 *
 * @param linear linear address of the 4 KiB
 * @param physical their physical address
 * @param pageShift log2 of the size in bytes of the page that they are a piece of
 * @param attributes what the entries of the walk said together, as {@link PagingView} names the bits
 */
public record TlbEntry(long linear, long physical, int pageShift, int attributes) {}
