package dev.ringside.emulator.boot;

/**
 * A file that goes into memory beside the kernel: an initial RAM disk, a multiboot module.
 *
 * @param bytes       its contents; their file name appears in messages
 * @param commandLine text handed to a multiboot or PVH guest with it; empty for Linux
 */
public record BootModule(ImageBytes bytes, String commandLine) {
    /** A module without a text of its own. */
    public static BootModule of(ImageBytes bytes) {
        return new BootModule(bytes, "");
    }
}
