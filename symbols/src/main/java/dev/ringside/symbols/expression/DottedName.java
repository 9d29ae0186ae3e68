package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.grammar.ExpressionLexer;
import dev.ringside.symbols.expression.grammar.ExpressionParser.DollarNameContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.ExpressionContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.FieldContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.NameContext;
import dev.ringside.symbols.expression.grammar.ExpressionParser.OperandContext;
import java.util.Optional;

/** Names with points in them, as {@code cs.base} and {@code arg.pte}: nothing but names and points was written. */
final class DottedName {
    /** No name has more, however many members of members are written. */
    private static final int MOST_POINTS = 4;

    private DottedName() {}

    /** The name with its points and, if there is one, its dollar sign. */
    static Optional<String> of(ExpressionContext written) {
        var name = new StringBuilder();
        ExpressionContext at = written;
        for (int points = 0; points < MOST_POINTS && at instanceof FieldContext field && field.operator.getType() == ExpressionLexer.DOT; points++) {
            name.insert(0, "." + field.member.getText());
            at = field.expression();
        }
        return simple(at).map(first -> first + name);
    }

    /** The first of the names, when it has no dollar sign. */
    static Optional<String> base(ExpressionContext written) {
        return of(written).map(name -> name.split("\\.")[0]).filter(name -> !name.startsWith("$"));
    }

    /** A name alone. */
    static Optional<String> simple(ExpressionContext written) {
        return written instanceof OperandContext operand && (operand.primary() instanceof NameContext
            || operand.primary() instanceof DollarNameContext) ? Optional.of(written.getText()) : Optional.empty();
    }
}
