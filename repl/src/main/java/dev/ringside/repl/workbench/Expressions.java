package dev.ringside.repl.workbench;

import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.evaluate.Evaluator;
import dev.ringside.symbols.expression.evaluate.Memories;
import dev.ringside.symbols.expression.evaluate.Outcome;
import dev.ringside.symbols.expression.scope.EventField;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.scope.Symbol;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import java.util.Optional;

/** Reads and evaluates expressions on the live machine, with the program's names, the user's variables and the value history. */
public final class Expressions {
    private final Workbench workbench;

    Expressions(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * Reads an expression.
     *
     * @throws CommandException when it is none
     */
    public Expression parse(Argument argument) {
        return parse(argument, scope());
    }

    /** As {@link #parse(Argument)}, with the names of another scope. */
    public Expression parse(Argument argument, Scope scope) {
        try {
            return Expression.parse(argument.text(), scope);
        } catch (ExpressionException e) {
            throw CommandException.of(e, argument.column());
        }
    }

    /**
     * The value of an expression now.
     *
     * @param column where the expression begins in the typed line, from 1
     * @throws CommandException when it has none
     */
    public Value evaluate(Expression expression, int column) {
        Outcome outcome = new Evaluator(new LiveContext(workbench)).evaluate(expression, new Memories(expression.slots().size()));
        return switch (outcome) {
            case Outcome.Known(Value value) -> value;
            case Outcome.Missing missing -> throw new CommandException(column + missing.column() - 1,
                missing.reason().text() + (missing.detail().isEmpty() ? "" : " " + missing.detail()));
        };
    }

    /** Reads and evaluates. */
    public Value value(Argument argument) {
        return evaluate(parse(argument), argument.column());
    }

    /** What names mean at the prompt. */
    public Scope scope() {
        Program program = workbench.program();
        Scope names = program.scope();
        return new Scope() {
            @Override
            public int pointerBytes() {
                return program.knowsPointerBytes() ? names.pointerBytes() : workbench.machine().bits() == 64 ? 8 : 4;
            }

            @Override
            public Optional<Symbol> symbol(String name) {
                return names.symbol(name);
            }

            @Override
            public Optional<Type> typedef(String name) {
                return names.typedef(name);
            }

            @Override
            public Optional<Type> tagged(String keyword, String tag) {
                return names.tagged(keyword, tag);
            }

            @Override
            public Optional<EventField> eventField(String name) {
                return names.eventField(name);
            }

            @Override
            public Optional<Type> userVariable(String name) {
                return workbench.variables().type(name);
            }

            @Override
            public int historySize() {
                return workbench.values().size();
            }

            @Override
            public Optional<Value> history(int number) {
                return workbench.values().get(number);
            }
        };
    }
}
