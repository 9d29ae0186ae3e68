package dev.ringside.emulator.debug.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.system.ModelSpecificRegisters;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.RandomExpressions;
import dev.ringside.symbols.expression.vocabulary.Registers;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compiled expressions only look: nothing of the machine changes, nobody hears of it, nothing is allocated. */
class LookingTest {
    private static Expression parse(String text) {
        try {
            return Expression.parse(text, RandomExpressions.scope());
        } catch (ExpressionException e) {
            throw new AssertionError(text, e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMachineIsWhatItWas(StrangeMachine.Mode mode) {
        var machine = new StrangeMachine(mode, 77);
        long before = machine.machine.stateHash();
        for (int i = 0; i < 300; i++) {
            Expression expression = RandomExpressions.tree(5_000L + i, i % 6);
            ConditionCompiler.compile(expression, machine).holds(machine.cpu, machine.moment);
        }
        for (int msr = 0; msr < 0x1000; msr++) {
            new MachineContext(machine.cpu, machine).msr(msr);
        }
        assertEquals(before, machine.machine.stateHash());
        assertEquals(0, machine.deviceReads);
    }

    /** A machine of KVM's, with what it has told of calls. */
    private static Machine kvm(List<AbiCall> heard) {
        var machine = new Machine(MachineConfig.of(CpuModel.standard(), 4 << 20));
        var platform = new KvmPlatform(KvmFeature.all(), 1, MachineConfig.DEFAULT_EPOCH);
        platform.attach(machine);
        platform.listen(heard::add);
        return machine;
    }

    private static boolean holds(Machine machine, String text) {
        return ConditionCompiler.compile(parse(text), ConditionEnvironment.EMPTY).holds(machine.cpu(0), new Moment());
    }

    @Test
    void thePlatformsRegistersAreSeenAndNobodyHearsOfIt() {
        List<AbiCall> heard = new ArrayList<>();
        Machine machine = kvm(heard);
        ModelSpecificRegisters.write(machine.cpu(0), 0x4b564d05, 0);
        assertEquals(0, ModelSpecificRegisters.read(machine.cpu(0), 0x4b564d05));
        assertEquals(2, heard.size(), "the guest's own exchanges are told");
        assertTrue(holds(machine, "msr(0x4b564d05) == 0"));
        ModelSpecificRegisters.write(machine.cpu(0), 0x4b564d05, 1);
        assertTrue(holds(machine, "msr(0x4b564d05) == 1"));
        assertEquals(3, heard.size());
    }

    @Test
    void theLocalApicsRegistersAreSeenAndNothingIsSettled() {
        Machine machine = kvm(new ArrayList<>());
        Cpu cpu = machine.cpu(0);
        assertFalse(holds(machine, "msr(0x802) == 0 || msr(0x802) != 0"), "not in xAPIC mode");
        ModelSpecificRegisters.write(cpu, 0x1B, ModelSpecificRegisters.read(cpu, 0x1B) | 1 << 10);
        ModelSpecificRegisters.write(cpu, 0x80F, 0x1FF);
        ModelSpecificRegisters.write(cpu, 0x808, 0x30);
        assertTrue(holds(machine, "msr(0x80f) == 0x1ff && msr(0x808) == 0x30 && cr8 == 3 && msr(0x1b){10}"));
        assertFalse(holds(machine, "msr(0x80b) == msr(0x80b)"), "the end of interrupt can only be written");
        assertFalse(holds(machine, "msr(0x49) == msr(0x49)"), "and so can this command");
        assertFalse(holds(machine, "msr(0x10000001b) == msr(0x1b)"), "a number of 33 bits is none");
        // An interrupt in service whose end the guest may announce by a bit in memory, which it does.
        ModelSpecificRegisters.write(cpu, 0x4b564d04, 0x5001);
        ModelSpecificRegisters.write(cpu, 0x808, 0);
        ModelSpecificRegisters.write(cpu, 0x83F, 0x41);
        assertEquals(0x41, cpu.interrupts.acknowledge());
        long before = machine.stateHash();
        assertTrue(holds(machine, "msr(0x812) == 2 && u8[phys:0x5000] == 1"), "vector 41h in service, its end offered");
        assertEquals(before, machine.stateHash());
        assertTrue(holds(machine, "u8[phys:0x5000] == 1"));
        ModelSpecificRegisters.read(cpu, 0x812);
        assertTrue(holds(machine, "u8[phys:0x5000] == 0"), "a read of the guest's takes the offer back");
    }

    // ---- allocation ----

    private static final int WARM = 20_000, TIMES = 20_000;

    private static long allocated(StrangeMachine machine, CompiledCondition condition) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        int holding = 0;
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < TIMES; i++) {
            machine.moment.hit++;
            holding += condition.holds(machine.cpu, machine.moment) ? 1 : 0;
        }
        long after = threads.getThreadAllocatedBytes(thread);
        assertTrue(holding <= TIMES);
        return after - before;
    }

    /** Nothing for each time; the JVM itself may need a few bytes of a thread now and then. */
    private static void checkAllocatesNothing(StrangeMachine machine, String text, CompiledCondition condition) {
        for (int i = 0; i < WARM; i++) {
            condition.holds(machine.cpu, machine.moment);
        }
        long bytes = allocated(machine, condition);
        assertTrue(bytes < TIMES, () -> bytes + " bytes in " + TIMES + " times: " + text);
    }

    @Test
    void nothingIsAllocated() {
        var machine = new StrangeMachine(StrangeMachine.Mode.LONG, 3);
        for (String text : List.of("rdi == 7 && zf", "task->pid == 7 || u32[rsp + 8] == 3", "u64[0xfff8 + hit] / hit == 1", "u8[phys:0xa0000] == 1",
                "s16[fs:0x10] < 0 || u64[gs:rbx] > 5", "task->comm == \"swapper/0\"", "string(rsi) != string(rdi)", "changed(u8[rsi]) || old(rax) == 3",
                "walk(rsi).pte.rw == 1 && walk(rsi).page_size == 4096", "msr(0xc0000082) == lstar", "task->wide > 3 && task->odd < 0",
                "xmm3.u32[1] == st0{60..70} && fstat == cr8", "result == -1 || $limit > depth()", "u64[rsi] == 1 && u64[0x800000000000] == 2",
                "(instructions >> rcx) * mode - count > bit(rflags, hit)")) {
            checkAllocatesNothing(machine, text, ConditionCompiler.compile(parse(text), machine));
        }
    }

    @Test
    void noRegisterIsReadByAllocating() {
        var machine = new StrangeMachine(StrangeMachine.Mode.LONG, 4);
        List<String> all = Registers.all().stream().map(row -> "$" + row.name() + (row.wide() ? "{3..66}" : "")).toList();
        for (int i = 0; i < all.size(); i += 40) {
            String some = "(" + String.join(" ^ ", all.subList(i, Math.min(i + 40, all.size()))) + ") == 0";
            checkAllocatesNothing(machine, some, ConditionCompiler.compile(parse(some), machine));
        }
    }

    @Test
    void anAllocationWouldBeFound() {
        var machine = new StrangeMachine(StrangeMachine.Mode.LONG, 3);
        List<Object> kept = new ArrayList<>(TIMES + WARM);
        CompiledCondition allocates = (cpu, moment) -> kept.add(new long[1]);
        assertTrue(allocated(machine, allocates) >= 16L * TIMES);
    }
}
