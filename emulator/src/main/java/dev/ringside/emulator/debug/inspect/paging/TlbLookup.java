package dev.ringside.emulator.debug.inspect.paging;

import java.util.Optional;

/**
 * What the TLBs hold for an address. A translation at hand is used until it is flushed, whatever the page tables say meanwhile.
 *
 * @param linear the address
 * @param data what the TLB of data holds
 * @param instructions what the TLB of instructions holds
 * @param tables what the page tables say
 */
public record TlbLookup(long linear, Optional<CachedTranslation> data, Optional<CachedTranslation> instructions, Walk tables) {}
