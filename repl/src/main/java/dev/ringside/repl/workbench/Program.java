package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.program.GuestSymbols;
import dev.ringside.symbols.Location;
import dev.ringside.symbols.dwarf.SourceLine;
import dev.ringside.symbols.expression.scope.Scope;
import java.util.List;
import java.util.Optional;

/** What is known of the program that runs in the guest, as the prompt shows it. Everything may be missing. On the machine's thread. */
public final class Program {
    private final GuestSymbols symbols;

    Program(GuestSymbols symbols) {
        this.symbols = symbols;
    }

    /** The symbol that an address belongs to, as {@code name+0x12 [module]}. */
    public Optional<String> nameOf(long linear) {
        return symbols.nameOf(linear).map(Object::toString);
    }

    /** The symbol that an address belongs to, and how far behind it. */
    public Optional<Location> locate(long linear) {
        return symbols.nameOf(linear).map(named -> named.location());
    }

    /** Names that begin with {@code prefix}. */
    public List<String> completions(String prefix, int limit) {
        // Asked so that the first completion of a session finds the names, too.
        symbols.sets();
        return symbols.completions(prefix, limit);
    }

    /** What names mean in expressions: {@code own}, and the guest's. */
    public Scope scope(Scope own) {
        return symbols.scope(own);
    }

    /** What is missing, a line each. */
    public List<String> missing() {
        return symbols.missing();
    }

    /** The source line of an address. */
    public Optional<SourcePlace> sourceOf(long linear) {
        return symbols.lineAt(linear).map(line -> new SourcePlace(line.file(), line.line()));
    }

    /** The row of the line table that an instruction belongs to. */
    public Optional<SourceLine> lineAt(long linear) {
        return symbols.lineAt(linear);
    }

    /** Where the code of a source line begins. */
    public List<Long> addressesOf(String file, int line) {
        return symbols.addressesOf(file, line);
    }

    /**
     * A line of source.
     *
     * @param file as the debug information names it
     */
    public record SourcePlace(String file, int line) {}
}
