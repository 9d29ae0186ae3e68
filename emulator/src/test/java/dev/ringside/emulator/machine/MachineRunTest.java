package dev.ringside.emulator.machine;

import static dev.ringside.emulator.machine.BootedMachine.TIMER_ON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.TestEngine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a machine stops, what idle time costs, and that nothing is shared between machines. */
@ParameterizedClass
@EnumSource
class MachineRunTest {
    private static final long PIT_PERIOD = 65_536 * 1_000_000_000L / 1_193_182;

    // sti; again: hlt; jmp again
    private static final String WAIT = "FB F4 EBFD";

    // iret after the end of interrupt
    private static final String ACKNOWLEDGE = "50 B020 E620 58 CF";

    private final TestEngine engine;

    MachineRunTest(TestEngine engine) {
        this.engine = engine;
    }

    @Test
    void aWordToTheExitPortEndsTheRun() {
        assertEquals(new StopReason.DebugExit(5 << 1 | 1), new BootedMachine(engine, "B005 E6F4 EBFE").run());
    }

    @Test
    void theExitComesRightBehindItsInstruction() {
        BootedMachine m = new BootedMachine(engine, "B005 E6F4 40 40");
        m.run();
        assertEquals(2, m.cpu.instructions);
        assertEquals(BootedMachine.CODE + 4, m.cpu.rip);
    }

    @Test
    void sleepStateFiveSwitchesThePowerOff() {
        // mov dx,0x604; mov ax,sleep enable | type 5; out dx,ax
        assertEquals(new StopReason.PowerOff(), new BootedMachine(engine, "BA0406 B80034 EF EBFE").run());
    }

    @Test
    void haltingWithInterruptsOffIsTheEnd() {
        assertEquals(new StopReason.DeadHalt(), new BootedMachine(engine, "FA F4").run());
    }

    @Test
    void aTripleFaultSaysWhere() {
        // lidt [0x7100] (a limit of 0); int3
        BootedMachine m = new BootedMachine(engine, "0F011E0071 CC");
        assertEquals(new StopReason.TripleFault(BootedMachine.CODE + 5, BootedMachine.CODE + 5), m.run());
        assertInstanceOf(StopReason.TripleFault.class, m.run());
    }

    @Test
    void theInstructionLimitCountsFromPowerUp() {
        BootedMachine m = new BootedMachine(engine, "40 EBFD");
        assertEquals(new StopReason.InstructionLimit(), m.machine.run(1001));
        assertEquals(1001, m.cpu.instructions);
        assertEquals(501, m.cpu.r[Cpu.RAX]);
        assertEquals(new StopReason.InstructionLimit(), m.machine.run(1001));
        m.machine.run(1002);
        assertEquals(1002, m.cpu.instructions);
    }

    @Test
    void aGuestThatWaitsForTheTimerSkipsTheTimeBetween() {
        BootedMachine m = new BootedMachine(engine, TIMER_ON + "FB F4 B007 E6F4").handler(ACKNOWLEDGE);
        assertEquals(new StopReason.DebugExit(15), m.run());
        assertTrue(m.cpu.instructions < 40, m.cpu.instructions + " instructions");
        assertTrue(m.machine.virtualTime() >= PIT_PERIOD, m.machine.virtualTime() + " ns");
        assertTrue(m.machine.virtualTime() < PIT_PERIOD + 1000, m.machine.virtualTime() + " ns");
    }

    @Test
    void aTimerInterruptsAGuestThatIsBusy() {
        BootedMachine m = new BootedMachine(engine, TIMER_ON + "FB EBFE").handler("B007 E6F4");
        assertEquals(new StopReason.DebugExit(15), m.machine.run(100_000_000));
        assertTrue(Math.abs(m.machine.virtualTime() - PIT_PERIOD) < 1000, m.machine.virtualTime() + " ns");
    }

    @Test
    void theTimeLimitEndsAGuestThatWaitsForWhatNeverComes() {
        // every interrupt is masked at the 8259, the timer runs
        BootedMachine m = new BootedMachine(engine, TIMER_ON + "B0FF E621" + WAIT);
        StopReason stop = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> m.machine.run(Long.MAX_VALUE, 3_000_000_000L));
        assertEquals(new StopReason.TimeLimit(), stop);
        assertEquals(3_000_000_000L, m.machine.virtualTime());
        assertTrue(m.cpu.instructions < 100);
    }

    @Test
    void theTimeLimitIsExactForAGuestThatIsBusyToo() {
        BootedMachine m = new BootedMachine(engine, "40 EBFD");
        assertEquals(new StopReason.TimeLimit(), m.machine.run(Long.MAX_VALUE, 1234));
        assertEquals(1234, m.machine.virtualTime());
        assertEquals(1234, m.cpu.instructions);
    }

    @Test
    void anInterruptFromOutsideEndsAGuestThatOnlyWaits() {
        BootedMachine m = new BootedMachine(engine, TIMER_ON + WAIT).handler(ACKNOWLEDGE);
        int[] idles = {0};
        m.machine.pace((from, to, inputs) -> {
            if (++idles[0] == 5) {
                m.machine.interrupt();
            }
            return to;
        });
        assertEquals(new StopReason.Interrupted(), assertTimeoutPreemptively(Duration.ofSeconds(20), () -> m.machine.run(Long.MAX_VALUE)));
        assertEquals(5, idles[0]);
    }

    @Test
    void aResetLoadsTheGuestAgainAndKeepsMemory() {
        // mov byte [0x5000],9; mov dx,0xCF9; mov al,6; out dx,al
        BootedMachine m = new BootedMachine(engine, "C606005009 BAF90C B006 EE EBFE");
        m.machine.onReset(() -> m.start("A00050 E6F4"));
        assertEquals(new StopReason.DebugExit(9 << 1 | 1), m.run());
        assertEquals(6, m.cpu.instructions, "the reset comes right behind the OUT, and instructions are counted on");
    }

    @Test
    void anInitThatTheProcessorSendsItselfResetsItBehindTheStore() {
        // the APIC's page lies above real mode's reach: x2APIC mode, then the interrupt command by WRMSR
        // mov ecx,1B; rdmsr; or eax,C00; wrmsr; mov ecx,830; mov eax,4500; xor edx,edx; wrmsr; inc si; jmp $
        BootedMachine m = new BootedMachine(engine, "66B91B000000 0F32 660D000C0000 0F30 66B930080000 66B800450000 6631D2 0F30 46 EBFE");
        assertEquals(new StopReason.InstructionLimit(), m.machine.run(8));
        assertEquals(0xFFF0, m.cpu.rip);
        assertEquals(0, m.cpu.r[Cpu.RSI]);
        assertEquals(8, m.cpu.instructions);
    }

    @Test
    void twoMachinesInTurnsAreAsAlone() {
        String program = TIMER_ON + WAIT;
        BootedMachine alone = new BootedMachine(engine, program).handler("FF060050 50 B020 E620 58 CF");
        alone.machine.run(5_000);
        BootedMachine one = new BootedMachine(engine, program).handler("FF060050 50 B020 E620 58 CF");
        BootedMachine other = new BootedMachine(engine, "40 FF060050 EBF9");
        for (int i = 1; i <= 50; i++) {
            one.machine.run(i * 100);
            other.machine.run(i * 77);
        }
        assertEquals(alone.machine.stateHash(), one.machine.stateHash());
        assertNotEquals(other.machine.stateHash(), one.machine.stateHash());
        assertEquals(other.machine.memory().read(0x5000, 2), (50 * 77 + 1) / 3);
    }
}
