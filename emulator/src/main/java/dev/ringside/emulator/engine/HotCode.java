package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.translator.Translator;
import dev.ringside.emulator.engine.translator.Unit;
import dev.ringside.emulator.engine.translator.Warmth;

/**
 * Which code is run by translated units, and when: a block that the interpreter has run {@code threshold} times gets one. When that
 * happens may differ between runs; what the guest sees does not depend on it.
 */
final class HotCode {
    private static final int ENTRIES = 1 << 13;

    /** A block that ran less than once where the hot one ran so often is left out. */
    private static final int RARELY = 64;

    /** How many times longer a block inside a unit waits for a unit of its own. */
    private static final int PATIENCE = 16;

    private final Cpu cpu;
    private final Translator translator;
    private final BlockCache blocks;
    private final int threshold;

    // Units by their entry, a way past the interpreter's blocks from one unit to the next.
    private final Unit[] entries = new Unit[ENTRIES];

    private int units;

    HotCode(Cpu cpu, Translator translator, BlockCache blocks, int threshold) {
        this.cpu = cpu;
        this.translator = translator;
        this.blocks = blocks;
        this.threshold = threshold;
    }

    /** Units made so far. */
    int units() {
        return units;
    }

    /** The unit that runs instead of a block whose time has come, made when there is none; null when the interpreter must go on. */
    Unit unit(Block block) {
        int context = cpu.codeContext;
        Unit unit = block.unit;
        if (unit == null || !unit.valid() || unit.context != context) {
            unit = blocks.unit(block.rip, block.ramIndex, context);
        }
        if (unit == null && postponed(block, context)) {
            return null;
        }
        if (unit == null) {
            unit = translator.translate(block.rip, block.ramIndex, context, warmth(block.mode));
            if (unit != null) {
                blocks.add(unit);
                units++;
            }
        }
        block.unit = unit;
        if (unit == null) {
            block.heat = Integer.MAX_VALUE;
        } else {
            entries[slot(unit.rip)] = unit;
        }
        return unit;
    }

    // A run that was cut short in the middle of a unit goes on there by blocks until it comes to the unit's entry again. Such a block
    // need not be an entry too: a unit for it would be the same code once more.
    private boolean postponed(Block block, int context) {
        if (block.postponed || threshold == 0 || !blocks.inUnit(block, context)) {
            return false;
        }
        block.postponed = true;
        block.heat = (int) Math.min((long) threshold * PATIENCE, Integer.MAX_VALUE);
        return true;
    }

    // What has run now and then, at the least.
    private Warmth warmth(int mode) {
        return threshold == 0 ? Warmth.ALL : (rip, ramIndex) -> {
            Block block = blocks.last(rip, rip, ramIndex, mode);
            return block != null && (block.valid || block.recut) && (block.postponed || block.heat <= threshold - 1 - threshold / RARELY);
        };
    }

    /** The unit at rip, when it is known at once; may raise the page fault of fetching there. */
    Unit next() {
        long rip = cpu.rip;
        Unit unit = entries[slot(rip)];
        return unit != null && unit.rip == rip && unit.valid() && unit.context == cpu.codeContext
                && cpu.mmu.fetchIndex(rip, cpu.cpl == 3) == unit.ramIndex ? unit : null;
    }

    private static int slot(long rip) {
        int h = (int) rip;
        return (h ^ h >>> 13) & ENTRIES - 1;
    }
}
