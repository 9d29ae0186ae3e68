package dev.ringside.repl.options;

import java.nio.file.Path;

/**
 * A disk or floppy image.
 *
 * @param path     the image
 * @param writable whether the guest's writes reach the file; otherwise they stay in memory and end with the run
 */
public record DiskFile(Path path, boolean writable) {
    /** Reads {@code F} or {@code F,write}. */
    public static DiskFile parse(String text) {
        String suffix = ",write";
        boolean writable = text.endsWith(suffix);
        return new DiskFile(Paths.parse(writable ? text.substring(0, text.length() - suffix.length()) : text), writable);
    }
}
