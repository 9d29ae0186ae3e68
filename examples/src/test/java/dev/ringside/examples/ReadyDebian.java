package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.SnapshotFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Debian's amd64 kernel on KVM, moved by KASLR and kept out of the page tables of user mode, its shell waiting for one line to run. It is
 * booted once for all tests of a build and then read from a file; a machine for it is built as {@link #guest} says.
 */
public final class ReadyDebian {
    private static final String READY = "=READY=";
    private static final String APPEND = "console=ttyS0 cryptomgr.notests pti=on loglevel=7 ringside.script=\"stty -echo; echo " + READY
        + "; read -r line; eval $line\"";
    private static final Path FOLDER = Path.of("target", "ready");
    private static final long SLICE = 10_000_000;
    private static final long LIMIT = 10_000_000_000L;

    private ReadyDebian() {}

    /** What is booted, at its first instruction. */
    public static BootedGuest guest() throws Exception {
        return new BootedGuest(BootedGuest.fetched("debian-amd64"), APPEND, true, 256L << 20, OptionalLong.of(1));
    }

    /** Makes {@code machine}, which was built for {@link #guest}, one where it is ready, with {@code script} typed. */
    public static void restore(Machine machine, String script) throws Exception {
        Files.createDirectories(FOLDER);
        try (FileChannel lock = FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = lock.lock()) {
            assertTrue(held.isValid());
            Path file = FOLDER.resolve(build() + ".snapshot");
            if (!Files.exists(file)) {
                removeOld();
                new SnapshotFile(file).save(booted());
            }
            new SnapshotFile(file).restore(machine);
        }
        for (byte c : (script + "\n").getBytes(StandardCharsets.US_ASCII)) {
            machine.inputs().offer("com1", c);
        }
    }

    /** All test processes of a build have one parent; the next build has another, and may have other code. */
    private static String build() {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        return parent.pid() + "-" + parent.info().startInstant().orElseThrow().toEpochMilli();
    }

    private static void removeOld() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path old : files.filter(f -> f.toString().endsWith(".snapshot")).toList()) {
                Files.delete(old);
            }
        }
    }

    private static Machine booted() throws Exception {
        var console = new ByteArrayOutputStream();
        Machine machine = guest().machine(console);
        while (!console.toString().contains("\n" + READY)) {
            machine.run(machine.cpu(0).instructions + SLICE);
            assertTrue(machine.cpu(0).instructions < LIMIT, console::toString);
        }
        return machine;
    }
}
