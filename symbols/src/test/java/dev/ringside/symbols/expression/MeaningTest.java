package dev.ringside.symbols.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was written is echoed with brackets, types and addresses, and the echo means the same. */
class MeaningTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '^', textBlock = """
        rax                                 => $rax /*u64*/
        $AL + 010                           => ($al /*u8*/ + 10)
        1 + 2 * 3 == 7                      => (7 == 7)
        (rax & 0xfff) == 0                  => (($rax /*u64*/ & 4095) == 0)
        eax == -1                           => ($eax /*u32*/ == 0xffffffff)
        balance == 0xffffffff               => (balance /*s32 at 0x3008*/ == (-1))
        -rax - -1                           => ((-$rax /*u64*/) - (-1))
        !cf && zf || of                     => (((!$cf /*u1*/) && $zf /*u1*/) || $of /*u1*/)
        cs.base + gdtr.limit                => ($cs.base /*u64*/ + $gdtr.limit /*u16*/)
        cr0.pg ? 1 : rbx                    => ($cr0.pg /*u1*/ ? 1 : $rbx /*u64*/)
        u32[rsp+8]                          => u32[($rsp /*u64*/ + 8)]
        u8[phys:0x1000]                     => u8[phys:0x1000]
        u16[$es:di]                         => u16[es:$di /*u16*/]
        unsigned char[rax]                  => u8[$rax /*u64*/]
        *(u32*)rax                          => (*((u32 *)$rax /*u64*/))
        ((u32*)rax)[3]                      => (*(((u32 *)$rax /*u64*/) + 3))
        ((struct task_struct *)rdi)->comm[2] => ((struct task_struct *)$rdi /*u64*/)->comm[2]
        init_task.parent->pid               => init_task /*struct task_struct at 0x4000*/.parent->pid
        &init_task                          => (&init_task /*0x4000*/)
        &init_task.pid                      => (&init_task /*struct task_struct at 0x4000*/.pid)
        *init_task.comm                     => init_task /*struct task_struct at 0x4000*/.comm[0]
        init_task.counts + 1                => ((&init_task /*struct task_struct at 0x4000*/.counts[0]) + 1)
        task->comm == "in\\x69t"            => (string(task /*struct task_struct **/->comm) == "init")
        schedule + 0x10                     => (schedule /*0xffffffff81000000*/ + 16)
        `si` == si                          => (`si` /*0x2000*/ == $si /*u16*/)
        `weird.name`                        => `weird.name` /*0x2008*/
        jiffies % 10                        => (jiffies /*u64 at 0x3000*/ % 10)
        rax{8..15} + rbx{63}                => ($rax /*u64*/{8..15} + $rbx /*u64*/{63})
        xmm1.s16[7] + xmm1{64..95}          => ($xmm1.s16[7] + $xmm1{64..95})
        xmm0.u32[1]                         => $xmm0{32..63}
        walk(rip).pte.rw == 0               => (walk($rip /*u64*/).pte.rw == 0)
        walk(&jiffies).physical             => walk((&jiffies /*0x3000*/)).physical
        old(rax) < rax && changed(rax)      => ((old($rax /*u64*/) < $rax /*u64*/) && changed($rax /*u64*/))
        depth() > 3 && caller() != schedule => ((depth() > 3) && (caller() != schedule /*0xffffffff81000000*/))
        $ == "init" && $$ < 0 && $1 == $$2  => ((($3 /*text*/ == "init") && ($2 /*s64*/ < 0)) && ($1 /*u64*/ == $1 /*u64*/))
        $limit - $delta                     => ($limit /*u64*/ - $delta /*s32*/)
        arg.pte & 2 && result < 0           => ((arg.pte /*u64*/ & 2) && (result /*s32*/ < 0))
        hit % 100 == 0 && count < 5         => (((hit /*u64*/ % 100) == 0) && (count /*u64*/ < 5))
        (pteval_t)eax << 4 >> 60            => ((((u64)$eax /*u32*/) << 4) >> 60)
        rax /* not rbx */ + 'a'             => ($rax /*u64*/ + 97)
        sizeof(struct task_struct)          => 96
        ~al & msr(0x10)                     => ((~$al /*u8*/) & msr(16))
        """)
    void isWhatWasUnderstood(String text, String meaning) throws ExpressionException {
        Expression expression = Expression.parse(text, TestScope.WIDE);
        assertEquals(meaning, expression.meaning());
        Expression again = Expression.parse(meaning, TestScope.WIDE);
        assertEquals(expression.root(), again.root());
        assertEquals(expression.slots(), again.slots());
        assertEquals(meaning, again.meaning());
    }
}
