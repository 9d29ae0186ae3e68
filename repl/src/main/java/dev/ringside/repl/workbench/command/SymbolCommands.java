package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.program.GuestSymbols;
import dev.ringside.emulator.debug.program.NamedAddress;
import dev.ringside.emulator.debug.program.Resolved;
import dev.ringside.emulator.debug.program.SymbolFile;
import dev.ringside.emulator.debug.program.SymbolSet;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.sections.SectionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Symbols: {@code symbol-file}, {@code program-file}, {@code info symbol}, {@code info address}, {@code info symbols}. */
final class SymbolCommands {
    private static final Parameter<Path> FILE = Parameter.required("file", Kinds.FILE, "an ELF file, a System.map, a Linux kernel packed or not");
    private static final Parameter<Long> OFFSET = Parameter.optional("offset", Kinds.NUMBER, "bytes to add to the file's addresses");
    private static final Parameter<Long> ADDRESS = Parameter.required("address", Kinds.ADDRESS, "a linear address");
    private static final Parameter<String> NAME = Parameter.required("name", Kinds.SYMBOL, "a symbol");

    private SymbolCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("symbol-file", Group.SYSTEM, "takes symbols, types and source lines of the guest from a file").alias("add-symbol-file")
                .takes(FILE, OFFSET)
                .describe("Names of the file come before what the kernel says of itself. Without an offset the file is compared with the kernel that "
                    + "runs: a vmlinux goes to where KASLR has moved the kernel.")
                .linuxExample("symbol-file vmlinux").does(SymbolCommands::addFile),
            CommandRow.named("program-file", Group.SYSTEM, "takes the symbols of the program in the current address space from a file").takes(FILE, OFFSET)
                .describe("They are known while CR3 is what it is now. Give the offset of a program that is not where it was linked for.")
                .linuxExample("program-file busybox").does(SymbolCommands::addProgram),
            CommandRow.named("info symbols", Group.SYSTEM, "says where symbols come from, and what is missing").example("info symbols")
                .does(SymbolCommands::sources),
            CommandRow.named("info symbol", Group.SYSTEM, "names the symbol that an address belongs to").takes(ADDRESS).example("info symbol rip")
                .linuxExample("info symbol `schedule` + 4").does(SymbolCommands::name),
            CommandRow.named("info address", Group.SYSTEM, "says where a symbol is").takes(NAME)
                .describe("All symbols of the name, in the order in which they are looked up: expressions mean the first.")
                .linuxExample("info address schedule").linuxExample("info address current_task").does(SymbolCommands::address));
    }

    private static GuestSymbols program(Invocation invocation) {
        return invocation.workbench().session().program();
    }

    private static SymbolFile open(Path path) {
        try {
            return SymbolFile.open(path);
        } catch (FormatException | SectionException e) {
            throw new CommandException(e.getMessage());
        } catch (IOException e) {
            throw new CommandException(path + ": cannot be read: " + e.getMessage());
        }
    }

    private static Result addFile(Invocation invocation) {
        SymbolFile file = open(invocation.get(FILE));
        Optional<Long> offset = invocation.find(OFFSET);
        program(invocation).addFile(file, offset.isPresent() ? OptionalLong.of(offset.get()) : OptionalLong.empty());
        return added(invocation, file);
    }

    private static Result addProgram(Invocation invocation) {
        SymbolFile file = open(invocation.get(FILE));
        program(invocation).addProgram(file, invocation.machine().register("cr3"), invocation.find(OFFSET).orElse(0L));
        return added(invocation, file);
    }

    private static Result added(Invocation invocation, SymbolFile file) {
        invocation.machine().changed();
        SymbolSet set = program(invocation).sets().stream().filter(each -> each.name().equals(file.name())).findFirst().orElseThrow();
        return described(Result.table("source", "kind", ">symbols", "types", "lines", "offset"), set).build();
    }

    private static Result.TableBuilder described(Result.TableBuilder table, SymbolSet set) {
        return table.row(Cell.text(set.name()), Cell.text(kind(set)), Cell.count(set.symbols().size()), new Cell.Truth(set.types().isPresent()),
            new Cell.Truth(set.lines().isPresent()), Cell.hex(set.slide()));
    }

    private static String kind(SymbolSet set) {
        return switch (set.kind()) {
            case KERNEL -> "found in memory";
            case MODULE -> "module";
            case FILE -> "file";
            case PROCESS -> "file, for CR3 0x" + Long.toHexString(set.addressSpace().orElse(0));
        };
    }

    private static Result sources(Invocation invocation) {
        List<SymbolSet> sets = program(invocation).sets();
        Result.TableBuilder table = Result.table("source", "kind", ">symbols", "types", "lines", "offset");
        sets.forEach(set -> described(table, set));
        List<String> missing = program(invocation).missing();
        Result remarks = new Result.Lines(missing.stream().<Cell>map(line -> Cell.text(line, Style.WARNING)).toList());
        return missing.isEmpty() ? table.build() : sets.isEmpty() ? remarks
            : new Result.Sections(List.of(new Result.Section("", table.build()), new Result.Section("", remarks)));
    }

    private static Result name(Invocation invocation) {
        long linear = invocation.get(ADDRESS);
        Optional<NamedAddress> named = program(invocation).nameOf(linear);
        if (named.isEmpty()) {
            return Result.line(Cell.text("no symbol for"), Cell.address(linear));
        }
        SymbolSet set = named.get().set();
        return Result.line(Cell.text(named.get().toString(), Style.SYMBOL), Cell.text("(" + set.name() + ")", Style.REMARK));
    }

    private static Result address(Invocation invocation) {
        String name = invocation.get(NAME);
        List<Resolved> found = program(invocation).resolveAll(name);
        if (found.isEmpty()) {
            throw new CommandException("no symbol is called " + name);
        }
        Result.TableBuilder table = Result.table("symbol", "address", "kind", ">size", "source", "");
        for (Resolved each : found) {
            table.row(Cell.text(each.symbol().name(), Style.SYMBOL), Cell.address(each.address()), Cell.text(String.valueOf(each.symbol().letter())),
                each.symbol().hasExtent() ? Cell.count(each.symbol().size()) : Cell.text("?"), Cell.text(each.set().name()),
                each.perCpu() ? Cell.text("this processor's copy of per-CPU data") : each.symbol().absolute() ? Cell.text("a number, not a place") : Cell.text(""));
        }
        return table.build();
    }
}
