package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.inspect.register.CpuidLeaf;
import dev.ringside.emulator.debug.inspect.register.CpuidView;
import dev.ringside.emulator.debug.inspect.register.ModelSpecific;
import dev.ringside.emulator.debug.inspect.register.MsrView;
import dev.ringside.repl.symbols.Glob;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.Candidate;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kind;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code msr, cpuid}. */
final class MsrCommands {
    private static final Kind<Argument> REGISTER = Kinds.word("REGISTER", argument -> argument, (typed, workbench) ->
        new ArrayList<>(workbench.session().inspect().msrs(0).all().stream().map(MsrView::name).filter(n -> n.startsWith(typed.toUpperCase(Locale.ROOT)))
            .map(n -> Candidate.of(n, "")).toList()));
    private static final Parameter<Argument> WHICH = Parameter.optional("register", REGISTER, "a name, a pattern of names, or a number; all if it is left out");
    private static final Parameter<Long> LEAF = Parameter.optional("leaf", Kinds.NUMBER, "what EAX holds; all leaves if it is left out");
    private static final Parameter<Long> SUBLEAF = Parameter.optional("subleaf", Kinds.NUMBER, "what ECX holds");

    private MsrCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("msr", Group.MACHINE, "shows model-specific registers, the platform's and the local APIC's among them").takes(WHICH)
                .describe("Names are those of the manuals without IA32_; the platform's are those of its header. Nobody hears of the reading.")
                .example("msr").example("msr EFER").example("msr mtrr_*").example("msr 0xc0000080").linuxExample("msr MSR_KVM_*").does(MsrCommands::msr),
            CommandRow.named("cpuid", Group.MACHINE, "shows what CPUID tells the guest, the platform's leaves among it").takes(LEAF, SUBLEAF)
                .example("cpuid").example("cpuid 1").example("cpuid 7, 0").linuxExample("cpuid 0x40000001").does(MsrCommands::cpuid));
    }

    // ---- msr ----

    private static Result msr(Invocation invocation) {
        ModelSpecific registers = invocation.workbench().session().inspect().msrs(0);
        if (invocation.find(WHICH).isEmpty()) {
            return list(registers.all());
        }
        Argument which = invocation.get(WHICH);
        List<MsrView> found = which.text().matches("[0-9].*") ? numbered(registers, which)
            : registers.all().stream().filter(new Names(which.text())::fit).toList();
        if (found.isEmpty()) {
            throw which.expected("a model-specific register that exists here (see msr)");
        }
        return found.size() == 1 ? one(found.getFirst()) : list(found);
    }

    private static List<MsrView> numbered(ModelSpecific registers, Argument which) {
        try {
            return registers.numbered(Integer.parseUnsignedInt(which.text().replaceFirst("^0[xX]", ""), which.text().matches("0[xX].*") ? 16 : 10))
                .stream().toList();
        } catch (NumberFormatException _) {
            return List.of();
        }
    }

    /** A name, or a pattern for names, with or without what sources put before them. */
    private record Names(Glob pattern) {
        Names(String text) {
            this(new Glob(ModelSpecific.plain(text)));
        }

        boolean fit(MsrView msr) {
            return pattern.test(ModelSpecific.plain(msr.name()));
        }
    }

    private static Result list(List<MsrView> registers) {
        var table = Result.table(">number", "name", ">value", "");
        registers.forEach(r -> table.row(Cell.hex(r.number() & 0xFFFFFFFFL), Cell.text(r.name(), Style.REGISTER), Cell.hex(r.value()),
            Cell.text(r.layout().map(l -> l.title()).orElse(""), Style.REMARK)));
        return table.build();
    }

    private static Result one(MsrView msr) {
        List<Result.Section> sections = new ArrayList<>();
        sections.add(new Result.Section("", Result.fields().field("register", Cell.text(msr.name(), Style.REGISTER))
            .field("number", Cell.hex(msr.number() & 0xFFFFFFFFL)).field("value", Cell.hex(msr.value())).build()));
        msr.layout().ifPresent(l -> sections.add(new Result.Section(l.title() + "  (" + l.source() + ")", MachineCells.bits(msr.fields()))));
        return new Result.Sections(sections);
    }

    // ---- cpuid ----

    private static Result cpuid(Invocation invocation) {
        CpuidView view = invocation.workbench().session().inspect().cpuid(0);
        if (invocation.find(LEAF).isPresent()) {
            return leaf(view.leaf((int) (long) invocation.get(LEAF), (int) (long) invocation.find(SUBLEAF).orElse(0L)));
        }
        var table = Result.table(">leaf", ">subleaf", ">eax", ">ebx", ">ecx", ">edx", "");
        view.all().forEach(l -> table.row(hex(l.leaf()), Cell.count(l.subleaf()), hex(l.eax()), hex(l.ebx()), hex(l.ecx()), hex(l.edx()),
            Cell.text(l.text().isEmpty() ? l.title() : l.title() + ": \"" + l.text() + "\"", Style.REMARK)));
        return table.build();
    }

    private static Cell hex(int value) {
        return Cell.hex(value & 0xFFFFFFFFL);
    }

    private static Result leaf(CpuidLeaf l) {
        var fields = Result.fields().field("leaf", hex(l.leaf())).field("subleaf", Cell.count(l.subleaf() & 0xFFFFFFFFL));
        if (!l.title().isEmpty()) {
            fields.field("tells", Cell.text(l.title()));
        }
        fields.field("eax", hex(l.eax())).field("ebx", hex(l.ebx())).field("ecx", hex(l.ecx())).field("edx", hex(l.edx()));
        if (!l.text().isEmpty()) {
            fields.field("spells", Cell.text(l.text(), Style.STRING));
        }
        return fields.field("on", names(l.features())).field("off", names(l.missing())).build();
    }

    private static Cell names(List<CpuidLeaf.Feature> features) {
        return Cell.text(features.isEmpty() ? "-" : features.stream().map(CpuidLeaf.Feature::name).collect(Collectors.joining(" ")));
    }
}
