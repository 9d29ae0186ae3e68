package dev.ringside.emulator.engine;

import static dev.ringside.emulator.engine.FlatGuest.CODE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.engine.Engine.Exit;
import dev.ringside.emulator.isa.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A probe's condition is asked every time, once, with everything real; the guest notices nothing. */
@ParameterizedClass
@EnumSource
class ProbeConditionTest {
    /** mov ecx, 1000; {@link #HEAD}: inc eax; {@link #MIDDLE}: cmp eax, 7; {@link #END}: dec ecx; {@link #BRANCH}: jnz HEAD; hlt. */
    private static final String LOOP = "B9 E8030000 40 83F807 49 75F9 F4";

    private static final int HEAD = CODE + 5, MIDDLE = CODE + 6, END = CODE + 9, BRANCH = CODE + 10;

    /*
     * mov ecx, 60; mov esi, 0x20000
     * again: add eax, ecx; mov [esi], eax; call f; test al, 4; jz even; adc ebx, [esi]; jmp next
     * even: sbb ebx, 3; next: shl edx, cl; dec ecx; jnz again; hlt
     * f: push ecx; mov edi, 0x21000; mov ecx, 5; rep stosb; pop ecx; inc ebp; ret
     */
    private static final String MIXED = "B9 3C000000 BE 00000200 01C8 8906 E8 13000000 A804 7404 131E EB03 83DB03 D3E2 49 75E7 F4"
            + "909090 51 BF 00100200 B9 05000000 F3AA 59 45 C3";

    private static final int MIXED_FUNCTION = CODE + 0x26;

    private final TestEngine engine;
    private final FlatGuest guest;
    private final Cpu cpu;
    private final Probes probes;

    ProbeConditionTest(TestEngine engine) {
        this.engine = engine;
        this.guest = new FlatGuest(engine);
        this.cpu = guest.cpu;
        this.probes = guest.engine.probes();
    }

    /** Counts how often it is asked; never stops. */
    private static final class Counter implements ProbeCondition {
        int calls;

        @Override
        public boolean stops(Cpu cpu) {
            calls++;
            return false;
        }
    }

    /** Writes down what it sees. */
    private record Witness(List<String> seen) implements ProbeCondition {
        @Override
        public boolean stops(Cpu cpu) {
            seen.add(String.format("%x after %d: %s, flags %x", cpu.rip, cpu.retired(), Arrays.toString(cpu.r), cpu.flags.value()));
            return false;
        }
    }

    private Counter count(long address) {
        Counter counter = new Counter();
        probes.arm(address, counter);
        return counter;
    }

    @Test
    void everyExecutionIsAskedWhereverTheProbeStandsInTheLoop() {
        guest.code(LOOP);
        List<Counter> counters = List.of(count(HEAD), count(MIDDLE), count(END), count(BRANCH));
        assertEquals(Exit.HALTED, guest.run(100_000));
        counters.forEach(counter -> assertEquals(1000, counter.calls));
        assertEquals(4002, cpu.instructions);
    }

    @Test
    void everyExecutionIsAskedOnceHoweverTheRunIsCut() {
        guest.code(LOOP);
        List<Counter> counters = List.of(count(HEAD), count(MIDDLE), count(END), count(BRANCH));
        for (int slice = 1; guest.run(slice) == Exit.LIMIT; slice = slice % 23 + 1) {
            assertEquals(cpu.instructions < 2 ? 0 : (cpu.instructions - 1 + 3) / 4, counters.getFirst().calls);
        }
        counters.forEach(counter -> assertEquals(1000, counter.calls));
    }

    @Test
    void everyExecutionIsAskedInRunsOfOneUnit() {
        guest.code(LOOP);
        Counter middle = count(MIDDLE);
        Exit exit = Exit.LIMIT;
        while (exit == Exit.LIMIT) {
            exit = guest.engine.runUnit(100_000);
        }
        assertEquals(Exit.HALTED, exit);
        assertEquals(1000, middle.calls);
    }

    private static List<String> seen(TestEngine engine, Consumer<FlatGuest> load, int slice, long... at) {
        FlatGuest guest = new FlatGuest(engine);
        load.accept(guest);
        Witness witness = new Witness(new ArrayList<>());
        for (long address : at) {
            guest.engine.probes().arm(address, witness);
        }
        Exit exit = Exit.LIMIT;
        for (int turn = 0; turn < 100_000 && exit == Exit.LIMIT; turn++) {
            exit = guest.run(slice);
        }
        assertEquals(Exit.HALTED, exit);
        witness.seen.add("in the end " + guest.cpu.instructions + " " + Arrays.toString(guest.cpu.r));
        return witness.seen;
    }

    private void seesWhatTheInterpreterShows(Consumer<FlatGuest> load, long... at) {
        List<String> expected = seen(TestEngine.INTERPRETER, load, 100_000, at);
        assertEquals(expected, seen(engine, load, 100_000, at));
        assertEquals(expected, seen(engine, load, 13, at));
    }

    @Test
    void whatItSeesIsWhatTheInterpreterShows() {
        Consumer<FlatGuest> load = guest -> guest.code(MIXED);
        assertEquals(61, seen(TestEngine.INTERPRETER, load, 1000, MIXED_FUNCTION).size());
        for (int at : new int[] {0x0A, 0x0C, 0x0E, 0x13, 0x15, 0x17, 0x19, 0x1B, 0x1E, 0x20, 0x21, 0x23, 0x26, 0x31, 0x33, 0x35}) {
            seesWhatTheInterpreterShows(load, CODE + at);
        }
        long[] everywhere = new long[0x40];
        Arrays.setAll(everywhere, i -> CODE + i);
        seesWhatTheInterpreterShows(load, everywhere);
    }

    @Test
    void whatItSeesIsWhatTheInterpreterShowsWhereInstructionsFaultOrReachDevices() {
        // mov ecx, 50; again: out 0x80, al; mov eax, [0x200000]; inc ebx; dec ecx; jnz again; hlt
        // The first page is not present at first; the handler of #PF maps it, and unmaps it every time.
        Consumer<FlatGuest> load = guest -> {
            guest.paged().code("B9 32000000 E680 A1 00002000 43 49 75F5 F4");
            // push eax; mov dword [0x5800], 0x200007; invlpg [0x200000]; pop eax; add esp, 4; iret
            guest.code(0x300E, "50 C705 00580000 07002000 0F013D 00002000 58 83C404 CF");
            guest.map(0x200000, 0);
            guest.onOut = () -> guest.map(0x200000, 0);
        };
        seesWhatTheInterpreterShows(load, CODE + 5, CODE + 7, CODE + 12);
        assertEquals(50 * 2 + 1, seen(engine, load, 1000, CODE + 7).size(), "a restarted instruction is come to again");
    }

    @Test
    void whatItSeesIsWhatTheInterpreterShowsOnAPageThatChanges() {
        // mov ecx, 200; again: inc byte [later + 1]; nop; later: add al, 0; dec ecx; jnz again; hlt
        Consumer<FlatGuest> load = guest -> guest.code("B9 C8000000 FE05 0D000100 90 0400 49 75F4 F4");
        seesWhatTheInterpreterShows(load, CODE + 5, CODE + 11, CODE + 12, CODE + 14);
        assertEquals(201, seen(engine, load, 1000, CODE + 12).size());
    }

    @Test
    void aStopInTheMiddleOfALoopGoesOnRight() {
        guest.code(LOOP);
        Counter counter = count(MIDDLE);
        probes.arm(MIDDLE, asked -> asked.r[Cpu.RAX] % 250 == 0);
        for (int round = 1; round <= 4; round++) {
            assertEquals(Exit.PROBE, guest.run(100_000));
            assertEquals(MIDDLE, cpu.rip);
            assertEquals(250 * round, cpu.r[Cpu.RAX]);
            assertEquals(250 * round, counter.calls);
            assertEquals(1 + 4 * (250 * round - 1) + 1, cpu.instructions);
            guest.engine.passProbe();
        }
        assertEquals(Exit.HALTED, guest.run(100_000));
        assertEquals(1000, counter.calls);
        assertEquals(4002, cpu.instructions);
    }

    @Test
    void aStopInARunOfOneUnitEndsIt() {
        guest.code(LOOP);
        probes.arm(MIDDLE, asked -> asked.r[Cpu.RAX] == 500);
        Exit exit = Exit.LIMIT;
        while (exit == Exit.LIMIT) {
            exit = guest.engine.runUnit(100_000);
        }
        assertEquals(Exit.PROBE, exit);
        assertEquals(500, cpu.r[Cpu.RAX]);
    }

    @Test
    void aStopInACalledFunctionIsAskedOnce() {
        guest.code(MIXED);
        Counter counter = count(MIXED_FUNCTION);
        probes.arm(MIXED_FUNCTION, asked -> asked.r[Cpu.RBP] == 40);
        assertEquals(Exit.PROBE, guest.run(100_000));
        assertEquals(41, counter.calls);
        guest.engine.passProbe();
        assertEquals(Exit.HALTED, guest.run(100_000));
        assertEquals(60, counter.calls);
    }

    @Test
    void withoutBeingPassedItIsAskedAgain() {
        guest.code("40 F4");
        Counter counter = count(CODE);
        probes.arm(CODE);
        assertEquals(Exit.PROBE, guest.run(10));
        assertEquals(Exit.PROBE, guest.run(10));
        assertEquals(2, counter.calls);
        assertEquals(0, cpu.instructions);
    }

    @Test
    void whatHasNotBeenAskedYetIsAskedWhenItIsPassed() {
        guest.code("40 40 40 F4");
        assertEquals(Exit.LIMIT, guest.run(1));
        Counter counter = count(CODE + 1);
        probes.arm(CODE + 1);
        guest.engine.passProbe();
        guest.engine.passProbe();
        assertEquals(Exit.HALTED, guest.run(10));
        assertEquals(1, counter.calls);
    }

    @Test
    void severalProbesAtOneAddressComeAndGoByThemselves() {
        guest.code(LOOP);
        Counter first = count(MIDDLE);
        Counter second = count(MIDDLE);
        probes.arm(MIDDLE, second);
        assertEquals(Exit.LIMIT, guest.run(1 + 4 * 100));
        assertEquals(100, first.calls);
        assertEquals(200, second.calls);
        probes.disarm(MIDDLE, second);
        assertEquals(Exit.LIMIT, guest.run(4 * 100));
        assertEquals(200, first.calls);
        assertEquals(300, second.calls);
        probes.disarm(MIDDLE, first);
        probes.disarm(MIDDLE, first);
        assertEquals(Exit.HALTED, guest.run(100_000));
        assertEquals(200, first.calls);
        assertEquals(1100, second.calls);
    }

    @Test
    void whatAConditionArmsAndDisarmsHoldsAtOnce() {
        guest.code(LOOP);
        Counter branch = new Counter();
        Counter middle = new Counter();
        ProbeCondition moves = new ProbeCondition() {
            @Override
            public boolean stops(Cpu asked) {
                middle.calls++;
                if (middle.calls == 600) {
                    probes.disarm(MIDDLE, this);
                    probes.arm(BRANCH, branch);
                }
                return false;
            }
        };
        probes.arm(MIDDLE, moves);
        assertEquals(Exit.HALTED, guest.run(100_000));
        assertEquals(600, middle.calls);
        assertEquals(401, branch.calls);
    }

    @Test
    void theLimitComesBeforeTheProbe() {
        guest.code(LOOP);
        Counter counter = count(MIDDLE);
        guest.run(2);
        assertEquals(MIDDLE, cpu.rip);
        assertEquals(0, counter.calls);
        guest.run(1);
        assertEquals(1, counter.calls);
    }

    @Test
    void aConditionThatFailsLeavesTheGuestBeforeTheInstruction() {
        guest.code(LOOP);
        IllegalStateException failure = new IllegalStateException("division by zero");
        ProbeCondition fails = asked -> {
            if (asked.r[Cpu.RAX] == 700) {
                throw failure;
            }
            return false;
        };
        probes.arm(END, fails);
        assertSame(failure, assertThrows(IllegalStateException.class, () -> guest.run(100_000)));
        assertEquals(END, cpu.rip);
        assertEquals(1 + 4 * 699 + 2, cpu.instructions);
        assertEquals(301, cpu.r[Cpu.RCX]);
        probes.disarm(END, fails);
        assertEquals(Exit.HALTED, guest.run(100_000));
        assertEquals(4002, cpu.instructions);
    }

    @Test
    void conditionsReadMemory() {
        guest.code(MIXED);
        List<Long> read = new ArrayList<>();
        probes.arm(MIXED_FUNCTION, asked -> {
            read.add(asked.mmu.peek.load(asked.r[Cpu.RSI], 4) - (asked.r[Cpu.RAX] & 0xFFFFFFFFL));
            return false;
        });
        guest.run(100_000);
        assertEquals(60, read.size());
        assertEquals(List.of(0L), read.stream().distinct().toList());
    }

    @Test
    void oneCodeAtTwoLinearAddressesHasTheProbesOfEach() {
        guest.paged().code("40 40 F4");
        guest.map(0x50000, 0x10007);
        Counter counter = count(0x50001);
        assertEquals(Exit.HALTED, guest.run(10));
        assertEquals(0, counter.calls);
        cpu.halted = false;
        cpu.segments.set(Instruction.CS, 8, 0x40000, 0xFFFFFFFFL, 0xC09B);
        guest.at(CODE);
        assertEquals(Exit.HALTED, guest.run(10));
        assertEquals(1, counter.calls);
        probes.disarm(0x50001, counter);
        cpu.halted = false;
        guest.at(CODE);
        assertEquals(Exit.HALTED, guest.run(10));
        assertEquals(1, counter.calls);
    }

    @Test
    void armingForgetsOnlyCodeThatGoesThroughTheAddress() {
        // Two loops on one page, one on another; each jumps to the next, the last to the first. 602 instructions each.
        String loop = "B9 C8000000 40 49 75FC E9 ";
        int far = CODE + 0x1000;
        guest.code(CODE, loop + "F2000000").code(CODE + 0x100, loop + "F20E0000").code(far, loop + "F2EFFFFF");
        int units = unitsMadeInManyRounds();
        int more = unitsMadeInManyRounds();
        Counter counter = count(far + 6);
        int again = unitsMadeInManyRounds();
        assertEquals(400 * 200, counter.calls);
        assumeTrue(engine != TestEngine.BACKGROUND, "there, which blocks get hot depends on how long the units of others take");
        assertEquals(0, more, "all there are");
        assertEquals(engine.translates(), units != 0);
        assertTrue(engine.translates() ? again > 0 && again < units : again == 0, again + " of " + units);
        probes.arm(CODE + 0x800);
        probes.disarm(CODE + 0x800);
        assertEquals(0, unitsMadeInManyRounds(), "nothing goes through there");
        probes.disarm(far + 6, counter);
        assertEquals(again, unitsMadeInManyRounds());
    }

    private int unitsMadeInManyRounds() {
        int before = guest.engine.statistics().units();
        assertEquals(Exit.LIMIT, guest.run(400 * 3 * 602));
        assertEquals(CODE, cpu.rip);
        return guest.engine.statistics().units() - before;
    }
}
