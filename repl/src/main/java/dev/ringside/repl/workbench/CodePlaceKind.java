package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.rule.CodePlace;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a breakpoint is set: a {@link LocationKind location}, {@code SELECTOR:OFFSET}, or {@code phys:ADDRESS}. */
final class CodePlaceKind implements Kind<CodePlace> {
    private static final Pattern PHYSICAL = Pattern.compile("\\*?\\s*phys\\s*:\\s*(.+)");
    private static final Pattern SEGMENTED = Pattern.compile("\\*?\\s*(0[xX]\\p{XDigit}{1,4}|\\d{1,5})\\s*:\\s*([^:].*)");
    private static final int LARGEST_SELECTOR = 0xFFFF;

    private final LocationKind locations = new LocationKind();

    @Override
    public String title() {
        return locations.title();
    }

    @Override
    public Extent extent() {
        return Extent.EXPRESSION;
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public CodePlace parse(Argument argument, Workbench workbench) {
        Matcher physical = PHYSICAL.matcher(argument.text());
        if (physical.matches()) {
            return new CodePlace.Physical(Kinds.NUMBER.parse(new Argument(physical.group(1), argument.column() + physical.start(1)), workbench));
        }
        Matcher segmented = SEGMENTED.matcher(argument.text());
        if (segmented.matches()) {
            int selector = Integer.decode(segmented.group(1));
            if (selector > LARGEST_SELECTOR) {
                throw argument.expected("a selector up to 0xffff");
            }
            return new CodePlace.Segmented(selector, Kinds.NUMBER.parse(new Argument(segmented.group(2), argument.column() + segmented.start(2)), workbench));
        }
        return new CodePlace.Linear(locations.parse(argument, workbench));
    }

    @Override
    public void check(Argument argument, Workbench workbench) {
        boolean other = PHYSICAL.matcher(argument.text()).matches() || SEGMENTED.matcher(argument.text()).matches();
        if (!other) {
            locations.check(argument, workbench);
        }
    }

    @Override
    public int wordStart(String typed) {
        return locations.wordStart(typed);
    }

    @Override
    public List<Candidate> complete(String typed, Workbench workbench) {
        return locations.complete(typed, workbench);
    }
}
