package dev.ringside.symbols.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.expression.evaluate.Evaluator;
import dev.ringside.symbols.expression.evaluate.Memories;
import dev.ringside.symbols.expression.evaluate.Outcome;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.vocabulary.Space;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions come to: the rules of typing by examples, memory in all its spaces, and what happens where there is no value. */
class EvaluatorTest {
    private final TestContext guest = new TestContext();

    @BeforeEach
    void fillTheGuest() {
        guest.registers.put("rax", 0xffff_ffff_ffff_ff80L);
        guest.registers.put("rbx", 0L);
        guest.registers.put("rdi", 0x4000L);
        guest.registers.put("eflags", 0x3001L);
        guest.registers.put("cs_base", 0x10000L);
        guest.registers.put("xmm0", 0x8877_6655_4433_2211L);
        guest.registers.put("xmm0:1", 0xffee_ddcc_bbaa_9988L);
        guest.store(Space.LINEAR, 0x3000, 8, 1000);
        guest.store(Space.LINEAR, 0x3008, 4, -1);
        guest.store(0x3010, "abcdefg");
        guest.store(Space.LINEAR, 0x4000, 96, 0);
        guest.store(Space.LINEAR, 0x4000, 4, -7);
        guest.store(0x4010, "init");
        guest.store(Space.LINEAR, 0x4020, 8, 0x4000);
        guest.store(Space.LINEAR, 0x4028, 2, 0b11_1000_0101);
        guest.store(Space.LINEAR, 0x4030, 8, 0xf234_5678_9abc_def5L);
        guest.store(Space.LINEAR, 0x403c, 4, 0xdddd);
        guest.store(Space.LINEAR, 0x4044, 4, 0x1234);
        guest.store(Space.LINEAR, 0x4048, 8, 0x4010);
        guest.store(Space.PHYSICAL, 0x3000, 8, 77);
        guest.store(Space.CS, 0xfff0, 1, 0xea);
        guest.others.put("task", 0x4000L);
        guest.others.put("walk 12288 pte", 0x8000_0000_1234_5063L);
        guest.others.put("msr 16", 5L);
        guest.others.put("depth", 4L);
        guest.others.put("caller", 0xffffffff81000000L);
        guest.others.put("hit", 100L);
        guest.others.put("arg.pte", 3L);
        guest.others.put("$limit", 1001L);
    }

    private String result(String text, Scope scope) throws ExpressionException {
        return shown(new Evaluator(guest).evaluate(Expression.parse(text, scope), new Memories(0)));
    }

    private static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Known(var value) -> value.type().name() + " " + (value.type().name().equals("text") ? value.text()
                : value.type() instanceof IntegerType type && type.signed() ? String.valueOf(value.bits()) : "0x" + Long.toHexString(value.bits()));
            case Outcome.Missing missing -> missing.text();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
        eax == -128                         => bool 0x1
        (s64)eax == -128                    => bool 0x0
        balance == -1                       => bool 0x1
        balance == 0xffffffff               => bool 0x1
        balance < jiffies                   => bool 0x1
        balance == eax                      => bool 0x0
        al - ah                             => s64 -127
        rbx - 1                             => u64 0xffffffffffffffff
        ebx - 1                             => s64 -1
        ebx - 1 < 0                         => bool 0x1
        -eax                                => s64 -4294967168
        ~al                                 => u8 0x7f
        (s8)al                              => s8 -128
        (s8)al >> 3                         => s64 -16
        rax >> 60                           => u64 0xf
        rax << 64                           => u64 0x0
        (s64)rax >> 100                     => s64 -1
        1 << balance                        => s64 0
        -7 / 2                              => s64 -3
        -7 % 3                              => s64 -1
        (s64)0x8000000000000000 / -1        => s64 -9223372036854775808
        rax / 16                            => u64 0xffffffffffffff8
        cf + iopl                           => s64 4
        rax{4..11}                          => u8 0xf8
        bit(rax, 7) + bit(rax, 6)           => s64 1
        bit(rax, 64)                        => u1 0x0
        010 + 0x10                          => s64 26
        (bool)256                           => bool 0x1
        rbx ? rax / rbx : 5                 => u64 0x5
        """)
    void arithmeticKeepsToItsRules(String text, String result) throws ExpressionException {
        assertEquals(result, result(text, TestScope.WIDE));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
        u64[0x3000]                         => u64 0x3e8
        u64[phys:0x3000]                    => u64 0x4d
        u8[cs:0xfff0]                       => u8 0xea
        cs.base + 0xfff0                    => u64 0x1fff0
        jiffies + 1 == $limit               => bool 0x1
        *&jiffies                           => u64 0x3e8
        ((u8*)0x3000)[1]                    => u8 0x3
        (u16*)0x3000 + 3                    => u16 * 0x3006
        &init_task + 1                      => struct task_struct * 0x4060
        (&init_task + 3) - &init_task       => s64 3
        init_task                           => struct task_struct 0x4000
        init_task.pid                       => s32 -7
        task->parent->parent->pid == -7     => bool 0x1
        ((struct task_struct *)rdi)->pid    => s32 -7
        task->low                           => u3 0x5
        task->odd                           => s7 -16
        task->wide                          => u61 0x1e468acf13579bde
        task->counts[1]                     => u32 0xdddd
        *(task->counts + 1)                 => u32 0xdddd
        &task->counts[3]                    => u32 * 0x4044
        task->comm == "init"                => bool 0x1
        task->name != "init"                => bool 0x0
        letters == "abcdefg"                => bool 0x1
        string(rdi + 0x10)                  => text init
        "a" == "a"                          => bool 0x1
        schedule + 0x10                     => void * 0xffffffff81000010
        caller() == schedule                => bool 0x1
        xmm0.s16[7]                         => s16 -18
        xmm0{60..67}                        => u8 0x88
        xmm0.u64[1]                         => u64 0xffeeddccbbaa9988
        walk(&jiffies).pte.nx               => u1 0x1
        walk(0x3000).pte.pfn                => u40 0x12345
        msr(0x10) * depth()                 => u64 0x14
        hit % 100 == 0                      => bool 0x1
        arg.pte & 2                         => u64 0x2
        $1                                  => u64 0x1234
        $$                                  => s64 -5
        TASK_DEAD + 1                       => s64 129
        """)
    void theGuestIsReadWhereverItKeepsThings(String text, String result) throws ExpressionException {
        assertEquals(result, result(text, TestScope.WIDE));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
        1 + u32[0x3016]                     => column 5: cannot read memory at linear:0x3018
        u8[phys:0x9000] == 0                => column 1: cannot read memory at phys:0x9000
        rax / rbx                           => column 5: division by zero
        5 % 0                               => column 3: division by zero
        rcx + 1                             => column 1: there is no register rcx
        msr(0x11)                           => column 1: there is no register MSR 0x11
        1 + walk(0x5000).pde.p              => column 5: the page walk does not have pde
        result == 1                         => column 1: there is no event with the field result
        count + 1                           => column 1: not known here: count
        string(0x5000)                      => column 1: cannot read memory at linear:0x5000
        (1 == 0) || rcx                     => column 13: there is no register rcx
        """)
    void whatHasNoValueSaysWhyAndWhere(String text, String result) throws ExpressionException {
        assertEquals(result, result(text, TestScope.WIDE));
    }

    @Test
    void aConditionWithoutValueDoesNotHoldAndASideThatDoesNotDecideIsNotEvaluated() throws ExpressionException {
        assertFalse(new Evaluator(guest).evaluate(Expression.parse("rax / rbx == 0 || 1 == 1", Scope.EMPTY), new Memories(0)).holds());
        assertTrue(new Evaluator(guest).evaluate(Expression.parse("1 == 1 || rax / rbx == 0", Scope.EMPTY), new Memories(0)).holds());
        assertTrue(new Evaluator(guest).evaluate(Expression.parse("rbx != 0 && rax / rbx == 1 ? 0 : 1", Scope.EMPTY), new Memories(0)).holds());
    }

    @Test
    void pointersOfA32BitGuestWrapAtFourBytes() throws ExpressionException {
        assertEquals("u32 * 0x3", result("(u32 *)0xffffffff + 1", TestScope.NARROW));
        assertEquals("s32 -1", result("(long)rax | (long)-1 ? (long)-1 : (long)0", TestScope.NARROW));
        assertEquals("s64 4", result("(s64)sizeof(void *)", TestScope.NARROW));
    }

    @Test
    void oldAndChangedRememberTheEvaluationBefore() throws ExpressionException {
        Expression expression = Expression.parse("changed(rbx) && old(rbx) < rbx && old(rbx) != 3", TestScope.WIDE);
        assertEquals(1, expression.slots().size());
        var memories = new Memories(1);
        var seen = new StringBuilder();
        for (long value : new long[] {5, 5, 6, 3, 4, 9}) {
            guest.registers.put("rbx", value);
            seen.append(new Evaluator(guest).evaluate(expression, memories).holds() ? 1 : 0);
        }
        assertEquals("001001", seen.toString());
    }

    @Test
    void aSlotIsKeptUpToDateThoughItsSideWasNotEvaluatedAndKeepsItsValueWhereThereIsNone() throws ExpressionException {
        Expression expression = Expression.parse("hit > 1 && changed(u8[rbx])", TestScope.WIDE);
        var memories = new Memories(1);
        guest.others.put("hit", 1L);
        guest.registers.put("rbx", 0x3000L);
        assertFalse(new Evaluator(guest).evaluate(expression, memories).holds());
        guest.others.put("hit", 2L);
        assertFalse(new Evaluator(guest).evaluate(expression, memories).holds());
        guest.registers.put("rbx", 0x5000L);
        assertEquals("column 20: cannot read memory at linear:0x5000", shown(new Evaluator(guest).evaluate(expression, memories)));
        guest.registers.put("rbx", 0x3000L);
        assertFalse(new Evaluator(guest).evaluate(expression, memories).holds());
        guest.store(Space.LINEAR, 0x3000, 1, 1);
        assertTrue(new Evaluator(guest).evaluate(expression, memories).holds());
    }
}
