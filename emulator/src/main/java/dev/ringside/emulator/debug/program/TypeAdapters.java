package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.expression.program.ProgramTypes;
import dev.ringside.symbols.types.TypeLibrary;
import java.util.IdentityHashMap;
import java.util.Map;

/** One adapter for each library of types, so that a type is the same in all expressions. */
final class TypeAdapters {
    private final Map<TypeLibrary, ProgramTypes> adapters = new IdentityHashMap<>();

    synchronized ProgramTypes of(TypeLibrary library) {
        return adapters.computeIfAbsent(library, ProgramTypes::new);
    }
}
