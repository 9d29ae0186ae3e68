package dev.ringside.repl.guests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.repl.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Packages are unpacked with bounds, and a cache folder counts only when it is whole. */
class DebianGuestsTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsReadOutOfAPackage() throws IOException {
        Path deb = Files.write(folder.resolve("k.deb"), deb("data.tar.xz"));
        assertArrayEquals("kernel".getBytes(StandardCharsets.UTF_8),
            new DebPackage(deb).read("boot/vmlinuz-*", name -> name.startsWith("boot/vmlinuz-")));
        var missing = assertThrows(UserError.class, () -> new DebPackage(deb).read("bin/busybox", "bin/busybox"::equals));
        assertEquals("k.deb: expected bin/busybox in the package, found none", missing.getMessage());
    }

    @Test
    void aPackageOfAnotherFormIsRefused() throws IOException {
        Path deb = Files.write(folder.resolve("k.deb"), deb("data.tar.zst"));
        var refused = assertThrows(UserError.class, () -> new DebPackage(deb).read("boot/vmlinuz-*", _ -> true));
        assertEquals("k.deb: expected data.tar.xz, .gz or plain, found data.tar.zst", refused.getMessage());
    }

    @Test
    void aTruncatedOrDamagedPackageIsAUserErrorNeverAnotherException() throws IOException {
        byte[] whole = deb("data.tar.xz");
        var random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            byte[] damaged = i < 300 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (i >= 300) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path deb = Files.write(folder.resolve("k.deb"), damaged);
            try {
                new DebPackage(deb).read("boot/vmlinuz-*", name -> name.startsWith("boot/vmlinuz-"));
            } catch (UserError e) {
                refused++;
                assertTrue(e.getMessage().startsWith("k.deb: "), e.getMessage());
            }
        }
        assertTrue(refused > 300, "refused only " + refused);
    }

    @Test
    void aFolderWithAChangedFileOrWithoutManifestHasToBeFetchedAgain() throws IOException {
        var store = new DebianStore(folder, DebianGuest.Source.AMD64);
        assertFalse(store.present());
        store.begin();
        store.write("vmlinuz-amd64", new byte[] {1});
        assertTrue(store.whole().isEmpty());
        store.finish(Map.of("linux-image", "6.1"), List.of("vmlinuz-amd64"));
        assertEquals("6.1", store.whole().orElseThrow().packages().get("linux-image"));
        Files.write(store.folder().resolve("vmlinuz-amd64"), new byte[] {2});
        assertTrue(store.whole().isEmpty());
    }

    @Test
    void aGuestThatWasNotFetchedSaysHowTo() {
        var error = assertThrows(UserError.class, () -> new GuestCatalogue(folder).find("debian-i386-686"));
        assertEquals("debian-i386-686 has to be fetched first: ringside guests fetch debian-i386", error.getMessage());
    }

    @Test
    void sourcesAreOpenToEveryArchitecture() {
        assertEquals("deb http://mirror.example/debian stable main\ndeb [signed-by=/k] http://mirror.example/x y z\n",
            AptRoot.withoutArchitectures("deb [arch=amd64] http://mirror.example/debian stable main\n"
                + "deb [arch=amd64,i386 signed-by=/k] http://mirror.example/x y z").replace("deb  ", "deb ").replace("[ ", "["));
        assertEquals("Types: deb\nSuites: stable\n", AptRoot.withoutArchitectures("Types: deb\nArchitectures: amd64\nSuites: stable\n"));
    }

    @Test
    void theCacheFolderIsXdgs() {
        assertEquals(Path.of("/x/ringside"), CacheFolder.of(Map.of("XDG_CACHE_HOME", "/x"), "/h"));
        assertEquals(Path.of("/h/.cache/ringside"), CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), "/h"));
        assertEquals(Path.of("/h/.cache/ringside"), CacheFolder.of(Map.of(), "/h"));
        assertThrows(UserError.class, () -> CacheFolder.of(Map.of("XDG_CACHE_HOME", "/a\"b"), "/h"));
    }

    private static byte[] deb(String member) throws IOException {
        var tar = new ByteArrayOutputStream();
        try (var out = new TarArchiveOutputStream(new XZOutputStream(tar, new LZMA2Options(0)))) {
            for (String name : new String[] {"./boot/config-6.1", "./boot/vmlinuz-6.1"}) {
                byte[] content = name.contains("vmlinuz") ? "kernel".getBytes(StandardCharsets.UTF_8) : new byte[3];
                var entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
            }
        }
        var deb = new ByteArrayOutputStream();
        try (var out = new ArArchiveOutputStream(deb)) {
            for (var part : List.of(Map.entry("debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII)),
                Map.entry(member, tar.toByteArray()))) {
                out.putArchiveEntry(new ArArchiveEntry(part.getKey(), part.getValue().length));
                out.write(part.getValue());
                out.closeArchiveEntry();
            }
        }
        return deb.toByteArray();
    }
}
