package dev.ringside.symbols.types;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a type as C declares a name of it, inside out: {@code int (*name)(char *)}. Names stand for structs, unions and enums; those
 * without a name read {@code struct {...}}.
 */
final class Declarator {
    /** More parts than any declaration of a real program has; a damaged file may describe endless ones. */
    private static final int MOST_STEPS = 2000;
    private static final int DEEPEST = 200;
    private static final int LONGEST = 1 << 16;

    private int steps;
    private int depth;

    /** The declaration of {@code name}; without a name that of something unnamed, such as a parameter. */
    String declare(Type type, String name) {
        depth++;
        String text = declared(type, name);
        depth--;
        return text;
    }

    private String declared(Type type, String name) {
        return switch (type) {
            case VoidType _, IntegerType _, FloatType _, TypedefType _ -> named(type.name(), name);
            case CompositeType t -> named(tagged(t.kind().keyword(), t.name()), name);
            case EnumType t -> named(tagged("enum", t.name()), name);
            case ForwardType t -> named(tagged(t.keyword().keyword(), t.name()), name);
            case PointerType t -> pointer(follow(t.target(), name), "*" + name);
            case QualifiedType t -> qualified(follow(t.target(), name), t.qualifier().keyword(), name);
            case TaggedType t -> qualified(follow(t.target(), name), "__" + t.tag(), name);
            case ArrayType t -> declare(follow(t.element(), name),
                name + "[" + (t.count() == ArrayType.UNKNOWN ? "" : Long.toUnsignedString(t.count())) + "]");
            case FunctionType t -> declare(follow(t.result(), name), name + "(" + parameters(t) + ")");
        };
    }

    private static String named(String type, String name) {
        return name.isEmpty() ? type : type + " " + name;
    }

    private static String tagged(String keyword, String tag) {
        return keyword + " " + (tag.isEmpty() ? "{...}" : tag);
    }

    private String pointer(Type target, String name) {
        return declare(target, needsParentheses(target) ? "(" + name + ")" : name);
    }

    private static boolean needsParentheses(Type type) {
        return type instanceof ArrayType || type instanceof FunctionType;
    }

    /** A qualifier of a pointer stands behind its star, any other before the type. */
    private String qualified(Type target, String keyword, String name) {
        boolean wordFollows = !name.isEmpty() && (Character.isJavaIdentifierStart(name.charAt(0)) || name.charAt(0) == '*');
        if (behindStar(target)) {
            return declare(target, keyword + (wordFollows ? " " : "") + name);
        }
        // gcc says of an array of volatile elements that it is volatile, too; C has one word for both.
        String rest = declare(target, name);
        return rest.startsWith(keyword + " ") ? rest : keyword + " " + rest;
    }

    private boolean behindStar(Type type) {
        Type at = type;
        for (int i = 0; i < Chain.LONGEST; i++) {
            switch (at) {
                case PointerType _ -> {
                    return true;
                }
                case QualifiedType t -> at = t.target().type();
                case TaggedType t -> at = t.target().type();
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    private String parameters(FunctionType function) {
        if (function.parameters().isEmpty()) {
            return function.variadic() ? "..." : function.prototyped() ? "void" : "";
        }
        List<String> parts = new ArrayList<>();
        for (FunctionType.Parameter parameter : function.parameters()) {
            parts.add(declare(follow(parameter.type(), ""), parameter.name()));
        }
        if (function.variadic()) {
            parts.add("...");
        }
        return String.join(", ", parts);
    }

    private Type follow(TypeReference reference, String name) {
        if (++steps > MOST_STEPS || depth > DEEPEST || name.length() > LONGEST) {
            throw reference.fault("a declaration of at most " + MOST_STEPS + " parts, " + DEEPEST + " deep", "a longer one");
        }
        return reference.type();
    }
}
