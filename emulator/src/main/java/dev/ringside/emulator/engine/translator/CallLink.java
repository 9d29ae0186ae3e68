package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.Cpu;

/**
 * A near call of the guest in a unit. It leads straight to the unit that was found last where it called; the call of that unit's code
 * stands in the caller's, where HotSpot sees which unit it is. A guest's call need not come back, nor be a call at all: the caller goes
 * on only where the processor's state says so.
 */
public final class CallLink {
    private final UnitCalls calls;
    private final CallRoom room;
    private final Validity caller;
    private final Place back;
    private Unit last;

    /** The call of {@code caller} behind which execution goes on at {@code back}. */
    CallLink(UnitCalls calls, CallRoom room, Validity caller, Place back) {
        this.calls = calls;
        this.room = room;
        this.caller = caller;
        this.back = back;
    }

    /** The code to run now that rip is where the call goes, or null when that has to be looked for; may raise the page fault of fetching. */
    public UnitCode enter(Cpu cpu) {
        Unit unit = last;
        if (unit != null && mayGo(cpu) && unit.next(cpu) && cpu.attention == 0 && room.take()) {
            return unit.code;
        }
        return null;
    }

    // Fetching fills the TLB and sets accessed bits: none of it may be seen where execution stops behind the call.
    private boolean mayGo(Cpu cpu) {
        return cpu.attention == 0 && cpu.instructions < cpu.limit && !room.full();
    }

    /** The code that {@link #enter} gave has come back. */
    public void left() {
        room.giveBack();
    }

    /** Whether the caller can go on behind its call: execution is there, nothing asks for attention, and the caller is as it was. */
    public boolean back(Cpu cpu) {
        return cpu.rip == back.rip() && cpu.attention == 0 && cpu.instructions < cpu.limit && caller.valid && caller.context == cpu.codeContext
                && cpu.linearRip() == back.linear() && caller.reached(cpu)
                && cpu.mmu.fetchIndex(back.linear(), cpu.cpl == 3) == back.ramIndex() && cpu.attention == 0;
    }

    /** Finds what is called, notes it down for {@link #enter}, and runs it. Answers as {@link #back}. */
    public boolean lookFor(Cpu cpu) {
        Unit unit = mayGo(cpu) ? calls.unitHere() : null;
        if (unit != null) {
            last = unit;
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
            calls.takeOver(back.rip());
        }
        calls.runOnTo(back.rip());
        room.giveBack();
        return back(cpu);
    }
}
