package dev.ringside.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.engine.TestEngine;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A run unit by unit is the run at once, cut where the engine cuts it. */
@ParameterizedClass
@EnumSource
class MachineUnitTest {
    private final TestEngine engine;

    MachineUnitTest(TestEngine engine) {
        this.engine = engine;
    }

    @Test
    void unitByUnitTheGuestComesToTheSameEnd() throws Exception {
        TestGuest guest = new TestGuest("nested-faults").on(engine);
        TestGuest.End atOnce = TestGuest.runToTheEnd(guest.machine());
        Machine machine = guest.machine();
        Optional<StopReason> stop = Optional.empty();
        long units = 0;
        while (stop.isEmpty()) {
            stop = machine.runUnit(Long.MAX_VALUE);
            units++;
        }
        assertEquals(atOnce, TestGuest.end(machine, stop.get()));
        assertTrue(units > 100 && units < atOnce.instructions(), units + " units of " + atOnce.instructions() + " instructions");
    }

    @Test
    void everyUnitRetiresAnInstructionAndEndsAsARunToItsCountDoes() throws Exception {
        TestGuest guest = new TestGuest("nested-faults").on(engine);
        Machine cut = guest.machine();
        Machine reference = guest.machine();
        for (int unit = 0; unit < 1000 && cut.cpu(0).instructions < 3_000; unit++) {
            long before = cut.cpu(0).instructions;
            assertEquals(Optional.empty(), cut.runUnit(Long.MAX_VALUE));
            long now = cut.cpu(0).instructions;
            assertTrue(now > before);
            cut.run(now);
            reference.run(now);
            assertEquals(reference.cpu(0).rip, cut.cpu(0).rip, "after " + now + " instructions");
        }
        assertEquals(reference.stateHash(), cut.stateHash());
    }

    @Test
    void aUnitStopsAtTheLimitToo() throws Exception {
        Machine machine = new TestGuest("nested-faults").on(engine).machine();
        assertEquals(Optional.empty(), machine.runUnit(1));
        assertEquals(1, machine.cpu(0).instructions);
        assertEquals(Optional.of(new StopReason.InstructionLimit()), machine.runUnit(1));
    }
}
