package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.OpaqueType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.vocabulary.EntryField;
import dev.ringside.symbols.expression.vocabulary.Space;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A tree as text that says all that was understood: brackets around every operator, types and addresses in comments. In the same scope it is
 * parsed to the same tree, unless it casts to a type that has no name to be written with.
 */
final class Meaning {
    private static final long SHOWN_DECIMAL = 4096;

    private final Names names;

    Meaning(Names names) {
        this.names = names;
    }

    /** The text. */
    String of(Node node) {
        return switch (node) {
            case Node.Literal n -> literal(n);
            case Node.TextLiteral(String text) -> Literals.quote(text);
            case Node.RegisterPart n -> register(n);
            case Node.Context n -> n.word().title() + comment(n.type());
            case Node.Event n -> n.field().name() + comment(n.type());
            case Node.UserVariable n -> "$" + n.name() + comment(n.type());
            case Node.History n -> "$" + n.number() + comment(n.type());
            case Node.SymbolAddress n -> symbolAddress(n);
            case Node.Memory n -> memory(n);
            case Node.Field n -> field(n);
            case Node.Element n -> of(n.array()) + "[" + of(n.index()) + "]";
            case Node.AddressOf n -> "(&" + of(n.object()) + ")";
            case Node.Unary n -> "(" + n.operator().sign() + of(n.operand()) + ")";
            case Node.Arithmetic n -> pair(n.left(), n.operator().sign(), n.right());
            case Node.PointerStep n -> pair(n.pointer(), n.back() ? "-" : "+", n.count());
            case Node.PointerDistance n -> pair(n.left(), "-", n.right());
            case Node.Compare n -> pair(n.left(), n.comparison().sign(), n.right());
            case Node.CompareText n -> pair(n.left(), n.negated() ? "!=" : "==", n.right());
            case Node.Logical n -> pair(n.left(), n.any() ? "||" : "&&", n.right());
            case Node.Conditional n -> "(" + of(n.condition()) + " ? " + of(n.then()) + " : " + of(n.otherwise()) + ")";
            case Node.Convert n -> "((" + n.type().name() + ")" + of(n.operand()) + ")";
            case Node.Bits n -> of(n.operand()) + range(n.firstBit(), n.type());
            case Node.GuestText n -> "string(" + of(n.address()) + ")";
            case Node.Call n -> n.function().title() + n.arguments().stream().map(this::of).collect(Collectors.joining(", ", "(", ")"));
            case Node.Walk n -> "walk(" + of(n.address()) + ")." + n.part().title() + entryField(n);
            case Node.Old n -> "old(" + of(n.operand()) + ")";
            case Node.Changed n -> "changed(" + of(n.operand()) + ")";
        };
    }

    private String pair(Node left, String sign, Node right) {
        return "(" + of(left) + " " + sign + " " + of(right) + ")";
    }

    private static String literal(Node.Literal literal) {
        long value = literal.value();
        if (literal.type().signed() && value < 0) {
            return "(" + value + ")";
        }
        return value >= 0 && value < SHOWN_DECIMAL ? String.valueOf(value) : "0x" + Long.toHexString(value);
    }

    private static String register(Node.RegisterPart part) {
        String name = "$" + part.row().name();
        if (!part.row().wide()) {
            return name + comment(part.type());
        }
        IntegerType type = (IntegerType) part.type();
        return type.signed() ? name + "." + type.name() + "[" + part.firstBit() / type.bits() + "]" : name + range(part.firstBit(), type);
    }

    private static String range(int firstBit, IntegerType type) {
        return "{" + firstBit + (type.bits() == 1 ? "" : ".." + (firstBit + type.bits() - 1)) + "}";
    }

    private String symbolAddress(Node.SymbolAddress symbol) {
        String name = names.written(symbol.name());
        String address = " /*0x" + Long.toHexString(symbol.address()) + "*/";
        return isLabel(symbol) ? name + address : "(&" + name + address + ")";
    }

    private static boolean isLabel(Node.SymbolAddress symbol) {
        return symbol.type().target().equals(OpaqueType.VOID);
    }

    private String memory(Node.Memory memory) {
        Node address = memory.address();
        if (memory.space() == Space.LINEAR && address.type() instanceof PointerType pointer && pointer.target().equals(memory.type())) {
            return address instanceof Node.SymbolAddress symbol ? names.written(symbol.name())
                + " /*" + commented(memory.type()) + " at 0x" + Long.toHexString(symbol.address()) + "*/" : "(*" + of(address) + ")";
        }
        String space = memory.space() == Space.LINEAR ? "" : memory.space().title() + ":";
        return memory.type().name() + "[" + space + of(address) + "]";
    }

    private String field(Node.Field field) {
        boolean through = field.object() instanceof Node.Memory memory && memory.space() == Space.LINEAR
            && memory.address().type() instanceof PointerType pointer && pointer.target().equals(memory.type())
            && !(memory.address() instanceof Node.SymbolAddress);
        return (through ? of(((Node.Memory) field.object()).address()) + "->" : of(field.object()) + ".") + field.member().name();
    }

    private static String entryField(Node.Walk walk) {
        return walk.type().bits() == 64 ? "" : Arrays.stream(EntryField.values())
            .filter(row -> row.firstBit() == walk.firstBit() && row.bits() == walk.type().bits())
            .map(row -> "." + row.title()).findFirst().orElseThrow();
    }

    private static String comment(Type type) {
        return " /*" + commented(type) + "*/";
    }

    private static String commented(Type type) {
        return type.name().replace("*/", "* /");
    }
}
