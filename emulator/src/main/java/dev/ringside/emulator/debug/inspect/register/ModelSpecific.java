package dev.ringside.emulator.debug.inspect.register;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.MsrName;
import dev.ringside.emulator.cpu.system.ModelSpecificRegisters;
import dev.ringside.emulator.debug.inspect.layout.Layout;
import dev.ringside.emulator.debug.inspect.layout.Layouts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The model-specific registers of one processor, its local APIC's and its platform's among them, to look at. */
public final class ModelSpecific {
    private static final String X2APIC = "X2APIC_", LVT = "LVT_";

    private final Cpu cpu;

    /** Those of a processor. */
    public ModelSpecific(Cpu cpu) {
        this.cpu = cpu;
    }

    /** Every register that exists now and can be read, by number. */
    public List<MsrView> all() {
        return ModelSpecificRegisters.all(cpu).stream().map(this::view).toList();
    }

    /** The register of a number; empty where RDMSR would raise #GP(0). */
    public Optional<MsrView> numbered(int number) {
        return all().stream().filter(msr -> msr.number() == number).findFirst();
    }

    /** The register called {@code name}, with or without the manuals' {@code IA32_} or {@code MSR_}, in capital or small letters. */
    public Optional<MsrView> named(String name) {
        String wanted = plain(name);
        return all().stream().filter(msr -> plain(msr.name()).equals(wanted)).findFirst();
    }

    /** A name without what sources put before it. */
    public static String plain(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("IA32_") ? upper.substring(5) : upper.startsWith("MSR_") ? upper.substring(4) : upper;
    }

    private MsrView view(MsrName msr) {
        return new MsrView(msr.name(), msr.number(), ModelSpecificRegisters.peek(cpu, msr.number()).orElseThrow(), layout(msr.name()));
    }

    /** What the bits of a register mean. */
    static Optional<Layout> layout(String name) {
        if (name.startsWith("MTRR_PHYS")) {
            return Layouts.find(name.startsWith("MTRR_PHYSBASE") ? "mtrr.base" : "mtrr.mask");
        }
        if (name.startsWith("MTRR_FIX")) {
            return Layouts.find("mtrr.fixed");
        }
        return name.startsWith(X2APIC) ? apic(name.substring(X2APIC.length())) : Layouts.find(name);
    }

    /** What the bits of a register of the local APIC mean, by the manual's name. */
    public static Optional<Layout> apic(String register) {
        return Layouts.find("lapic." + register).or(() -> register.startsWith(LVT) ? Layouts.find("lapic.lvt") : Optional.empty());
    }
}
