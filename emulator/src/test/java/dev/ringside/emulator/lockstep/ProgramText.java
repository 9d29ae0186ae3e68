package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.isa.Listing;
import dev.ringside.emulator.isa.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A random program as a text file: {@value #MAGIC}, a line {@code name value} for each part of its environment and its run, a line
 * {@code code}, then one line of bytes for each instruction. What follows a {@code #} is for readers.
 */
final class ProgramText {
    /** First line of such a file. */
    static final String MAGIC = "ringside lock-step program 1";

    private static final String CODE = "code";
    private static final HexFormat HEX = HexFormat.of();

    private ProgramText() {}

    /** The text of a program. */
    static String format(RandomProgram program, String comment) {
        Environment e = program.environment();
        StringBuilder text = new StringBuilder(MAGIC).append('\n');
        comment.lines().forEach(line -> text.append("# ").append(line).append('\n'));
        field(text, "mode", e.mode().name().toLowerCase(Locale.ROOT));
        field(text, "ring", e.ring());
        field(text, "paging", e.paging().name().toLowerCase(Locale.ROOT));
        field(text, "code-base", e.codeBase());
        field(text, "data-base", e.dataBase());
        field(text, "alignment", e.alignment());
        field(text, "window", String.join(" ", e.window().stream().map(page -> page.name().toLowerCase(Locale.ROOT)).toList()));
        field(text, "timer", e.timer());
        field(text, "seed", e.seed());
        field(text, "limit", program.limit());
        field(text, "schedule", program.schedule());
        text.append(CODE).append('\n');
        int at = e.codeOffset(Environment.CODE);
        Listing listing = new Listing(e.mode().bits(), Syntax.INTEL, null);
        for (byte[] line : program.lines()) {
            text.append("%-32s # %x: %s%n".formatted(HEX.formatHex(line), at, listing.lines(line, at, 1).getFirst().text()));
            at += line.length;
        }
        return text.toString();
    }

    private static void field(StringBuilder text, String name, Object value) {
        text.append(name).append(' ').append(value).append('\n');
    }

    /**
     * The program of a text.
     *
     * @throws IllegalArgumentException when it is none; the message says which line
     */
    static RandomProgram parse(String text) {
        List<String> lines = text.lines().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty()).toList();
        int code = lines.indexOf(CODE);
        String first = lines.isEmpty() ? "" : lines.getFirst();
        if (!first.equals(MAGIC) || code < 0) {
            throw new IllegalArgumentException("expected \"" + MAGIC + "\" and a line \"" + CODE + "\", found \"" + first + "\"");
        }
        Map<String, String> fields = new HashMap<>();
        for (String line : lines.subList(1, code)) {
            String[] words = line.split(" ", 2);
            fields.put(words[0], words.length > 1 ? words[1] : "");
        }
        List<byte[]> instructions = new ArrayList<>();
        lines.subList(code + 1, lines.size()).forEach(line -> instructions.add(HEX.parseHex(line)));
        return new RandomProgram(environment(fields), List.copyOf(instructions), number(fields, "limit"), number(fields, "schedule"));
    }

    private static Environment environment(Map<String, String> fields) {
        return new Environment(ProgramMode.valueOf(word(fields, "mode")), (int) number(fields, "ring"), Paging.valueOf(word(fields, "paging")),
                (int) number(fields, "code-base"), (int) number(fields, "data-base"), Boolean.parseBoolean(fields.get("alignment")),
                Arrays.stream(word(fields, "window").split(" ")).map(WindowPage::valueOf).toList(), (int) number(fields, "timer"),
                number(fields, "seed"));
    }

    private static String word(Map<String, String> fields, String name) {
        if (!fields.containsKey(name)) {
            throw new IllegalArgumentException("no line \"" + name + "\"");
        }
        return fields.get(name).toUpperCase(Locale.ROOT);
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(word(fields, name));
    }
}
