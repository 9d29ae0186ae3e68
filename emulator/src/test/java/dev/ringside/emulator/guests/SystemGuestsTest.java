package dev.ringside.emulator.guests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ringside.emulator.boot.GuestMachine;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.guest.GuestImage;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.engine.TestEngine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.machine.StopReason;
import dev.ringside.emulator.platform.NativePlatform;
import dev.ringside.emulator.platform.Platform;
import dev.ringside.emulator.platform.kvm.KvmFeature;
import dev.ringside.emulator.platform.kvm.KvmPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every guest in {@code src/test/guests} holds its claim on every engine: it prints a line for each check and ends the run through port
 * 0xF4, with 0 when all checks held. The guest's first comment says what is claimed and how it would fail.
 */
class SystemGuestsTest {
    private static final long MEMORY = 32L << 20;
    private static final long LIMIT = 400_000_000L;
    /** Virtual time in ns: a guest that waits for an interrupt that never comes retires nothing. */
    private static final long DEADLINE = 60_000_000_000L;
    private static final int ALL_HELD = 1;

    /** Name of the guest that is to end in a triple fault. */
    private static final String TRIPLE_FAULT = "triple-fault";

    @TestFactory
    Stream<DynamicTest> everyGuestHoldsItsClaim() throws Exception {
        GuestAssembler assembler = GuestAssembler.ofThisModule();
        List<String> names = assembler.names();
        return Arrays.stream(TestEngine.values()).flatMap(engine -> names.stream().map(name ->
                DynamicTest.dynamicTest(name + " on " + engine, () -> run(assembler, name, engine))));
    }

    private static void run(GuestAssembler assembler, String name, TestEngine engine) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        GuestMachine guest = build(assembler.assemble(name), name, engine, output);
        StopReason stop = guest.machine().run(LIMIT, DEADLINE);
        String text = output.toString(StandardCharsets.ISO_8859_1);
        String failures = String.join("\n", text.lines().filter(line -> line.startsWith("FAIL")).toList());
        assertEquals("", failures, () -> assembler + ": " + text);
        if (name.equals(TRIPLE_FAULT)) {
            assertInstanceOf(StopReason.TripleFault.class, stop, text);
        } else {
            assertEquals(new StopReason.DebugExit(ALL_HELD), stop, text);
        }
    }

    /** The machine that a guest runs on, at its first instruction, without a console. */
    static GuestMachine build(Path image, String name, TestEngine engine) throws Exception {
        return build(image, name, engine, OutputStream.nullOutputStream());
    }

    private static GuestMachine build(Path image, String name, TestEngine engine, OutputStream console) throws Exception {
        MachineConfig config = MachineConfig.of(CpuModel.standard(), MEMORY).withConsoles(value -> put(console, value), value -> put(console, value))
                .withEngine(engine.factory());
        Platform platform = name.startsWith("kvm")
                ? new KvmPlatform(KvmFeature.all(), 1, MachineConfig.DEFAULT_EPOCH)
                : new NativePlatform();
        return GuestMachine.build(GuestMachine.Setup.of(GuestImage.recognise(ImageBytes.of(name, Files.readAllBytes(image))), config).on(platform));
    }

    private static void put(OutputStream console, int value) {
        try {
            console.write(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
