package dev.ringside.repl.run;

import dev.ringside.emulator.debug.program.GuestSymbols;
import dev.ringside.emulator.debug.program.SymbolFile;
import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.sections.SectionException;
import java.util.OptionalLong;

/** The symbols of a guest that is an ELF file: they are where it says. A Linux kernel's are found in its memory instead. */
final class ImageSymbols {
    private static final byte[] MAGIC = {0x7F, 'E', 'L', 'F'};

    private ImageSymbols() {}

    static void add(GuestCatalogue.Image image, GuestSymbols program) {
        byte[] bytes = image.image();
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes.length <= i || bytes[i] != MAGIC[i]) {
                return;
            }
        }
        try {
            program.addFile(SymbolFile.read(ByteSource.of(image.name(), bytes)), OptionalLong.of(0));
        } catch (FormatException | SectionException e) {
            // It boots, and that is what was asked for; symbol-file tells what is wrong with its symbols.
            return;
        }
    }
}
