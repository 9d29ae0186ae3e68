package dev.ringside.repl.guests;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Debian's kernels as guests, one row each. */
public enum DebianGuest {
    /** The usual 32-bit kernel, the one that {@code debian-i386} means. */
    I386("debian-i386", Source.I386, "686-pae", "Debian's 686-pae kernel (32-bit, PAE) with a busybox shell"),
    /** The same by its full name. */
    I386_686_PAE("debian-i386-686-pae", Source.I386, "686-pae", "the same as debian-i386"),
    /** The 32-bit kernel without PAE. */
    I386_686("debian-i386-686", Source.I386, "686", "Debian's 686 kernel (32-bit, two-level page tables) with a busybox shell"),
    /** The 64-bit kernel. */
    AMD64("debian-amd64", Source.AMD64, "amd64", "Debian's amd64 kernel (64-bit) with a busybox shell");

    /** What is fetched together, by one {@code ringside guests fetch}. */
    public enum Source {
        /** Both 32-bit kernels. */
        I386("debian-i386", "i386", List.of("686-pae", "686")),
        /** The 64-bit kernel. */
        AMD64("debian-amd64", "amd64", List.of("amd64"));

        private final String label;
        private final String architecture;
        private final List<String> flavours;

        Source(String label, String architecture, List<String> flavours) {
            this.label = label;
            this.architecture = architecture;
            this.flavours = flavours;
        }

        /** The name to give to {@code guests fetch}, and the name of its folder. */
        public String label() {
            return label;
        }

        /** Debian's name of the architecture. */
        public String architecture() {
            return architecture;
        }

        /** The kernels in it, as in {@code linux-image-FLAVOUR}. */
        public List<String> flavours() {
            return flavours;
        }

        /** The source of that name. */
        public static Optional<Source> named(String name) {
            return Arrays.stream(values()).filter(source -> source.label.equals(name)).findFirst();
        }
    }

    private final String label;
    private final Source source;
    private final String flavour;
    private final String description;

    DebianGuest(String label, Source source, String flavour, String description) {
        this.label = label;
        this.source = source;
        this.flavour = flavour;
        this.description = description;
    }

    /**
     * The kernel command line when the user gives none: a serial console, and no self-tests of the kernel's ciphers, which take nine
     * tenths of the instructions of a boot and show nothing about the hypervisor.
     */
    public static final String DEFAULT_APPEND = "console=ttyS0 cryptomgr.notests";

    /** The guest's name on the command line. */
    public String label() {
        return label;
    }

    /** What has to be fetched for it. */
    public Source source() {
        return source;
    }

    /** Its kernel. */
    public String flavour() {
        return flavour;
    }

    /** One line that says what it is. */
    public String description() {
        return description;
    }

    /** The guest of that name. */
    public static Optional<DebianGuest> named(String name) {
        return Arrays.stream(values()).filter(guest -> guest.label.equals(name)).findFirst();
    }
}
