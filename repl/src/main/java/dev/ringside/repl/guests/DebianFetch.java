package dev.ringside.repl.guests;

import dev.ringside.repl.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Gets Debian's kernels and busybox by package name, and builds the initial RAM disk. */
public final class DebianFetch {
    private final Path cache;
    private final Progress progress;

    /**
     * A fetch into the cache folder.
     *
     * @param cache {@link CacheFolder}
     */
    public DebianFetch(Path cache, Progress progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /**
     * Fetches what is not there yet.
     *
     * @param again whether to fetch also what is there
     * @return version by package name
     * @throws UserError if apt cannot deliver it
     */
    public Map<String, String> fetch(DebianGuest.Source source, boolean again) throws IOException {
        var store = new DebianStore(cache, source);
        var there = store.whole();
        if (there.isPresent() && !again) {
            return there.get().packages();
        }
        try (var file = FileChannel.open(store.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE); var _ = file.lock()) {
            // Another process may have fetched it while this one waited.
            there = store.whole();
            return there.isPresent() && !again ? there.get().packages() : fetchAlone(source, store);
        }
    }

    private Map<String, String> fetchAlone(DebianGuest.Source source, DebianStore store) throws IOException {
        store.begin();
        var apt = new AptRoot(cache.resolve("apt").resolve(source.architecture()), source.architecture(), progress);
        progress.step("package lists for " + source.architecture());
        apt.update();
        var packages = new TreeMap<String, String>();
        var files = new ArrayList<String>();
        for (String flavour : source.flavours()) {
            AptRoot.Candidate kernel = kernel(apt, flavour);
            byte[] image = fetch(apt, kernel, "boot/vmlinuz-*", packages);
            store.write(DebianStore.kernel(flavour), image);
            files.add(DebianStore.kernel(flavour));
        }
        byte[] busybox = fetch(apt, apt.candidate("busybox-static"), "bin/busybox", packages);
        progress.step("initial RAM disk");
        store.write(DebianStore.BUSYBOX, busybox);
        store.write(DebianStore.INITRAMFS, Initramfs.build(busybox));
        files.add(DebianStore.BUSYBOX);
        files.add(DebianStore.INITRAMFS);
        store.finish(packages, files);
        apt.tidy();
        progress.end();
        return packages;
    }

    /** {@code linux-image-FLAVOUR} is an empty package that depends on the current kernel. */
    private static AptRoot.Candidate kernel(AptRoot apt, String flavour) throws IOException {
        AptRoot.Candidate meta = apt.candidate("linux-image-" + flavour);
        String name = meta.depends().stream().filter(depend -> depend.matches("linux-image-[0-9][a-z0-9.+-]*")).findFirst()
            .orElseThrow(() -> new UserError(meta.name() + " " + meta.version() + " depends on no kernel"));
        return apt.candidate(name);
    }

    private byte[] fetch(AptRoot apt, AptRoot.Candidate wanted, String name, Map<String, String> packages) throws IOException {
        progress.step(wanted.name() + " " + wanted.version());
        Path file = apt.download(wanted);
        String start = name.replace("*", "");
        byte[] content = new DebPackage(file).read(name,
            found -> name.endsWith("*") ? found.startsWith(start) : found.equals(name) || found.equals("usr/" + name));
        packages.put(wanted.name(), wanted.version());
        Files.delete(file);
        return content;
    }
}
