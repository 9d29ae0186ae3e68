package dev.ringside.emulator.debug.inspect.paging;

import java.util.Arrays;

/** Memory types, by their encoding (SDM vol. 3, 12.3, 12.12). The emulated machine has no caches, so they are only shown. */
public enum MemoryType {
    /** Uncached, whatever the MTRRs say. */
    UC(0),
    /** Write-combining. */
    WC(1),
    /** Write-through. */
    WT(4),
    /** Write-protected. */
    WP(5),
    /** Write-back. */
    WB(6),
    /** Uncached, but the MTRRs may say write-combining. */
    UC_MINUS(7);

    private final int encoding;

    MemoryType(int encoding) {
        this.encoding = encoding;
    }

    /** The type of an encoding; {@link #UC} for one that there is not, which no register here can hold. */
    public static MemoryType of(long encoding) {
        return Arrays.stream(values()).filter(t -> t.encoding == encoding).findFirst().orElse(UC);
    }

    /** The type that a PAT register has for an index. */
    static MemoryType of(long pat, int index) {
        return of(pat >>> 8 * index & 7);
    }
}
