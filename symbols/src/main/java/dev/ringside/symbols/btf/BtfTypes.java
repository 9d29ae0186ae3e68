package dev.ringside.symbols.btf;

import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.EnumConstant;
import dev.ringside.symbols.types.EnumType;
import dev.ringside.symbols.types.ForwardType;
import dev.ringside.symbols.types.Function;
import dev.ringside.symbols.types.NameIndex;
import dev.ringside.symbols.types.Type;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeLibrary;
import dev.ringside.symbols.types.TypeReference;
import dev.ringside.symbols.types.TypeSource;
import dev.ringside.symbols.types.Variable;
import dev.ringside.symbols.types.VoidType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The types of BTF data. Opening walks over the entries once and notes where they stand; each is decoded when it is asked for, and an
 * index of names is made for the first question that needs one. A type's number ({@link TypeReference#id()}) is its BTF id.
 */
public final class BtfTypes implements TypeSource, TypeLibrary {
    private static final int LINKAGE_STATIC = 0;
    private static final int FUNCTIONS = TypeKind.values().length;
    private static final int VARIABLES = FUNCTIONS + 1;
    private static final int ENUMERATORS = VARIABLES + 1;

    private final BtfData data;
    private final BtfTypes base;
    private final BtfDecoder decoder;
    private NameIndex names;
    private NameIndex enumerators;

    private BtfTypes(BtfData data, BtfTypes base, int pointerSize) {
        this.data = data;
        this.base = base;
        this.decoder = new BtfDecoder(this::reference, pointerSize);
    }

    /**
     * Reads BTF data. The size of a pointer, which BTF does not say, is taken from {@code long}; 8 bytes when there is none.
     *
     * @throws SectionException when they are damaged
     */
    public static BtfTypes read(Section section) {
        var data = new BtfData(section, null);
        return new BtfTypes(data, null, sizeOfLong(data));
    }

    /**
     * Reads BTF data of a machine whose pointers have {@code pointerSize} bytes.
     *
     * @throws SectionException when they are damaged
     */
    public static BtfTypes read(Section section, int pointerSize) {
        return new BtfTypes(new BtfData(section, null), null, pointerSize);
    }

    /**
     * Reads split BTF, as kernel modules have it: its types come after those of {@code base}.
     *
     * @throws SectionException when they are damaged
     */
    public static BtfTypes readSplit(Section section, BtfTypes base) {
        return new BtfTypes(new BtfData(section, base.data), base, base.decoder.pointerSize());
    }

    private static int sizeOfLong(BtfData data) {
        for (int id = data.firstId(); id < data.end(); id++) {
            BtfEntry entry = data.entry(id);
            if (entry.kind() == BtfKind.INT && (entry.sizeOrType() == 4 || entry.sizeOrType() == 8)
                && List.of("long int", "long unsigned int", "long", "unsigned long").contains(entry.name())) {
                return (int) entry.sizeOrType();
            }
        }
        return Long.BYTES;
    }

    /** The number behind the last type. */
    public int end() {
        return data.end();
    }

    /** A reference to the type of a number. */
    public TypeReference reference(long id) {
        return id == 0 ? TypeReference.VOID : new TypeReference(this, id);
    }

    /** Whether the entry of a number is a type: not a function, a variable, a section or a tag of a declaration. */
    public boolean isType(long id) {
        return id == 0 || switch (data.entry(id).kind()) {
            case FUNC, VAR, DATASEC, DECL_TAG -> false;
            default -> true;
        };
    }

    @Override
    public Type type(long id) {
        return id == 0 ? VoidType.VOID : decoder.decode(data.entry(id));
    }

    @Override
    public SectionException fault(long id, String expected, String found) {
        return id == 0 ? data.fault(0, expected, found) : data.entry(id).fault(expected, found);
    }

    @Override
    public Optional<TypeReference> find(TypeKind kind, String name) {
        if (base != null) {
            Optional<TypeReference> found = base.find(kind, name);
            if (found.isPresent() && !(found.get().type() instanceof ForwardType)) {
                return found;
            }
        }
        Optional<TypeReference> forward = base == null ? Optional.empty() : base.find(kind, name);
        for (long id : names().get(NameIndex.hash(kind.ordinal(), name))) {
            BtfEntry entry = data.entry(id);
            if (name.equals(entry.name())) {
                if (entry.kind() != BtfKind.FWD) {
                    return Optional.of(reference(id));
                }
                forward = forward.or(() -> Optional.of(reference(id)));
            }
        }
        return forward;
    }

    @Override
    public List<Function> functions(String name) {
        List<Function> found = new ArrayList<>(base == null ? List.of() : base.functions(name));
        for (long id : named(FUNCTIONS, name)) {
            found.add(function(id));
        }
        return List.copyOf(found);
    }

    @Override
    public List<Variable> variables(String name) {
        List<Variable> found = new ArrayList<>(base == null ? List.of() : base.variables(name));
        for (long id : named(VARIABLES, name)) {
            found.add(variable(id));
        }
        return List.copyOf(found);
    }

    @Override
    public Optional<EnumConstant> enumerator(String name) {
        Optional<EnumConstant> inBase = base == null ? Optional.empty() : base.enumerator(name);
        if (inBase.isPresent()) {
            return inBase;
        }
        for (long id : enumerators().get(NameIndex.hash(ENUMERATORS, name))) {
            Optional<Long> value = type(id) instanceof EnumType type ? type.valueOf(name) : Optional.empty();
            if (value.isPresent()) {
                return Optional.of(new EnumConstant(reference(id), value.get()));
            }
        }
        return Optional.empty();
    }

    /** The function of a number. */
    public Function function(long id) {
        BtfEntry entry = of(id, BtfKind.FUNC);
        return new Function(entry.name(), reference(entry.sizeOrType()), entry.vlen() != LINKAGE_STATIC, List.of());
    }

    /** The variable of a number. */
    public Variable variable(long id) {
        BtfEntry entry = of(id, BtfKind.VAR);
        return new Variable(entry.name(), reference(entry.sizeOrType()), entry.u32(0) != LINKAGE_STATIC, OptionalLong.empty());
    }

    /** The sections of variables (BTF_KIND_DATASEC), such as that of the per-CPU ones. */
    public List<BtfDataSection> dataSections() {
        List<BtfDataSection> sections = new ArrayList<>();
        for (int id = data.firstId(); id < data.end(); id++) {
            BtfEntry entry = data.entry(id);
            if (entry.kind() == BtfKind.DATASEC) {
                List<BtfDataSection.Placed> placed = new ArrayList<>(entry.vlen());
                for (int i = 0; i < entry.vlen(); i++) {
                    placed.add(new BtfDataSection.Placed(variable(entry.u32(12 * i)), entry.u32(12 * i + 4), entry.u32(12 * i + 8)));
                }
                sections.add(new BtfDataSection(entry.name(), entry.sizeOrType(), placed));
            }
        }
        return List.copyOf(sections);
    }

    /** The marks on declarations (BTF_KIND_DECL_TAG). */
    public List<BtfDeclarationTag> declarationTags() {
        List<BtfDeclarationTag> tags = new ArrayList<>();
        for (int id = data.firstId(); id < data.end(); id++) {
            BtfEntry entry = data.entry(id);
            if (entry.kind() == BtfKind.DECL_TAG) {
                tags.add(new BtfDeclarationTag(entry.name(), entry.sizeOrType(), (int) entry.u32(0)));
            }
        }
        return List.copyOf(tags);
    }

    @Override
    public void forEachName(TypeKind kind, Consumer<String> consumer) {
        if (base != null) {
            base.forEachName(kind, consumer);
        }
        for (int id = data.firstId(); id < data.end(); id++) {
            BtfEntry entry = data.entry(id);
            if (entry.kind() != BtfKind.FWD && space(entry) == kind.ordinal() && entry.nameOffset() != 0) {
                consumer.accept(entry.name());
            }
        }
    }

    /** Goes through the names of all functions, in the file's order. */
    public void forEachFunctionName(Consumer<String> consumer) {
        for (int id = data.firstId(); id < data.end(); id++) {
            BtfEntry entry = data.entry(id);
            if (entry.kind() == BtfKind.FUNC) {
                consumer.accept(entry.name());
            }
        }
    }

    private BtfEntry of(long id, BtfKind kind) {
        BtfEntry entry = data.entry(id);
        if (entry.kind() != kind) {
            throw entry.fault(kind.toString(), entry.kind().toString());
        }
        return entry;
    }

    private List<Long> named(int space, String name) {
        List<Long> ids = new ArrayList<>();
        for (long id : names().get(NameIndex.hash(space, name))) {
            if (name.equals(data.entry(id).name())) {
                ids.add(id);
            }
        }
        return ids;
    }

    private synchronized NameIndex names() {
        if (names == null) {
            var index = new NameIndex();
            for (int id = data.firstId(); id < data.end(); id++) {
                BtfEntry entry = data.entry(id);
                int space = space(entry);
                if (space >= 0 && entry.nameOffset() != 0) {
                    index.add(NameIndex.hash(space, entry.name()), id);
                }
            }
            names = index;
        }
        return names;
    }

    private synchronized NameIndex enumerators() {
        if (enumerators == null) {
            var index = new NameIndex();
            for (int id = data.firstId(); id < data.end(); id++) {
                BtfEntry entry = data.entry(id);
                int each = entry.kind() == BtfKind.ENUM ? BtfDecoder.ENUMERATOR : entry.kind() == BtfKind.ENUM64 ? BtfDecoder.ENUMERATOR_64 : 0;
                for (int i = 0; each != 0 && i < entry.vlen(); i++) {
                    index.add(NameIndex.hash(ENUMERATORS, entry.string(each * i)), id);
                }
            }
            enumerators = index;
        }
        return enumerators;
    }

    /** The name space of an entry: the number of a {@link TypeKind}, or one beyond; negative when its name stands for nothing. */
    private static int space(BtfEntry entry) {
        return switch (entry.kind()) {
            case INT, FLOAT -> TypeKind.BASE.ordinal();
            case STRUCT -> TypeKind.STRUCT.ordinal();
            case UNION -> TypeKind.UNION.ordinal();
            case FWD -> entry.kindFlag() ? TypeKind.UNION.ordinal() : TypeKind.STRUCT.ordinal();
            case ENUM, ENUM64 -> TypeKind.ENUM.ordinal();
            case TYPEDEF -> TypeKind.TYPEDEF.ordinal();
            case FUNC -> FUNCTIONS;
            case VAR -> VARIABLES;
            default -> -1;
        };
    }
}
