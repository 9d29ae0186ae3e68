package dev.ringside.symbols.linux;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which Linux runs.
 *
 * @param banner what the kernel prints first, {@code linux_banner}, without the end of its line; empty where it has no symbol
 * @param names  what {@code uname} tells; empty where {@code init_uts_ns} has no symbol
 */
public record LinuxVersion(Optional<String> banner, Optional<UtsName> names) {
    private static final int LONGEST_BANNER = 512;
    /** Bytes of each text of {@code struct new_utsname} (include/uapi/linux/utsname.h). */
    private static final int NAME_BYTES = 65;
    private static final byte[] SYSTEM = "Linux\0".getBytes(StandardCharsets.ISO_8859_1);
    /** Older kernels have a reference count in front of the names. */
    private static final int[] NAME_OFFSETS = {0, 4, 8};

    /**
     * The texts of {@code struct new_utsname}.
     *
     * @param system  always {@code Linux}
     * @param node    the host's name
     * @param release such as {@code 6.1.0-1-amd64}
     * @param version number and time of the build
     * @param machine such as {@code x86_64}
     */
    public record UtsName(String system, String node, String release, String version, String machine) {
    }

    /**
     * Reads it. Types are not needed.
     *
     * @throws ViewException when the kernel has a symbol for neither
     */
    public static LinuxVersion read(LinuxKernel kernel) throws ViewException {
        Optional<String> banner = Optional.empty();
        OptionalLong bannerAt = kernel.find("linux_banner");
        if (bannerAt.isPresent()) {
            banner = Optional.of(kernel.text(bannerAt.getAsLong(), LONGEST_BANNER).strip()).filter(text -> !text.isEmpty());
        }
        OptionalLong namesAt = kernel.find("init_uts_ns");
        Optional<UtsName> names = namesAt.isPresent() ? names(kernel, namesAt.getAsLong()) : Optional.empty();
        if (banner.isEmpty() && names.isEmpty()) {
            throw new ViewException("the kernel's symbols have neither linux_banner nor init_uts_ns, or nothing is there yet");
        }
        return new LinuxVersion(banner, names);
    }

    private static Optional<UtsName> names(LinuxKernel kernel, long namespace) {
        for (int offset : NAME_OFFSETS) {
            if (Arrays.equals(SYSTEM, kernel.bytes(namespace + offset, SYSTEM.length))) {
                String[] texts = new String[5];
                for (int i = 0; i < texts.length; i++) {
                    texts[i] = kernel.text(namespace + offset + (long) NAME_BYTES * i, NAME_BYTES);
                }
                return Optional.of(new UtsName(texts[0], texts[1], texts[2], texts[3], texts[4]));
            }
        }
        return Optional.empty();
    }
}
