package dev.ringside.repl.workbench.command;

import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.symbols.expression.type.ArrayType;
import dev.ringside.symbols.expression.type.CompositeType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.types.Function;
import dev.ringside.symbols.types.Layout;
import dev.ringside.symbols.types.TypeLibrary;
import dev.ringside.symbols.types.TypeReference;
import dev.ringside.symbols.types.TypedefType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Types: {@code whatis}, {@code ptype}. */
final class TypeCommands {
    private static final Parameter<Argument> WHAT = Parameter.required("what", Kinds.TEXT, "a type, a function, or an expression");

    private TypeCommands() {}

    static List<CommandRow> rows() {
        return List.of(
            CommandRow.named("whatis", Group.DATA, "names the type of an expression").takes(WHAT)
                .describe("Of a typedef, what it stands for; of a function, how C declares it. Nothing is evaluated.")
                .example("whatis rax + 1").linuxExample("whatis task->mm").linuxExample("whatis pid_t").does(TypeCommands::whatIs),
            CommandRow.named("ptype", Group.DATA, "spells a type out: members with offsets and sizes, values of an enum").takes(WHAT)
                .describe("Of an expression that is a pointer or an array, the type that it leads to.")
                .example("ptype rip").linuxExample("ptype struct list_head").linuxExample("ptype task").does(TypeCommands::spell));
    }

    private static Optional<TypeLibrary> types(Invocation invocation) {
        return invocation.workbench().session().program().types();
    }

    /** Words of C that name a type, stars behind them left out of sight. */
    private static Optional<TypeReference> named(Invocation invocation, String words) {
        return GuestAnswers.ask(() -> types(invocation).flatMap(library -> library.find(words)));
    }

    private static List<Function> functions(Invocation invocation, String name) {
        return GuestAnswers.ask(() -> types(invocation).map(library -> library.functions(name)).orElse(List.of()));
    }

    private static Result whatIs(Invocation invocation) {
        String text = invocation.get(WHAT).text().strip();
        Optional<TypeReference> type = named(invocation, text);
        if (type.isPresent()) {
            return Result.text(GuestAnswers.ask(() -> type.get().type() instanceof TypedefType typedef
                ? typedef.target().type().declaration() : type.get().type().declaration()));
        }
        List<Function> functions = functions(invocation, text);
        if (!functions.isEmpty()) {
            return Result.text(GuestAnswers.ask(() -> functions.stream().map(Function::declaration).distinct().collect(Collectors.joining("\n"))));
        }
        return Result.text(typeOf(invocation).name());
    }

    private static Type typeOf(Invocation invocation) {
        return invocation.workbench().expressions().parse(invocation.get(WHAT)).root().type();
    }

    private static Result spell(Invocation invocation) {
        String text = invocation.get(WHAT).text().strip();
        Optional<TypeReference> type = named(invocation, text);
        if (type.isPresent()) {
            return lines(type.get());
        }
        if (!functions(invocation, text).isEmpty()) {
            return whatIs(invocation);
        }
        Type whole = typeOf(invocation);
        Type inner = whole;
        while (inner instanceof PointerType || inner instanceof ArrayType) {
            inner = inner instanceof PointerType pointer ? pointer.target() : ((ArrayType) inner).element();
        }
        String name = inner.name();
        Optional<TypeReference> struct = inner instanceof CompositeType ? named(invocation, name) : Optional.empty();
        if (inner instanceof CompositeType && struct.isEmpty()) {
            throw new CommandException(name + " has no name to spell it out by");
        }
        return struct.map(TypeCommands::lines).orElseGet(() -> Result.text(whole.name()));
    }

    private static Result lines(TypeReference type) {
        return Result.text(GuestAnswers.ask(() -> String.join("\n", Layout.of(type))));
    }
}
