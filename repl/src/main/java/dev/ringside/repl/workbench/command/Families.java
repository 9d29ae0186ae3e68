package dev.ringside.repl.workbench.command;

import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.CommandTable;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All families of commands: the one place where a new one is entered. */
public final class Families {
    private static final List<Supplier<List<CommandRow>>> FAMILIES = List.of(
        RunCommands::rows,
        RuleCommands::rows,
        SnapshotCommands::rows,
        PrintCommands::rows,
        ExamineCommands::rows,
        RegisterCommands::rows,
        MemoryCommands::rows,
        CodeCommands::rows,
        FrameCommands::rows,
        ContextCommands::rows,
        HypervisorCommands::rows,
        PromptCommands::rows,
        LinuxCommands::rows,
        SymbolCommands::rows,
        TypeCommands::rows,
        PagetableCommands::rows,
        TlbCommands::rows,
        DescriptorCommands::rows,
        MsrCommands::rows,
        InterruptCommands::rows,
        DeviceCommands::rows,
        ExplainCommands::rows,
        HelpCommands::rows);

    private Families() {}

    /** The table of all commands. */
    public static CommandTable table() {
        return new CommandTable(Stream.of(FAMILIES).flatMap(List::stream).flatMap(family -> family.get().stream()).toList());
    }
}
