package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.Unpack;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import dev.ringside.repl.guests.GuestCatalogue;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalLong;

/** A Debian guest on KVM that is run until its console says something, and then looked at. */
final class StoppedGuest {
    private static final long SLICE = 2_000_000;
    private static final long LIMIT = 10_000_000_000L;

    final GuestMachine guest;
    final Session session;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    /** A guest at its first instruction. */
    StoppedGuest(String name, Unpack unpack) throws Exception {
        this(BootedGuest.fetched(name), "console=ttyS0 cryptomgr.notests", unpack);
    }

    private StoppedGuest(GuestCatalogue.Image image, String append, Unpack unpack) throws Exception {
        List<BootModule> modules = image.initrd().map(bytes -> List.of(BootModule.of(ImageBytes.of("initramfs", bytes)))).orElse(List.of());
        MachineConfig config = MachineConfig.of(CpuModel.standard(), 256L << 20).withConsoles(console::write, value -> {})
            .withEngine(EngineFactory.translator());
        guest = GuestMachine.build(new GuestMachine.Setup(GuestImage.recognise(ImageBytes.of(image.name(), image.image())), config, append, modules,
            unpack, new KvmPlatform(KvmFeature.all(), 1, MachineConfig.DEFAULT_EPOCH), null, line -> {}));
        session = new Session(guest.machine());
    }

    /** A guest at its first instruction, which will run a script; it stays where it was linked. */
    static StoppedGuest booting(String name, String script) throws Exception {
        return new StoppedGuest(BootedGuest.fetched(name), "console=ttyS0 cryptomgr.notests ringside.script=\"" + script + "\"",
            BootedGuest.unpacked(OptionalLong.empty()));
    }

    /** {@link ReadyDebian}, at the start of a script. */
    static StoppedGuest ready(String script) throws Exception {
        BootedGuest ready = ReadyDebian.guest();
        var stopped = new StoppedGuest(ready.image(), ready.append(), BootedGuest.unpacked(ready.kaslrSeed()));
        ReadyDebian.restore(stopped.guest.machine(), script);
        return stopped;
    }

    /** The loader unpacks and moves it. */
    static Unpack moved(long seed) {
        return BootedGuest.unpacked(OptionalLong.of(seed));
    }

    String console() {
        return console.toString();
    }

    /** Runs until the console has a line. */
    void runTo(String line) {
        while (!console().contains("\n" + line)) {
            assertTrue(session.instructions() < LIMIT, this::console);
            assertEquals(new StopReason.InstructionLimit(), guest.machine().run(session.instructions() + SLICE), this::console);
        }
    }

    /** Runs until it powers itself off. */
    void runToEnd() {
        assertEquals(new StopReason.PowerOff(), guest.machine().run(LIMIT), this::console);
    }

    /** Something to read on the console. */
    void pressReturn() {
        guest.machine().inputs().offer("com1", '\n');
    }

    /** The lines between two others. */
    List<String> between(String first, String last) {
        List<String> lines = console().lines().map(String::stripTrailing).toList();
        return lines.subList(lines.indexOf(first) + 1, lines.indexOf(last));
    }
}
