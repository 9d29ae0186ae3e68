package dev.ringside.examples;

import dev.ringside.repl.guests.BundledGuest;
import java.io.IOException;
import java.io.InputStream;

/**
 * The guest that is measured: workloads from hashing to port I/O, each between a line BEGIN and a line END with a checksum.
 * Its sources lie in {@code examples/src/main/guests/benchmark}.
 */
public final class BenchmarkGuest implements BundledGuest {
    @Override
    public String name() {
        return "benchmark";
    }

    @Override
    public String description() {
        return "workloads to measure, with checksums; --append 'run=hash,sort scale=1/10' chooses";
    }

    @Override
    public InputStream image() throws IOException {
        return BundledImage.open(name());
    }

    @Override
    public String defaultAppend() {
        return "";
    }
}
