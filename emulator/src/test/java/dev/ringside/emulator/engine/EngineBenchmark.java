package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Time of one guest instruction in a hot loop, by kind of loop, on each engine. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {
    private static final int INSTRUCTIONS = 100_000;

    /** What the guest does, for ever, in flat 32-bit code. */
    public enum Loop {
        /** add eax,ecx; xor ebx,eax; rol eax,5; adc edx,ebx; dec ecx; jnz. */
        REGISTERS("01C8 31C3 C1C005 11DA 49 75F4 EBF2"),
        /** and edi,0xFFC; add eax,[edi+0x40000]; mov [edi+0x41000],eax; add edi,4; jmp. */
        MEMORY("81E7FC0F0000 038700000400 898700100400 83C704 EBE9"),
        /** call f; call f; jmp; f: push ebx; inc ebx; pop ebx; ret. */
        CALLS("E807000000 E802000000 EBF4 53 43 5B C3"),
        /** mov ecx,16; mov esi,0x40000; mov edi,0x41000; rep movsd; jmp. */
        STRINGS("B910000000 BE00000400 BF00100400 F3A5 EBED");

        private final String code;

        Loop(String code) {
            this.code = code;
        }
    }

    /** Which engine. */
    @Param({"INTERPRETER", "CHAINS", "TIERS"})
    public TestEngine engine;

    /** Which loop. */
    @Param
    public Loop loop;

    private FlatGuest guest;

    /** Puts the loop into a guest with paging. */
    @Setup
    public void load() {
        guest = new FlatGuest(engine).code(loop.code).paged().at(FlatGuest.CODE);
    }

    /** Runs it for some time. */
    @Benchmark
    @OperationsPerInvocation(INSTRUCTIONS)
    public long instruction() {
        if (guest.run(INSTRUCTIONS) != Engine.Exit.LIMIT) {
            throw new IllegalStateException("the loop ended at " + Long.toHexString(guest.cpu.rip));
        }
        return guest.cpu.r[Cpu.RAX];
    }
}
