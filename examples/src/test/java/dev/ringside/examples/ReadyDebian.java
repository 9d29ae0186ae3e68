package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.SnapshotFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Debian's amd64 kernel on KVM, moved by KASLR and kept out of the page tables of user mode, its shell waiting for one line to run. It is
 * booted once for all tests and then read from a file; a machine for it is built as {@link #guest} says.
 */
public final class ReadyDebian {
    private static final String READY = "=READY=";
    private static final String APPEND = "console=ttyS0 cryptomgr.notests pti=on loglevel=7 ringside.script=\"stty -echo; echo " + READY
        + "; read -r line; eval $line\"";
    private static final long SLICE = 10_000_000;
    private static final long LIMIT = 10_000_000_000L;

    private static SnapshotFile snapshot;

    private ReadyDebian() {}

    /** What is booted, at its first instruction. */
    public static BootedGuest guest() throws Exception {
        return new BootedGuest(BootedGuest.fetched("debian-amd64"), APPEND, true, 256L << 20, OptionalLong.of(1));
    }

    /** Makes {@code machine}, which was built for {@link #guest}, one where it is ready, with {@code script} typed. */
    public static void restore(Machine machine, String script) throws Exception {
        snapshot().restore(machine);
        for (byte c : (script + "\n").getBytes(StandardCharsets.US_ASCII)) {
            machine.inputs().offer("com1", c);
        }
    }

    private static synchronized SnapshotFile snapshot() throws Exception {
        if (snapshot == null) {
            var file = new SnapshotFile(Path.of("target", "debian-amd64-ready.snapshot"));
            file.save(booted());
            snapshot = file;
        }
        return snapshot;
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
