package dev.ringside.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Ports;
import dev.ringside.emulator.device.Clock.Timer;
import dev.ringside.emulator.memory.PhysicalMemory;
import dev.ringside.emulator.state.StateReader;
import dev.ringside.emulator.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MachineClockTest {
    private final MachineClock clock = new MachineClock();
    private final List<String> fired = new ArrayList<>();
    private final Cpu cpu = new Cpu(0, CpuModel.standard(), new PhysicalMemory(1 << 20, 0), new Ports() {
        @Override
        public int in(int port, int size) {
            return 0;
        }

        @Override
        public void out(int port, int size, int value) {}
    });

    @BeforeEach
    void join() {
        clock.running(cpu);
    }

    private Timer timer(String name) {
        return clock.timer(name, () -> fired.add(name + "@" + clock.now()));
    }

    private void passes(long time) {
        cpu.skipped = time;
        clock.runDue();
    }

    @Test
    void timersFireInTheOrderOfTheirTimesAndThenOfTheirMaking() {
        Timer a = timer("a");
        Timer b = timer("b");
        Timer c = timer("c");
        c.set(50);
        b.set(100);
        a.set(100);
        passes(49);
        assertEquals(List.of(), fired);
        passes(100);
        assertEquals(List.of("c@100", "a@100", "b@100"), fired);
    }

    @Test
    void aTimerFiresOnceAndIsThenUnset() {
        Timer a = timer("a");
        a.set(10);
        passes(10);
        passes(20);
        assertEquals(List.of("a@10"), fired);
        assertEquals(Timer.NEVER, a.due());
        assertEquals(Timer.NEVER, clock.next());
    }

    @Test
    void aTimerThatSetsItselfCatchesUp() {
        Timer[] periodic = new Timer[1];
        long[] due = {10};
        periodic[0] = clock.timer("p", () -> {
            fired.add("p" + due[0]);
            due[0] += 10;
            periodic[0].set(due[0]);
        });
        periodic[0].set(10);
        passes(35);
        assertEquals(List.of("p10", "p20", "p30"), fired);
        assertEquals(40, clock.next());
    }

    @Test
    void theNextTimeFollowsTimersThatMoveOrAreCancelled() {
        Timer a = timer("a");
        Timer b = timer("b");
        a.set(10);
        b.set(20);
        assertEquals(10, clock.next());
        a.set(30);
        assertEquals(20, clock.next());
        b.cancel();
        assertEquals(30, clock.next());
        a.cancel();
        passes(100);
        assertEquals(List.of(), fired);
    }

    @Test
    void aTimerThatAnotherOneCancelsInTheSameMomentDoesNotFire() {
        Timer[] second = new Timer[1];
        Timer first = clock.timer("first", () -> second[0].cancel());
        second[0] = timer("second");
        first.set(10);
        second[0].set(10);
        passes(10);
        assertEquals(List.of(), fired);
    }

    @Test
    void aTimerBeforeAllOthersMakesTheEngineLookUp() {
        Timer a = timer("a");
        Timer b = timer("b");
        a.set(100);
        cpu.attention = 0;
        b.set(200);
        assertEquals(0, cpu.attention);
        b.set(50);
        assertNotEquals(0, cpu.attention & Cpu.ATTENTION_CLOCK);
    }

    @Test
    void savedTimersComeBackWithTheirTimes() {
        Timer a = timer("a");
        a.set(70);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        clock.state(new StateWriter(saved));
        a.set(10);
        clock.state(new StateReader(new ByteArrayInputStream(saved.toByteArray())));
        assertEquals(70, clock.next());
        passes(70);
        assertEquals(List.of("a@70"), fired);
    }
}
