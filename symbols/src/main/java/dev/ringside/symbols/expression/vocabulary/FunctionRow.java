package dev.ringside.symbols.expression.vocabulary;

import static dev.ringside.symbols.expression.vocabulary.FunctionRow.Parameter.ADDRESS;
import static dev.ringside.symbols.expression.vocabulary.FunctionRow.Parameter.NUMBER;
import static dev.ringside.symbols.expression.vocabulary.FunctionRow.Parameter.SCALAR;

import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.TextType;
import dev.ringside.symbols.expression.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The functions. */
public enum FunctionRow {
    /** One bit; 0 beyond the 64th. */
    BIT("bit", IntegerType.U1, "bit number n of x, from 0", NUMBER, NUMBER),
    /** A C string. */
    STRING("string", TextType.TEXT, "the bytes at an address up to a 0, 256 at most", ADDRESS),
    /** A page walk, of which a part has to be named. */
    WALK("walk", IntegerType.U64, "page walk of an address: walk(a).pte, walk(a).pte.rw, walk(a).physical", ADDRESS),
    /** Any MSR by number. */
    MSR("msr", IntegerType.U64, "model-specific register by number", NUMBER),
    /** The value of the evaluation before. */
    OLD("old", null, "what x was when the rule was evaluated before; at first what it is", SCALAR),
    /** Whether it is another than in the evaluation before. */
    CHANGED("changed", BooleanType.BOOLEAN, "whether x differs from old(x)", SCALAR),
    /** Nesting of calls. */
    DEPTH("depth", IntegerType.U64, "how many calls deep the guest is"),
    /** Where the current function returns to. */
    CALLER("caller", IntegerType.U64, "the address that the current function returns to");

    /** What a parameter takes. */
    public enum Parameter {
        /** A number or truth value. */
        NUMBER("number"),
        /** A number, a pointer, or an array, which stands for its address. */
        ADDRESS("address"),
        /** Whatever fits into 64 bits. */
        SCALAR("scalar");

        private final String title;

        Parameter(String title) {
            this.title = title;
        }

        /** As errors and the reference call it. */
        public String title() {
            return title;
        }
    }

    private final String title;
    private final Type result;
    private final String help;
    private final List<Parameter> parameters;

    FunctionRow(String title, Type result, String help, Parameter... parameters) {
        this.title = title;
        this.result = result;
        this.help = help;
        this.parameters = List.of(parameters);
    }

    /** As it is written. */
    public String title() {
        return title;
    }

    /** What it takes. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** What it gives; nothing when that is the type of its parameter. */
    public Optional<Type> result() {
        return Optional.ofNullable(result);
    }

    /** The function called {@code name}. */
    public static Optional<FunctionRow> named(String name) {
        return Arrays.stream(values()).filter(row -> row.title.equals(name)).findFirst();
    }

    /** The row as it is shown. */
    public Word word() {
        String form = parameters.stream().map(Parameter::title).collect(Collectors.joining(", ", "(", ") -> "));
        return new Word(title, form + result().map(Type::name).orElse("as its parameter"), help);
    }
}
