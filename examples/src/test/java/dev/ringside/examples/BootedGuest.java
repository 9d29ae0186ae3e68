package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.Unpack;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.engine.EngineFactory;
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
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A guest and where it runs; each machine built from it is equal to every other. */
public record BootedGuest(GuestCatalogue.Image image, String append, boolean kvm, long memory, OptionalLong kaslrSeed) {
    private static final long LIMIT = 20_000_000_000L;

    /** A guest that stays where it was linked. */
    public BootedGuest(GuestCatalogue.Image image, String append, boolean kvm, long memory) {
        this(image, append, kvm, memory, OptionalLong.empty());
    }

    /** How a run ended. */
    public record End(StopReason reason, long instructions, long virtualTime, long hash, String console) {}

    static GuestCatalogue.Image bundled(String name) throws Exception {
        return catalogue().find(name);
    }

    /** One of Debian's, fetched when need be. Without apt the test is skipped, but not where tests must not be. */
    public static synchronized GuestCatalogue.Image fetched(String name) throws Exception {
        assumeTrue("true".equals(System.getenv("CI")) || Files.isExecutable(Path.of("/usr/bin/apt-get")), "no apt here");
        var err = new StringWriter();
        assertEquals(0, RootCommand.execute(new PrintWriter(new StringWriter()), new PrintWriter(err, true), "guests", "fetch", name), err::toString);
        return catalogue().find(name);
    }

    /** The loader unpacks it, or takes what an earlier boot has unpacked. */
    public static Unpack unpacked(OptionalLong kaslrSeed) {
        return new Unpack.ByHost(kaslrSeed, catalogue().unpacked());
    }

    private static GuestCatalogue catalogue() {
        return new GuestCatalogue(CacheFolder.of(System.getenv(), System.getProperty("user.home")));
    }

    /** A machine with the guest at its first instruction. */
    public Machine machine(ByteArrayOutputStream console) throws Exception {
        MachineConfig config = MachineConfig.of(CpuModel.standard(), memory).withConsoles(console::write, value -> {})
            .withEngine(EngineFactory.translator());
        List<BootModule> modules = image.initrd().map(bytes -> List.of(BootModule.of(ImageBytes.of("initramfs", bytes)))).orElse(List.of());
        return GuestMachine.build(GuestMachine.Setup.of(GuestImage.recognise(ImageBytes.of(image.name(), image.image())), config)
                .withCommandLine(append).withModules(modules).withUnpack(unpacked(kaslrSeed))
                .on(kvm ? new KvmPlatform(KvmFeature.all(), 1, MachineConfig.DEFAULT_EPOCH) : new NativePlatform())).machine();
    }

    /** Runs it to its end on a new machine, on which {@code first} is done first. */
    End run(Consumer<Machine> first) throws Exception {
        var console = new ByteArrayOutputStream();
        Machine machine = machine(console);
        first.accept(machine);
        return end(machine, console);
    }

    /**
     * Runs it on machine after machine: each goes on from a file that the one before was saved to. The later ones have another guest in
     * them before that: nothing of a machine's state comes from elsewhere than the file.
     *
     * @param snapshot the file
     * @param length instructions of the whole run
     * @param saves how often it moves to a new machine, at equal distances
     */
    End runInPieces(Path snapshot, long length, int saves) throws Exception {
        var console = new ByteArrayOutputStream();
        var file = new SnapshotFile(snapshot);
        Machine machine = machine(console);
        var other = new BootedGuest(bundled("first"), "", kvm, memory);
        for (int i = 1; i <= saves; i++) {
            machine.run(length * i / (saves + 1));
            long hash = machine.stateHash();
            file.save(machine);
            machine = other.machine(console);
            file.restore(machine);
            assertEquals(hash, machine.stateHash(), "restored at " + machine.cpu(0).instructions);
        }
        return end(machine, console);
    }

    static End end(Machine machine, ByteArrayOutputStream console) {
        StopReason reason = machine.run(LIMIT);
        return new End(reason, machine.cpu(0).instructions, machine.virtualTime(), machine.stateHash(), console.toString());
    }
}
