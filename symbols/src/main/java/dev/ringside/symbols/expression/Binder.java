package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.grammar.ExpressionLexer;
import dev.ringside.symbols.expression.grammar.ExpressionParser.BinaryContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.BitsContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.CallContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.CastContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.CharacterContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.ConditionalContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.DollarNameContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.ExpressionContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.FieldContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.IndexContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.MemoryContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.NameContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.NumberContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.OperandContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.ParenthesesContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.PrefixContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.PrimaryContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.QuotedNameContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.SizeOfTypeContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.StringContext;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.tree.Comparison;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.type.OpaqueType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.vocabulary.FunctionRow;
import dev.ringside.symbols.expression.vocabulary.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** From ANTLR's tree to ours: goes down what was written and asks the other classes of this package what each part means. */
final class Binder {
    private final TypeNames types;
    private final Places places;
    private final Names names;
    private final Typing typing;
    private final Comparing comparing;
    private final Calls calls;
    private final WideRegisters wide;
    private int depth;

    Binder(Scope scope) {
        types = new TypeNames(scope);
        places = new Places(types);
        names = new Names(scope, places, types);
        typing = new Typing(places);
        comparing = new Comparing(typing);
        calls = new Calls(typing);
        wide = new WideRegisters(names);
    }

    /** What names are written as. */
    Names names() {
        return names;
    }

    /** What the slots remember, once all is bound. */
    List<Node> slots() {
        return calls.slots();
    }

    /** The meaning of what was written. */
    Node bind(ExpressionContext written) throws ExpressionException {
        ExpressionContext bare = bare(written);
        if (++depth > Limits.SYNTAX_DEPTH) {
            throw new ExpressionException(Problem.TOO_DEEP, column(bare), Limits.DEPTH);
        }
        Node node = switch (bare) {
            case OperandContext c -> primary(c.primary());
            case IndexContext c -> index(c);
            case FieldContext c -> field(c);
            case BitsContext c -> bits(c);
            case PrefixContext c -> prefix(c.operator.getText(), bind(c.expression()), Words.column(c.operator));
            case CastContext c -> typing.cast(types.type(c.typeName()), bind(c.expression()), column(c));
            case BinaryContext c -> binary(checkedSign(c), bind(c.expression(0)), bind(c.expression(1)), Words.column(c.operator));
            case ConditionalContext c -> typing.conditional(bind(c.expression(0)), bind(c.expression(1)), bind(c.expression(2)),
                Words.column(c.expression(0).getStop()) + 1);
            default -> throw new IllegalStateException(bare.getClass().getName());
        };
        depth--;
        return node;
    }

    /** What is inside brackets that only group. */
    static ExpressionContext bare(ExpressionContext written) {
        ExpressionContext bare = written;
        while (bare instanceof OperandContext operand && operand.primary() instanceof ParenthesesContext parentheses) {
            bare = parentheses.expression();
        }
        return bare;
    }

    private static int column(ParserRuleContext written) {
        return Words.column(written.getStart());
    }

    private Node primary(PrimaryContext written) throws ExpressionException {
        int column = column(written);
        return switch (written) {
            case NumberContext c -> Literals.number(c.getStart());
            case CharacterContext c -> Literals.character(c.getStart());
            case StringContext c -> Literals.string(c.getStart());
            case NameContext c -> wide.checkedValue(named(c.getText(), column), column);
            case DollarNameContext c -> wide.checkedValue(names.dollar(c.getText().substring(1), column), column);
            case QuotedNameContext c -> names.quoted(c.getText().substring(1, c.getText().length() - 1), column);
            case SizeOfTypeContext c -> Literals.literal(types.type(c.typeName()).bytes(), false);
            case MemoryContext c -> memory(c);
            case CallContext c -> calls.call(function(c), arguments(c), column);
            default -> throw new IllegalStateException(written.getClass().getName());
        };
    }

    private Node named(String name, int column) throws ExpressionException {
        return names.bare(name, column).orElseThrow(() -> new ExpressionException(Problem.UNKNOWN_NAME, column, Words.printable(name)));
    }

    private FunctionRow function(CallContext call) throws ExpressionException {
        String name = call.NAME().getText();
        return FunctionRow.named(name).orElseThrow(() -> new ExpressionException(Problem.UNKNOWN_FUNCTION, column(call), Words.printable(name)));
    }

    private List<Node> arguments(CallContext call) throws ExpressionException {
        var arguments = new ArrayList<Node>();
        for (ExpressionContext argument : call.expression()) {
            arguments.add(bind(argument));
        }
        return arguments;
    }

    private Node memory(MemoryContext written) throws ExpressionException {
        Type type = types.type(written.typeName());
        TerminalNode prefix = written.SPACE_NAME();
        String name = prefix == null ? Space.LINEAR.title() : prefix.getText().replace("$", "");
        Space space = Space.named(name).orElseThrow(() -> new ExpressionException(Problem.UNKNOWN_SPACE, Words.column(prefix.getSymbol()),
            Arrays.stream(Space.values()).map(Space::title).collect(Collectors.joining(", ")), Words.printable(name)));
        int column = column(written);
        return places.memory(type, space, typing.scalar(bind(written.expression()), type.name() + "[]", column(written.expression())), column);
    }

    private Node index(IndexContext written) throws ExpressionException {
        int column = column(written.expression(1));
        Optional<Node> lane = wide.lane(written);
        if (lane.isPresent()) {
            return lane.get();
        }
        Node base = bind(written.expression(0));
        return places.element(base, typing.number(bind(written.expression(1)), "[]", column), column - 1);
    }

    private Node field(FieldContext written) throws ExpressionException {
        Token member = written.member;
        String name = member.getText();
        int column = Words.column(member);
        boolean point = written.operator.getType() == ExpressionLexer.DOT;
        ExpressionContext object = bare(written.expression());
        if (!point) {
            return places.memberThrough(bind(object), name, Words.column(written.operator));
        }
        wide.checkLaneIsNumbered(written);
        if (object instanceof OperandContext operand && operand.primary() instanceof CallContext call && function(call) == FunctionRow.WALK) {
            return calls.walk(arguments(call), name, column(call), column);
        }
        Optional<Node> dotted = DottedName.of(written).flatMap(text -> dotted(text, column(written)));
        if (dotted.isPresent()) {
            return dotted.get();
        }
        String base = DottedName.base(written).filter(first -> names.bare(first, column).isEmpty()).orElse(null);
        if (base != null) {
            throw new ExpressionException(Problem.UNKNOWN_NAME, column(written), Words.printable(DottedName.of(written).orElse(base)));
        }
        Node bound = bind(object);
        return bound instanceof Node.Walk entry && object instanceof FieldContext ? calls.entryField(entry, name, column)
            : places.member(bound, name, Words.column(written.operator));
    }

    private Optional<Node> dotted(String text, int column) {
        Optional<Node> node = names.bare(text.startsWith("$") ? text.substring(1) : text, column);
        return node.filter(found -> found instanceof Node.RegisterPart || !text.startsWith("$"));
    }

    private Node bits(BitsContext written) throws ExpressionException {
        int first = Literals.index(written.first);
        int last = written.last == null ? first : Literals.index(written.last);
        int column = Words.column(written.first);
        Optional<Node> part = wide.bits(bare(written.expression()), first, last, column);
        return part.isPresent() ? part.get() : typing.bits(bind(written.expression()), first, last, column);
    }

    private Node prefix(String sign, Node operand, int column) throws ExpressionException {
        return switch (sign) {
            case "*" -> places.dereference(operand, column);
            case "&" -> places.addressOf(operand, column);
            default -> typing.unary(sign, operand, column);
        };
    }

    /** C's {@code a & b == c} means {@code a & (b == c)}: it is refused. */
    private static String checkedSign(BinaryContext written) throws ExpressionException {
        String sign = written.operator.getText();
        if (sign.matches("[&|^]")) {
            for (ExpressionContext side : written.expression()) {
                if (side instanceof BinaryContext inner && Comparison.of(inner.operator.getText()).isPresent()) {
                    throw new ExpressionException(Problem.BRACKETS, Words.column(written.operator), sign, inner.operator.getText());
                }
            }
        }
        return sign;
    }

    private Node binary(String sign, Node left, Node right, int column) throws ExpressionException {
        Optional<Comparison> comparison = Comparison.of(sign);
        if (comparison.isPresent()) {
            return comparing.compare(comparison.get(), left, right, column);
        }
        if (sign.equals("&&") || sign.equals("||")) {
            return new Node.Logical(sign.equals("||"), typing.scalar(left, sign, column), typing.scalar(right, sign, column));
        }
        return typing.arithmetic(sign, left, right, column);
    }

    /** The value of a whole expression; something that can be read. */
    Node bindAll(ExpressionContext written) throws ExpressionException {
        Node node = bind(written);
        if (node.type() instanceof OpaqueType type) {
            throw new ExpressionException(Problem.NOT_READABLE, column(written), type.name());
        }
        return node;
    }
}
