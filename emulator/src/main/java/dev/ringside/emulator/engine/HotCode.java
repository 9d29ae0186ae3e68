package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.translator.Place;
import dev.ringside.emulator.engine.translator.Translator;
import dev.ringside.emulator.engine.translator.Unit;
import dev.ringside.emulator.engine.translator.Warmth;
import dev.ringside.emulator.isa.Instruction;
import java.util.concurrent.Executor;

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

    /** Times a block runs before it asks again whether its unit has been made. */
    private static final int MEANWHILE = 256;

    private final Cpu cpu;
    private final Translator translator;
    private final Executor promotion;
    private final BlockCache blocks;
    private final int threshold;

    // Units by their entry, a way past the interpreter's blocks from one unit to the next.
    private final Unit[] entries = new Unit[ENTRIES];

    private int units;

    HotCode(Cpu cpu, Translator translator, BlockCache blocks, Tiers tiers) {
        this.cpu = cpu;
        this.translator = translator;
        this.promotion = tiers.promotion();
        this.blocks = blocks;
        this.threshold = tiers.threshold();
    }

    /** Units made so far. */
    int units() {
        return units;
    }

    /** The unit that runs instead of a block whose time has come, made when there is none; null when the interpreter must go on. */
    Unit unit(Block block) {
        int context = cpu.codeContext;
        Unit unit = block.unit;
        if (unit == null || !unit.valid() || unit.context != context || unit.linear != block.linear) {
            unit = blocks.unit(block.rip, block.linear, block.ramIndex, context);
        }
        if (unit == null && postponed(block, context)) {
            return null;
        }
        if (unit == null) {
            unit = translator.plan(where(block), context, warmth(block.mode));
            if (unit != null) {
                promote(unit);
            }
        }
        block.unit = unit;
        if (unit == null) {
            block.heat = Integer.MAX_VALUE;
            return null;
        }
        if (!unit.ready()) {
            block.heat = MEANWHILE;
            return null;
        }
        entries[slot(unit.rip)] = unit;
        return unit.reached(cpu) ? unit : null;
    }

    // The unit is known before its code is made, so that a store into its bytes drops it in the meantime, too.
    private void promote(Unit unit) {
        blocks.add(unit);
        units++;
        promotion.execute(() -> translator.make(unit));
    }

    private Place where(Block block) {
        return new Place(block.rip, block.linear, block.ramIndex, cpu.codeSize == 64 ? Long.MAX_VALUE : cpu.segments.limit[Instruction.CS]);
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
        return threshold == 0 ? Warmth.ALL : place -> {
            Block block = blocks.last(place.rip(), place.linear(), place.ramIndex(), mode);
            return block != null && (block.valid || block.recut) && (block.postponed || block.heat <= threshold - 1 - threshold / RARELY);
        };
    }

    /** The unit at rip, when it is known at once; may raise the page fault of fetching there. */
    Unit next() {
        Unit unit = entries[slot(cpu.rip)];
        return unit != null && unit.next(cpu) ? unit : null;
    }

    private static int slot(long rip) {
        int h = (int) rip;
        return (h ^ h >>> 13) & ENTRIES - 1;
    }
}
