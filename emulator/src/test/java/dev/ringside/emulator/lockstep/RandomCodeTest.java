package dev.ringside.emulator.lockstep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.machine.Machine;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every engine does with random code what the interpreter does; {@link LockStep} is the long form of this. */
class RandomCodeTest {
    private static final long LIMIT = 5_000;
    private static final int PROGRAMS = 24;
    private static final ProgramGenerator GENERATOR = new ProgramGenerator();


    @ParameterizedTest
    @EnumSource
    void everyEngineDoesTheSameWithRandomCode(TestEngine engine) {
        ProgramCheck check = new ProgramCheck(engine.factory());
        for (long seed = 1; seed <= PROGRAMS; seed++) {
            RandomProgram program = GENERATOR.next(seed, LIMIT);
            assertEquals(Optional.empty(), check.run(program)
                    .map(difference -> MismatchReport.text(difference, e -> ProgramMachine.build(program, e))), "program " + seed);
        }
    }

    /** A check of nothing would not fail: programs run long, take exceptions and interrupts, in every mode. */
    @Test
    void randomProgramsRunAndTakeExceptions() {
        Set<ProgramMode> modes = EnumSet.noneOf(ProgramMode.class);
        long retired = 0;
        long[] deliveries = {0};
        for (long seed = 1; seed <= PROGRAMS; seed++) {
            RandomProgram program = GENERATOR.next(seed, LIMIT);
            Machine machine = ProgramMachine.build(program, EngineFactory.interpreter());
            Runnable stuck = machine.cpu(0).delivered;
            machine.cpu(0).delivered = () -> {
                deliveries[0]++;
                stuck.run();
            };
            machine.run(LIMIT);
            retired += machine.cpu(0).instructions;
            modes.add(program.environment().mode());
        }
        assertEquals(EnumSet.allOf(ProgramMode.class), modes);
        assertTrue(retired > PROGRAMS * LIMIT * 3 / 4, retired + " instructions");
        assertTrue(deliveries[0] > PROGRAMS * 50, deliveries[0] + " exceptions and interrupts");
    }
}
