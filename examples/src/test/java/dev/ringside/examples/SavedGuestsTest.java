package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.machine.SnapshotFile;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.emulator.platform.NativePlatform;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import dev.ringside.repl.command.RootCommand;
import dev.ringside.repl.guests.CacheFolder;
import dev.ringside.repl.guests.GuestCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private static final long LIMIT = 3_000_000_000L;

    @TempDir
    private Path folder;

    /** A guest and where it runs; each machine built from it is equal to every other. */
    private record Guest(GuestCatalogue.Image image, String append, boolean kvm, long memory) {
        Machine machine(ByteArrayOutputStream console) throws Exception {
            MachineConfig config = MachineConfig.of(CpuModel.standard(), memory).withConsoles(console::write, value -> {});
            List<BootModule> modules = image.initrd().map(bytes -> List.of(BootModule.of(ImageBytes.of("initramfs", bytes)))).orElse(List.of());
            return GuestMachine.build(GuestMachine.Setup.of(GuestImage.recognise(ImageBytes.of(image.name(), image.image())), config)
                    .withCommandLine(append).withModules(modules)
                    .on(kvm ? new KvmPlatform(KvmFeature.all(), 1, MachineConfig.DEFAULT_EPOCH) : new NativePlatform())).machine();
        }
    }

    /** How a run ended. */
    private record End(StopReason reason, long instructions, long virtualTime, long hash, String console) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBundledGuest(boolean kvm) throws Exception {
        assertSavedRunEndsTheSame(new Guest(catalogue().find("first"), "", kvm, 16L << 20));
    }

    @Test
    void aDebianBoot() throws Exception {
        assumeTrue("true".equals(System.getenv("CI")) || Files.isExecutable(Path.of("/usr/bin/apt-get")), "no apt here");
        var err = new StringWriter();
        assertEquals(0, RootCommand.execute(new PrintWriter(new StringWriter()), new PrintWriter(err, true), "guests", "fetch", "debian-i386"),
                err::toString);
        String append = "console=ttyS0 cryptomgr.notests ringside.script=\"true\"";
        End end = assertSavedRunEndsTheSame(new Guest(catalogue().find("debian-i386"), append, true, 128L << 20));
        assertEquals(new StopReason.PowerOff(), end.reason(), end.console());
    }

    private static GuestCatalogue catalogue() {
        return new GuestCatalogue(CacheFolder.of(System.getenv(), System.getProperty("user.home")));
    }

    private End assertSavedRunEndsTheSame(Guest guest) throws Exception {
        End whole = runInOnePiece(guest);
        assertEquals(whole, runInPieces(guest, whole.instructions()));
        return whole;
    }

    private static End runInOnePiece(Guest guest) throws Exception {
        var console = new ByteArrayOutputStream();
        return end(guest.machine(console), console);
    }

    private End runInPieces(Guest guest, long instructions) throws Exception {
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
        return end(machine, console);
    }

    private static End end(Machine machine, ByteArrayOutputStream console) {
        StopReason reason = machine.run(LIMIT);
        return new End(reason, machine.cpu(0).instructions, machine.virtualTime(), machine.stateHash(), console.toString());
    }
}
