package dev.ringside.repl.guests;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.ringside.repl.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fetched Debian guests in the cache folder, one folder per source: kernels, busybox, the initial RAM disk built from it, and a
 * manifest, which is written last and without which the folder counts as empty.
 */
final class DebianStore {
    static final String BUSYBOX = "busybox";
    static final String INITRAMFS = "initramfs.cpio";
    private static final String MANIFEST = "manifest.json";
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path folder;

    /**
     * What lies in a folder.
     *
     * @param packages version by package name
     * @param files    SHA-256 in hex by file name
     */
    record Manifest(Map<String, String> packages, Map<String, String> files) {
    }

    DebianStore(Path cache, DebianGuest.Source source) {
        this.folder = cache.resolve("guests").resolve(source.label());
    }

    Path folder() {
        return folder;
    }

    /** What a process locks while it fills the folder; the folder is there then. */
    Path lockFile() throws IOException {
        return Files.createDirectories(folder).resolve("lock");
    }

    static String kernel(String flavour) {
        return "vmlinuz-" + flavour;
    }

    /** The manifest, if everything that it lists is there and unchanged. */
    Optional<Manifest> whole() throws IOException {
        Optional<Manifest> manifest = manifest();
        if (manifest.isPresent()) {
            for (var file : manifest.get().files().entrySet()) {
                Path path = folder.resolve(file.getKey());
                if (!Files.isRegularFile(path) || !sha256(Files.readAllBytes(path)).equals(file.getValue())) {
                    return Optional.empty();
                }
            }
        }
        return manifest;
    }

    /** Whether the folder has been filled; cheap. */
    boolean present() throws IOException {
        return manifest().isPresent();
    }

    /** A file of a guest that has been fetched. */
    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /** Takes the manifest away, so that a fill that is cut short leaves a folder that counts as empty. */
    void begin() throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(MANIFEST));
    }

    /** Writes a file whole or not at all. */
    void write(String name, byte[] content) throws IOException {
        Path partial = folder.resolve(name + ".partial");
        Files.write(partial, content);
        Files.move(partial, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ends a fill. */
    void finish(Map<String, String> packages, Iterable<String> names) throws IOException {
        var files = new TreeMap<String, String>();
        for (String name : names) {
            files.put(name, sha256(read(name)));
        }
        write(MANIFEST, GSON.toJson(new Manifest(new TreeMap<>(packages), files)).getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Manifest> manifest() throws IOException {
        Path path = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            Manifest manifest = GSON.fromJson(Files.readString(path), Manifest.class);
            return manifest == null || manifest.files() == null || manifest.packages() == null
                || manifest.files().keySet().stream().anyMatch(name -> name.contains("/")) ? Optional.empty() : Optional.of(manifest);
        } catch (JsonParseException _) {
            return Optional.empty();
        }
    }

    /** SHA-256 in hex. */
    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new UserError("this Java has no SHA-256: " + e.getMessage());
        }
    }
}
