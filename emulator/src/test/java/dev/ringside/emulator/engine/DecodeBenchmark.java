package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Instruction;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Time to decode one instruction. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {
    /*
     * 64-bit: push rbp; mov rbp,rsp; mov rax,[rdi+8]; lea rdx,[rip+0x1234]; movzx ecx,byte [rax+rdx*4+0x10]; cmp ecx,0x1000; jne;
     * movaps xmm0,[rsp+0x20]; imul rax,rdx,24; lock cmpxchg [rdi],rcx; call; add rsp,16; pop rbp; ret
     */
    private static final byte[] CODE = HexFormat.of().parseHex("554889e5488b4708488d15341200000fb64c901081f9001000000f8500010000"
            + "0f284424204869c218000000f0480fb10fe8001000004883c4105dc3");

    private static final int INSTRUCTIONS = 14;

    private final Decoder decoder = new Decoder(CpuModel.standard().features());

    /** Decodes a function. */
    @Benchmark
    @OperationsPerInvocation(INSTRUCTIONS)
    public void instruction(Blackhole hole) {
        int decoded = 0;
        for (int at = 0; at < CODE.length; decoded++) {
            Instruction insn = decoder.decode(CODE, at, CODE.length - at, 0x1000 + at, 64);
            at += insn.length;
            hole.consume(insn);
        }
        if (decoded != INSTRUCTIONS) {
            throw new IllegalStateException(decoded + " instructions");
        }
    }
}
