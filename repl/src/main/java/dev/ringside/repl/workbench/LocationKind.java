package dev.ringside.repl.workbench;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address of code: what {@link AddressKind} takes, or a line of source. */
final class LocationKind implements Kind<Long> {
    private static final Pattern SOURCE_LINE = Pattern.compile("([\\w./+-]*\\.\\w+):(\\d{1,9})");

    private final AddressKind addresses = new AddressKind("LOCATION");

    @Override
    public String title() {
        return addresses.title();
    }

    @Override
    public Extent extent() {
        return addresses.extent();
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public Long parse(Argument argument, Workbench workbench) {
        Matcher line = SOURCE_LINE.matcher(argument.text());
        if (!line.matches()) {
            return addresses.parse(argument, workbench);
        }
        List<Long> found = workbench.program().addressesOf(line.group(1), Integer.parseInt(line.group(2)));
        if (found.isEmpty()) {
            throw argument.expected("a line of source that has code");
        }
        return found.getFirst();
    }

    @Override
    public void check(Argument argument, Workbench workbench) {
        if (!SOURCE_LINE.matcher(argument.text()).matches()) {
            addresses.check(argument, workbench);
        }
    }

    @Override
    public int wordStart(String typed) {
        return addresses.wordStart(typed);
    }

    @Override
    public List<Candidate> complete(String typed, Workbench workbench) {
        return addresses.complete(typed, workbench);
    }
}
