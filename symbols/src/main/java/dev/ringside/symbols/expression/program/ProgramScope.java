package dev.ringside.symbols.expression.program;

import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.scope.Symbol;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeLibrary;
import dev.ringside.symbols.types.Variable;
import java.util.List;
import java.util.Optional;

/**
 * The symbols of a program and, where they are known, its types. Of several symbols of one name the one at the lowest address is meant. A
 * symbol that the library knows as a variable stands for its content, any other for its address. What is no symbol may be a name of an
 * enum's value.
 */
public final class ProgramScope implements Scope {
    private final SymbolTable symbols;
    private final Optional<TypeLibrary> library;
    private final Optional<ProgramTypes> types;
    private final int pointerBytes;

    /**
     * A scope of these symbols.
     *
     * @param library types and variables; without it symbols are addresses only
     * @param pointerBytes 4 or 8
     */
    public ProgramScope(SymbolTable symbols, Optional<TypeLibrary> library, int pointerBytes) {
        this.symbols = symbols;
        this.library = library;
        this.types = library.map(ProgramTypes::new);
        this.pointerBytes = pointerBytes;
    }

    @Override
    public int pointerBytes() {
        return pointerBytes;
    }

    @Override
    public Optional<Symbol> symbol(String name) {
        return symbols.named(name).stream().findFirst().map(found -> variable(name).<Symbol>map(type -> new Symbol.Variable(found.address(), type))
            .orElseGet(() -> new Symbol.Label(found.address()))).or(() -> types.flatMap(all -> all.enumerator(name)));
    }

    private Optional<Type> variable(String name) {
        List<Variable> known = ProgramTypes.ask(() -> library.map(types -> types.variables(name)).orElse(List.of()));
        return known.stream().findFirst().flatMap(first -> types.map(all -> ProgramTypes.ask(() -> all.of(first.type()))));
    }

    @Override
    public Optional<Type> typedef(String name) {
        return type(TypeKind.TYPEDEF, name);
    }

    @Override
    public Optional<Type> tagged(String keyword, String tag) {
        return switch (keyword) {
            case "struct" -> type(TypeKind.STRUCT, tag);
            case "union" -> type(TypeKind.UNION, tag);
            default -> type(TypeKind.ENUM, tag);
        };
    }

    private Optional<Type> type(TypeKind kind, String name) {
        return ProgramTypes.ask(() -> library.flatMap(all -> all.find(kind, name)).flatMap(found -> types.map(all -> all.of(found))));
    }
}
