package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.inspect.paging.AddressSpace;
import dev.ringside.emulator.debug.inspect.paging.MappingChange;
import dev.ringside.emulator.debug.inspect.paging.PageTables;
import dev.ringside.emulator.debug.inspect.paging.Region;
import dev.ringside.emulator.debug.inspect.paging.Region.Mapping;
import dev.ringside.emulator.debug.inspect.paging.Walk;
import dev.ringside.emulator.debug.inspect.paging.WalkStep;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code pagetable walk, list, diff, save}. */
final class PagetableCommands {
    private static final String NOW = "now";
    private static final int ADDRESS_DIGITS_64 = 16, ADDRESS_DIGITS_32 = 8;

    private static final Parameter<Long> WHERE = Parameter.required("address", Kinds.ADDRESS, "linear address to walk for");
    private static final Parameter<Long> CR3 = Parameter.after("cr3", "value", Kinds.NUMBER, "walk from this value of CR3 in place of the current one");
    private static final Parameter<Long> FROM = Parameter.after("from", "first", Kinds.ADDRESS, "first linear address to list");
    private static final Parameter<Long> TO = Parameter.after("to", "last", Kinds.ADDRESS, "last linear address to list");
    private static final Parameter<Argument> NAME = Parameter.required("name", Kinds.WORD, "what to call it");
    private static final Parameter<Argument> FIRST = Parameter.required("first", Kinds.WORD, "a saved list's name, a value of CR3, or now");
    private static final Parameter<Argument> SECOND = Parameter.optional("second", Kinds.WORD, "the same; now if it is left out");

    private PagetableCommands() {}

    /** Lists that the user has saved, by name. */
    private static final class Saved {
        private final Map<String, AddressSpace> spaces = new TreeMap<>();
    }

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("pagetable walk", Group.MACHINE, "walks the page tables for an address, every bit explained").alias("ptw").takes(WHERE, CR3)
                .describe("Shows the entry of each level with its place and bits, what all of them and CR0, CR4 and EFER together allow, where the walk "
                    + "ends and why. Nothing is marked accessed, no TLB is filled.")
                .example("pagetable walk 0x100000").linuxExample("pagetable walk jiffies").linuxExample("pagetable walk rsp cr3 cr3")
                .does(PagetableCommands::walk),
            CommandRow.named("pagetable list", Group.MACHINE, "lists what is mapped, equal neighbours merged").takes(FROM, TO, CR3)
                .describe("u and s: what code at CPL 3 and other code may do; g: global; the memory type is the PAT's. A physical address is shown "
                    + "where the pages lie one behind the other.")
                .example("pagetable list").linuxExample("pagetable list from 0xffffffff80000000").does(PagetableCommands::list),
            CommandRow.named("pagetable save", Group.MACHINE, "keeps the list of what is mapped now, for pagetable diff").takes(NAME, CR3)
                .example("pagetable save before").does(PagetableCommands::save),
            CommandRow.named("pagetable diff", Group.MACHINE, "compares two address spaces, or two moments").takes(FIRST, SECOND)
                .describe("Each of the two is a name given by pagetable save, a value of CR3, or now.")
                .example("pagetable diff before", "pagetable save before").linuxExample("pagetable diff cr3 now").does(PagetableCommands::diff));
    }

    private static PageTables tables(Workbench workbench) {
        return workbench.session().inspect().pageTables(0);
    }

    private static Cell address(long linear, int bits) {
        return new Cell.Address(linear, bits > 32 ? ADDRESS_DIGITS_64 : ADDRESS_DIGITS_32, Optional.empty());
    }

    // ---- walk ----

    private static Result walk(Invocation invocation) {
        PageTables tables = tables(invocation.workbench());
        Walk walk = invocation.find(CR3).map(cr3 -> tables.walk(invocation.get(WHERE), cr3)).orElseGet(() -> tables.walk(invocation.get(WHERE)));
        List<Result.Section> sections = new ArrayList<>();
        var head = Result.fields().field("address", invocation.workbench().address(walk.linear())).field("mode", Cell.text(walk.mode().title()));
        sections.add(new Result.Section("", head.field("cr3", Cell.hex(walk.cr3())).build()));
        for (WalkStep step : walk.steps()) {
            String place = step.address().isPresent() ? " at 0x" + Long.toHexString(step.address().getAsLong()) : " in a register";
            sections.add(new Result.Section(step.level() + " " + step.index() + place + ": 0x" + Long.toHexString(step.value()) + "  ("
                + step.layout().source() + ")", MachineCells.bits(step.fields())));
        }
        sections.add(new Result.Section(walk.page().isPresent() ? "page" : "", end(walk)));
        return new Result.Sections(sections);
    }

    private static Result end(Walk walk) {
        var fields = Result.fields();
        if (walk.page().isPresent()) {
            Walk.Page page = walk.page().get();
            fields.field("physical", Cell.physical(page.physical())).field("size", MachineCells.size(page.size()))
                .field("user may", Cell.text(page.rights().user().letters())).field("supervisor may", Cell.text(page.rights().supervisor().letters()));
            if (!page.rights().guarded().equals(page.rights().supervisor())) {
                fields.field("with AC clear", Cell.text(page.rights().guarded().letters()));
            }
            fields.field("memory type", Cell.text(page.type().name()));
            page.rights().reasons().forEach(reason -> fields.field("because", Cell.text(reason, Style.REMARK)));
        }
        return fields.field("ends", Cell.text(walk.reason(), walk.page().isPresent() ? Style.PLAIN : Style.WARNING)).build();
    }

    // ---- list ----

    private static AddressSpace space(Invocation invocation) {
        PageTables tables = tables(invocation.workbench());
        if (invocation.find(FROM).isEmpty() && invocation.find(TO).isEmpty()) {
            return invocation.find(CR3).map(tables::spaceOf).orElseGet(tables::space);
        }
        if (invocation.find(CR3).isPresent()) {
            throw new CommandException("from and to go with the current CR3 only");
        }
        return tables.space(invocation.find(FROM).orElse(0L), invocation.find(TO).orElse(-1L));
    }

    private static Result list(Invocation invocation) {
        AddressSpace space = space(invocation);
        if (space.mode().entryBytes() == 0) {
            return Result.text("paging is off: linear addresses are physical");
        }
        var table = Result.table("first", "last", ">size", "u", "s", "", "pages", "type", "physical");
        for (Region region : space.regions()) {
            Cell first = address(region.first(), space.mode().linearBits());
            Cell last = address(region.last(), space.mode().linearBits());
            if (region.repeats() != 0) {
                table.row(first, last, MachineCells.size(region.size()), Cell.text(""), Cell.text(""), Cell.text(""), Cell.text(""), Cell.text(""),
                    Cell.line(Cell.text("the"), MachineCells.size(region.repeats()), Cell.text("before, over and over", Style.REMARK)));
            } else {
                Mapping m = region.mapping();
                table.row(first, last, MachineCells.size(region.size()), Cell.text(m.userRights().letters()), Cell.text(m.supervisorRights().letters()),
                    MachineCells.when(m.global(), "g"), MachineCells.size(m.pageSize()), Cell.text(m.type().name()),
                    region.physical().isPresent() ? Cell.physical(region.physical().getAsLong()) : Cell.text("scattered", Style.REMARK));
            }
        }
        return space.complete() ? table.build() : new Result.Sections(List.of(new Result.Section("", table.build()), new Result.Section("",
            Result.line(Cell.text("not everything was looked at: more than " + (space.tables() - 1) + " tables", Style.WARNING)))));
    }

    // ---- save, diff ----

    private static Map<String, AddressSpace> saved(Workbench workbench) {
        return workbench.part(Saved.class, Saved::new).spaces;
    }

    private static Result save(Invocation invocation) {
        String name = invocation.get(NAME).text();
        if (name.equals(NOW) || !name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
            throw invocation.get(NAME).expected("a name of letters and digits, other than " + NOW);
        }
        AddressSpace space = space(invocation);
        saved(invocation.workbench()).put(name, space);
        return Result.text(name + ": " + space.regions().size() + " regions, after " + space.instructions() + " instructions");
    }

    private static AddressSpace space(Invocation invocation, Optional<Argument> argument) {
        PageTables tables = tables(invocation.workbench());
        if (argument.isEmpty() || argument.get().text().equals(NOW)) {
            return tables.space();
        }
        AddressSpace known = saved(invocation.workbench()).get(argument.get().text());
        return known != null ? known : tables.spaceOf(Kinds.NUMBER.parse(argument.get(), invocation.workbench()));
    }

    private static Result diff(Invocation invocation) {
        AddressSpace first = space(invocation, invocation.find(FIRST));
        AddressSpace second = space(invocation, invocation.find(SECOND));
        List<MappingChange> changes = first.changesTo(second);
        if (changes.isEmpty()) {
            return Result.text("no difference");
        }
        int bits = Math.max(first.mode().linearBits(), second.mode().linearBits());
        var table = Result.table("first", "last", ">size", "change", "before", "after");
        changes.forEach(c -> table.row(address(c.first(), bits), address(c.last(), bits), MachineCells.size(c.size()),
            Cell.text(c.kind().name().toLowerCase(Locale.ROOT)), mapping(c.before()), mapping(c.after())));
        return table.build();
    }

    private static Cell mapping(Optional<Mapping> mapping) {
        return Cell.text(mapping.map(m -> "u " + m.userRights().letters() + " s " + m.supervisorRights().letters() + (m.global() ? " g " : " ")
            + m.type()).orElse("-"));
    }
}
