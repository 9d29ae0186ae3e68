package dev.ringside.emulator.guests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Turns the assembly sources in {@code src/test/guests} into multiboot ELF images with GNU {@code as} and {@code ld},
 * by the same two commands as {@code build.sh} there.
 */
public final class GuestAssembler {
    private static final String SUFFIX = ".S";
    private static final int TOOL_SECONDS = 60;

    private static final AtomicInteger ASSEMBLERS = new AtomicInteger();

    private final Path sources;
    private final Path output;

    /** An assembler that reads sources from one folder and writes images to another, which it creates when needed. */
    public GuestAssembler(Path sources, Path output) {
        this.sources = sources.toAbsolutePath();
        this.output = output.toAbsolutePath();
    }

    /** An assembler for this module's own test guests; tests run side by side, so each has images of its own. */
    public static GuestAssembler ofThisModule() {
        return new GuestAssembler(Path.of("src", "test", "guests"),
                Path.of("target", "guests", ProcessHandle.current().pid() + "-" + ASSEMBLERS.incrementAndGet()));
    }

    /** Names of all guests, sorted: their source files without the suffix. */
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    /** The claim of a guest: its first comment, up to the first line that is not one. */
    public String claim(String guest) throws IOException {
        try (Stream<String> lines = Files.lines(sources.resolve(guest + SUFFIX))) {
            return String.join(" ", lines.takeWhile(line -> line.startsWith("#"))
                    .map(line -> line.substring(1).strip())
                    .toList());
        }
    }

    /**
     * Assembles and links one guest and returns its image. A guest that is no test in itself lies in a sub-folder, which is
     * part of its name.
     *
     * @throws AssertionError if a tool is missing or refuses the source; the message has what the tool said
     */
    public Path assemble(String guest) throws IOException {
        Files.createDirectories(output.resolve(guest).getParent());
        Path object = output.resolve(guest + ".o");
        Path image = output.resolve(guest + ".elf");
        run(List.of("as", "--32", "-o", object.toString(), guest + SUFFIX));
        run(List.of("ld", "-m", "elf_i386", "-T", "common.ld", "--build-id=none", "-z", "noexecstack",
                "--no-warn-rwx-segments", "-o", image.toString(), object.toString()));
        return image;
    }

    /** Assembles and links a ROM: the ELF file, for listings; its bytes lie beside it as {@code .bin}. */
    public Path assembleRom(String rom) throws IOException {
        Files.createDirectories(output.resolve(rom).getParent());
        Path object = output.resolve(rom + ".o");
        Path image = output.resolve(rom + ".elf");
        run(List.of("as", "--64", "-o", object.toString(), rom + SUFFIX));
        run(List.of("ld", "-n", "-T", "rom/rom.ld", "--build-id=none", "-o", image.toString(), object.toString()));
        run(List.of("objcopy", "-O", "binary", image.toString(), output.resolve(rom + ".bin").toString()));
        return image;
    }

    private void run(List<String> command) throws IOException {
        Path log = Files.createTempFile(output, "tool", ".log");
        try {
            Process process = start(command, log);
            if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + ": not done after " + TOOL_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": "
                        + Files.readString(log, StandardCharsets.ISO_8859_1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + command.getFirst(), e);
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private Process start(List<String> command, Path log) {
        try {
            return new ProcessBuilder(command)
                    .directory(sources.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError("the test guests need GNU binutils: cannot run " + command.getFirst()
                    + " in " + sources + " (Debian package binutils)", e);
        }
    }
}
