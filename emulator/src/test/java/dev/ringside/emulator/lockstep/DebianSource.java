package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.tool.Misuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Debian's kernels as guests, from where {@code ringside guests fetch} has put them. */
final class DebianSource {
    /** Name of a guest: its folder and its kernel. */
    private static final Map<String, String> KERNELS = Map.of("debian-i386", "debian-i386/vmlinuz-686-pae", "debian-i386-686",
            "debian-i386/vmlinuz-686", "debian-amd64", "debian-amd64/vmlinuz-amd64");

    private static final String APPEND = "console=ttyS0 cryptomgr.notests ringside.script=\"true\"";

    private DebianSource() {}

    static GuestSource find(LockStepOptions options, BareMachine machine) throws IOException {
        String name = options.text("--guest", "debian-i386");
        if (!KERNELS.containsKey(name)) {
            throw new Misuse("--guest: expected one of " + KERNELS.keySet().stream().sorted().toList() + ", found " + name);
        }
        Path cache = Path.of(options.text("--cache", Path.of(System.getProperty("user.home"), ".cache/ringside/guests").toString()));
        Path kernel = cache.resolve(KERNELS.get(name));
        return new GuestSource(name, Files.readAllBytes(kernel), Optional.of(Files.readAllBytes(kernel.resolveSibling("initramfs.cpio"))),
                options.text("--append", APPEND), machine);
    }
}
