package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringside disassemble}: raw bytes as instructions. */
@Command(name = "disassemble", sortOptions = false, mixinStandardHelpOptions = true, versionProvider = Version.class,
    description = "Shows the bytes of a file as instructions.",
    footerHeading = "%nExamples:%n",
    footer = {"  ringside disassemble code.bin --bits 64 --address 0x1000", "  ringside disassemble boot.img --bits 16 --address 0x7c00"})
final class DisassembleCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Raw code.")
    private Path file;

    @Option(names = "--bits", paramLabel = "16/32/64", defaultValue = "64", description = "Mode. Default: ${DEFAULT-VALUE}.")
    private int bits;

    @Option(names = "--address", paramLabel = "ADDRESS", defaultValue = "0", description = "Address of the first byte.")
    private String address;

    @Option(names = "--syntax", paramLabel = "intel/att", defaultValue = "intel", description = "Default: ${DEFAULT-VALUE}.")
    private String syntax;

    @Override
    public Integer call() {
        throw new UserError("disassembling " + file + " (" + bits + " bits, " + syntax + ", at " + address + ") is not built yet");
    }
}
