package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.StopReason;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A Debian boot ends the same whatever engine runs it: for the same reason, after the same number of instructions, with the same
 * hash of the whole state and the same console. An engine that miscounts, or leaves one bit of memory or of a register different, fails.
 * One boot without the kernel's tests of its ciphers; {@code mvn verify -Dringside.boots=all}: one per width, with them.
 */
class EnginesAgreeTest {
    private static final boolean ALL = "all".equals(System.getProperty("ringside.boots"));
    private static final long SEED = 20;
    private static final int SWITCHES = 40;

    private record Way(String name, Consumer<Machine> start) {}

    @TestFactory
    Stream<DynamicTest> aDebianBootEndsTheSameOnEveryEngine() throws Exception {
        return ALL ? Stream.concat(everyEngineEndsTheSame("debian-i386", true), everyEngineEndsTheSame("debian-amd64", false))
                : everyEngineEndsTheSame("debian-i386", true);
    }

    private static Stream<DynamicTest> everyEngineEndsTheSame(String name, boolean kvm) throws Exception {
        String append = "console=ttyS0 ringside.script=\"true\"" + (ALL ? "" : " cryptomgr.notests");
        var guest = new BootedGuest(BootedGuest.fetched(name), append, kvm, 256L << 20);
        BootedGuest.End reference = guest.run(machine -> machine.switchEngine(EngineFactory.interpreter()));
        assertEquals(new StopReason.PowerOff(), reference.reason(), reference.console());
        var ways = List.of(
                new Way("hot code translated", machine -> machine.switchEngine(EngineFactory.translator())),
                new Way("everything translated", machine -> machine.switchEngine(EngineFactory.translator(0))),
                new Way("engines switched at random points", machine -> switchAtRandom(machine, reference.instructions())));
        return ways.stream().map(way -> DynamicTest.dynamicTest(name + ", " + way.name(), () -> assertEquals(reference, guest.run(way.start()))));
    }

    /** Goes most of the way in legs of random lengths, each on another engine. */
    private static void switchAtRandom(Machine machine, long length) {
        var random = new Random(SEED);
        long[] ends = random.longs(SWITCHES, 0, length).sorted().toArray();
        int[] thresholds = {Integer.MAX_VALUE, EngineFactory.THRESHOLD, 100, 0};
        for (int leg = 0; leg < ends.length; leg++) {
            machine.switchEngine(EngineFactory.translator(thresholds[leg % thresholds.length]));
            machine.run(ends[leg]);
        }
    }
}
