package dev.ringside.repl.types;

import dev.ringside.repl.UserError;
import dev.ringside.repl.options.Numbers;
import dev.ringside.symbols.dwarf.DwarfTypes;
import dev.ringside.symbols.dwarf.SourceLine;
import dev.ringside.symbols.dwarf.SourceLines;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** Source lines as lines of text. */
public final class LinePrinter {
    private final String file;
    private final SourceLines lines;
    private final DwarfTypes functions;

    /**
     * A printer for the source lines of {@code file}.
     *
     * @throws UserError when it has none
     */
    public LinePrinter(DebugFile file) {
        var sections = file.dwarf().orElseThrow(() -> new UserError(file.name() + ": no source lines: it has no DWARF (.debug_info, .debug_line)"));
        this.file = file.name();
        this.lines = SourceLines.read(sections);
        this.functions = DwarfTypes.read(sections);
    }

    /**
     * The line of an address, or the addresses of a line.
     *
     * @param place a number, or {@code FILE:LINE}
     * @throws UserError when it is neither, or nothing is known of it
     */
    public List<String> describe(String place) {
        int colon = place.lastIndexOf(':');
        return colon > 0 ? addresses(place, place.substring(0, colon), place.substring(colon + 1)) : List.of(line(place));
    }

    private String line(String place) {
        long address = number(place, place);
        SourceLine line = lines.at(address).orElseThrow(() -> new UserError(file + ": no source line for " + hex(address)));
        String function = functions.functionAt(address).map(f -> " in " + f.name()).orElse("");
        return hex(address) + "  " + line.file() + ":" + line.line() + function;
    }

    private List<String> addresses(String place, String source, String line) {
        long number = number(place, line);
        List<Long> found = number < 1 || number > Integer.MAX_VALUE ? List.of() : lines.addresses(source, (int) number);
        if (found.isEmpty()) {
            throw new UserError(file + ": no code for " + place);
        }
        return found.stream().map(a -> hex(a) + "  " + place + functions.functionAt(a).map(f -> " in " + f.name()).orElse("")).toList();
    }

    private static long number(String place, String digits) {
        try {
            return Numbers.bits(digits);
        } catch (TypeConversionException _) {
            throw new UserError("--lines: '" + place + "' is neither an address nor FILE:LINE");
        }
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
