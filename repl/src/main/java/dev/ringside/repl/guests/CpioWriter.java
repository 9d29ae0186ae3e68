package dev.ringside.repl.guests;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes an archive in the form that the Linux kernel unpacks into its first root file system: "newc", magic 070701, as described in
 * the kernel's Documentation/driver-api/early-userspace/buffer-format.rst. Owners are root and times are zero, so that the same files
 * always give the same bytes.
 */
final class CpioWriter {
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int CHARACTER_DEVICE = 0020000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 22);
    private int inode;

    void directory(String path) {
        entry(path, DIRECTORY | 0755, 0, 0, new byte[0]);
    }

    void file(String path, int permissions, byte[] content) {
        entry(path, REGULAR | permissions, 0, 0, content);
    }

    void link(String path, String target) {
        entry(path, LINK | 0777, 0, 0, target.getBytes(StandardCharsets.UTF_8));
    }

    void characterDevice(String path, int permissions, int major, int minor) {
        entry(path, CHARACTER_DEVICE | permissions, major, minor, new byte[0]);
    }

    /** The whole archive with its trailer; nothing can be added after. */
    byte[] finish() {
        entry("TRAILER!!!", 0, 0, 0, new byte[0]);
        return out.toByteArray();
    }

    private void entry(String path, int mode, int major, int minor, byte[] content) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        out.writeBytes("070701".getBytes(StandardCharsets.US_ASCII));
        int links = 1;
        int owner = 0;
        int time = 0;
        int checksum = 0;
        int[] fields = {++inode, mode, owner, owner, links, time, content.length, 0, 0, major, minor, name.length + 1, checksum};
        for (int field : fields) {
            out.writeBytes("%08X".formatted(field).getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(name);
        out.write(0);
        pad();
        out.writeBytes(content);
        pad();
    }

    /** Header with name, and content, each end on a multiple of four bytes. */
    private void pad() {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
    }
}
