package dev.ringside.examples.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Medians, ratios, the mean of the ratios, and the table of them. */
class ResultsTest {
    private final Results results = new Results();

    private void cpu(Contender contender, String name, String checksum, double... seconds) {
        Arrays.stream(seconds).forEach(value ->
            results.add(Pinning.ONE_CORE, contender, List.of(new Measurement(name, value, 100, 2048, checksum))));
    }

    @Test
    void ratiosAreOfMediansAndTheirMeanIsGeometric() {
        cpu(Contender.RINGSIDE, "sort", "1", 3, 90, 2);
        cpu(Contender.QEMU, "sort", "1", 6, 6, 6);
        cpu(Contender.RINGSIDE, "hash", "2", 1, 3);
        cpu(Contender.QEMU, "hash", "2", 1);
        assertEquals(0.5, results.ratio("sort", Pinning.ONE_CORE).orElseThrow());
        assertEquals(2, results.ratio("hash", Pinning.ONE_CORE).orElseThrow());
        assertEquals(1, results.meanRatio(List.of("sort", "hash"), Pinning.ONE_CORE).orElseThrow(), 1e-12);
        assertEquals(List.of(), results.differences());
    }

    @Test
    void whatIsTooShortForTheClockHasNoRatio() {
        cpu(Contender.RINGSIDE, "sort", "1", 3);
        cpu(Contender.QEMU, "sort", "1", 0);
        assertEquals(true, results.ratio("sort", Pinning.ONE_CORE).isEmpty());
        assertEquals(true, results.meanRatio(List.of("sort"), Pinning.ONE_CORE).isEmpty());
    }

    @Test
    void differentChecksumsAreFoundBetweenRoundsAndEmulators() {
        cpu(Contender.RINGSIDE, "sort", "1", 1);
        cpu(Contender.QEMU, "sort", "2", 1);
        cpu(Contender.QEMU, "hash", "3", 1);
        assertEquals(List.of("sort: 1 on Ringside, 2 on QEMU"), results.differences());
    }

    @Test
    void theTableHasWorkloadsTheirMeanAndBootsWithMemory() {
        cpu(Contender.RINGSIDE, "sort", "1", 3);
        cpu(Contender.QEMU, "sort", "1", 6);
        cpu(Contender.RINGSIDE, "hash", "1", 8);
        cpu(Contender.QEMU, "hash", "1", 4);
        cpu(Contender.RINGSIDE, "debian-i386", "", 6);
        cpu(Contender.QEMU, "debian-i386", "", 4);
        assertEquals("""
                                                             CPU s            peak MiB
                                      Ringside      QEMU     ratio  Ringside      QEMU
            sort                          3.00      6.00      0.50
            hash                          8.00      4.00      2.00
            geometric mean                                    1.00
            debian-i386                   6.00      4.00      1.50         2         2
            """, String.join("\n", new Report(results, List.of(Pinning.ONE_CORE), List.of(Contender.values())).lines()) + "\n");
        assertEquals("""
                                         CPU s  peak MiB
                                      Ringside  Ringside
            sort                          3.00
            hash                          8.00
            debian-i386                   6.00         2
            """, String.join("\n", new Report(results, List.of(Pinning.ONE_CORE), List.of(Contender.RINGSIDE)).lines()) + "\n");
    }

    @Test
    void aListOfProcessorsIsTakenApart() {
        assertEquals(List.of(0, 1, 2, 3, 8), Pinning.list("0-3,8"));
    }
}
