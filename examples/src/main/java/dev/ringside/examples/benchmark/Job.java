package dev.ringside.examples.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One process to measure, on either emulator.
 *
 * @param name     for the line that says what goes on
 * @param begun    what is measured from the start of the process on; empty when the guest says when something begins
 * @param ringside the arguments of {@code ringside run}
 * @param qemu     the whole command for QEMU
 */
record Job(String name, Optional<String> begun, List<String> ringside, List<String> qemu) {
    private static final String MEBIBYTES = "256";

    /** The benchmark guest's workloads with these names; all of them when there are none. */
    static Job workloads(Path image, String scale, List<String> names) {
        String commandLine = "wait scale=" + scale + (names.isEmpty() ? "" : " run=" + String.join(",", names));
        return new Job("workloads", Optional.empty(), ringside(image, commandLine, List.of()),
            qemu(DebianBoot.I386, image, commandLine, List.of()));
    }

    /** A boot to user space. */
    static Job boot(DebianBoot boot, Path kernel, Path initrd) {
        var options = new ArrayList<>(List.of("--initrd", initrd.toString()));
        options.addAll(boot.ringsideOptions());
        return new Job(boot.label(), Optional.of(boot.label()), ringside(kernel, boot.commandLine(), options),
            qemu(boot, kernel, boot.commandLine(), List.of("-initrd", initrd.toString())));
    }

    private static List<String> ringside(Path image, String commandLine, List<String> options) {
        var words = new ArrayList<>(List.of(image.toString(), "--memory", MEBIBYTES + "M", "--append", commandLine));
        words.addAll(options);
        return List.copyOf(words);
    }

    private static List<String> qemu(DebianBoot machine, Path image, String commandLine, List<String> options) {
        var words = new ArrayList<>(List.of(machine.qemu(), "-accel", "tcg", "-cpu", machine.processor(), "-m", MEBIBYTES, "-nodefaults",
            "-display", "none", "-serial", "stdio", "-no-reboot", "-kernel", image.toString(), "-append", commandLine));
        words.addAll(options);
        return List.copyOf(words);
    }
}
