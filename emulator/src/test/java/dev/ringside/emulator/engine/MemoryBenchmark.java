package dev.ringside.emulator.engine;

import dev.ringside.emulator.memory.Mmu;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Time of one access to guest memory through 32-bit paging. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemoryBenchmark {
    private static final int PAGE = 0x40000, PAGES = 64;

    private Mmu mmu;
    private int page;

    /** Maps 4 MiB. */
    @Setup
    public void map() {
        mmu = new FlatGuest(TestEngine.INTERPRETER).paged().cpu.mmu;
    }

    /** The translation is known. */
    @Benchmark
    public int load() {
        return mmu.load32(PAGE + 8);
    }

    /** The same, of 64 pages in turn. */
    @Benchmark
    public int loadOfManyPages() {
        page = page + 1 & PAGES - 1;
        return mmu.load32(PAGE + page * 0x1000L + 8);
    }

    /** What is known. */
    @Benchmark
    public void store() {
        mmu.store32(PAGE + 8, 1);
    }

    /** Four bytes in two pages. */
    @Benchmark
    public int loadAcrossPages() {
        return mmu.load32(PAGE + 0xFFE);
    }

    /** INVLPG, then a load that walks the page tables. */
    @Benchmark
    public int loadAfterInvalidation() {
        mmu.invalidate(PAGE);
        return mmu.load32(PAGE + 8);
    }
}
