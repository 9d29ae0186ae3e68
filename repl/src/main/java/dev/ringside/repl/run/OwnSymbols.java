package dev.ringside.repl.run;

import dev.ringside.emulator.debug.program.GuestSymbols;
import dev.ringside.emulator.debug.program.SymbolFile;
import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.elf.ElfHeader;
import dev.ringside.symbols.sections.SectionException;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A guest that is an ELF file brings its own symbols; what else a guest has of them is found in its memory. */
final class OwnSymbols {
    private OwnSymbols() {}

    /** Adds them. One line to {@code diagnostics} when they are damaged: the guest runs without them. */
    static void add(String guest, GuestCatalogue guests, GuestSymbols symbols, Consumer<String> diagnostics) throws IOException {
        ByteSource image = ByteSource.of(guest, guests.find(guest).image());
        try {
            if (ElfHeader.isElf(image) && !ElfFile.read(image).symbols().isEmpty()) {
                symbols.addFile(SymbolFile.read(image), OptionalLong.of(0));
            }
        } catch (FormatException | SectionException e) {
            diagnostics.accept("no symbols: " + e.getMessage());
        }
    }
}
