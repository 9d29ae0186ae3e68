package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.engine.PhaseDumps;
import dev.ringside.emulator.engine.Probes;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.memory.Mmu;
import java.lang.invoke.MethodHandles;

/** Makes units: the phases, one after the other. */
public final class Translator {
    /** Instructions a region may have at most. */
    private static final int MOST = 200;

    /** The same where nothing is known of which code runs: most of what could be reached does not, and is translated all the same. */
    private static final int MOST_EAGERLY = 50;

    /** Bytes a unit's method may have: below HotSpot's limit, with room for what C2 puts in line. */
    private static final int LONGEST_METHOD = 7000;

    private final Decoder decoder;
    private final Probes probes;
    private final SemanticsTable semantics;
    private final UnitCalls calls;
    private final CallRoom room;
    private final Mmu mmu;
    private final PhaseDumps dumps;

    /**
     * A translator that honours {@code probes}: a unit asks before an instruction that has one. Its units call by {@code calls}, as
     * deep as {@code room} allows.
     *
     * @param dumps is told of every unit
     */
    public Translator(Decoder decoder, Probes probes, SemanticsTable semantics, UnitCalls calls, CallRoom room, Mmu mmu, PhaseDumps dumps) {
        this.decoder = decoder;
        this.probes = probes;
        this.semantics = semantics;
        this.calls = calls;
        this.room = room;
        this.mmu = mmu;
        this.dumps = dumps;
    }

    /**
     * A unit for the code that is entered there, without code as yet. From now on a store into what it is made of drops it.
     *
     * @param context the processor's context of code
     * @param warmth what else than the entry is worth it
     * @return null when there is none to be made: an instruction across the page's or the code segment's end
     */
    public Unit plan(Place place, int context, Warmth warmth) {
        Region region = ControlFlow.find(decoder, probes, mmu.memory().rawBytes(), place, new UnitContext(context),
                warmth == Warmth.ALL ? MOST_EAGERLY : MOST, warmth);
        return region == null ? null : new Unit(region);
    }

    /** Makes the unit's code, on any thread: nothing of the guest is looked at any more. */
    public void make(Unit unit) {
        try {
            write(unit);
        } catch (RuntimeException | Error e) {
            unit.failed(e);
        }
    }

    // What is too long for one method is left out.
    private void write(Unit unit) {
        Region region = unit.region();
        while (true) {
            FlagLiveness liveness = FlagLiveness.of(region);
            UnitClass made = new UnitClass(region, liveness,
                    new UnitClass.Surroundings(semantics, calls, room, unit, mmu, mmu.tables(region.context().accessMode())));
            if (made.length <= LONGEST_METHOD) {
                tell(region, liveness, made);
                unit.made(made.define(MethodHandles.lookup()));
                return;
            }
            region = ControlFlow.shorten(region, region.length() / 2);
        }
    }

    private void tell(Region region, FlagLiveness liveness, UnitClass made) {
        long rip = region.place().rip();
        dumps.tell(rip, PhaseDumps.Phase.CONTROL_FLOW, region::dump);
        dumps.tell(rip, PhaseDumps.Phase.LIVENESS, () -> liveness.dump(region));
        dumps.tell(rip, PhaseDumps.Phase.BYTECODE, () -> BytecodeText.of(made.bytes));
    }
}
