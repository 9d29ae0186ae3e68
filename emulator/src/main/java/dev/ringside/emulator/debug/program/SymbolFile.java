package dev.ringside.emulator.debug.program;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.linux.BzImage;
import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.btf.BtfTypes;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.dwarf.DwarfTypes;
import dev.ringside.symbols.dwarf.SourceLines;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.elf.ElfHeader;
import dev.ringside.symbols.elf.ElfSymbols;
import dev.ringside.symbols.kallsyms.KernelMemory;
import dev.ringside.symbols.kallsyms.LinuxSymbols;
import dev.ringside.symbols.sections.ElfSections;
import dev.ringside.symbols.sections.MappedBytes;
import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.systemmap.SystemMap;
import dev.ringside.symbols.types.TypeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file with symbols, and perhaps types and source lines: an ELF file, a {@code System.map}, a Linux kernel packed or not.
 *
 * @param name         the file's name, without folders
 * @param symbols      where the file has them
 * @param types        from DWARF, which knows variables, or else from BTF
 * @param lines        from DWARF
 * @param elf          the file itself where it is an ELF file: it may have call frame information
 * @param pointerBytes 4 or 8
 */
public record SymbolFile(String name, SymbolTable symbols, Optional<TypeLibrary> types, Optional<SourceLines> lines, Optional<ElfFile> elf,
        int pointerBytes) {
    private static final int BOOT_SECTOR = 1024;

    /**
     * Opens a file. It is mapped, so it must not shrink while it is used.
     *
     * @throws FormatException  if it is no such file, or a damaged one
     * @throws SectionException if its debug information is damaged
     */
    public static SymbolFile open(Path path) throws IOException, FormatException {
        return read(MappedBytes.open(path));
    }

    /**
     * Recognises a file by its content.
     *
     * @throws FormatException  if it is no such file, or a damaged one
     * @throws SectionException if its debug information is damaged
     */
    public static SymbolFile read(ByteSource source) throws FormatException {
        String name = Path.of(source.name()).getFileName().toString();
        if (ElfHeader.isElf(source)) {
            return ofElf(name, ElfFile.read(source));
        }
        if (SystemMap.isSystemMap(source)) {
            List<Symbol> symbols = SystemMap.read(source);
            boolean is64 = symbols.stream().anyMatch(s -> s.address() >>> 32 != 0);
            return new SymbolFile(name, SymbolTable.of(symbols), Optional.empty(), Optional.empty(), Optional.empty(), is64 ? 8 : 4);
        }
        byte[] start = source.window(0, Math.min(BOOT_SECTOR, source.size()), "", "boot sector").copy();
        if (BzImage.isBzImage(ImageBytes.of(source.name(), start))) {
            try {
                byte[] all = source.window(0, source.size(), "", "image").copy();
                byte[] kernel = BzImage.read(ImageBytes.of(source.name(), all)).unpack();
                return ofElf(name, ElfFile.read(ByteSource.of(source.name() + " (unpacked)", kernel)));
            } catch (ImageException e) {
                throw new FormatException(source.name(), "", 0, "a Linux kernel that can be unpacked", e.getMessage());
            }
        }
        throw new FormatException(source.name(), "", 0, "an ELF file, a System.map or a Linux kernel", "another file");
    }

    private static SymbolFile ofElf(String name, ElfFile elf) throws FormatException {
        List<Symbol> symbols = ElfSymbols.of(elf);
        if (symbols.isEmpty()) {
            symbols = LinuxSymbols.read(KernelMemory.of(elf));
        }
        int pointer = elf.header().is64() ? 8 : 4;
        var sections = new ElfSections(elf);
        if (DwarfTypes.isIn(sections)) {
            return new SymbolFile(name, SymbolTable.of(symbols), Optional.of(DwarfTypes.read(sections)), Optional.of(SourceLines.read(sections)),
                Optional.of(elf), pointer);
        }
        Section btf = sections.section(".BTF");
        Optional<TypeLibrary> types = btf.isEmpty() ? Optional.empty() : Optional.of(BtfTypes.read(btf, pointer));
        return new SymbolFile(name, SymbolTable.of(symbols), types, Optional.empty(), Optional.of(elf), pointer);
    }
}
