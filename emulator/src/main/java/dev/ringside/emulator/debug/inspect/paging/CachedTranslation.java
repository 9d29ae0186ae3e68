package dev.ringside.emulator.debug.inspect.paging;

import java.util.List;

/**
 * A translation that a TLB holds.
 *
 * @param linear linear address of its 4 KiB
 * @param physical their physical address
 * @param pageSize size in bytes of the page they are a piece of
 * @param writable whether all entries of the walk had RW
 * @param user whether all had US
 * @param executable whether none had XD
 * @param dirty D of the last entry
 * @param global G of the last entry
 * @param rights what it allows now
 * @param stale how it differs from what the page tables say now; empty when it does not
 */
public record CachedTranslation(long linear, long physical, long pageSize, boolean writable, boolean user, boolean executable, boolean dirty,
        boolean global, EffectiveRights rights, List<String> stale) {
    /** Copies the differences. */
    public CachedTranslation {
        stale = List.copyOf(stale);
    }
}
