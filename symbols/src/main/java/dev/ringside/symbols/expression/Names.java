package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.scope.Symbol;
import dev.ringside.symbols.expression.tree.Node;
import dev.ringside.symbols.expression.tree.Place;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.ContextWord;
import dev.ringside.symbols.expression.vocabulary.FunctionRow;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import dev.ringside.symbols.expression.vocabulary.TypeWord;
import java.util.Locale;
import java.util.Optional;

/**
 * What names stand for. A bare name is, in this order: what a rule knows of itself, a register, a field of the event, a symbol, a register in
 * capitals. After a dollar sign it is a register, a user variable or a value of the history; between backquotes a symbol.
 */
final class Names {
    private final Scope scope;
    private final Places places;
    private final TypeNames types;

    Names(Scope scope, Places places, TypeNames types) {
        this.scope = scope;
        this.places = places;
        this.types = types;
    }

    /** A bare name, with points in it or without. */
    Optional<Node> bare(String name, int column) {
        return ownWord(name, column).or(() -> scope.symbol(name).map(symbol -> places.symbol(name, symbol, column)))
            .or(() -> scope.register(name.toLowerCase(Locale.ROOT)).map(row -> register(row, column)));
    }

    private Optional<Node> ownWord(String name, int column) {
        return ContextWord.named(name).map(word -> context(word, column)).or(() -> scope.register(name).map(row -> register(row, column)))
            .or(() -> scope.eventField(name).map(field -> new Node.Event(field, new Place(column))));
    }

    /** A name between backquotes. */
    Node quoted(String name, int column) throws ExpressionException {
        Symbol symbol = scope.symbol(name).orElseThrow(() -> new ExpressionException(Problem.UNKNOWN_SYMBOL, column, Words.printable(name)));
        return places.symbol(name, symbol, column);
    }

    /** The name of a symbol as it has to be written: in backquotes when it would be read as something else. */
    String written(String symbol) {
        boolean plain = symbol.matches("[a-zA-Z_][a-zA-Z_0-9]*") && ownWord(symbol, 1).isEmpty() && FunctionRow.named(symbol).isEmpty()
            && !TypeWord.known(symbol) && !symbol.matches("struct|union|enum|sizeof");
        return plain ? symbol : "`" + symbol + "`";
    }

    /** A name after a dollar sign, which is not part of {@code name}. */
    Node dollar(String name, int column) throws ExpressionException {
        if (name.matches("\\$?[0-9]*")) {
            return history(name, column);
        }
        Optional<Node> known = scope.register(name).or(() -> scope.register(name.toLowerCase(Locale.ROOT)))
            .map(row -> register(row, column));
        if (known.isPresent()) {
            return known.get();
        }
        Type type = scope.userVariable(name)
            .orElseThrow(() -> new ExpressionException(Problem.UNKNOWN_DOLLAR_NAME, column, Words.printable(name)));
        return new Node.UserVariable(name, type, new Place(column));
    }

    /** {@code $} is the last value, {@code $$} the one before, {@code $$n} the n-th before the last, {@code $n} the n-th. */
    private Node history(String name, int column) throws ExpressionException {
        int size = scope.historySize();
        String digits = name.replace("$", "");
        long number = digits.length() > 9 ? Integer.MAX_VALUE : digits.isEmpty() ? name.length() : Long.parseLong(digits);
        long index = name.startsWith("$") || digits.isEmpty() ? size - number : number;
        Optional<Value> value = index < 1 || index > size ? Optional.empty() : scope.history((int) index);
        return new Node.History((int) index, value.orElseThrow(() -> new ExpressionException(Problem.NO_HISTORY, column, size, "$" + name)));
    }

    private Node context(ContextWord word, int column) {
        Type type = word != ContextWord.TASK ? word.type()
            : scope.tagged("struct", "task_struct").<Type>map(types::pointer).orElse(word.type());
        return new Node.Context(word, type, new Place(column));
    }

    private static Node register(RegisterRow row, int column) {
        return new Node.RegisterPart(row, 0, row.type(), new Place(column));
    }
}
