package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.engine.PhaseDumps;
import dev.ringside.emulator.engine.Probes;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.memory.Mmu;
import dev.ringside.emulator.memory.PhysicalMemory;
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
     * Translates the code at {@code rip}.
     *
     * @param ramIndex where that lies in RAM
     * @param context the processor's context of code
     * @param warmth what else than the entry is worth it
     * @return null when there is none to be made: a context that is not translated, an instruction across the page's end
     */
    public Unit translate(long rip, int ramIndex, int context, Warmth warmth) {
        UnitContext unitContext = new UnitContext(context);
        if (!unitContext.translatable()) {
            return null;
        }
        for (int most = warmth == Warmth.ALL ? MOST_EAGERLY : MOST; most > 0; most /= 2) {
            Region region = ControlFlow.find(decoder, probes, mmu.memory().rawBytes(), rip, ramIndex, unitContext, most, warmth);
            if (region == null) {
                return null;
            }
            Validity validity = new Validity(context, ramIndex & -PhysicalMemory.PAGE_SIZE);
            FlagLiveness liveness = FlagLiveness.of(region);
            UnitClass made = new UnitClass(region, liveness,
                    new UnitClass.Surroundings(semantics, calls, room, validity, mmu, mmu.tables(unitContext.accessMode())));
            if (made.length <= LONGEST_METHOD) {
                dumps.tell(rip, PhaseDumps.Phase.CONTROL_FLOW, region::dump);
                dumps.tell(rip, PhaseDumps.Phase.LIVENESS, () -> liveness.dump(region));
                dumps.tell(rip, PhaseDumps.Phase.BYTECODE, () -> BytecodeText.of(made.bytes));
                return new Unit(region, made.define(MethodHandles.lookup()), validity);
            }
        }
        return null;
    }
}
