package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.condition.ConditionEnvironment;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.evaluate.EvaluationContext;
import dev.ringside.symbols.expression.evaluate.Evaluator;
import dev.ringside.symbols.expression.evaluate.Memories;
import dev.ringside.symbols.expression.evaluate.Outcome;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import java.util.Optional;

/** Reads and evaluates expressions on the live machine, with the program's names, the user's variables and the value history. */
public final class Expressions {
    private final Workbench workbench;
    private final ConditionEnvironment environment;

    Expressions(Workbench workbench) {
        this.workbench = workbench;
        environment = workbench.session().environment(name -> workbench.variables().holder(name));
    }

    /** What expressions ask for beyond the machine: for rules, too. */
    public ConditionEnvironment environment() {
        return environment;
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
        Outcome outcome = new Evaluator(context()).evaluate(expression, new Memories(expression.slots().size()));
        return switch (outcome) {
            case Outcome.Known(Value value) -> value;
            case Outcome.Missing missing -> throw new CommandException(column + missing.column() - 1,
                missing.reason().text() + (missing.detail().isEmpty() ? "" : " " + missing.detail()));
        };
    }

    private EvaluationContext context() {
        return new PromptContext(workbench.session().context(0, environment), workbench.frame(), workbench.session().program().kernelMemory(),
            workbench.cancellation());
    }

    /** Reads and evaluates. */
    public Value value(Argument argument) {
        return evaluate(parse(argument), argument.column());
    }

    /** What names mean at the prompt. */
    public Scope scope() {
        return workbench.program().scope(new Scope() {
            @Override
            public int pointerBytes() {
                return workbench.machine().bits() == 64 ? 8 : 4;
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
        });
    }
}
