package dev.ringside.repl.guests;

import dev.ringside.emulator.boot.PayloadStore;
import dev.ringside.repl.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Every guest that has a name, and what to boot for a name or a file. */
public final class GuestCatalogue {
    private final Path cache;
    private final List<BundledGuest> bundled;

    /**
     * One line of the list.
     *
     * @param name        what to give to {@code run}
     * @param description one line
     * @param ready       whether it can be run now; otherwise it has to be fetched
     */
    public record Entry(String name, String description, boolean ready) {
    }

    /**
     * What to boot.
     *
     * @param name   what the user called it; used in messages
     * @param image  kernel or other image
     * @param initrd initial RAM disk that belongs to it
     * @param append its default command line
     */
    public record Image(String name, byte[] image, Optional<byte[]> initrd, String append) {
    }

    /**
     * The guests that are on the class path, and those in the cache folder.
     *
     * @param cache {@link CacheFolder}
     */
    public GuestCatalogue(Path cache) {
        this.cache = cache;
        this.bundled = ServiceLoader.load(BundledGuest.class).stream().map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(BundledGuest::name)).toList();
    }

    /** Keeps kernels as they were unpacked, in the cache folder. */
    public PayloadStore unpacked() {
        return new UnpackedFolder(cache.resolve("unpacked"));
    }

    /** All guests: bundled ones by name, then Debian's. */
    public List<Entry> entries() throws IOException {
        var entries = new ArrayList<Entry>();
        for (BundledGuest guest : bundled) {
            entries.add(new Entry(guest.name(), guest.description(), true));
        }
        for (DebianGuest guest : DebianGuest.values()) {
            entries.add(new Entry(guest.label(), guest.description(), new DebianStore(cache, guest.source()).present()));
        }
        return entries;
    }

    /**
     * Finds what {@code guest} means: a name first, then a file.
     *
     * @throws UserError if it is neither, or a guest that has not been fetched
     */
    public Image find(String guest) throws IOException {
        for (BundledGuest candidate : bundled) {
            if (candidate.name().equals(guest)) {
                try (InputStream in = candidate.image()) {
                    return new Image(guest, in.readAllBytes(), Optional.empty(), candidate.defaultAppend());
                }
            }
        }
        Optional<DebianGuest> debian = DebianGuest.named(guest);
        if (debian.isPresent()) {
            return debian(debian.get());
        }
        Path file = file(guest);
        if (!Files.exists(file)) {
            throw new UserError(guest + ": neither a file nor a guest's name (`ringside guests` lists those)");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UserError(guest + ": " + (Files.isRegularFile(file) ? "not readable" : "not a file"));
        }
        if (Files.size(file) > Integer.MAX_VALUE - 16) {
            throw new UserError(guest + ": larger than any guest image (2 GiB)");
        }
        return new Image(guest, Files.readAllBytes(file), Optional.empty(), "");
    }

    private static Path file(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException _) {
            throw new UserError("'" + name + "' is not a file name");
        }
    }

    /** The RAM disk is built anew when its scripts have changed since it was stored: a new Ringside, an old cache. */
    private Image debian(DebianGuest guest) throws IOException {
        var store = new DebianStore(cache, guest.source());
        if (!store.present()) {
            throw new UserError(guest.label() + " has to be fetched first: ringside guests fetch " + guest.source().label());
        }
        byte[] initramfs = Initramfs.build(store.read(DebianStore.BUSYBOX));
        return new Image(guest.label(), store.read(DebianStore.kernel(guest.flavour())), Optional.of(initramfs),
            DebianGuest.DEFAULT_APPEND);
    }
}
