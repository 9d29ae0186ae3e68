package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.Snapshots;
import dev.ringside.emulator.debug.Snapshots.Snapshot;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.Running.Keys;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.context.StopReport;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.repl.workbench.shell.FileErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Saved states of the machine. */
final class SnapshotCommands {
    private static final Parameter<Argument> NAME = Parameter.required("name", Kinds.WORD, "a name of your choice");
    private static final Parameter<Path> FILE = Parameter.required("file", Kinds.FILE, "a file");

    private SnapshotCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("snapshot save", Group.RUNNING, "saves the state of the whole machine under a name").takes(NAME)
                .describe("Rules, displays and variables are no part of it: they stay as they are when it is restored.")
                .example("snapshot save before").does(SnapshotCommands::save),
            CommandRow.named("snapshot restore", Group.RUNNING, "puts the machine into a state that was saved").takes(NAME).onPrompt()
                .example("snapshot restore before", "snapshot save before", "stepi 10").does(i ->
                    restore(i.workbench(), () -> i.workbench().session().snapshots().restore(i.get(NAME).text()), i.get(NAME).text())),
            CommandRow.named("snapshot list", Group.RUNNING, "lists the saved states").example("snapshot list", "snapshot save before")
                .does(SnapshotCommands::list),
            CommandRow.named("snapshot delete", Group.RUNNING, "forgets a saved state").takes(NAME).example("snapshot delete before", "snapshot save before")
                .does(SnapshotCommands::delete),
            CommandRow.named("snapshot write", Group.RUNNING, "writes the state of the machine to a file").takes(FILE)
                .example("snapshot write /tmp/ringside-example.snapshot").does(SnapshotCommands::write),
            CommandRow.named("snapshot read", Group.RUNNING, "puts the machine into the state that a file holds").takes(FILE).onPrompt()
                .example("snapshot read /tmp/ringside-example.snapshot", "snapshot write /tmp/ringside-example.snapshot").does(i ->
                    restore(i.workbench(), () -> i.workbench().session().snapshots().restoreFrom(i.get(FILE)), i.get(FILE).toString())));
    }

    private static Snapshots snapshots(Invocation invocation) {
        return invocation.workbench().session().snapshots();
    }

    private static Result save(Invocation invocation) {
        return table(List.of(snapshots(invocation).save(invocation.get(NAME).text())));
    }

    private static Result table(List<Snapshot> snapshots) {
        var table = Result.table("name", ">instruction", "hash", ">bytes");
        snapshots.forEach(one -> table.row(Cell.text(one.name(), Style.KEYWORD), Cell.count(one.instructions()), new Cell.Hex(one.hash(), 16),
            Cell.count(one.bytes())));
        return snapshots.isEmpty() ? Result.line(new Cell.Missing("none")) : table.build();
    }

    private static Result list(Invocation invocation) {
        return table(snapshots(invocation).list());
    }

    private static Result delete(Invocation invocation) {
        if (!snapshots(invocation).delete(invocation.get(NAME).text())) {
            throw invocation.get(NAME).expected("the name of a saved state");
        }
        return Result.nothing();
    }

    private static Result write(Invocation invocation) {
        try {
            snapshots(invocation).saveTo(invocation.get(FILE));
            return Result.nothing();
        } catch (IOException e) {
            throw new CommandException(FileErrors.text(invocation.get(FILE).toString(), e));
        }
    }

    /** Puts the machine into a state. */
    @FunctionalInterface
    private interface Restoring {
        void restore() throws RefusedException, IOException;
    }

    private static Result restore(Workbench workbench, Restoring restoring, String name) {
        RunCommands.refuseWhileRunning(workbench);
        return StopReport.of(workbench, workbench.running().foreground(control -> workbench.machine().call(() -> {
            try {
                restoring.restore();
                workbench.machine().changed();
                return null;
            } catch (RefusedException e) {
                throw new CommandException(e.getMessage());
            } catch (IOException e) {
                throw new CommandException(FileErrors.text(name, e));
            }
        }), Keys.PROMPT));
    }
}
