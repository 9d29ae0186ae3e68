package dev.ringside.emulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.machine.TestGuest.End;
import dev.ringside.emulator.state.StateException;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot file brings a machine back, or says in one line why not and leaves the machine as it was. */
class SnapshotFileTest {
    private static final long POINT = 20_000;
    private static final int DAMAGES = 40;

    @TempDir
    private Path folder;

    private TestGuest guest;
    private Path path;

    @BeforeEach
    void saveOne() throws Exception {
        guest = new TestGuest("tlb-stale");
        path = folder.resolve("guest.snapshot");
        Machine machine = guest.machine();
        machine.run(POINT);
        new SnapshotFile(path).save(machine);
    }

    @Test
    void aRestoredMachineRunsOnTheSame() throws Exception {
        End expected = TestGuest.runToTheEnd(guest.machine());
        Machine machine = guest.machine();
        new SnapshotFile(path).restore(machine);
        assertEquals(POINT, machine.cpu(0).instructions);
        assertEquals(expected, TestGuest.runToTheEnd(machine));
    }

    @Test
    void untouchedMemoryTakesNoRoom() throws Exception {
        assertTrue(Files.size(path) < 200_000, () -> "bytes: " + path.toFile().length());
        assertFalse(Files.exists(folder.resolve("guest.snapshot.partial")));
    }

    @Test
    void aDamagedOrShortenedFileChangesNothing() throws Exception {
        byte[] good = Files.readAllBytes(path);
        Machine machine = guest.machine();
        long hash = machine.stateHash();
        Random random = new Random(5);
        for (int i = 0; i < DAMAGES; i++) {
            byte[] bad = i % 2 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            if (bad.length == good.length) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(path, bad);
            assertOneLine(assertThrows(StateException.class, () -> new SnapshotFile(path).restore(machine)));
        }
        assertEquals(hash, machine.stateHash());
    }

    @Test
    void aSnapshotOfAnotherConfigurationChangesNothing() throws Exception {
        Machine machine = guest.machineOnKvm();
        long hash = machine.stateHash();
        StateException e = assertThrows(StateException.class, () -> new SnapshotFile(path).restore(machine));
        assertOneLine(e);
        assertTrue(e.getMessage().contains("platform kvm") && e.getMessage().contains("platform native"), e::getMessage);
        assertEquals(hash, machine.stateHash());
    }

    @Test
    void whatNoChecksumCaughtIsStillNoOtherException() throws Exception {
        Machine saved = guest.machine();
        saved.run(POINT);
        byte[] good = TestGuest.save(saved);
        Random random = new Random(6);
        for (int i = 0; i < DAMAGES; i++) {
            byte[] bad = good.clone();
            bad[good.length - 1 - random.nextInt(20_000)] ^= (byte) (1 << random.nextInt(8));
            Machine machine = guest.machine();
            try {
                machine.restore(new ByteArrayInputStream(bad));
            } catch (StateException e) {
                assertEquals(1, e.getMessage().lines().count(), e::getMessage);
            }
        }
    }

    private void assertOneLine(StateException e) {
        assertEquals(1, e.getMessage().lines().count(), e::getMessage);
        assertTrue(e.getMessage().startsWith(path.toString()), e::getMessage);
    }
}
