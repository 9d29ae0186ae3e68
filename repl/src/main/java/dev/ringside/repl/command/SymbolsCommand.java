package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.repl.options.Numbers;
import dev.ringside.repl.symbols.Glob;
import dev.ringside.repl.symbols.SymbolFile;
import dev.ringside.symbols.Symbol;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ringside symbols}: the names in a file, and where they are. */
@Command(name = "symbols", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Lists the symbols of a file in address order: address, kind as nm prints it, name.",
    footerHeading = "%nExamples:%n",
    footer = {"  ringside symbols vmlinuz --name 'kvm_*'", "  ringside symbols debian-amd64 --at 0xffffffff81000010"})
final class SymbolsCommand implements Callable<Integer> {
    /** Lines to write at once: a hundred thousand single writes would be felt. */
    private static final int AT_ONCE = 1000;

    @Parameters(paramLabel = "FILE",
        description = "An ELF file, a System.map, a Linux kernel (bzImage, or unpacked: its own table is found), or a guest's name.")
    private Path file;

    @Option(names = "--name", paramLabel = "GLOB", description = "Only names that match: * is any text, ? any character.")
    private String name;

    @Option(names = "--at", paramLabel = "ADDRESS", description = "Show what is at an address, as name+0xOFFSET.")
    private String address;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (name != null && address != null) {
            throw new UserError("--name and --at do not go together");
        }
        long at = address == null ? 0 : parseAddress();
        SymbolFile symbols = SymbolFile.read(file, new GuestCatalogue(GuestsCommand.cache()));
        if (address == null) {
            list(symbols);
        } else {
            var location = symbols.table().locate(at).orElseThrow(() -> new UserError(file + ": no symbol at " + address));
            spec.commandLine().getOut().println(printable(location.toString()));
        }
        return ExitCode.OK;
    }

    private long parseAddress() {
        try {
            return Numbers.bits(address);
        } catch (TypeConversionException e) {
            throw new UserError("--at: " + e.getMessage());
        }
    }

    private void list(SymbolFile symbols) {
        Predicate<String> wanted = name == null ? _ -> true : new Glob(name);
        List<Symbol> found = symbols.table().symbols().stream().filter(s -> wanted.test(s.name())).toList();
        if (found.isEmpty()) {
            throw new UserError(file + ": no symbol" + (name == null ? "s" : " matches '" + name + "'"));
        }
        PrintWriter out = spec.commandLine().getOut();
        for (int at = 0; at < found.size() && !out.checkError(); at += AT_ONCE) {
            out.print(found.subList(at, Math.min(found.size(), at + AT_ONCE)).stream().map(symbol -> line(symbol, symbols.is64()))
                .collect(Collectors.joining()));
        }
        out.flush();
    }

    private static String line(Symbol symbol, boolean is64) {
        return HexFormat.of().toHexDigits(symbol.address(), is64 ? 16 : 8) + ' ' + symbol.letter() + ' ' + printable(symbol.name())
            + System.lineSeparator();
    }

    /** A hostile name may hold what terminals take for commands. */
    private static String printable(String name) {
        return name.chars().noneMatch(Character::isISOControl) ? name
            : name.chars().mapToObj(c -> Character.isISOControl(c) ? "?" : Character.toString(c)).collect(Collectors.joining());
    }
}
