package dev.ringside.symbols.types;

import java.util.ArrayList;
import java.util.List;

/**
 * A type spelled out over several lines: a struct or union with offset and size of each member, an enum with its values, anything else as
 * its declaration. Anonymous structs and unions are spelled out where they stand.
 */
public final class Layout {
    private static final int MOST_LINES = 20_000;
    private static final int MOST_CHARACTERS = 1 << 22;
    private static final int DEEPEST = 32;
    private static final int COLUMN = 56;
    private static final String INDENT = "    ";

    private final List<String> lines = new ArrayList<>();
    private int characters;

    private Layout() {}

    /** The lines for a type; offsets and sizes in bytes, of bit fields {@code byte:bit} and bits. */
    public static List<String> of(TypeReference reference) {
        var layout = new Layout();
        Type type = reference.type();
        switch (type) {
            case CompositeType t -> {
                layout.composite(t, reference, "", 0, 0);
                layout.lines.add("};" + INDENT + "/* size: " + t.byteSize() + " */");
            }
            case EnumType t -> {
                layout.enumerators(t, "", reference);
                layout.lines.add("};" + INDENT + "/* size: " + t.byteSize() + " */");
            }
            case TypedefType t -> layout.typedef(t);
            default -> layout.lines.add(type.declaration() + ";" + sizeComment(type));
        }
        return List.copyOf(layout.lines);
    }

    private void typedef(TypedefType type) {
        Type target = type.target().type();
        if (target.name().isEmpty() && target instanceof CompositeType t) {
            composite(t, type.target(), "typedef ", 0, 0);
            lines.add("} " + type.name() + ";" + INDENT + "/* size: " + t.byteSize() + " */");
        } else if (target.name().isEmpty() && target instanceof EnumType t) {
            enumerators(t, "typedef ", type.target());
            lines.add("} " + type.name() + ";" + INDENT + "/* size: " + t.byteSize() + " */");
        } else {
            lines.add("typedef " + new Declarator().declare(target, type.name()) + ";" + sizeComment(target));
        }
    }

    private static String sizeComment(Type type) {
        var size = type.size();
        return size.isEmpty() ? "" : INDENT + "/* size: " + size.getAsLong() + " */";
    }

    private void composite(CompositeType type, TypeReference reference, String before, long bitOffset, int depth) {
        String indent = INDENT.repeat(depth);
        add(indent + before + type.kind().keyword() + (type.name().isEmpty() ? "" : " " + type.name()) + " {", reference);
        for (Member member : type.members()) {
            Type memberType = member.type().type();
            if (memberType instanceof CompositeType inner && inner.name().isEmpty() && depth < DEEPEST) {
                composite(inner, member.type(), "", bitOffset + member.bitOffset(), depth + 1);
                add(commented(indent + INDENT + (member.name().isEmpty() ? "}" : "} " + member.name()) + ";", member, memberType, bitOffset), reference);
            } else {
                add(commented(indent + INDENT + new Declarator().declare(memberType, declared(member)) + ";", member, memberType, bitOffset), reference);
            }
        }
    }

    private static String declared(Member member) {
        return member.isBitField() ? member.name() + ":" + member.bitFieldSize() : member.name();
    }

    private static String commented(String text, Member member, Type type, long outer) {
        long bits = outer + member.bitOffset();
        long at = Math.floorDiv(bits, 8L);
        String place;
        if (member.isBitField()) {
            place = "%5d:%d %5d bits".formatted(at, Math.floorMod(bits, 8L), member.bitFieldSize());
        } else {
            var size = type.size();
            place = "%5d %5s".formatted(at, size.isEmpty() ? "?" : Long.toString(size.getAsLong()));
        }
        return text + " ".repeat(Math.max(1, COLUMN - text.length())) + "/* " + place + " */";
    }

    private void enumerators(EnumType type, String before, TypeReference reference) {
        add(before + "enum" + (type.name().isEmpty() ? "" : " " + type.name()) + " {", reference);
        for (EnumType.Enumerator e : type.enumerators()) {
            add(INDENT + e.name() + " = " + (type.signed() ? Long.toString(e.value()) : Long.toUnsignedString(e.value())) + ",", reference);
        }
    }

    private void add(String line, TypeReference reference) {
        characters += line.length();
        if (lines.size() >= MOST_LINES || characters > MOST_CHARACTERS) {
            throw reference.fault("a type of at most " + MOST_LINES + " lines", "a longer one");
        }
        lines.add(line);
    }
}
