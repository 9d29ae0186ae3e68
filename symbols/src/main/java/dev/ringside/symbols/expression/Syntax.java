package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.grammar.ExpressionLexer;
import dev.ringside.symbols.expression.grammar.ExpressionParser;
import dev.ringside.symbols.expression.grammar.ExpressionParser.ExpressionContext;
import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** From tokens to ANTLR's tree. The first mistake ends it; it is said in our words instead of ANTLR's. */
final class Syntax {
    private Syntax() {}

    /** The tree of the whole text. */
    static ExpressionContext of(List<Token> tokens) throws ExpressionException {
        var parser = new Bounded(new CommonTokenStream(new ListTokenSource(tokens)));
        parser.removeErrorListeners();
        // The grammar can be told apart without looking at what calls a rule; SLL is the cheaper way.
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new FirstMistake());
        try {
            return parser.start().expression();
        } catch (ParseCancellationException e) {
            throw e.getCause() instanceof RecognitionException mistake ? explain(mistake, parser)
                : new ExpressionException(Problem.TOO_NESTED, Words.column(parser.getCurrentToken()), Limits.NESTING);
        }
    }

    private static ExpressionException explain(RecognitionException mistake, Parser parser) {
        Token found = mistake.getOffendingToken();
        IntervalSet expected = mistake.getExpectedTokens();
        int column = Words.column(found);
        String quoted = Words.quoted(found);
        if (expected != null && expected.contains(ExpressionLexer.NUMBER) && expected.size() > 1) {
            boolean read = !(mistake instanceof InputMismatchException) && mistake.getCtx() instanceof ParserRuleContext context
                && context.getStart() != found;
            return new ExpressionException(read ? Problem.MISPLACED : Problem.VALUE_EXPECTED, column, quoted);
        }
        if (expected == null || expected.isNil()) {
            return new ExpressionException(Problem.MISPLACED, column, quoted);
        }
        return expected.contains(Token.EOF) ? new ExpressionException(Problem.OPERATOR_EXPECTED, column, quoted)
            : new ExpressionException(Problem.SIGN_EXPECTED, column, signs(expected, parser), quoted);
    }

    private static String signs(IntervalSet expected, Parser parser) {
        return expected.toList().stream().map(type -> switch (type) {
            case ExpressionLexer.NAME -> "a name";
            case ExpressionLexer.NUMBER -> "a number";
            case ExpressionParser.TYPE_NAME -> "a type";
            default -> parser.getVocabulary().getDisplayName(type);
        }).collect(Collectors.joining(" or "));
    }

    /** Counts the calls of the only rule that calls itself. */
    private static final class Bounded extends ExpressionParser {
        private int nesting;

        Bounded(TokenStream tokens) {
            super(tokens);
        }

        @Override
        public void enterRecursionRule(ParserRuleContext context, int state, int rule, int precedence) {
            if (++nesting > Limits.NESTING) {
                throw new ParseCancellationException();
            }
            super.enterRecursionRule(context, state, rule, precedence);
        }

        @Override
        public void unrollRecursionContexts(ParserRuleContext parent) {
            nesting--;
            super.unrollRecursionContexts(parent);
        }
    }

    /** Recovers from nothing. */
    private static final class FirstMistake extends DefaultErrorStrategy {
        @Override
        public void recover(Parser parser, RecognitionException mistake) {
            throw new ParseCancellationException(mistake);
        }

        @Override
        public Token recoverInline(Parser parser) {
            throw new ParseCancellationException(new InputMismatchException(parser));
        }

        @Override
        public void sync(Parser parser) {
            // Would skip tokens, or insert some.
        }
    }
}
