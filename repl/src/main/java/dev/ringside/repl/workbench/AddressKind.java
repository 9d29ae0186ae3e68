package dev.ringside.repl.workbench;

import dev.ringside.symbols.expression.type.TextType;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.Space;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A linear address: an expression, or a place in a segment. What has a type but no value of its own (a struct, an array) is where it lies. */
record AddressKind(String title) implements Kind<Long> {
    private static final Pattern SEGMENTED = Pattern.compile("(\\w+)\\s*:\\s*([^:].*)");
    private static final int PARAGRAPH = 16;

    @Override
    public Extent extent() {
        return Extent.EXPRESSION;
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public Long parse(Argument argument, Workbench workbench) {
        Argument inner = withoutStar(argument);
        Matcher parts = SEGMENTED.matcher(inner.text());
        if (parts.matches()) {
            Argument segment = new Argument(parts.group(1), inner.column());
            Argument offset = new Argument(parts.group(2), inner.column() + parts.start(2));
            return segmented(segment, number(offset, workbench), workbench);
        }
        return number(inner, workbench);
    }

    private static long segmented(Argument segment, long offset, Workbench workbench) {
        Optional<Space> space = Space.named(segment.text());
        if (space.isPresent()) {
            return switch (space.get()) {
                case LINEAR -> offset;
                case PHYSICAL -> throw segment.expected("a linear address or a segment; xp shows physical memory");
                case ES, CS, SS, DS, FS, GS -> workbench.machine().linear(space.get().title(), offset);
            };
        }
        try {
            // As in real and virtual-8086 mode; elsewhere a selector's base stands in a table, and the segment's register has it.
            return (Integer.decode(segment.text()) & 0xFFFFL) * PARAGRAPH + offset;
        } catch (NumberFormatException e) {
            throw segment.expected("a segment: es, cs, ss, ds, fs, gs or a real-mode number");
        }
    }

    private static long number(Argument argument, Workbench workbench) {
        Value value = workbench.expressions().value(argument);
        if (value.type() instanceof TextType) {
            throw argument.expected("an address");
        }
        return value.bits();
    }

    static Argument withoutStar(Argument argument) {
        String text = argument.text();
        if (!text.startsWith("*")) {
            return argument;
        }
        String rest = text.substring(1).stripLeading();
        return new Argument(rest, argument.column() + text.length() - rest.length());
    }

    @Override
    public void check(Argument argument, Workbench workbench) {
        Argument inner = withoutStar(argument);
        if (!SEGMENTED.matcher(inner.text()).matches()) {
            workbench.expressions().parse(inner);
        }
    }

    @Override
    public int wordStart(String typed) {
        return Words.lastWord(typed);
    }

    @Override
    public List<Candidate> complete(String typed, Workbench workbench) {
        return Words.ofExpressions(typed, workbench);
    }
}
