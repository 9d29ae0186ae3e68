package dev.ringside.repl.workbench;

import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.expression.scope.Scope;
import java.util.List;
import java.util.Optional;

/** What is known of the program that runs in the guest. Everything may be missing. On the machine's thread. */
public interface Program {
    /** Nothing is known. */
    Program UNKNOWN = new Program() {};

    /** The symbols, where they are now. */
    default SymbolTable symbols() {
        return SymbolTable.empty();
    }

    /** The symbol that an address belongs to, as {@code name+0x12}, with the module if it is in one. */
    default Optional<String> nameOf(long linear) {
        return symbols().locate(linear).map(Object::toString);
    }

    /** Names that begin with {@code prefix}. */
    default List<String> completions(String prefix, int limit) {
        return symbols().completions(prefix, limit);
    }

    /** What names mean in expressions. Width of pointers: only if {@link #knowsPointerBytes}. */
    default Scope scope() {
        return Scope.EMPTY;
    }

    /** Whether {@link #scope} knows how wide the guest's pointers are; otherwise the mode says it. */
    default boolean knowsPointerBytes() {
        return false;
    }

    /** The source line of an address. */
    default Optional<SourcePlace> sourceOf(long linear) {
        return Optional.empty();
    }

    /** Where the code of a source line begins. */
    default List<Long> addressesOf(String file, int line) {
        return List.of();
    }

    /**
     * A line of source.
     *
     * @param file as the debug information names it
     */
    record SourcePlace(String file, int line) {}
}
