package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.sections.SectionBytes;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.EnumConstant;
import dev.ringside.symbols.types.EnumType;
import dev.ringside.symbols.types.Function;
import dev.ringside.symbols.types.NameIndex;
import dev.ringside.symbols.types.Type;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeLibrary;
import dev.ringside.symbols.types.TypeReference;
import dev.ringside.symbols.types.TypeSource;
import dev.ringside.symbols.types.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Types, functions and global variables of DWARF. Opening reads the headers of the units; the first question about a name or an address
 * walks over their outermost entries once; everything else is decoded when it is asked for. Variables inside functions are not found.
 */
public final class DwarfTypes implements TypeSource, TypeLibrary {
    private static final int DIMENSION_SHIFT = 48;
    // A list sorted by its start can have ranges inside others; compilers nest none, so a few steps back are enough.
    private static final int MOST_STEPS_BACK = 16;

    private final DebugInfo info;
    private final Values values;
    private final RangeLists ranges;
    private final TypeDecoder decoder;
    private DwarfIndex index;
    private EnumeratorIndex enumerators;

    private DwarfTypes(DebugInfo info) {
        this.info = info;
        this.values = new Values(info);
        this.ranges = new RangeLists(info, values);
        this.decoder = new TypeDecoder(info, values, id -> new TypeReference(this, id));
    }

    /**
     * Reads the headers of the units.
     *
     * @throws SectionException when they are damaged
     */
    public static DwarfTypes read(SectionBytes sections) {
        return new DwarfTypes(new DebugInfo(Sections.of(sections)));
    }

    /** Whether there is any DWARF in these sections. */
    public static boolean isIn(SectionBytes sections) {
        return !sections.section(".debug_info").isEmpty();
    }

    /** The number of an array without its first dimensions. */
    static long dimension(long id, int dimension) {
        return id | (long) dimension << DIMENSION_SHIFT;
    }

    /** Reads a type. A declaration without a definition in its unit is completed by that of another unit. */
    @Override
    public Type type(long id) {
        return complete(decoder.decode(info.entry(entryId(id)), (int) (id >>> DIMENSION_SHIFT)));
    }

    private static long entryId(long id) {
        return id & (1L << DIMENSION_SHIFT) - 1;
    }

    @Override
    public SectionException fault(long id, String expected, String found) {
        return info.fault(entryId(id), expected, found);
    }

    @Override
    public Optional<TypeReference> find(TypeKind kind, String name) {
        return entries(kind.ordinal(), name).stream().findFirst().map(e -> new TypeReference(this, e.id()));
    }

    @Override
    public List<Function> functions(String name) {
        return entries(DwarfIndex.FUNCTIONS, name).stream().map(this::function).toList();
    }

    @Override
    public List<Variable> variables(String name) {
        return entries(DwarfIndex.VARIABLES, name).stream().map(this::variable).toList();
    }

    @Override
    public Optional<EnumConstant> enumerator(String name) {
        for (long id : enumerators().enums(name)) {
            Optional<Long> value = type(id) instanceof EnumType type ? type.valueOf(name) : Optional.empty();
            if (value.isPresent()) {
                return Optional.of(new EnumConstant(new TypeReference(this, id), value.get()));
            }
        }
        return Optional.empty();
    }

    @Override
    public void forEachName(TypeKind kind, Consumer<String> consumer) {
        forEach(kind.ordinal(), e -> consumer.accept(nameOf(e)));
    }

    /** Goes through all functions, in the file's order; of those that exist inlined only, one of each name. */
    public void forEachFunction(Consumer<Function> consumer) {
        forEach(DwarfIndex.FUNCTIONS, e -> consumer.accept(function(e)));
    }

    /** Goes through all global variables, in the file's order. */
    public void forEachVariable(Consumer<Variable> consumer) {
        forEach(DwarfIndex.VARIABLES, e -> consumer.accept(variable(e)));
    }

    /** The function whose code is at an address. */
    public Optional<Function> functionAt(long address) {
        List<DwarfIndex.Code> code = index().code();
        int low = 0;
        int high = code.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (Long.compareUnsigned(code.get(middle).range().low(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= Math.max(0, low - MOST_STEPS_BACK); i--) {
            if (code.get(i).range().contains(address)) {
                return Optional.of(function(info.entry(code.get(i).function())));
            }
        }
        return Optional.empty();
    }

    private void forEach(int space, Consumer<Entry> consumer) {
        index().names(space).forEach(id -> consumer.accept(info.entry(id)));
    }

    private List<Entry> entries(int space, String name) {
        List<Entry> found = new ArrayList<>();
        for (long id : index().names(space).get(NameIndex.hash(space, name))) {
            Entry entry = info.entry(id);
            if (nameOf(entry).equals(name)) {
                found.add(entry);
            }
        }
        return found;
    }

    private String nameOf(Entry entry) {
        return values.name(values.withAttribute(entry, Attribute.NAME));
    }

    private Function function(Entry entry) {
        Entry named = values.withAttribute(entry, Attribute.NAME);
        // The parameters of an instance of an inlined function have their names and types at the function itself.
        long type = entry.has(Attribute.ABSTRACT_ORIGIN) ? named.id() : entry.id();
        boolean external = values.withAttribute(entry, Attribute.EXTERNAL).flag(Attribute.EXTERNAL);
        return new Function(values.name(named), new TypeReference(this, type), external, ranges.of(entry));
    }

    private Variable variable(Entry entry) {
        boolean external = values.withAttribute(entry, Attribute.EXTERNAL).flag(Attribute.EXTERNAL);
        return new Variable(nameOf(entry), decoder.target(entry), external, values.location(entry));
    }

    private synchronized EnumeratorIndex enumerators() {
        if (enumerators == null) {
            enumerators = new EnumeratorIndex(info, values);
        }
        return enumerators;
    }

    private synchronized DwarfIndex index() {
        if (index == null) {
            index = new DwarfIndex(info, values, ranges);
        }
        return index;
    }
}
