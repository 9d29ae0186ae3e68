package dev.ringside.examples.benchmark;

import java.util.List;

/**
 * Boots of Debian's kernels that are measured, one row each. QEMU's guest always unpacks its kernel itself.
 *
 * <p>Both emulators get the same kernel, initial RAM disk, command line and size of memory, and a PC without graphics, disk and
 * network. QEMU's processor is given the features of Ringside's, except those that its translator does not have.
 */
enum DebianBoot {
    I386("debian-i386", "debian-i386", "qemu-system-i386", List.of()),
    I386_UNPACKING("debian-i386-unpacking", "debian-i386", "qemu-system-i386", List.of("--unpack", "guest")),
    AMD64("debian-amd64", "debian-amd64", "qemu-system-x86_64", List.of()),
    AMD64_UNPACKING("debian-amd64-unpacking", "debian-amd64", "qemu-system-x86_64", List.of("--unpack", "guest"));

    private static final String PROCESSOR = "qemu64,-hypervisor,-svm,-sse4a,-abm,+ssse3,+sse4.1,+sse4.2,+popcnt,+movbe,+rdrand,"
        + "+fsgsbase,+smep,+smap,+umip,+xsave,+xsaveopt,+clflushopt,+clwb,+monitor";
    private static final String FEATURES_32 = ",-lm,-syscall";
    private static final String FEATURES_64 = ",+rdtscp,+pdpe1gb";

    private final String label;
    private final String guest;
    private final String qemu;
    private final List<String> ringsideOptions;

    DebianBoot(String label, String guest, String qemu, List<String> ringsideOptions) {
        this.label = label;
        this.guest = guest;
        this.qemu = qemu;
        this.ringsideOptions = ringsideOptions;
    }

    /** Its name in the table and for {@code --only}. */
    String label() {
        return label;
    }

    /** The guest's name in Ringside's catalogue. */
    String guest() {
        return guest;
    }

    /** The QEMU that runs it. */
    String qemu() {
        return qemu;
    }

    /** QEMU's choice of processor. */
    String processor() {
        return PROCESSOR + (qemu.equals("qemu-system-i386") ? FEATURES_32 : FEATURES_64);
    }

    /** What sets this row apart on Ringside's command line. */
    List<String> ringsideOptions() {
        return ringsideOptions;
    }

    /**
     * The kernel command line: everything that the kernel does by default, its ciphers' self-tests included, then a line from user
     * space. The two processors have different faults, so the kernel is told to work around none.
     */
    String commandLine() {
        return "console=ttyS0 mitigations=off ringside.script=\"echo END " + label + "; read line\"";
    }
}
