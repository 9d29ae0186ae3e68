package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bundled guest is deterministic: one run in one piece, and one that is saved at ten points, each time into a file from which a new
 * machine goes on, end with the same reason, instruction count, virtual time, state hash and console output. Of Debian's kernels
 * {@link EnginesAgreeTest} claims it.
 */
class SavedGuestsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunInPiecesEndsAsOneInOnePiece(boolean kvm) throws Exception {
        var guest = new BootedGuest(BootedGuest.bundled("first"), "", kvm, 16L << 20);
        BootedGuest.End whole = guest.run(machine -> {});
        assertEquals(whole, guest.runInPieces(folder.resolve("guest.snapshot"), whole.instructions(), 10));
    }
}
