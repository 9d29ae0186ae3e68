package dev.ringside.emulator.debug;

import java.util.List;
import java.util.Optional;

/**
 * A model-specific register that the table of registers has by name.
 *
 * @param name its name there
 * @param number its number
 * @param wideOnly whether only 64-bit code can use it
 */
public record NamedMsr(String name, int number, boolean wideOnly) {
    private static final List<NamedMsr> ALL = List.of(new NamedMsr("k_gs_base", 0xC0000102, true), new NamedMsr("star", 0xC0000081, true),
        new NamedMsr("lstar", 0xC0000082, true), new NamedMsr("cstar", 0xC0000083, true), new NamedMsr("fmask", 0xC0000084, true),
        new NamedMsr("sysenter_cs", 0x174, false), new NamedMsr("sysenter_esp", 0x175, false), new NamedMsr("sysenter_eip", 0x176, false),
        new NamedMsr("pat", 0x277, false));

    /** All of them, in the order of the table. */
    public static List<NamedMsr> all() {
        return ALL;
    }

    /** The one called {@code name}. */
    public static Optional<NamedMsr> named(String name) {
        return ALL.stream().filter(msr -> msr.name.equals(name)).findFirst();
    }
}
