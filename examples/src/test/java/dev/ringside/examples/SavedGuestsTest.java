package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.SnapshotFile;
import dev.ringside.emulator.machine.StopReason;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole guests are deterministic: one run in one piece, and one that is saved at ten points, each time into a file from which a new
 * machine goes on, end with the same reason, instruction count, virtual time, state hash and console output.
 */
class SavedGuestsTest {
    private static final int POINTS = 10;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBundledGuest(boolean kvm) throws Exception {
        assertSavedRunEndsTheSame(new BootedGuest(BootedGuest.bundled("first"), "", kvm, 16L << 20));
    }

    @Test
    void aDebianBoot() throws Exception {
        String append = "console=ttyS0 cryptomgr.notests ringside.script=\"true\"";
        var guest = new BootedGuest(BootedGuest.fetched("debian-i386"), append, true, 128L << 20);
        BootedGuest.End end = assertSavedRunEndsTheSame(guest);
        assertEquals(new StopReason.PowerOff(), end.reason(), end.console());
    }

    private BootedGuest.End assertSavedRunEndsTheSame(BootedGuest guest) throws Exception {
        BootedGuest.End whole = guest.run(machine -> {});
        assertEquals(whole, runInPieces(guest, whole.instructions()));
        return whole;
    }

    private BootedGuest.End runInPieces(BootedGuest guest, long instructions) throws Exception {
        var console = new ByteArrayOutputStream();
        var snapshot = new SnapshotFile(folder.resolve("guest.snapshot"));
        Machine machine = guest.machine(console);
        for (int i = 1; i <= POINTS; i++) {
            machine.run(instructions * i / (POINTS + 1));
            long hash = machine.stateHash();
            snapshot.save(machine);
            machine = guest.machine(console);
            snapshot.restore(machine);
            assertEquals(hash, machine.stateHash(), "restored at " + machine.cpu(0).instructions);
        }
        return BootedGuest.end(machine, console);
    }
}
