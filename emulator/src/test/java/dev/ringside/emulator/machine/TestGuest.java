package dev.ringside.emulator.machine;

import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.guests.GuestAssembler;
import dev.ringside.emulator.platform.NativePlatform;
import dev.ringside.emulator.platform.Platform;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;

/** A test guest of {@code src/test/guests}, assembled once, and as many machines with it as a test wants. */
final class TestGuest {
    private static final long MEMORY = 8L << 20;
    private static final long FOREVER = 400_000_000L;

    private final String name;
    private final byte[] image;
    private final TestEngine engine;

    TestGuest(String name) throws Exception {
        this(name, Files.readAllBytes(GuestAssembler.ofThisModule().assemble(name)), TestEngine.INTERPRETER);
    }

    private TestGuest(String name, byte[] image, TestEngine engine) {
        this.name = name;
        this.image = image;
        this.engine = engine;
    }

    /** The same guest on this engine. */
    TestGuest on(TestEngine other) {
        return new TestGuest(name, image, other);
    }

    /** How a run ended. */
    record End(StopReason reason, long instructions, long virtualTime, long hash) {}

    Machine machine() throws Exception {
        return machine(new NativePlatform());
    }

    Machine machineOnKvm() throws Exception {
        return machine(new KvmPlatform(KvmFeature.all(), 1, MachineConfig.DEFAULT_EPOCH));
    }

    private Machine machine(Platform platform) throws Exception {
        MachineConfig config = MachineConfig.of(CpuModel.standard(), MEMORY).withEngine(engine.factory());
        GuestImage guest = GuestImage.recognise(ImageBytes.of(name, image));
        return GuestMachine.build(GuestMachine.Setup.of(guest, config).on(platform)).machine();
    }

    static End runToTheEnd(Machine machine) {
        StopReason reason = machine.run(FOREVER);
        return end(machine, reason);
    }

    static End end(Machine machine, StopReason reason) {
        return new End(reason, machine.cpu(0).instructions, machine.virtualTime(), machine.stateHash());
    }

    static byte[] save(Machine machine) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        machine.save(out);
        return out.toByteArray();
    }

    static void restore(Machine machine, byte[] state) {
        machine.restore(new ByteArrayInputStream(state));
    }
}
