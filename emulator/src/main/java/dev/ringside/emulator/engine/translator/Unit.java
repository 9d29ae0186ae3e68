package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.translator.Region.BasicBlock;
import dev.ringside.emulator.isa.Instruction;

/** A region of guest code and the JVM code made of it. */
public final class Unit {
    /** Offset in CS of the entry. */
    public final long rip;

    /** Linear address of the entry. */
    public final long linear;

    /** Where the entry lies in RAM. */
    public final int ramIndex;

    /** What of the processor's state it takes for granted; see {@code Cpu.codeContext}. */
    public final int context;

    /** What runs it; null until {@link #ready}. */
    public UnitCode code;

    /** RAM indexes, first and after the last, of the runs of bytes it was made of: two per block. */
    private final int[] bytes;

    /** Cleared when one of its bytes has changed, or probes have. */
    private boolean valid = true;

    /** Last offset that the code segment must have. */
    private final long reach;

    // For the thread that makes the code, until it has.
    private volatile Region region;
    private volatile UnitCode made;
    private volatile Throwable failure;

    Unit(Region region) {
        this.region = region;
        this.rip = region.place().rip();
        this.linear = region.place().linear();
        this.ramIndex = region.place().ramIndex();
        this.context = region.context().bits();
        this.reach = region.context().wide() ? 0 : region.reach();
        this.bytes = new int[region.blocks().size() * 2];
        for (int i = 0; i < region.blocks().size(); i++) {
            BasicBlock b = region.blocks().get(i);
            bytes[2 * i] = ramIndex + (int) (b.rip() - rip);
            bytes[2 * i + 1] = ramIndex + (int) (b.nextRip() - rip);
        }
    }

    Region region() {
        return region;
    }

    /** Its code is there; called by whoever made it, on any thread. */
    void made(UnitCode newCode) {
        region = null;
        made = newCode;
    }

    /** Its code could not be made, which is an error of ours. */
    void failed(Throwable why) {
        failure = why;
    }

    /** Whether it has code to run; what another thread made is taken over here and nowhere else. */
    public boolean ready() {
        if (code == null && failure != null) {
            throw new IllegalStateException("no code for the unit at " + Long.toHexString(rip), failure);
        }
        if (code == null) {
            code = made;
        }
        return code != null;
    }

    /** Whether its code is still what it was made of. */
    public boolean valid() {
        return valid;
    }

    /** Whether it is what runs next, as the processor stands; may raise the page fault of fetching there. */
    public boolean next(Cpu cpu) {
        return rip == cpu.rip && valid && context == cpu.codeContext && linear == cpu.linearRip() && reached(cpu)
                && cpu.mmu.fetchIndex(linear, cpu.cpl == 3) == ramIndex;
    }

    /** Whether the code segment, as it is now, has all the offsets that the unit takes for granted. */
    public boolean reached(Cpu cpu) {
        return reach <= cpu.segments.limit[Instruction.CS];
    }

    /** Its code has changed: it must not run again. */
    public void drop() {
        valid = false;
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
