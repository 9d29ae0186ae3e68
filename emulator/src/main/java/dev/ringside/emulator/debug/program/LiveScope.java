package dev.ringside.emulator.debug.program;

import dev.ringside.emulator.debug.program.SymbolSets.Owned;
import dev.ringside.symbols.expression.program.ProgramTypes;
import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.scope.Symbol;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.linux.KnownVariables;
import dev.ringside.symbols.linux.LinuxKernel;
import dev.ringside.symbols.linux.PerCpu;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeLibrary;
import dev.ringside.symbols.types.Variable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The names of a guest at one moment, for expressions. A symbol of which a type is known is a variable; of per-CPU data, that of the
 * processor which was asked. Any other symbol is an address. What is no symbol may be a name of an enum's value.
 */
final class LiveScope implements Scope {
    private final SymbolSets sets;
    private final TypeAdapters adapters;
    private final Scope session;
    private final Where where;
    private final List<TypeLibrary> libraries;

    /**
     * What of the guest's state decides about names.
     *
     * @param pointerBytes 4 or 8
     * @param cr3          the address space
     * @param kernel       the kernel, when there is one
     * @param perCpu       how far its per-CPU data are from their symbols, when that is known
     */
    record Where(int pointerBytes, long cr3, Optional<LinuxKernel> kernel, OptionalLong perCpu) {
    }

    LiveScope(SymbolSets sets, TypeAdapters adapters, Scope session, Where where) {
        this.sets = sets;
        this.adapters = adapters;
        this.session = session;
        this.where = where;
        this.libraries = sets.types(where.cr3());
    }

    @Override
    public int pointerBytes() {
        return where.pointerBytes();
    }

    @Override
    public Optional<Symbol> symbol(String name) {
        List<Owned> found = sets.named(name, where.cr3());
        return found.isEmpty() ? enumerator(name) : Optional.of(meaning(found.getFirst()));
    }

    private Optional<Symbol> enumerator(String name) {
        return libraries.stream().flatMap(library -> adapters.of(library).enumerator(name).stream()).findFirst();
    }

    private Symbol meaning(Owned owned) {
        long address = owned.symbol().address();
        if (where.kernel().isPresent() && where.perCpu().isPresent() && PerCpu.isVariable(owned.symbol(), where.kernel().get())) {
            address = where.kernel().get().truncated(address + where.perCpu().getAsLong());
        }
        long at = address;
        return type(owned).<Symbol>map(type -> new Symbol.Variable(at, type)).orElseGet(() -> new Symbol.Label(at));
    }

    private Optional<Type> type(Owned owned) {
        String name = owned.symbol().name();
        // A process's own program knows its variables itself; whatever else it is called means the kernel's.
        List<TypeLibrary> asked = owned.set().types().map(List::of)
            .orElseGet(() -> owned.set().kind() == SymbolSet.Kind.PROCESS ? List.of() : libraries);
        for (TypeLibrary library : asked) {
            ProgramTypes types = adapters.of(library);
            Optional<Type> declared = ProgramTypes.ask(() -> library.variables(name)).stream().findFirst().map(Variable::type)
                .map(type -> ProgramTypes.ask(() -> types.of(type)));
            if (declared.isPresent()) {
                return declared;
            }
            if (where.kernel().isPresent() && owned.set().kind() != SymbolSet.Kind.PROCESS && !isCode(owned.symbol().letter())) {
                Optional<Type> known = known(name, library, types);
                if (known.isPresent()) {
                    return known;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isCode(char letter) {
        return letter == 't' || letter == 'T';
    }

    private Optional<Type> known(String name, TypeLibrary library, ProgramTypes types) {
        return ProgramTypes.ask(() -> KnownVariables.type(name).flatMap(library::find).map(types::of)
            .or(() -> KnownVariables.pointee(name).flatMap(library::find).map(types::of).map(this::pointer)));
    }

    private Type pointer(Type target) {
        return new PointerType(target, where.pointerBytes());
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
        return libraries.stream().flatMap(library -> ProgramTypes.ask(() -> library.find(kind, name).map(adapters.of(library)::of)).stream())
            .findFirst();
    }

    // ---- what the front end knows ----

    @Override
    public Optional<EventField> eventField(String name) {
        return session.eventField(name);
    }

    @Override
    public Optional<Type> userVariable(String name) {
        return session.userVariable(name);
    }

    @Override
    public int historySize() {
        return session.historySize();
    }

    @Override
    public Optional<Value> history(int number) {
        return session.history(number);
    }
}
