package dev.ringside.repl.command;

import dev.ringside.emulator.isa.Listing;
import dev.ringside.emulator.isa.Syntax;
import dev.ringside.repl.UserError;
import dev.ringside.repl.options.Numbers;
import dev.ringside.repl.options.UserFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ringside disassemble}: raw bytes as instructions. */
@Command(name = "disassemble", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Shows the bytes of a file as instructions.",
    footerHeading = "%nExamples:%n",
    footer = {"  ringside disassemble code.bin --bits 64 --address 0x1000", "  ringside disassemble boot.img --bits 16 --address 0x7c00"})
final class DisassembleCommand implements Callable<Integer> {
    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_INSTRUCTION = 15;

    @Parameters(paramLabel = "FILE", description = "Raw code.")
    private Path file;

    @Option(names = "--bits", paramLabel = "16/32/64", defaultValue = "64", description = "Mode. Default: ${DEFAULT-VALUE}.")
    private int bits;

    @Option(names = "--address", paramLabel = "ADDRESS", defaultValue = "0",
        description = "Address of the first byte. Default: ${DEFAULT-VALUE}.")
    private String address;

    @Option(names = "--syntax", paramLabel = "intel/att", defaultValue = "intel", description = "Spelling. Default: ${DEFAULT-VALUE}.")
    private String syntax;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!List.of(16, 32, 64).contains(bits)) {
            throw new UserError("--bits: " + bits + " is not one of 16, 32, 64");
        }
        var listing = new Listing(bits, switch (syntax) {
            case "intel" -> Syntax.INTEL;
            case "att" -> Syntax.ATT;
            default -> throw new UserError("--syntax: '" + syntax + "' is not one of intel, att");
        }, null);
        long at = parseAddress();
        UserFiles.checkReadable(file);
        PrintWriter out = spec.commandLine().getOut();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(CHUNK);
            boolean last = bytes.length < CHUNK;
            while (bytes.length > 0 && !out.checkError()) {
                int listed = list(listing, bytes, at, last, out);
                at += listed;
                byte[] more = in.readNBytes(CHUNK);
                last = more.length < CHUNK;
                int rest = bytes.length - listed;
                byte[] next = Arrays.copyOfRange(bytes, listed, bytes.length + more.length);
                System.arraycopy(more, 0, next, rest, more.length);
                bytes = next;
            }
        }
        return ExitCode.OK;
    }

    private long parseAddress() {
        try {
            return Numbers.bits(address);
        } catch (TypeConversionException e) {
            throw new UserError("--address: " + e.getMessage());
        }
    }

    /** Lists {@code bytes}, but for instructions that may go on in the next chunk; returns how many bytes were listed. */
    private static int list(Listing listing, byte[] bytes, long address, boolean last, PrintWriter out) {
        int listed = 0;
        for (Listing.Line line : listing.lines(bytes, address, Integer.MAX_VALUE)) {
            if (!last && line.address() - address > bytes.length - LONGEST_INSTRUCTION) {
                break;
            }
            out.println(line);
            listed = (int) (line.address() - address) + (line.bytes().length() + 1) / 3;
        }
        return listed;
    }
}
