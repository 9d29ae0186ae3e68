package dev.ringside.symbols.types;

/** Resolves paths such as {@code a.b[3].c} inside a type. They stay within one value: no pointer is followed. */
public final class MemberPath {
    private final String path;
    private Place place;
    private int at;

    private MemberPath(TypeReference root, String path) {
        this.path = path;
        this.place = new Place(root, 0, 0);
    }

    /**
     * Resolves a path. An index is not compared with the array's length: C does not, and arrays at the end of a struct are often longer
     * than declared.
     *
     * @param root the type it starts from
     * @param path names with dots between them, each with indices in brackets (decimal, or hex after {@code 0x}) behind it; it may begin
     *             with an index
     * @throws PathException when the path cannot be read, or a part of it does not exist
     */
    public static Place resolve(TypeReference root, String path) throws PathException {
        return new MemberPath(root, path).resolve();
    }

    private Place resolve() throws PathException {
        boolean first = true;
        while (at < path.length()) {
            char next = path.charAt(at);
            if (next == '[') {
                index();
            } else if (next == '.' && !first) {
                at++;
                member();
            } else if (first) {
                member();
            } else {
                throw new PathException("'" + path + "': expected '.' or '[' at '" + path.substring(at) + "'");
            }
            first = false;
        }
        return place;
    }

    private void member() throws PathException {
        int start = at;
        while (at < path.length() && (Character.isLetterOrDigit(path.charAt(at)) || path.charAt(at) == '_' || path.charAt(at) == '$')) {
            at++;
        }
        String name = path.substring(start, at);
        if (name.isEmpty()) {
            throw new PathException("'" + path + "': expected the name of a member at position " + start);
        }
        Type type = place.type().type();
        if (!(type.stripped() instanceof CompositeType composite)) {
            throw new PathException("'" + type.declaration() + "' is no struct or union, so it has no member '" + name + "'");
        }
        Place inner = composite.find(name).orElseThrow(() -> new PathException("'" + type.declaration() + "' has no member '" + name + "'"));
        place = inner.shifted(place.bitOffset());
    }

    private void index() throws PathException {
        int close = path.indexOf(']', at);
        if (close < 0) {
            throw new PathException("'" + path + "': expected ']' after '" + path.substring(at) + "'");
        }
        long index = number(path.substring(at + 1, close).strip());
        at = close + 1;
        Type type = place.type().type();
        if (!(type.stripped() instanceof ArrayType array)) {
            throw new PathException("'" + type.declaration() + "' is no array, so it has no element " + index);
        }
        long size = array.element().type().size()
            .orElseThrow(() -> new PathException("the elements of '" + type.declaration() + "' have no size"));
        place = new Place(array.element(), place.bitOffset() + index * size * 8, 0);
    }

    private long number(String text) throws PathException {
        try {
            return Long.decode(text);
        } catch (NumberFormatException _) {
            throw new PathException("'" + path + "': '" + text + "' is not an index");
        }
    }
}
