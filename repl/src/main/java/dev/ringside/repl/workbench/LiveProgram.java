package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.program.GuestSymbols;
import dev.ringside.emulator.debug.program.NamedAddress;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.expression.scope.Scope;
import java.util.List;
import java.util.Optional;

/** What is known of the program by looking at the guest, and by files that the user has named. */
public final class LiveProgram implements Program {
    private final GuestSymbols guest;

    /** The program of the guest whose symbols these are. */
    public LiveProgram(GuestSymbols guest) {
        this.guest = guest;
    }

    @Override
    public SymbolTable symbols() {
        return guest.symbols();
    }

    @Override
    public Optional<String> nameOf(long linear) {
        return guest.nameOf(linear).map(NamedAddress::toString);
    }

    @Override
    public List<String> completions(String prefix, int limit) {
        return guest.completions(prefix, limit);
    }

    @Override
    public Scope scope() {
        return guest.scope(Scope.EMPTY);
    }

    @Override
    public boolean knowsPointerBytes() {
        return guest.linux().isPresent();
    }

    @Override
    public Optional<SourcePlace> sourceOf(long linear) {
        return guest.lineAt(linear).map(line -> new SourcePlace(line.file(), line.line()));
    }

    @Override
    public List<Long> addressesOf(String file, int line) {
        return guest.addressesOf(file, line);
    }
}
