package dev.ringside.symbols.expression;

import dev.ringside.symbols.expression.grammar.ExpressionParser.TypeNameContext;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.vocabulary.TypeWord;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.tree.ParseTree;

/** Names of types as they are written. */
final class TypeNames {
    private final Scope scope;

    TypeNames(Scope scope) {
        this.scope = scope;
    }

    /** The type. */
    Type type(TypeNameContext written) throws ExpressionException {
        String words = written.keyword != null ? written.keyword.getText() + " " + written.tag.getText()
            : written.TYPE_NAME().stream().map(ParseTree::getText).collect(Collectors.joining(" "));
        Optional<Type> named = written.keyword != null ? scope.tagged(written.keyword.getText(), written.tag.getText())
            : TypeWord.named(words).map(row -> row.type(scope.pointerBytes())).or(() -> scope.typedef(words));
        Type type = named.orElseThrow(() -> new ExpressionException(Problem.UNKNOWN_TYPE, Words.column(written.getStart()), words));
        int wordCount = written.keyword != null ? 2 : written.TYPE_NAME().size();
        int stars = written.getChildCount() - wordCount;
        if (stars > Limits.POINTERS) {
            throw new ExpressionException(Problem.POINTERS, Words.column(written.getStart()), Limits.POINTERS, stars);
        }
        for (; stars > 0; stars--) {
            type = pointer(type);
        }
        return type;
    }

    /** The type of the guest's pointers to {@code target}. */
    PointerType pointer(Type target) {
        return new PointerType(target, scope.pointerBytes());
    }
}
