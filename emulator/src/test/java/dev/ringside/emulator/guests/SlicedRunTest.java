package dev.ringside.emulator.guests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.machine.StopReason;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Claim: it does not matter where a run comes back and is gone on with. Each guest, run in short slices on each other engine,
 * is in the state of the interpreter's run in one go. It fails when an engine takes something along from one run to the next that is
 * true no more: the block that was under way when the next fetch faults, for one.
 */
class SlicedRunTest {
    /** Instructions; longest slice. */
    private static final int RUN = 150_000, SLICE = 9;

    @TestFactory
    Stream<DynamicTest> slicesAreNotSeenByAnyGuest() throws Exception {
        GuestAssembler assembler = GuestAssembler.ofThisModule();
        return assembler.names().stream().map(name -> DynamicTest.dynamicTest(name, () -> compare(assembler.assemble(name), name)));
    }

    private static void compare(Path image, String name) throws Exception {
        GuestMachine whole = SystemGuestsTest.build(image, name, TestEngine.INTERPRETER);
        StopReason end = whole.machine().run(RUN);
        for (TestEngine engine : EnumSet.complementOf(EnumSet.of(TestEngine.INTERPRETER))) {
            GuestMachine sliced = SystemGuestsTest.build(image, name, engine);
            assertEquals(end, runInSlices(sliced, whole.machine().cpu(0).instructions, new Random(name.hashCode())), () -> "end on " + engine);
            assertEquals(whole.machine().cpu(0).instructions, sliced.machine().cpu(0).instructions, () -> "instructions on " + engine);
            assertEquals(whole.machine().stateHash(), sliced.machine().stateHash(), () -> "state on " + engine);
        }
    }

    private static StopReason runInSlices(GuestMachine guest, long end, Random random) {
        StopReason stop;
        do {
            long to = guest.machine().cpu(0).instructions + 1 + random.nextInt(SLICE);
            stop = guest.machine().run(to < end ? to : RUN);
        } while (stop instanceof StopReason.InstructionLimit && guest.machine().cpu(0).instructions < RUN);
        return stop;
    }
}
