package dev.ringside.emulator.debug.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.RandomExpressions;
import dev.ringside.symbols.expression.evaluate.Evaluator;
import dev.ringside.symbols.expression.evaluate.Memories;
import dev.ringside.symbols.expression.evaluate.Outcome;
import dev.ringside.symbols.expression.type.CompositeType;
import dev.ringside.symbols.expression.vocabulary.Space;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What compiled expressions come to, by hand: a processor in real mode over memory with a task struct in it. */
class CompiledKindsTest {
    private static final int TASK = 0x4000, TEXT = 0x5000;

    private final Machine machine = new Machine(MachineConfig.of(CpuModel.standard(), 1 << 20));
    private final Cpu cpu = machine.cpu(0);
    private final Moment moment = new Moment();
    private final UserVariable limit = new UserVariable();

    CompiledKindsTest() {
        put(TASK, 4, -3);
        put(TASK + 8, 8, 42);
        text(TASK + 16, "swapper/0");
        put(TASK + 40, 2, 0b10_1010_1101);
        put(TASK + 48, 8, 0x8000000000000009L);
        put(TASK + 56 + 8, 4, 0x12345678);
        put(TASK + 72, 8, TEXT);
        text(TEXT, "in the guest");
    }

    private void put(long physical, int size, long value) {
        machine.memory().write(Agent.LOADER, physical, size, value);
    }

    private void text(long physical, String text) {
        for (int i = 0; i <= text.length(); i++) {
            put(physical + i, 1, i < text.length() ? text.charAt(i) : 0);
        }
    }

    private ConditionEnvironment environment() {
        return new ConditionEnvironment() {
            @Override
            public Optional<UserVariable> variable(String name) {
                return name.equals("limit") ? Optional.of(limit) : Optional.empty();
            }

            @Override
            public LiveValue task() {
                return (asked, into) -> into.is(TASK);
            }

            @Override
            public LiveValue caller() {
                return (asked, into) -> asked.r[Cpu.RBP] != 0 && into.is(asked.r[Cpu.RBP] + 1);
            }
        };
    }

    private static Expression parse(String text) {
        try {
            return Expression.parse(text, RandomExpressions.scope());
        } catch (ExpressionException e) {
            throw new AssertionError(text + ": " + e.getMessage(), e);
        }
    }

    /** The value; null when there is none. Condition and evaluator have to agree. */
    private Object value(String text) {
        Expression expression = parse(text);
        CompiledValue value = ConditionCompiler.compileValue(expression, environment());
        boolean known = value.evaluate(cpu, moment);
        Outcome outcome = new Evaluator(new MachineContext(cpu, moment, environment())).evaluate(expression, new Memories(expression.slots().size()));
        assertEquals(outcome instanceof Outcome.Known, known, text);
        assertEquals(outcome.holds(), ConditionCompiler.compile(expression, environment()).holds(cpu, moment), text);
        if (!(outcome instanceof Outcome.Known(var of))) {
            return null;
        }
        assertEquals(of.bits(), expression.root().type().scalar() ? value.result() : of.bits(), text);
        assertEquals(of.text(), value.text(), text);
        return value.text().isEmpty() ? (Object) value.result() : value.text();
    }

    @Test
    void membersAndElements() {
        assertEquals(-3L, value("task->pid"));
        assertEquals(-3L, value("init_task.pid"));
        assertEquals(42L, value("((struct task_struct *)0x4000)->state"));
        assertEquals(0b101L, value("task->low"));
        assertEquals(0b1010101L - 128, value("task->odd"));
        assertEquals(0x1000000000000001L, value("task->wide"));
        assertEquals(0x12345678L, value("task->counts[2]"));
        assertEquals((long) TASK + 64, value("&task->counts[2]"));
        assertEquals((long) 'w', value("task->comm[1]"));
        assertEquals((long) TASK, value("*task"));
        assertEquals((long) TASK + 16, value("task->comm"));
        assertEquals(null, value("task->parent->parent->parent->parent->pid + u8[0xa0000]"));
        assertTrue(parse("*task").root().type() instanceof CompositeType);
    }

    @Test
    void texts() {
        assertEquals("in the guest", value("string(task->name)"));
        assertEquals("swapper/0", value("string(task->comm)"));
        assertEquals("written", value("\"written\""));
        assertEquals("init", value("$3"));
        assertEquals(1L, value("task->comm == \"swapper/0\""));
        assertEquals(0L, value("task->comm != \"swapper/0\""));
        assertEquals(1L, value("task->name != \"in the\""));
        assertEquals(1L, value("string(0x5003) == string(task->name + 3)"));
        assertEquals(0L, value("string(0x5003) == string(task->name + 2)"));
        text(0x9FFFE, "x");
        assertEquals("x", value("string(0x9fffe)"));
        put(0x9FFFF, 1, 'y');
        assertEquals(null, value("string(0x9fffe)"));
        assertEquals(null, value("string(0x9fffe) != \"something else\""), "what cannot be read decides, though the first byte differs");
    }

    @Test
    void nothingIsDividedByZero() {
        assertEquals(null, value("7 / rax"));
        assertEquals(null, value("rbx % rax"));
        assertEquals(1L, value("rax == 0 || 7 / rax == 1"));
        assertEquals(0L, value("rax != 0 && 7 / rax == 1"));
        assertEquals(5L, value("rax == 0 ? 5 : 7 / rax"));
        assertEquals(null, value("(s64)rbx + 7 / (s64)rax"));
        cpu.r[Cpu.RAX] = -1;
        cpu.r[Cpu.RBX] = Long.MIN_VALUE;
        assertEquals(Long.MIN_VALUE, value("(s64)rbx / (s64)rax"));
        assertEquals(0L, value("(s64)rbx % (s64)rax"));
    }

    @Test
    void theRuleItsEventAndItsVariables() {
        moment.hit = 7;
        moment.count = 3;
        cpu.instructions = 1234;
        assertEquals(7L, value("hit"));
        assertEquals(3L, value("count"));
        assertEquals(16L, value("mode"));
        assertEquals(1234L, value("instructions"));
        assertEquals((long) TASK, value("task"));
        assertEquals(null, value("result"));
        moment.set(1, 0xFFFFFFFEL);
        assertEquals(-2L, value("result"), "cut off to s32");
        assertEquals(null, value("arg.pte"));
        moment.clear();
        assertEquals(null, value("result"));
        assertEquals(null, value("$limit"));
        limit.set(99);
        assertEquals(99L, value("$limit"));
        limit.forget();
        assertEquals(null, value("$limit"));
        assertEquals(null, value("depth()"));
        assertEquals(null, value("caller()"));
        cpu.r[Cpu.RBP] = 0x1000;
        assertEquals(0x1001L, value("caller()"));
    }

    @Test
    void aVariableIsReadEachTime() {
        CompiledCondition condition = ConditionCompiler.compile(parse("eax > $limit"), environment());
        cpu.r[Cpu.RAX] = 10;
        assertFalse(condition.holds(cpu, moment));
        limit.set(9);
        assertTrue(condition.holds(cpu, moment));
        limit.set(10);
        assertFalse(condition.holds(cpu, moment));
    }

    @Test
    void oldAndChangedRememberTheTimeBefore() {
        CompiledCondition changed = ConditionCompiler.compile(parse("changed(u8[rsi])"), environment());
        CompiledCondition grows = ConditionCompiler.compile(parse("rax > old(rax)"), environment());
        cpu.r[Cpu.RSI] = 0x100;
        List<Boolean> seen = new ArrayList<>();
        for (int[] now : new int[][] {{1, 5}, {1, 6}, {2, 6}, {2, 4}}) {
            put(0x100, 1, now[0]);
            cpu.r[Cpu.RAX] = now[1];
            seen.add(changed.holds(cpu, moment));
            seen.add(grows.holds(cpu, moment));
        }
        assertEquals(List.of(false, false, false, true, true, false, false, false), seen);
        cpu.r[Cpu.RSI] = 0xA0000;
        assertFalse(changed.holds(cpu, moment), "nothing to read");
        cpu.r[Cpu.RSI] = 0x100;
        assertFalse(changed.holds(cpu, moment), "what was known last is remembered");
        put(0x100, 1, 3);
        assertTrue(changed.holds(cpu, moment));
    }

    @Test
    void eachCompiledExpressionRemembersForItself() {
        Expression expression = parse("changed(rax)");
        CompiledCondition first = ConditionCompiler.compile(expression, environment());
        CompiledCondition second = ConditionCompiler.compile(expression, environment());
        assertFalse(first.holds(cpu, moment));
        cpu.r[Cpu.RAX] = 1;
        assertTrue(first.holds(cpu, moment));
        assertFalse(second.holds(cpu, moment));
    }

    @Test
    void aTextOrAStructIsNoTruth() {
        for (String text : List.of("\"true\"", "*task", "string(0x5000)")) {
            assertFalse(ConditionCompiler.compile(parse(text), environment()).holds(cpu, moment), text);
        }
    }

    @Test
    void membersOfAStructAreReadAsBytes() {
        byte[] bytes = new byte[12];
        var memory = new MachineContext(cpu, environment()).memory(Space.LINEAR);
        assertEquals(9, memory.read(TASK + 16, bytes, 2, 9));
        assertEquals("swapper/0", new String(bytes, 2, 9, StandardCharsets.US_ASCII));
        assertEquals(2, memory.read(0x9FFFE, bytes, 0, 4), "as far as there is memory");
    }

    // ---- any size ----

    private void checkLong(String text, boolean holds) {
        Expression expression = parse(text);
        var made = new ConditionClass(expression, environment(), false, Outline.LONGEST);
        Map<String, Integer> lengths = ClassFile.of().parse(made.bytes()).methods().stream().collect(Collectors.toMap(
            method -> method.methodName().stringValue(), method -> method.findAttribute(Attributes.code()).orElseThrow().codeLength()));
        assertTrue(lengths.size() > 3, "methods: " + lengths);
        assertTrue(Collections.max(lengths.values()) < 8000, "HotSpot compiles no longer method: " + lengths);
        assertEquals(holds, made.define().holds(cpu, moment));
        assertEquals(holds, new Evaluator(new MachineContext(cpu, moment, environment())).evaluate(expression,
            new Memories(expression.slots().size())).holds());
    }

    @Test
    void aWideExpressionBecomesSeveralMethods() {
        limit.set(0);
        String[] terms = new String[600];
        Arrays.setAll(terms, i -> "(u16[0x5000 + rcx] ^ " + i + ")");
        String sum = balanced(List.of(terms), "+");
        checkLong(sum + " != 0", true);
        checkLong(sum + " != 0 && 7 / rdi == 1", false);
        Arrays.setAll(terms, i -> "u8[rcx] == " + (i % 200 + 1));
        checkLong(balanced(List.of(terms), "||"), false);
        checkLong("!(" + balanced(List.of(terms), "||") + ")", true);
    }

    @Test
    void aDeepExpressionBecomesSeveralMethods() {
        String deep = "rax";
        for (int i = 0; i < 45; i++) {
            deep = "(" + deep + " + (u64)u8[0x5000 + ((rbx + " + i + ") & 3)] * (u64)task->counts[2] / ($limit + 1))";
        }
        limit.set(0);
        checkLong(deep + " != 0", true);
    }

    @Test
    void manySlotsBecomeSeveralMethods() {
        String all = balanced(IntStream.range(0, 600).mapToObj(i -> "changed(u8[rsi + " + i + "])").toList(), "||");
        CompiledCondition condition = ConditionCompiler.compile(parse(all), environment());
        cpu.r[Cpu.RSI] = 0x8000;
        checkLong(all, false);
        assertFalse(condition.holds(cpu, moment));
        assertFalse(condition.holds(cpu, moment));
        put(0x8000 + 599, 1, 1);
        assertTrue(condition.holds(cpu, moment));
        assertFalse(condition.holds(cpu, moment));
    }

    private static String balanced(List<String> terms, String sign) {
        if (terms.size() == 1) {
            return terms.getFirst();
        }
        int half = terms.size() / 2;
        return "(" + balanced(terms.subList(0, half), sign) + " " + sign + " " + balanced(terms.subList(half, terms.size()), sign) + ")";
    }
}
