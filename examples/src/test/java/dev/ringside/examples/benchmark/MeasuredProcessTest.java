package dev.ringside.examples.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is measured of a process, with shells in the place of emulators. */
class MeasuredProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static List<Measurement> shell(Optional<String> begun, Duration limit, String script) throws MeasuredProcess.Failure {
        return MeasuredProcess.run(List.of("sh", "-c", script), begun, limit);
    }

    @Test
    void eachWorkloadHasItsChecksumAndTheTimeBetweenItsLines() throws Exception {
        List<Measurement> found = shell(Optional.empty(), LIMIT, """
            echo firmware; echo 'BEGIN sleep'; sleep 0.5; echo 'END sleep checksum=0000BEEF'; read line
            echo 'BEGIN count'; i=0; while [ $i -lt 200000 ]; do i=$((i + 1)); done; echo 'END count checksum=00000001'; read line""");
        assertEquals(List.of("sleep 0000BEEF", "count 00000001"), found.stream().map(m -> m.name() + " " + m.checksum()).toList());
        // The line is read a little after it was written.
        assertTrue(found.getFirst().wallSeconds() >= 0.2, found::toString);
        assertTrue(found.getFirst().cpuSeconds() <= 0.1, found::toString);
        assertTrue(found.getLast().cpuSeconds() >= 0.02, found::toString);
        assertTrue(found.getLast().peakKib() > 100, found::toString);
    }

    @Test
    void aBootCountsFromTheStartOfItsProcess() throws Exception {
        List<Measurement> found = shell(Optional.of("boot"), LIMIT, "sleep 0.2; echo 'kernel: script=\"echo END boot\"'; echo END boot; read line");
        assertEquals(List.of("boot"), found.stream().map(Measurement::name).toList());
        assertTrue(found.getFirst().wallSeconds() >= 0.2, found::toString);
    }

    @Test
    void aProcessThatDoesNotFinishWhatItBeganIsAFailureWithItsLastLines() {
        var unfinished = assertThrows(MeasuredProcess.Failure.class, () -> shell(Optional.empty(), LIMIT, "echo BEGIN a; echo oops"));
        assertTrue(unfinished.getMessage().contains("a did not end") && unfinished.getMessage().contains("oops"), unfinished.getMessage());
        var failed = assertThrows(MeasuredProcess.Failure.class, () -> shell(Optional.empty(), LIMIT, "echo BEGIN a; echo END a; read line; exit 3"));
        assertTrue(failed.getMessage().contains("exit code 3"), failed.getMessage());
        assertThrows(MeasuredProcess.Failure.class, () -> shell(Optional.empty(), LIMIT, "exit 0"));
        assertThrows(MeasuredProcess.Failure.class, () -> MeasuredProcess.run(List.of("/no/such/program"), Optional.empty(), LIMIT));
    }

    @Test
    void aProcessThatHangsIsEnded() {
        long start = System.nanoTime();
        assertThrows(MeasuredProcess.Failure.class, () -> shell(Optional.of("boot"), Duration.ofMillis(200), "exec sleep 50"));
        assertTrue(System.nanoTime() - start < 40_000_000_000L);
    }
}
