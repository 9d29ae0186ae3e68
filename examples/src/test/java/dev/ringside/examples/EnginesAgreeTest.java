package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.examples.BootedGuest.End;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Debian boot ends the same whatever engine runs it, and when it is saved at ten points, each time into a file from which a new machine
 * goes on: for the same reason, after the same number of instructions, with the same hash of the whole state and the same console. An
 * engine that miscounts, or leaves one bit of memory or of a register different, fails; so does state that is not saved.
 * One boot without the kernel's tests of its ciphers, and without looking for ISA cards, which is half a boot of waiting;
 * {@code mvn verify -Dringside.boots=all}: one per width, with both.
 */
class EnginesAgreeTest {
    private static final boolean ALL = "all".equals(System.getProperty("ringside.boots"));
    private static final long SEED = 20;
    private static final int SWITCHES = 12;
    private static final int SAVES = 10;

    @TempDir
    private Path folder;

    /** How to get from power-up to the end of a boot of this length. */
    private interface Journey {
        End run(BootedGuest guest, long length) throws Exception;
    }

    private record Way(String name, Journey journey) {}

    private List<Way> ways() {
        return List.of(
                new Way("hot code translated", (guest, _) -> guest.run(machine -> machine.switchEngine(EngineFactory.translator()))),
                new Way("everything translated", (guest, _) -> guest.run(machine -> machine.switchEngine(EngineFactory.translator(0)))),
                new Way("engines switched at random points", (guest, length) -> guest.run(machine -> switchAtRandom(machine, length))),
                new Way("saved and restored", (guest, length) -> guest.runInPieces(folder.resolve("guest.snapshot"), length, SAVES)));
    }

    @TestFactory
    Stream<DynamicTest> aDebianBootEndsTheSameOnEveryWay() throws Exception {
        return ALL ? Stream.concat(everyWayEndsTheSame("debian-i386", true), everyWayEndsTheSame("debian-amd64", false))
                : everyWayEndsTheSame("debian-i386", true);
    }

    private Stream<DynamicTest> everyWayEndsTheSame(String name, boolean kvm) throws Exception {
        String append = "console=ttyS0 ringside.script=\"true\"" + (ALL ? "" : " cryptomgr.notests noisapnp");
        var guest = new BootedGuest(BootedGuest.fetched(name), append, kvm, 128L << 20);
        End reference = guest.run(machine -> machine.switchEngine(EngineFactory.interpreter()));
        assertEquals(new StopReason.PowerOff(), reference.reason(), reference.console());
        return ways().stream().map(way -> DynamicTest.dynamicTest(name + ", " + way.name(),
                () -> assertEquals(reference, way.journey().run(guest, reference.instructions()))));
    }

    /** Goes most of the way in legs of random lengths, each on another engine. */
    private static void switchAtRandom(Machine machine, long length) {
        var random = new Random(SEED);
        long[] ends = random.longs(SWITCHES, 0, length).sorted().toArray();
        int[] thresholds = {Integer.MAX_VALUE, EngineFactory.THRESHOLD, 1000, 20, 0};
        for (int leg = 0; leg < ends.length; leg++) {
            machine.switchEngine(EngineFactory.translator(thresholds[leg % thresholds.length]));
            machine.run(ends[leg]);
        }
    }
}
