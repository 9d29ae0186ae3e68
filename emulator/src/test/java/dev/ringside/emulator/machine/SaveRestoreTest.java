package dev.ringside.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.machine.TestGuest.End;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A machine that is saved and restored into a new one runs on as if nothing had happened: same instruction count, virtual time
 * and state hash at the end. The hash right after restoring is the hash at the save. Between saves too little runs for chains.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAINS")
class SaveRestoreTest {
    private static final List<String> GUESTS = List.of("debug-registers", "interrupt-shadow", "lapic-ioapic", "nested-faults",
            "self-modifying", "single-step", "sysenter-syscall", "task-switch", "tlb-stale", "tsc-monotonic", "v86");
    private static final int RANDOM_POINTS = 4;
    private static final int SAVES_PER_MOMENT = 3;
    private static final Moment[] MOMENTS = Moment.values();
    private static final long STEPS = 800_000;

    /** What lasts for an instruction only, or is otherwise easily forgotten. */
    private enum Moment {
        STI_SHADOW(cpu -> cpu.shadow == Cpu.SHADOW_STI),
        MOV_SS_SHADOW(cpu -> cpu.shadow == Cpu.SHADOW_MOV_SS),
        INSIDE_REP(cpu -> cpu.repeating),
        DEBUG_TRAP_PENDS(cpu -> cpu.pendingDebug != 0),
        RESUME_FLAG(cpu -> cpu.flags.has(Flags.RF)),
        SINGLE_STEPPING(cpu -> cpu.flags.has(Flags.TF)),
        NMI_PENDS(cpu -> (cpu.attention & Cpu.ATTENTION_NMI) != 0),
        NMI_BLOCKED(cpu -> cpu.nmiBlocked),
        INTERRUPT_PENDS(cpu -> cpu.interrupts.pending()),
        VIRTUAL_8086(Cpu::v86),
        RING_3(cpu -> cpu.cpl == 3);

        private final Predicate<Cpu> holds;

        Moment(Predicate<Cpu> holds) {
            this.holds = holds;
        }
    }

    private final TestEngine engine;

    SaveRestoreTest(TestEngine engine) {
        this.engine = engine;
    }

    @TestFactory
    Stream<DynamicTest> guestsRunOnTheSameFromRandomPoints() {
        return GUESTS.stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            TestGuest guest = new TestGuest(name).on(engine);
            End expected = TestGuest.runToTheEnd(guest.machine());
            Machine machine = guest.machine();
            long[] points = new Random(name.hashCode()).longs(RANDOM_POINTS, 1, expected.instructions()).sorted().toArray();
            for (long point : points) {
                machine.run(point);
                machine = movedTo(guest.machine(), machine);
            }
            assertEquals(expected, TestGuest.runToTheEnd(machine), () -> "saved at " + Arrays.toString(points));
        }));
    }

    @Test
    void statesThatLastOneInstructionAreSaved() throws Exception {
        Map<Moment, Integer> seen = new EnumMap<>(Moment.class);
        for (String name : List.of("interrupt-shadow", "nested-faults", "rep-resume", "single-step", "debug-registers", "nmi", "v86")) {
            TestGuest guest = new TestGuest(name).on(engine);
            End expected = TestGuest.runToTheEnd(guest.machine());
            assertEquals(expected, steppedAndSaved(guest, seen), name);
        }
        assertEquals(EnumSet.allOf(Moment.class), seen.keySet(), "moments that some guest was in");
    }

    /** Runs one instruction at a time, moves the guest to a new machine in moments of interest, then runs it to the end. */
    private static End steppedAndSaved(TestGuest guest, Map<Moment, Integer> seen) throws Exception {
        Machine machine = guest.machine();
        Map<Moment, Integer> saves = new EnumMap<>(Moment.class);
        StopReason reason = machine.run(1);
        for (long limit = 2; reason instanceof StopReason.InstructionLimit && limit < STEPS; limit++) {
            for (Moment moment : MOMENTS) {
                if (moment.holds.test(machine.cpu(0)) && saves.merge(moment, 1, Integer::sum) <= SAVES_PER_MOMENT) {
                    machine = movedTo(guest.machine(), machine);
                    seen.merge(moment, 1, Integer::sum);
                }
            }
            reason = machine.run(limit);
        }
        return reason instanceof StopReason.InstructionLimit ? TestGuest.runToTheEnd(machine) : TestGuest.end(machine, reason);
    }

    @Test
    void aKvmGuestTakesItsPlatformAlong() throws Exception {
        TestGuest guest = new TestGuest("lapic-ioapic").on(engine);
        End expected = TestGuest.runToTheEnd(guest.machineOnKvm());
        Machine machine = guest.machineOnKvm();
        for (long point : LongStream.rangeClosed(1, 4).map(i -> i * expected.instructions() / 5).toArray()) {
            machine.run(point);
            machine = movedTo(guest.machineOnKvm(), machine);
        }
        assertEquals(expected, TestGuest.runToTheEnd(machine));
    }

    @Test
    void receivedBytesThatTheGuestHasNotReadAreSaved() throws Exception {
        TestGuest guest = new TestGuest("inputs/echo").on(engine);
        Machine machine = listening(guest);
        "0123456789".chars().forEach(c -> machine.inputs().offer("com1", c));
        machine.run(machine.cpu(0).instructions + 1);
        byte[] state = TestGuest.save(machine);
        machine.inputs().offer("com1", 'q');
        End expected = TestGuest.runToTheEnd(machine);
        Machine other = guest.machine();
        TestGuest.restore(other, state);
        other.inputs().offer("com1", 'q');
        assertEquals(expected, TestGuest.runToTheEnd(other));
    }

    private static Machine listening(TestGuest guest) throws Exception {
        Machine machine = guest.machine();
        machine.onIdle(cpu -> machine.interrupt(), cpu -> {});
        machine.run(Long.MAX_VALUE);
        machine.onIdle(cpu -> {}, cpu -> {});
        return machine;
    }

    @Test
    void twoMachinesInTurnsEndLikeEachAlone() throws Exception {
        TestGuest guest = new TestGuest("single-step").on(engine);
        TestGuest other = new TestGuest("tlb-stale").on(engine);
        End alone = TestGuest.runToTheEnd(guest.machine());
        End otherAlone = TestGuest.runToTheEnd(other.machineOnKvm());
        Machine first = guest.machine();
        Machine second = other.machineOnKvm();
        for (long limit = 10_007; limit < Math.min(alone.instructions(), otherAlone.instructions()); limit += 10_007) {
            first.run(limit);
            second.run(limit);
        }
        assertEquals(alone, TestGuest.runToTheEnd(first));
        assertEquals(otherAlone, TestGuest.runToTheEnd(second));
    }

    private static Machine movedTo(Machine to, Machine from) {
        long hash = from.stateHash();
        byte[] state = TestGuest.save(from);
        assertEquals(hash, from.stateHash(), "saving changes nothing");
        TestGuest.restore(to, state);
        assertEquals(hash, to.stateHash(), "the restored machine is the saved one");
        return to;
    }
}
