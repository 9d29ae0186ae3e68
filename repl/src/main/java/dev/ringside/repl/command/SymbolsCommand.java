package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.repl.options.Numbers;
import dev.ringside.repl.symbols.SymbolFile;
import dev.ringside.symbols.Symbol;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
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
        Predicate<String> wanted = name == null ? _ -> true : glob(name);
        List<Symbol> found = symbols.table().symbols().stream().filter(s -> wanted.test(s.name())).toList();
        if (found.isEmpty()) {
            throw new UserError(file + ": no symbol" + (name == null ? "s" : " matches '" + name + "'"));
        }
        PrintWriter out = spec.commandLine().getOut();
        for (Symbol symbol : found) {
            out.println(line(symbol, symbols.is64()));
            if (out.checkError()) {
                break;
            }
        }
    }

    /** Goes back to the last star only, so no pattern takes for ever. */
    static Predicate<String> glob(String text) {
        return candidate -> {
            int at = 0;
            int star = -1;
            int retry = 0;
            int pattern = 0;
            while (at < candidate.length()) {
                if (pattern < text.length() && text.charAt(pattern) == '*') {
                    star = pattern++;
                    retry = at;
                } else if (pattern < text.length() && (text.charAt(pattern) == '?' || text.charAt(pattern) == candidate.charAt(at))) {
                    pattern++;
                    at++;
                } else if (star >= 0) {
                    pattern = star + 1;
                    at = ++retry;
                } else {
                    return false;
                }
            }
            return text.substring(pattern).chars().allMatch(c -> c == '*');
        };
    }

    private static String line(Symbol symbol, boolean is64) {
        return HexFormat.of().toHexDigits(symbol.address(), is64 ? 16 : 8) + ' ' + symbol.letter() + ' ' + printable(symbol.name());
    }

    /** A hostile name may hold what terminals take for commands. */
    private static String printable(String name) {
        return name.chars().anyMatch(Character::isISOControl) ? name.replaceAll("\\p{Cntrl}", "?") : name;
    }
}
