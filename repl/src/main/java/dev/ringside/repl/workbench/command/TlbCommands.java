package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.inspect.paging.CachedTranslation;
import dev.ringside.emulator.debug.inspect.paging.PageTables;
import dev.ringside.emulator.debug.inspect.paging.TlbLookup;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import java.util.List;
import java.util.Optional;

/** {@code tlb}. */
final class TlbCommands {
    private static final Parameter<Long> WHERE = Parameter.optional("address", Kinds.ADDRESS, "linear address to look up; everything if it is left out");

    private TlbCommands() {}

    static List<CommandRow> rows() {
        return List.of(CommandRow.named("tlb", Group.MACHINE, "shows what the TLBs hold, and where the page tables say otherwise by now").takes(WHERE)
            .describe("A translation at hand is used until it is flushed, whatever the page tables say meanwhile: the last column tells where they differ.")
            .example("tlb").example("tlb 0x1000").linuxExample("tlb rsp").does(TlbCommands::tlb));
    }

    private static Result tlb(Invocation invocation) {
        PageTables tables = invocation.workbench().session().inspect().pageTables(0);
        if (invocation.find(WHERE).isEmpty()) {
            return new Result.Sections(List.of(new Result.Section("data", table(tables.tlb(false))),
                new Result.Section("instructions", table(tables.tlb(true)))));
        }
        TlbLookup found = tables.tlb(invocation.get(WHERE));
        return new Result.Sections(List.of(new Result.Section("data", entry(found.data())),
            new Result.Section("instructions", entry(found.instructions())),
            new Result.Section("page tables", Result.text(found.tables().page().map(p -> "physical 0x" + Long.toHexString(p.physical()))
                .orElse(found.tables().reason())))));
    }

    private static Result entry(Optional<CachedTranslation> entry) {
        return entry.<Result>map(e -> table(List.of(e))).orElse(Result.text("nothing"));
    }

    private static Result table(List<CachedTranslation> entries) {
        if (entries.isEmpty()) {
            return Result.text("nothing");
        }
        var table = Result.table("linear", "physical", "page", "u", "s", "", "page tables");
        entries.forEach(e -> table.row(Cell.address(e.linear()), Cell.physical(e.physical()), MachineCells.size(e.pageSize()),
            Cell.text(e.rights().user().letters()), Cell.text(e.rights().supervisor().letters()),
            Cell.text((e.dirty() ? "d" : "") + (e.global() ? "g" : "")),
            e.stale().isEmpty() ? Cell.text("the same", Style.REMARK) : Cell.text(String.join(", ", e.stale()), Style.WARNING)));
        return table.build();
    }
}
