package dev.ringside.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.engine.Engine;
import dev.ringside.emulator.engine.EngineFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A machine's engine is a part that can be chosen and exchanged. */
class EngineSwitchTest {
    @Test
    void theConfigurationSaysWhatTheMachineRunsOn() {
        List<Engine> made = new ArrayList<>();
        EngineFactory factory = (cpu, semantics) -> {
            Engine engine = EngineFactory.interpreter().make(cpu, semantics);
            made.add(engine);
            return engine;
        };
        MachineConfig config = MachineConfig.of(CpuModel.standard(), 1 << 20).withEngine(factory);
        assertEquals(made, List.of(new Machine(config).engine(0)));
        assertEquals(MachineConfig.of(CpuModel.standard(), 1 << 20).description(), config.description(), "an engine is no state");
    }

    @Test
    void breakpointsStayWhenTheEngineChanges() {
        BootedMachine guest = new BootedMachine("90 90 90 F4");
        Engine before = guest.machine.engine(0);
        before.probes().arm(BootedMachine.CODE + 2);
        guest.machine.switchEngine(EngineFactory.interpreter());
        assertNotSame(before, guest.machine.engine(0));
        assertEquals(new StopReason.Probe(BootedMachine.CODE + 2), guest.run());
    }

    @Test
    void theNewEngineSeesCodeThatTheOldOneHadDecoded() {
        BootedMachine guest = new BootedMachine("90 EB FD");
        guest.machine.run(1000);
        guest.machine.switchEngine(EngineFactory.interpreter());
        guest.machine.run(2000);
        guest.put(BootedMachine.CODE, "F4");
        assertInstanceOf(StopReason.DeadHalt.class, guest.run());
    }
}
