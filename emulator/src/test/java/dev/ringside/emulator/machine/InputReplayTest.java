package dev.ringside.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.machine.TestGuest.End;
import dev.ringside.emulator.state.StateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run whose inputs came from outside, whenever the host felt like it, is repeated exactly from its log. The guest stores the
 * time-stamp counter with each byte, so one tick's difference is another state hash.
 */
@ParameterizedClass
@EnumSource
class InputReplayTest {
    private static final String TYPED = "hello 3 and 9, 1 and 5; 00 abc 7 xyz 2";
    private static final StopReason DONE = new StopReason.DebugExit(1);
    private static TestGuest image;

    private final TestGuest echo;

    InputReplayTest(TestEngine engine) {
        this.echo = image.on(engine);
    }

    /** What a run took and how it ended. */
    private record Recording(List<Input> inputs, End end) {}

    @BeforeAll
    static void assemble() throws Exception {
        image = new TestGuest("inputs/echo");
    }

    @Test
    void inputsFromAnotherThreadReplayWhenIdleIsPaced() throws Exception {
        assertReplays(typedByAnotherThread(new HostPacing(), 11));
    }

    @Test
    void inputsFromAnotherThreadReplayWhenIdleIsSkipped() throws Exception {
        assertReplays(typedByAnotherThread(Pacing.SKIP, 12));
    }

    @Test
    void severalInputsAtOneMomentKeepTheirOrder() throws Exception {
        Recording run = record(listening(), machine -> offer(machine, "abcq"));
        assertEquals(DONE, run.end.reason());
        assertEquals(1, run.inputs.stream().map(Input::virtualTime).distinct().count());
        assertEquals("abcq", text(run.inputs));
        assertReplays(run);
    }

    @Test
    void aReplayMayBeCutAnywhere() throws Exception {
        Recording run = typedByAnotherThread(Pacing.SKIP, 13);
        Machine machine = echo.machine();
        machine.inputs().replay(run.inputs);
        StopReason reason = new StopReason.InstructionLimit();
        for (long limit = 997; reason instanceof StopReason.InstructionLimit; limit += 997) {
            reason = machine.run(limit);
        }
        assertEquals(run.end, TestGuest.end(machine, reason));
    }

    @Test
    void aReplayGoesOnFromASnapshot() throws Exception {
        Recording run = typedByAnotherThread(Pacing.SKIP, 14);
        for (int i = 1; i < run.inputs.size(); i += 9) {
            Machine first = echo.machine();
            first.inputs().replay(run.inputs);
            first.run(run.inputs.get(i).instructions());
            Machine second = echo.machine();
            TestGuest.restore(second, TestGuest.save(first));
            second.inputs().replay(run.inputs);
            assertEquals(run.end, TestGuest.runToTheEnd(second));
        }
    }

    @Test
    void inputsOfferedAtABreakpointReplayWithoutIt() throws Exception {
        Machine machine = listening();
        List<Input> inputs = new ArrayList<>();
        machine.inputs().record(inputs::add);
        machine.inputs().offer("com1", 'a');
        machine.engine(0).probes().arm(receiveHandler());
        StopReason reason = machine.run(Long.MAX_VALUE);
        for (char c = 'b'; reason instanceof StopReason.Probe; c = c < 'p' ? (char) (c + 1) : 'q') {
            machine.inputs().offer("com1", c);
            machine.engine(0).passProbe();
            reason = machine.run(Long.MAX_VALUE);
        }
        assertEquals(DONE, reason);
        assertTrue(inputs.size() > 10, inputs::toString);
        assertReplays(new Recording(inputs, TestGuest.end(machine, reason)));
    }

    /** Where the interrupt handler of the receiver begins: what a run without breakpoints puts into its IDT. */
    private long receiveHandler() throws Exception {
        Machine machine = listening();
        long gate = machine.cpu(0).idtBase + 8 * 0x74;
        return machine.memory().read(gate, 2) | machine.memory().read(gate + 6, 2) << 16;
    }

    @Test
    void aTickMakesADifference() throws Exception {
        Recording run = record(listening(), machine -> offer(machine, "ab3cq"));
        List<Input> later = run.inputs.stream().map(i -> new Input(i.virtualTime() + 1, i.instructions(), i.channel(), i.value())).toList();
        Machine machine = echo.machine();
        machine.inputs().replay(later);
        assertNotEquals(run.end.hash(), TestGuest.runToTheEnd(machine).hash());
    }

    @Test
    void theLogOfAnotherRunIsRefusedWhereItStopsFitting() throws Exception {
        Machine machine = echo.machine();
        machine.inputs().replay(List.of(new Input(5_000_000, 10, "com1", 'q')));
        StateException e = assertThrows(StateException.class, () -> machine.run(Long.MAX_VALUE));
        assertTrue(e.getMessage().startsWith("input log: entry 1 belongs at 5000000 ns, instruction 10"), e::getMessage);
    }

    @Test
    void aChannelThatTheMachineLacksIsRefused() throws Exception {
        Machine machine = echo.machine();
        StateException e = assertThrows(StateException.class, () -> machine.inputs().replay(List.of(new Input(1, 1, "com9", 0))));
        assertTrue(e.getMessage().contains("com9"), e::getMessage);
    }

    private Recording typedByAnotherThread(Pacing pacing, long seed) throws Exception {
        Machine machine = listening();
        machine.pace(pacing);
        Thread typist = new Thread(() -> {
            Random random = new Random(seed);
            for (char c : TYPED.toCharArray()) {
                LockSupport.parkNanos(random.nextInt(3_000_000));
                machine.inputs().offer("com1", c);
            }
            machine.inputs().offer("com1", 'q');
        });
        Recording run = record(machine, m -> typist.start());
        typist.join();
        assertEquals(DONE, run.end.reason());
        assertEquals(TYPED + "q", text(run.inputs));
        return run;
    }

    private static Recording record(Machine machine, Consumer<Machine> start) {
        List<Input> inputs = new ArrayList<>();
        machine.inputs().record(inputs::add);
        start.accept(machine);
        return new Recording(inputs, TestGuest.runToTheEnd(machine));
    }

    /** A machine whose guest has set itself up and waits for its first byte. */
    private Machine listening() throws Exception {
        Machine machine = echo.machine();
        machine.onIdle(cpu -> machine.interrupt(), cpu -> {});
        assertEquals(new StopReason.Interrupted(), machine.run(Long.MAX_VALUE));
        machine.onIdle(cpu -> {}, cpu -> {});
        return machine;
    }

    private static void offer(Machine machine, String text) {
        text.chars().forEach(c -> machine.inputs().offer("com1", c));
    }

    private static String text(List<Input> inputs) {
        StringBuilder text = new StringBuilder();
        inputs.forEach(input -> text.append((char) input.value()));
        return text.toString();
    }

    private void assertReplays(Recording run) throws Exception {
        Machine machine = echo.machine();
        machine.inputs().replay(run.inputs);
        assertEquals(run.end, TestGuest.runToTheEnd(machine));
        assertEquals(0, machine.inputs().remaining());
    }
}
