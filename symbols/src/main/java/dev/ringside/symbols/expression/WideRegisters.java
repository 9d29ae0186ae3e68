package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.grammar.ExpressionLexer;
import dev.ringside.symbols.expression.grammar.ExpressionParser.ExpressionContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.FieldContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.IndexContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.NumberContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.OperandContext;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.tree.Place;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import dev.ringside.symbols.expression.vocabulary.TypeWord;
import java.util.Optional;

/** Registers of more than 64 bits: numbers are their lanes, as {@code xmm0.u32[1]}, and their bits, as {@code xmm0{0..63}}. */
final class WideRegisters {
    private final Names names;

    WideRegisters(Names names) {
        this.names = names;
    }

    private Optional<RegisterRow> named(ExpressionContext written) {
        return DottedName.simple(Binder.bare(written)).flatMap(name -> names.bare(name.replaceFirst("^\\$", ""), 1))
            .flatMap(node -> node instanceof Node.RegisterPart part && part.row().wide() ? Optional.of(part.row()) : Optional.empty());
    }

    /** {@code node}, if it is not all of a wide register. */
    Node checkedValue(Node node, int column) throws ExpressionException {
        if (node instanceof Node.RegisterPart part && part.row().wide()) {
            String name = part.row().name();
            throw new ExpressionException(Problem.WIDE_REGISTER, column, name, name, name, part.row().bits());
        }
        return node;
    }

    /** A lane, if that is what was written. */
    Optional<Node> lane(IndexContext written) throws ExpressionException {
        ExpressionContext base = Binder.bare(written.expression(0));
        if (!(base instanceof FieldContext field) || field.operator.getType() != ExpressionLexer.DOT) {
            return Optional.empty();
        }
        Optional<RegisterRow> row = named(field.expression());
        if (row.isEmpty()) {
            return Optional.empty();
        }
        String lanes = field.member.getText();
        Type type = TypeWord.named(lanes).map(word -> word.type(8)).orElse(null);
        if (!(type instanceof IntegerType lane)) {
            throw new ExpressionException(Problem.LANE_TYPE, Words.column(field.member), lanes);
        }
        ExpressionContext index = Binder.bare(written.expression(1));
        if (!(index instanceof OperandContext operand && operand.primary() instanceof NumberContext number)) {
            throw new ExpressionException(Problem.LANE_NUMBER, Words.column(index.getStart()), lanes);
        }
        int at = Literals.index(number.getStart());
        int count = row.get().bits() / lane.bits();
        if (at >= count) {
            throw new ExpressionException(Problem.LANE, Words.column(number.getStart()), count - 1, number.getText());
        }
        return Optional.of(new Node.RegisterPart(row.get(), at * lane.bits(), lane, new Place(Words.column(written.getStart()))));
    }

    /** Refuses a lane that is not followed by its number. */
    void checkLaneIsNumbered(FieldContext written) throws ExpressionException {
        if (named(written.expression()).isPresent()) {
            throw new ExpressionException(Problem.LANE_NUMBER, Words.column(written.member), written.member.getText());
        }
    }

    /** Bits, if {@code written} is a wide register. */
    Optional<Node> bits(ExpressionContext written, int first, int last, int column) throws ExpressionException {
        Optional<RegisterRow> row = named(written);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        Typing.checkRange(first, last, row.get().bits(), column);
        return Optional.of(new Node.RegisterPart(row.get(), first, new IntegerType(last - first + 1, false),
            new Place(Words.column(written.getStart()))));
    }
}
