package dev.ringside.repl.types;

import dev.ringside.repl.UserError;
import dev.ringside.symbols.types.ForwardType;
import dev.ringside.symbols.types.Function;
import dev.ringside.symbols.types.Layout;
import dev.ringside.symbols.types.MemberPath;
import dev.ringside.symbols.types.PathException;
import dev.ringside.symbols.types.Place;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeReference;
import dev.ringside.symbols.types.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Types as lines of text. */
public final class TypePrinter {
    private final DebugFile file;

    /** A printer for the types of {@code file}. */
    public TypePrinter(DebugFile file) {
        this.file = file;
    }

    /** Lists all named types with their sizes, a name of a kind once. */
    public void list(Consumer<String> lines) {
        for (TypeKind kind : TypeKind.values()) {
            Set<String> names = new LinkedHashSet<>();
            file.types().forEachName(kind, names::add);
            for (String name : names) {
                OptionalLong size = file.types().find(kind, name).map(r -> r.type().size()).orElse(OptionalLong.empty());
                lines.accept("%8s  %s".formatted(size.isPresent() ? Long.toString(size.getAsLong()) : "-", words(kind, name)));
            }
        }
    }

    private static String words(TypeKind kind, String name) {
        return switch (kind) {
            case STRUCT, UNION, ENUM -> kind.keyword() + " " + name;
            case TYPEDEF -> "typedef " + name;
            case BASE -> name;
        };
    }

    /**
     * Spells out what a name means.
     *
     * @param text a type as C writes it, or only its name; with a path behind it ({@code task_struct.se.load}), that part of it; or the
     *             name of a function or variable
     * @throws UserError when the file has nothing of the name
     */
    public List<String> describe(String text) {
        List<String> lines = new ArrayList<>();
        int path = pathStart(text);
        List<TypeReference> types = types(text.substring(0, path));
        if (path < text.length()) {
            lines.add(part(text, types, text.substring(text.charAt(path) == '.' ? path + 1 : path)));
            return lines;
        }
        types.forEach(type -> lines.addAll(Layout.of(type)));
        for (Function function : file.types().functions(text)) {
            lines.add(function.declaration() + ";" + (function.ranges().isEmpty() ? "" : place(function.ranges().getFirst().low())));
        }
        for (Variable variable : file.types().variables(text)) {
            lines.add(variable.declaration() + ";" + (variable.address().isEmpty() ? "" : place(variable.address().getAsLong())));
        }
        if (lines.isEmpty()) {
            throw missing(text);
        }
        return lines;
    }

    private static String place(long address) {
        return "    /* at 0x" + Long.toHexString(address) + " */";
    }

    private static int pathStart(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '.' || text.charAt(i) == '[') {
                return i;
            }
        }
        return text.length();
    }

    private String part(String text, List<TypeReference> types, String path) {
        if (types.isEmpty()) {
            throw missing(text.substring(0, pathStart(text)));
        }
        try {
            Place place = MemberPath.resolve(types.getFirst(), path);
            OptionalLong size = place.type().type().size();
            return place.type().type().declaration() + ";    /* offset: " + place.byteOffset()
                + (place.bitFieldSize() != 0 ? ", bit: " + Math.floorMod(place.bitOffset(), 8L) + ", bits: " + place.bitFieldSize()
                : size.isPresent() ? ", size: " + size.getAsLong() : "") + " */";
        } catch (PathException e) {
            throw new UserError(file.name() + ": " + e.getMessage());
        }
    }

    /** What a text means as a type: with its keyword one, without it whatever has the name. */
    private List<TypeReference> types(String text) {
        Optional<TypeReference> exact = file.types().find(text);
        if (exact.isPresent() && text.strip().contains(" ")) {
            return List.of(exact.get());
        }
        Set<TypeReference> found = new LinkedHashSet<>();
        exact.ifPresent(found::add);
        for (TypeKind kind : TypeKind.values()) {
            file.types().find(kind, text.strip()).ifPresent(found::add);
        }
        return found.stream().filter(r -> found.size() == 1 || !(r.type() instanceof ForwardType)).toList();
    }

    private UserError missing(String text) {
        return new UserError(file.name() + ": no type, function or variable '" + text + "'");
    }
}
