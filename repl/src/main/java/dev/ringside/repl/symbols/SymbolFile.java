package dev.ringside.repl.symbols;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.linux.BzImage;
import dev.ringside.repl.UserError;
import dev.ringside.repl.guests.GuestCatalogue;
import dev.ringside.repl.options.UserFiles;
import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.FileBytes;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.elf.ElfHeader;
import dev.ringside.symbols.elf.ElfSymbols;
import dev.ringside.symbols.kallsyms.KernelMemory;
import dev.ringside.symbols.kallsyms.LinuxSymbols;
import dev.ringside.symbols.systemmap.SystemMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The symbols of a file.
 *
 * @param table the symbols, where the file says they are
 * @param is64  whether addresses have 64 bits, else 32
 */
public record SymbolFile(SymbolTable table, boolean is64) {
    private static final int BOOT_SECTOR = 1024;

    /**
     * Reads a file, or the image of a guest that has a name: an ELF file, a {@code System.map}, a Linux kernel packed or not. A kernel
     * without a symbol table of its own has the one that it keeps for itself, and what it exports to its modules.
     *
     * @throws UserError if the file cannot be read, is none of these, or is damaged
     */
    public static SymbolFile read(Path file, GuestCatalogue guests) throws IOException {
        String name = file.toString();
        try {
            if (guests.entries().stream().anyMatch(guest -> guest.name().equals(name))) {
                return read(ByteSource.of(name, guests.find(name).image()));
            }
            new UserFiles().input("FILE", file);
            try (var bytes = FileBytes.open(file)) {
                return read(bytes);
            }
        } catch (FormatException | ImageException e) {
            throw new UserError(e.getMessage());
        }
    }

    private static SymbolFile read(ByteSource source) throws FormatException, ImageException {
        if (ElfHeader.isElf(source)) {
            return ofElf(ElfFile.read(source));
        }
        if (SystemMap.isSystemMap(source)) {
            List<Symbol> symbols = SystemMap.read(source);
            return new SymbolFile(SymbolTable.of(symbols), symbols.stream().anyMatch(s -> s.address() >>> 32 != 0));
        }
        byte[] start = source.window(0, Math.min(BOOT_SECTOR, source.size()), "", "boot sector").copy();
        if (BzImage.isBzImage(ImageBytes.of(source.name(), start))) {
            byte[] all = source.window(0, source.size(), "", "image").copy();
            byte[] kernel = BzImage.read(ImageBytes.of(source.name(), all)).unpack();
            return ofElf(ElfFile.read(ByteSource.of(source.name() + " (unpacked)", kernel)));
        }
        throw new FormatException(source.name(), "", 0, "an ELF file, a System.map or a Linux kernel", "another file");
    }

    private static SymbolFile ofElf(ElfFile elf) throws FormatException {
        List<Symbol> symbols = ElfSymbols.of(elf);
        return new SymbolFile(SymbolTable.of(symbols.isEmpty() ? LinuxSymbols.read(KernelMemory.of(elf)) : symbols), elf.header().is64());
    }
}
