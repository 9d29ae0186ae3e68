package dev.ringside.emulator.engine.translator;

/**
 * Where code lies.
 *
 * @param rip its offset in the code segment
 * @param linear its linear address
 * @param ramIndex where it lies in RAM
 * @param codeLimit last offset that the code segment has
 */
public record Place(long rip, long linear, int ramIndex, long codeLimit) {
    /** The place of another offset on the same page. */
    Place at(long other) {
        return new Place(other, linear + (other - rip), ramIndex + (int) (other - rip), codeLimit);
    }

    /** Whether an offset lies on the same page. */
    boolean onPage(long other) {
        return (linear + (other - rip) ^ linear) >>> 12 == 0;
    }

    /** Offset in the code segment of the page's first byte, below 0 when the segment begins in the middle of the page. */
    long pageRip() {
        return rip - (linear & 0xFFF);
    }
}
