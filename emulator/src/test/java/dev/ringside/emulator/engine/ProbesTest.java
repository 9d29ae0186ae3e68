package dev.ringside.emulator.engine;

import static dev.ringside.emulator.engine.FlatGuest.CODE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.Engine.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An armed probe stops the run before its instruction, every time, and nothing else is different. */
@ParameterizedClass
@EnumSource
class ProbesTest {
    private final FlatGuest guest;
    private final Cpu cpu;
    private final Probes probes;

    ProbesTest(TestEngine engine) {
        this.guest = new FlatGuest(engine);
        this.cpu = guest.cpu;
        this.probes = guest.engine.probes();
    }

    private void meets(long address) {
        assertEquals(Exit.PROBE, guest.run(1000));
        assertEquals(address, cpu.rip);
    }

    @Test
    void theRunStopsBeforeTheInstruction() {
        guest.code("40 40 40 F4");
        probes.arm(CODE + 2);
        meets(CODE + 2);
        assertEquals(2, cpu.instructions);
        assertEquals(2, cpu.r[Cpu.RAX]);
        meets(CODE + 2);
        assertEquals(2, cpu.instructions);
    }

    @Test
    void aProbeThatIsPassedHoldsAgainTheNextTime() {
        guest.code("40 40 EBFC");
        probes.arm(CODE + 1);
        for (int round = 0; round < 3; round++) {
            meets(CODE + 1);
            assertEquals(1 + 3 * round, cpu.instructions);
            guest.engine.passProbe();
        }
    }

    @Test
    void passingOneProbeDoesNotPassAnother() {
        guest.code("40 40 40 F4");
        probes.arm(CODE + 2);
        guest.engine.passProbe();
        meets(CODE + 2);
    }

    @Test
    void aLookUpBeforeThePassedInstructionDoesNotBringItsProbeBack() {
        guest.code("40 40 F4");
        probes.arm(CODE);
        meets(CODE);
        guest.engine.passProbe();
        cpu.raise(Cpu.ATTENTION_CLOCK);
        assertEquals(Exit.LIMIT, guest.run(1000));
        assertEquals(0, cpu.instructions);
        assertEquals(Exit.HALTED, guest.run(1000));
    }

    @Test
    void aProbeHoldsInABlockThatIsDecodedAlready() {
        guest.code("40 40 40 EBFB");
        guest.run(100);
        probes.arm(CODE + 1);
        meets(CODE + 1);
        probes.disarm(CODE + 1);
        assertEquals(Exit.LIMIT, guest.run(100));
    }

    @Test
    void aProbeThatIsArmedByTheInstructionBeforeHolds() {
        guest.code("40 E680 40 40 F4");
        guest.onOut = () -> probes.arm(CODE + 4);
        meets(CODE + 4);
        assertEquals(3, cpu.instructions);
    }

    @Test
    void aProbeOnAnInstructionAcrossPagesHolds() {
        guest.code(CODE + 0xFFD, "B8 01000000 F4").at(CODE + 0xFFD);
        probes.arm(CODE + 0xFFD);
        meets(CODE + 0xFFD);
        guest.engine.passProbe();
        assertEquals(Exit.HALTED, guest.run(10));
    }

    @Test
    void aProbeHoldsWhileSomethingNeedsAttention() {
        guest.code("40 40 40 F4");
        probes.arm(CODE + 1);
        cpu.setFlags(cpu.flags.value() | 0x10000);
        meets(CODE + 1);
    }

    @Test
    void aRepeatedInstructionIsMetOnceHoweverTheRunIsCut() {
        guest.code("B9 0A000000 BF 00000400 F3AA F4");
        probes.arm(CODE + 10);
        meets(CODE + 10);
        guest.engine.passProbe();
        assertEquals(Exit.LIMIT, guest.run(4));
        assertEquals(6, cpu.r[Cpu.RCX]);
        assertEquals(Exit.HALTED, guest.run(100));
    }

    @Test
    void probesAreLinearAddresses() {
        guest.real(0x1000, 0).code("40 40 F4");
        probes.arm(0x10001);
        assertEquals(Exit.PROBE, guest.run(100));
        assertEquals(1, cpu.rip);
    }
}
