package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.engine.translator.Region.BasicBlock;

/** A region of guest code and the JVM code made of it. */
public final class Unit {
    /** Offset in CS of the entry. */
    public final long rip;

    /** Where the entry lies in RAM. */
    public final int ramIndex;

    /** What of the processor's state it takes for granted; see {@code Cpu.codeContext}. */
    public final int context;

    /** What runs it. */
    public final UnitCode code;

    /** RAM indexes, first and after the last, of the runs of bytes it was made of: two per block. */
    private final int[] bytes;

    private final Validity validity;

    Unit(Region region, UnitCode code, Validity validity) {
        this.validity = validity;
        this.rip = region.rip();
        this.ramIndex = region.ramIndex();
        this.context = region.context().bits();
        this.code = code;
        this.bytes = new int[region.blocks().size() * 2];
        for (int i = 0; i < region.blocks().size(); i++) {
            BasicBlock b = region.blocks().get(i);
            bytes[2 * i] = ramIndex + (int) (b.rip() - rip);
            bytes[2 * i + 1] = ramIndex + (int) (b.nextRip() - rip);
        }
    }

    /** Whether its code is still what it was made of. */
    public boolean valid() {
        return validity.valid;
    }

    /** Its code has changed: it must not run again. */
    public void drop() {
        validity.valid = false;
    }

    /** Whether any of {@code length} bytes at a RAM index is part of it. */
    public boolean covers(int index, int length) {
        for (int i = 0; i < bytes.length; i += 2) {
            if (bytes[i] < index + length && index < bytes[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
