package dev.ringside.examples;

import dev.ringside.repl.guests.BundledGuest;
import java.io.IOException;
import java.io.InputStream;

/**
 * The teaching guest: a small multiboot kernel that shows interrupts, paging, ring 3 and, on the {@code kvm} platform,
 * a paravirtual clock and hypercalls. Its sources lie in {@code examples/src/main/guests/first}.
 */
public final class FirstGuest implements BundledGuest {
    @Override
    public String name() {
        return "first";
    }

    @Override
    public String description() {
        return "a small kernel that tells what it does: timer interrupts, paging, ring 3, kvmclock and hypercalls";
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
