package dev.ringside.emulator.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringside.emulator.cpu.EventProbes;
import dev.ringside.emulator.cpu.ProcessorEvent;
import dev.ringside.emulator.cpu.ProcessorEvent.Kind;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.machine.StopReason;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RunControlTest {
    private static final String NOP_NOP_INC_LOOP = "90 90 40 EB FD";
    private static final String ENDLESS = "EB FE";

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final Breakpoints.Owner owner = new Breakpoints.Owner("test");
    private BareGuest guest;
    private RunControl control;
    private CompletableFuture<RunEnd> run;
    private final TestEngine engine;

    RunControlTest(TestEngine engine) {
        this.engine = engine;
    }

    private final RunListener listener = new RunListener() {
        @Override
        public void stopped(Stop stop) {
            heard.add(stop);
        }

        @Override
        public void ended(RunEnd end) {
            heard.add(end);
        }
    };

    /** Starts a guest, stopped at its first instruction, with a front end listening. */
    private void start(BareGuest ready, long limit) {
        guest = ready;
        control = guest.session.control();
        control.attach(listener);
        control.holdAtStart();
        run = CompletableFuture.supplyAsync(() -> control.run(limit));
    }

    private void start(BareGuest ready) {
        start(ready, Long.MAX_VALUE);
    }

    @AfterEach
    void end() {
        if (run != null) {
            control.kill();
            run.join();
        }
    }

    private Object next() {
        try {
            Object event = heard.poll(10, TimeUnit.SECONDS);
            assertEquals(false, event == null, "nothing happened");
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Stop step(long steps) {
        control.step(steps);
        return (Stop) next();
    }

    private Stop resume() {
        control.resume();
        return (Stop) next();
    }

    private long get(String register) {
        return control.call(() -> guest.get(register));
    }

    private void breakpoint(long linear) {
        control.call(() -> {
            guest.session.breakpoints().set(linear, owner);
            return null;
        });
    }

    @Test
    void stepsExecuteExactlySoManyInstructions() {
        start(new BareGuest(engine).code(NOP_NOP_INC_LOOP).protected32(0));
        assertEquals(new Stop.Stepped(), step(1));
        assertEquals(BareGuest.CODE + 1, get("rip"));
        assertEquals(new Stop.Stepped(), step(2));
        assertEquals(1, get("rax"));
        step(200);
        assertEquals(101, get("rax"));
    }

    @Test
    void aBreakpointStopsBeforeItsInstructionEachTime() {
        start(new BareGuest(engine).code(NOP_NOP_INC_LOOP).protected32(0));
        breakpoint(BareGuest.CODE + 2);
        for (int i = 0; i < 3; i++) {
            assertEquals(new Stop.Breakpoint(BareGuest.CODE + 2), resume());
            assertEquals(i, get("rax"));
        }
    }

    @Test
    void anEventWithAProbeStopsAfterItsInstructionAndTheGuestGoesOn() {
        // out 0x80, al; inc eax; jmp to the start
        start(new BareGuest(engine).code("E6 80 40 EB FB").protected32(0));
        control.call(() -> {
            guest.machine.cpu(0).events.arm(new EventProbes.Probe(Set.of(Kind.PORT_WRITE), 0x80, 0x80, (cpu, event) -> event.value() % 100 == 99));
            return null;
        });
        assertEquals(new Stop.Event(new ProcessorEvent(Kind.PORT_WRITE, 0x80, 1, 99)), resume());
        assertEquals(BareGuest.CODE + 2, get("rip"));
        assertEquals(99, get("rax"));
        assertEquals(new Stop.Event(new ProcessorEvent(Kind.PORT_WRITE, 0x80, 1, 199)), resume());
        assertEquals(199, get("rax"));
    }

    @Test
    void aConditionIsAskedOnceThoughTheGuestIsHeldAndResumed() {
        start(new BareGuest(engine).code(NOP_NOP_INC_LOOP).protected32(0));
        AtomicInteger asked = new AtomicInteger();
        control.call(() -> {
            guest.machine.engine(0).probes().arm(BareGuest.CODE + 1, cpu -> asked.incrementAndGet() > 1);
            return null;
        });
        breakpoint(BareGuest.CODE + 2);
        assertEquals(new Stop.Stepped(), step(1));
        assertEquals(new Stop.Breakpoint(BareGuest.CODE + 2), resume());
        assertEquals(1, asked.get());
    }

    @Test
    void aBreakpointAtTheCurrentInstructionDoesNotStopAStep() {
        start(new BareGuest(engine).code(NOP_NOP_INC_LOOP).protected32(0));
        breakpoint(BareGuest.CODE);
        assertEquals(new Stop.Stepped(), step(1));
        assertEquals(BareGuest.CODE + 1, get("rip"));
    }

    @Test
    void breakpointsAreLinearAddressesWhateverTheSegment() {
        start(new BareGuest(engine).code(NOP_NOP_INC_LOOP).real());
        breakpoint(BareGuest.CODE + 2);
        assertEquals(new Stop.Breakpoint(BareGuest.CODE + 2), resume());
        assertEquals(2, get("rip"));
    }

    @Test
    void aBreakpointIsMetOnAnInstructionAcrossTwoPages() {
        int jump = BareGuest.CODE + 0xFFD;
        BareGuest across = new BareGuest(engine).code("90".repeat(0xFFD) + "E9FBFFFFFF").protected32(0);
        start(across);
        breakpoint(jump);
        assertEquals(new Stop.Breakpoint(jump), resume());
        assertEquals(new Stop.Breakpoint(jump), resume());
    }

    @Test
    void twoOwnersOfABreakpointDoNotDisturbEachOther() {
        start(new BareGuest(engine).code(NOP_NOP_INC_LOOP).protected32(0));
        breakpoint(BareGuest.CODE + 2);
        control.call(() -> {
            Breakpoints.Owner other = new Breakpoints.Owner("other");
            guest.session.breakpoints().set(BareGuest.CODE + 2, other);
            guest.session.breakpoints().clearAll(other);
            return null;
        });
        assertEquals(new Stop.Breakpoint(BareGuest.CODE + 2), resume());
    }

    @Test
    void aBreakpointLeavesMemoryAndStateAlone() {
        BareGuest marked = new BareGuest(engine).code(NOP_NOP_INC_LOOP).protected32(0);
        long hash = marked.machine.stateHash();
        marked.session.breakpoints().set(BareGuest.CODE + 2, owner);
        assertEquals(hash, marked.machine.stateHash());
    }

    @Test
    void anInterruptStopsAnEndlessLoop() {
        start(new BareGuest(engine).code(ENDLESS).protected32(0));
        control.resume();
        control.interrupt();
        assertEquals(new Stop.Interrupted(), next());
        assertEquals(BareGuest.CODE, get("rip"));
    }

    @Test
    void lookingAtARunningGuestDoesNotStopIt() {
        start(new BareGuest(engine).code(ENDLESS).protected32(0));
        control.resume();
        for (int i = 0; i < 5; i++) {
            assertEquals(BareGuest.CODE, get("rip"));
        }
        assertEquals(true, heard.isEmpty());
    }

    /** Code that divides by zero, with an interrupt table whose gate 0 leads to 0x11000. */
    private BareGuest dividing() {
        BareGuest g = new BareGuest(engine).code("31C9 F7F1 90").protected32(0);
        g.set("idtr_base", 0x5000);
        g.set("idtr_limit", 0x7);
        g.set("gdtr_base", 0x3000);
        g.set("gdtr_limit", 0x1F);
        g.putQuad(0x3018, 0x00CF9B000000FFFFL);
        g.putQuad(0x5000, 0x00018E00_00181000L);
        return g;
    }

    @Test
    void aStepThatFaultsEndsAtTheHandlersFirstInstruction() {
        start(dividing());
        step(1);
        assertEquals(new Stop.Stepped(), step(1));
        assertEquals(0x11000, get("rip"));
        assertEquals(BareGuest.STACK - 12, get("rsp"));
    }

    @Test
    void oneStepIsOneDeliveryOrOneInstructionAlsoWhenManyAreAskedFor() {
        start(dividing());
        assertEquals(new Stop.Stepped(), step(2));
        assertEquals(0x11000, get("rip"));
    }

    @Test
    void aTripleFaultStopsOnceAndThenEndsTheRun() {
        BareGuest g = new BareGuest(engine).code("0F0B").protected32(0);
        g.set("idtr_limit", 0);
        start(g);
        assertInstanceOf(Stop.TripleFault.class, resume());
        control.resume();
        RunEnd.Guest end = assertInstanceOf(RunEnd.Guest.class, next());
        assertInstanceOf(StopReason.TripleFault.class, end.reason());
    }

    @Test
    void aStepIntoATripleFaultSaysSo() {
        BareGuest g = new BareGuest(engine).code("0F0B").protected32(0);
        g.set("idtr_limit", 0);
        start(g);
        assertEquals(new Stop.TripleFault(BareGuest.CODE), step(1));
    }

    @Test
    void aShutDownProcessorRunsAgainWhenItIsMovedElsewhere() {
        BareGuest g = new BareGuest(engine).code("0F0B 90 90").protected32(0);
        g.set("idtr_limit", 0);
        start(g);
        resume();
        control.call(() -> {
            guest.set("rip", BareGuest.CODE + 2);
            return null;
        });
        assertEquals(new Stop.Stepped(), step(1));
        assertEquals(BareGuest.CODE + 3, get("rip"));
    }

    @Test
    void aShutDownProcessorTriesTheSameInstructionAgainWhenAllRegistersAreWritten() {
        BareGuest g = new BareGuest(engine).code("0F0B").protected32(0);
        g.set("idtr_limit", 0);
        start(g);
        assertInstanceOf(Stop.TripleFault.class, resume());
        control.call(() -> {
            try {
                guest.registers.writeAll(guest.registers.rows().stream().map(guest.registers::read).toList());
            } catch (RefusedException e) {
                throw new AssertionError(e);
            }
            return null;
        });
        assertInstanceOf(Stop.TripleFault.class, resume());
    }

    @Test
    void aDeadHaltStopsWhileSomebodyListens() {
        start(new BareGuest(engine).code("F4 90").protected32(0));
        assertEquals(new Stop.DeadHalt(), resume());
        assertEquals(BareGuest.CODE + 1, get("rip"));
        control.resume();
        assertEquals(new RunEnd.Guest(new StopReason.DeadHalt()), next());
        assertThrows(RunEndedException.class, control::resume);
    }

    @Test
    void aDeadHaltEndsTheRunWhenNobodyListens() {
        BareGuest g = new BareGuest(engine).code("F4").protected32(0);
        assertTimeoutPreemptively(Duration.ofSeconds(10),
                () -> assertEquals(new RunEnd.Guest(new StopReason.DeadHalt()), g.session.control().run(Long.MAX_VALUE)));
    }

    @Test
    void killEndsARunningGuest() {
        start(new BareGuest(engine).code(ENDLESS).protected32(0));
        control.resume();
        control.kill();
        assertEquals(new RunEnd.Killed(), next());
    }

    @Test
    void theInstructionLimitEndsTheRun() {
        start(new BareGuest(engine).code(ENDLESS).protected32(0), 1000);
        control.resume();
        assertEquals(new RunEnd.Guest(new StopReason.InstructionLimit()), next());
        assertEquals(1000, guest.machine.cpu(0).instructions);
    }

    @Test
    void aProcessorPutIntoUserModeWithPagingExecutesThere() {
        BareGuest g = new BareGuest(engine).code("48FFC0 F4").long64(3);
        g.set("rax", 0xFFFFFFFFL);
        start(g);
        assertEquals(new Stop.Stepped(), step(1));
        assertEquals(0x100000000L, get("rax"));
        assertEquals(3, get("cpl"));
    }
}
