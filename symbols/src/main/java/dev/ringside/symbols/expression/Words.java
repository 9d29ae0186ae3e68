package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.grammar.ExpressionLexer;
import dev.ringside.symbols.expression.grammar.ExpressionParser;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.vocabulary.ContextWord;
import dev.ringside.symbols.expression.vocabulary.FunctionRow;
import dev.ringside.symbols.expression.vocabulary.TypeWord;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.WritableToken;

/** From characters to tokens: checks what cannot go on, bounds the text, and marks the names that are types in this scope. */
final class Words {
    private Words() {}

    /** The tokens of {@code text}, the end included. */
    static List<Token> of(String text, Scope scope) throws ExpressionException {
        if (text.length() > Limits.CHARACTERS) {
            throw new ExpressionException(Problem.TOO_LONG, Limits.CHARACTERS + 1, Limits.CHARACTERS, text.length());
        }
        var lexer = new ExpressionLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        var tokens = new ArrayList<Token>();
        int before = Token.INVALID_TYPE;
        Token token;
        do {
            token = lexer.nextToken();
            check(token);
            if (tokens.size() > Limits.TOKENS) {
                throw new ExpressionException(Problem.TOO_MANY_WORDS, column(token), Limits.TOKENS);
            }
            if (token.getType() == ExpressionLexer.NAME && !namesMember(before) && isType(token.getText(), scope)) {
                ((WritableToken) token).setType(ExpressionParser.TYPE_NAME);
            }
            markSpace(tokens, token);
            before = token.getType();
            tokens.add(token);
        } while (token.getType() != Token.EOF);
        if (tokens.size() == 1) {
            throw new ExpressionException(Problem.EMPTY, 1);
        }
        return tokens;
    }

    /** Where a token begins, from 1. */
    static int column(Token token) {
        return token.getStartIndex() + 1;
    }

    /** A token as errors quote it. */
    static String quoted(Token token) {
        return token.getType() == Token.EOF ? "the end" : "'" + printable(token.getText()) + "'";
    }

    /** Short, and one line, whatever was typed. */
    static String printable(String text) {
        String start = text.codePointCount(0, text.length()) > 40 ? text.substring(0, text.offsetByCodePoints(0, 40)) + "..." : text;
        return start.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?");
    }

    private static void check(Token token) throws ExpressionException {
        Problem problem = switch (token.getType()) {
            case ExpressionLexer.OPEN_STRING, ExpressionLexer.OPEN_CHARACTER, ExpressionLexer.OPEN_NAME -> Problem.OPEN_STRING;
            case ExpressionLexer.OPEN_COMMENT -> Problem.OPEN_COMMENT;
            case ExpressionLexer.STRANGE -> Problem.STRANGE_CHARACTER;
            default -> null;
        };
        if (problem != null) {
            Object blank = problem == Problem.STRANGE_CHARACTER ? quoted(token) : token.getText().charAt(0);
            throw new ExpressionException(problem, column(token), blank);
        }
    }

    /** After a bracket and before a colon, a name is that of an address space. */
    private static void markSpace(List<Token> before, Token token) {
        int size = before.size();
        if (token.getType() == ExpressionLexer.COLON && size > 1 && before.get(size - 2).getType() == ExpressionLexer.BRACKET
            && (before.getLast().getType() == ExpressionLexer.NAME || before.getLast().getType() == ExpressionLexer.DOLLAR_NAME)) {
            ((WritableToken) before.getLast()).setType(ExpressionParser.SPACE_NAME);
        }
    }

    private static boolean namesMember(int before) {
        return switch (before) {
            case ExpressionLexer.DOT, ExpressionLexer.ARROW, ExpressionLexer.STRUCT, ExpressionLexer.UNION, ExpressionLexer.ENUM -> true;
            default -> false;
        };
    }

    /** As in C, the name of a value hides that of a type. */
    private static boolean isType(String name, Scope scope) {
        return TypeWord.known(name) || scope.typedef(name).isPresent() && scope.register(name).isEmpty() && scope.symbol(name).isEmpty()
            && ContextWord.named(name).isEmpty() && FunctionRow.named(name).isEmpty() && scope.eventField(name).isEmpty();
    }
}
