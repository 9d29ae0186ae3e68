package dev.ringside.repl.guests;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The first root file system of a Debian guest: a busybox, a few device nodes, and the scripts that lie beside this class. */
final class Initramfs {
    private Initramfs() {}

    /**
     * Builds it. Equal inputs give equal bytes.
     *
     * @param busybox a statically linked busybox for the guest's architecture
     * @return an uncompressed archive: unpacking a compressed one would cost the guest more than loading costs us
     */
    static byte[] build(byte[] busybox) throws IOException {
        var archive = new CpioWriter();
        for (String folder : new String[] {"bin", "dev", "proc", "sys", "tmp", "root", "etc"}) {
            archive.directory(folder);
        }
        // The kernel opens /dev/console before /init can mount devtmpfs.
        archive.characterDevice("dev/console", 0600, 5, 1);
        archive.characterDevice("dev/null", 0666, 1, 3);
        archive.characterDevice("dev/ttyS0", 0660, 4, 64);
        archive.file("bin/busybox", 0755, busybox);
        archive.link("bin/sh", "busybox");
        archive.file("bin/ringside-selftest", 0755, resource("selftest.sh"));
        archive.file("init", 0755, resource("init.sh"));
        return archive.finish();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Initramfs.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is not in the installation");
            }
            return in.readAllBytes();
        }
    }
}
