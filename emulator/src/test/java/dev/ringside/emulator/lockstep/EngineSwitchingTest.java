package dev.ringside.emulator.lockstep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.guests.GuestAssembler;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guest that is moved from engine to engine at random instruction counts comes to the end that it comes to on the interpreter. */
class EngineSwitchingTest {
    private static final long LIMIT = 400_000_000L;
    private static final int LONGEST = 40_000;

    /** How a run ended. */
    private record End(StopReason reason, long instructions, long hash, String console) {}

    @ParameterizedTest
    @ValueSource(strings = {"nested-faults", "self-modifying", "interrupt-shadow", "accessed-dirty", "task-switch", "kvm-pv"})
    void switchingEnginesChangesNothing(String name) throws Exception {
        GuestSource guest = new GuestSource(name, Files.readAllBytes(GuestAssembler.ofThisModule().assemble(name)), Optional.empty(), "",
                new BareMachine(32 << 20, 0, name.startsWith("kvm")));
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        Machine plain = guest.build(EngineFactory.interpreter(), console::write);
        End expected = end(plain, plain.run(LIMIT), console);

        console.reset();
        Machine switched = guest.build(EngineFactory.interpreter(), console::write);
        List<EngineFactory> engines = Arrays.stream(TestEngine.values()).map(TestEngine::factory).toList();
        assertEquals(expected, end(switched, new EngineSwitching(engines, 1, LONGEST).run(switched, LIMIT), console));
    }

    private static End end(Machine machine, StopReason reason, ByteArrayOutputStream console) {
        return new End(reason, machine.cpu(0).instructions, machine.stateHash(), console.toString());
    }
}
