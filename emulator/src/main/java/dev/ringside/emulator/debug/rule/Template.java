package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.debug.condition.CompiledValue;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.ExpressionException;
import dev.ringside.symbols.expression.scope.Scope;
import dev.ringside.symbols.expression.type.TextType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line with values in it: {@code {expr}} or {@code {expr:format}}, see {@link TemplateFormat}; {@code {{} and {@code }}} are the braces
 * themselves. A value that cannot be had stands there as {@code <no value>}.
 */
public final class Template {
    private static final String NO_VALUE = "<no value>";

    private sealed interface Part {
        record Text(String text) implements Part {}

        record Value(Expression expression, TemplateFormat format) implements Part {}
    }

    private final String text;
    private final List<Part> parts;

    private Template(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a template.
     *
     * @param scope what names mean: that of the rule's selector ({@link Rules#scope})
     * @throws TemplateException when a brace is left open, or what is in braces is no expression; it says at which column
     */
    public static Template parse(String text, Scope scope) throws TemplateException {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == c;
            if (c != '{' && c != '}') {
                literal.append(c);
            } else if (doubled) {
                literal.append(c);
                at++;
            } else if (c == '}') {
                throw new TemplateException(at + 1, "expected {expression} or }}, found }");
            } else {
                int end = end(text, at + 1);
                if (end < 0) {
                    throw new TemplateException(text.length() + 1, "expected } for the { at column " + (at + 1) + ", found the end");
                }
                parts.add(new Part.Text(literal.toString()));
                literal.setLength(0);
                parts.add(value(text, at + 1, end, scope));
                at = end;
            }
        }
        parts.add(new Part.Text(literal.toString()));
        return new Template(text, parts);
    }

    // Braces in an expression name bits; quotes hide braces.
    private static int end(String text, int from) {
        int depth = 0;
        char quote = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                if (c == '\\') {
                    at++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth-- == 0) {
                return at;
            }
        }
        return -1;
    }

    // What follows the last colon may belong to the expression, too: then it is no format's name, or nothing is left without it.
    private static Part value(String text, int from, int to, Scope scope) throws TemplateException {
        String inside = text.substring(from, to);
        int colon = inside.lastIndexOf(':');
        Optional<TemplateFormat> format = colon < 0 ? Optional.empty() : TemplateFormat.named(inside.substring(colon + 1).strip());
        try {
            return format.isPresent() ? new Part.Value(Expression.parse(inside.substring(0, colon), scope), format.get())
                    : new Part.Value(Expression.parse(inside, scope), TemplateFormat.PLAIN);
        } catch (ExpressionException e) {
            Optional<Part> whole = format.isPresent() ? whole(inside, scope) : Optional.empty();
            if (whole.isPresent()) {
                return whole.get();
            }
            throw new TemplateException(from + e.column(), e.getMessage().replaceFirst("^column \\d+: ", ""));
        }
    }

    private static Optional<Part> whole(String inside, Scope scope) {
        try {
            return Optional.of(new Part.Value(Expression.parse(inside, scope), TemplateFormat.PLAIN));
        } catch (ExpressionException e) {
            return Optional.empty();
        }
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Makes it a line each time. */
    Writer writer(Binding binding) {
        List<Writer> writers = new ArrayList<>();
        for (Part part : parts) {
            writers.add(switch (part) {
                case Part.Text(String literal) -> (happening, line) -> line.append(literal);
                case Part.Value(Expression expression, TemplateFormat format) -> writer(binding, binding.compile(expression), format);
            });
        }
        return (happening, line) -> writers.forEach(writer -> writer.write(happening, line));
    }

    private static Writer writer(Binding binding, CompiledValue value, TemplateFormat format) {
        return (happening, line) -> {
            if (!happening.evaluate(value)) {
                line.append(NO_VALUE);
            } else if (value.type() instanceof TextType) {
                line.append(format == TemplateFormat.STRING ? Expression.quoted(value.text()) : value.text());
            } else {
                line.append(format.of(value.type(), value.result(), happening.cpu(), binding.rules()::symbolize));
            }
        };
    }

    /** The action that writes a line to the log. */
    RuleAction.Performer bind(Binding binding) {
        Writer writer = writer(binding);
        return happening -> binding.rules().log(binding.rule(), line(writer, happening));
    }

    static String line(Writer writer, Happening happening) {
        StringBuilder line = new StringBuilder();
        writer.write(happening, line);
        return line.toString();
    }

    /** Writes a part of a line. */
    @FunctionalInterface
    interface Writer {
        void write(Happening happening, StringBuilder line);
    }
}
