package dev.ringside.emulator.isa;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs GNU objdump and hands out the lines of its listing. */
public final class Objdump {
    /**
     * One line of a listing.
     *
     * @param address where objdump puts the instruction
     * @param length how many bytes it takes for it
     * @param text its text with single spaces, without symbols
     */
    public record Line(long address, int length, String text) {}

    private Objdump() {}

    /** Whether there is an objdump to compare with. */
    static boolean isInstalled() {
        try {
            return new ProcessBuilder("objdump", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lists a file of bare bytes. */
    static void listBytes(Path file, int mode, Syntax syntax, Consumer<Line> lines) throws IOException {
        String machine = switch (mode) {
            case 16 -> "i8086";
            case 32 -> "i386";
            default -> "i386:x86-64";
        };
        run(List.of("objdump", "-D", "-z", "-w", "-b", "binary", "-m", machine, "-M", options(mode, syntax), file.toString()), lines);
    }

    /** Lists the executable sections of an ELF file. */
    static void listText(Path file, int mode, Syntax syntax, Consumer<Line> lines) throws IOException {
        run(List.of("objdump", "-d", "-z", "-w", "-M", options(mode, syntax), file.toString()), lines);
    }

    /** Lists one section of an ELF file, whatever machine that is for; without objdump's comments. */
    public static void listSection(Path file, String section, int mode, Consumer<Line> lines) throws IOException {
        String machine = mode == 16 ? ",i8086" : mode == 32 ? ",i386" : ",x86-64";
        run(List.of("objdump", "-d", "-z", "-w", "-j", section, "-M", "intel" + machine, file.toString()),
                line -> lines.accept(new Line(line.address(), line.length(), line.text().replaceFirst(" *#.*", ""))));
    }

    private static String options(int mode, Syntax syntax) {
        return (syntax == Syntax.INTEL ? "intel" : "att") + (mode == 64 ? ",intel64" : "");
    }

    private static void run(List<String> command, Consumer<Line> lines) throws IOException {
        Process process = new ProcessBuilder(new ArrayList<>(command)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Line parsed = parse(line);
                if (parsed != null) {
                    lines.accept(parsed);
                }
            }
        }
    }

    private static Line parse(String line) {
        int colon = line.indexOf(":\t");
        if (colon < 0) {
            return null;
        }
        int tab = line.indexOf('\t', colon + 2);
        String hex = (tab < 0 ? line.substring(colon + 2) : line.substring(colon + 2, tab)).strip();
        String text = tab < 0 ? "" : line.substring(tab + 1);
        return new Line(Long.parseUnsignedLong(line.substring(0, colon).strip(), 16), (hex.length() + 1) / 3, clean(text));
    }

    /** Single spaces, no symbols, branch targets with 0x. */
    static String clean(String text) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '<' ? 1 : 0;
            boolean space = c == ' ' || c == '\t';
            if (depth == 0 && !(space && (out.isEmpty() || out.charAt(out.length() - 1) == ' '))) {
                out.append(space ? ' ' : c);
            }
            depth -= c == '>' ? 1 : 0;
        }
        return out.toString().strip();
    }
}
