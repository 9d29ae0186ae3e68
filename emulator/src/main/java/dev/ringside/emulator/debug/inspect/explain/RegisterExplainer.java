package dev.ringside.emulator.debug.inspect.explain;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.inspect.explain.Explanation.Draft;
import dev.ringside.emulator.debug.inspect.layout.Layout;
import dev.ringside.emulator.debug.inspect.layout.Layouts;
import dev.ringside.emulator.debug.inspect.paging.PageTables;
import dev.ringside.emulator.debug.inspect.register.CpuidLeaf;
import dev.ringside.emulator.debug.inspect.register.CpuidView;
import dev.ringside.emulator.debug.inspect.register.ModelSpecific;
import dev.ringside.emulator.debug.inspect.register.MsrView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains control registers, flags, MSRs and CPUID leaves by what they hold. */
final class RegisterExplainer {
    /** Control registers and flags that are taken apart. */
    static final List<String> NAMES = List.of("cr0", "cr3", "cr4", "eflags", "dr6");

    private final Cpu cpu;

    RegisterExplainer(Cpu cpu) {
        this.cpu = cpu;
    }

    /** A control register, the flags, or an MSR by name; empty when there is no such register. */
    Optional<Explanation> register(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "cr0" -> Optional.of(taken(lower, Layouts.named(lower), cpu.cr0));
            case "cr3" -> Optional.of(taken(lower, new PageTables(cpu).mode().cr3(), cpu.cr3));
            case "cr4" -> Optional.of(taken(lower, Layouts.named(lower), cpu.cr4));
            case "eflags", "rflags", "flags" -> Optional.of(taken("eflags", Layouts.named("eflags"), cpu.flags.value() & 0xFFFFFFFFL));
            case "dr6" -> Optional.of(taken(lower, Layouts.named(lower), cpu.dr[6]));
            default -> new ModelSpecific(cpu).named(name).map(RegisterExplainer::msr);
        };
    }

    private static Explanation taken(String name, Layout layout, long value) {
        Draft draft = new Draft(name + " = " + Text.hex(value), layout.source());
        Text.fields(draft, layout.told(value));
        return draft.done();
    }

    static Explanation msr(MsrView msr) {
        Draft draft = new Draft(msr.name() + " (MSR " + Text.hex(msr.number() & 0xFFFFFFFFL) + ") = " + Text.hex(msr.value()),
                msr.layout().map(Layout::source).orElse("SDM vol. 4"));
        msr.layout().ifPresentOrElse(l -> draft.say(l.title()), () -> draft.say("its bits are not written down here"));
        Text.fields(draft, msr.fields());
        return draft.done();
    }

    Explanation leaf(int leaf, int subleaf) {
        return leaf(new CpuidView(cpu).leaf(leaf, subleaf));
    }

    Optional<Explanation> feature(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        return new CpuidView(cpu).withFeature(wanted).map(l -> {
            boolean on = l.features().stream().anyMatch(f -> f.name().equals(wanted));
            CpuidLeaf.Feature f = (on ? l.features() : l.missing()).stream().filter(x -> x.name().equals(wanted)).findFirst().orElseThrow();
            return new Draft("CPUID feature " + wanted + (on ? ": on" : ": off"), "SDM vol. 2, CPUID")
                    .say("where", "leaf " + Text.hex(l.leaf() & 0xFFFFFFFFL) + (l.subleaf() == 0 ? "" : ", subleaf " + l.subleaf()) + ", " + f.register()
                            + " bit " + f.bit())
                    .done();
        });
    }

    private static Explanation leaf(CpuidLeaf l) {
        Draft draft = new Draft("CPUID leaf " + Text.hex(l.leaf() & 0xFFFFFFFFL) + ", subleaf " + l.subleaf(), "SDM vol. 2, CPUID");
        if (!l.title().isEmpty()) {
            draft.say(l.title());
        }
        if (!l.text().isEmpty()) {
            draft.say("spells", l.text());
        }
        draft.say("eax", Text.hex(l.eax() & 0xFFFFFFFFL)).say("ebx", Text.hex(l.ebx() & 0xFFFFFFFFL)).say("ecx", Text.hex(l.ecx() & 0xFFFFFFFFL))
                .say("edx", Text.hex(l.edx() & 0xFFFFFFFFL));
        if (!l.features().isEmpty()) {
            draft.say("on", l.features().stream().map(CpuidLeaf.Feature::name).collect(Collectors.joining(" ")));
        }
        if (!l.missing().isEmpty()) {
            draft.say("off", l.missing().stream().map(CpuidLeaf.Feature::name).collect(Collectors.joining(" ")));
        }
        return draft.done();
    }
}
