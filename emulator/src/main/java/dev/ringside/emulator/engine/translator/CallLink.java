package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.memory.FetchTables;

/**
 * A near call of the guest in a unit. It leads straight to the unit that was found last where it called; the call of that unit's code
 * stands in the caller's, where HotSpot sees which unit it is. A guest's call need not come back, nor be a call at all: the caller goes
 * on only where the processor's state says so. A record, so that HotSpot takes all of it but {@link Target} for constant.
 *
 * @param calls finds and runs units
 * @param room limits how deep calls are
 * @param caller the unit that calls
 * @param context what it takes for granted
 * @param flat whether offsets in the code segment are linear addresses, without limit
 * @param returnRip where execution goes on behind the call
 * @param returnLinear linear address of that
 * @param returnIndex where that lies in RAM
 * @param fetches where instructions lie in this context
 * @param target the unit that was called last
 */
public record CallLink(UnitCalls calls, CallRoom room, Unit caller, int context, boolean flat, long returnRip, long returnLinear, int returnIndex,
                       FetchTables fetches, Target target) {
    /** The unit that was called last. */
    static final class Target {
        private Unit unit;
    }

    /** The call of {@code surroundings.unit()} behind which execution goes on at {@code back}. */
    static CallLink of(UnitClass.Surroundings surroundings, Place back) {
        UnitContext context = new UnitContext(surroundings.unit().context);
        return new CallLink(surroundings.calls(), surroundings.room(), surroundings.unit(), context.bits(), context.flatCode(), back.rip(),
                back.linear(), back.ramIndex(), surroundings.mmu().fetchTables(context.accessMode()), new Target());
    }

    /** The code to run now that rip is where the call goes, or null when that has to be looked for; may raise the page fault of fetching. */
    public UnitCode enter(Cpu cpu) {
        Unit unit = target.unit;
        if (unit != null && unit.rip == cpu.rip && unit.valid() && unit.context == context && context == cpu.codeContext && mayGo(cpu)
                && (flat || cpu.linearRip() == unit.linear && unit.reached(cpu)) && fetched(cpu, unit.linear, unit.ramIndex)
                && cpu.attention == 0 && room.take()) {
            return unit.code;
        }
        return null;
    }

    // Fetching fills the TLB and sets accessed bits: none of it may be seen where execution stops behind the call.
    private boolean mayGo(Cpu cpu) {
        return cpu.attention == 0 && cpu.instructions < cpu.limit && !room.full();
    }

    private boolean fetched(Cpu cpu, long linear, int ramIndex) {
        return fetches.knows(linear, ramIndex) || cpu.mmu.fetchIndex(linear, cpu.cpl == 3) == ramIndex;
    }

    /** The code that {@link #enter} gave has come back. */
    public void left() {
        room.giveBack();
    }

    /** Whether the caller can go on behind its call: execution is there, nothing asks for attention, and the caller is as it was. */
    public boolean back(Cpu cpu) {
        return cpu.rip == returnRip && cpu.attention == 0 && cpu.instructions < cpu.limit && caller.valid() && context == cpu.codeContext
                && (flat || cpu.linearRip() == returnLinear && caller.reached(cpu)) && fetched(cpu, returnLinear, returnIndex)
                && cpu.attention == 0;
    }

    /** Finds what is called, notes it down for {@link #enter}, and runs it. Answers as {@link #back}. */
    public boolean lookFor(Cpu cpu) {
        Unit unit = mayGo(cpu) ? calls.unitHere() : null;
        if (unit != null) {
            target.unit = unit;
        }
        return goOn(cpu);
    }

    /** Runs on to the place behind the call, from wherever rip is. Answers as {@link #back}. */
    public boolean goOn(Cpu cpu) {
        return go(cpu, false);
    }

    /** {@link #goOn} where the unit that was called did not want to run, or to go on. */
    public boolean goOnStuck(Cpu cpu) {
        return go(cpu, true);
    }

    private boolean go(Cpu cpu, boolean stuck) {
        if (!mayGo(cpu)) {
            return false;
        }
        room.take();
        if (stuck) {
            calls.takeOver(returnRip);
        }
        calls.runOnTo(returnRip);
        room.giveBack();
        return back(cpu);
    }
}
