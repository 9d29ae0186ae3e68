package dev.ringside.repl.guests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.Test;

/** The archives that guests unpack are read back by an independent reader. */
class CpioWriterTest {
    @Test
    void anotherReaderFindsWhatWasWritten() throws IOException {
        var archive = new CpioWriter();
        archive.directory("dev");
        archive.characterDevice("dev/console", 0600, 5, 1);
        archive.file("abc", 0755, "12345".getBytes(StandardCharsets.UTF_8));
        archive.link("link", "abc");
        byte[] bytes = archive.finish();
        assertEquals(0, bytes.length % 4);
        var found = new ArrayList<String>();
        try (var in = new CpioArchiveInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String device = entry.isCharacterDevice() ? entry.getRemoteDeviceMaj() + ":" + entry.getRemoteDeviceMin() : "";
                found.add("%s %o %s%s".formatted(entry.getName(), entry.getMode(), device, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        assertEquals(List.of("dev 40755 ", "dev/console 20600 5:1", "abc 100755 12345", "link 120777 abc"), found);
    }

    @Test
    void theInitialRamDiskIsTheSameEveryTimeAndStartsWithInit() throws IOException {
        byte[] busybox = {1, 2, 3};
        byte[] archive = Initramfs.build(busybox);
        assertArrayEquals(archive, Initramfs.build(busybox));
        var names = new ArrayList<String>();
        try (var in = new CpioArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().equals("init")) {
                    assertEquals(0100755, entry.getMode());
                    assertEquals("#!/bin/sh", new String(in.readNBytes(9), StandardCharsets.US_ASCII));
                }
            }
        }
        assertEquals(List.of("bin", "dev", "proc", "sys", "tmp", "root", "etc", "dev/console", "dev/null", "dev/ttyS0",
            "bin/busybox", "bin/sh", "bin/ringside-selftest", "init"), names);
    }
}
