package dev.ringside.repl.command;

import dev.ringside.repl.UserError;
import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.btf.BtfTypes;
import dev.ringside.symbols.bytes.FileBytes;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.dwarf.DwarfTypes;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.elf.ElfSymbols;
import dev.ringside.symbols.expression.program.ProgramScope;
import dev.ringside.symbols.sections.ElfSections;
import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionBytes;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.systemmap.SystemMap;
import dev.ringside.symbols.types.TypeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A file with symbols, and perhaps types, that a user named. */
final class ProgramFile {
    private ProgramFile() {}

    /**
     * Uses the names in a file, which is open as long as that takes.
     *
     * @param file null when there is none
     * @param pointerBytes 4 or 8, where the file does not say it
     * @throws UserError when the file cannot be used
     */
    static <T> T use(Path file, int pointerBytes, Function<ProgramScope, T> use) {
        if (file == null) {
            return use.apply(new ProgramScope(SymbolTable.empty(), Optional.empty(), pointerBytes));
        }
        try (FileBytes bytes = FileBytes.open(file)) {
            if (SystemMap.isSystemMap(bytes)) {
                List<Symbol> symbols = SystemMap.read(bytes);
                return use.apply(new ProgramScope(SymbolTable.of(symbols), Optional.empty(), pointerBytes));
            }
            ElfFile elf = ElfFile.read(bytes);
            int bytesOfPointer = elf.header().is64() ? 8 : 4;
            return use.apply(new ProgramScope(SymbolTable.of(ElfSymbols.of(elf)), types(elf, bytesOfPointer), bytesOfPointer));
        } catch (FormatException | SectionException e) {
            throw new UserError("--symbols: " + e.getMessage());
        } catch (IOException e) {
            throw new UserError("--symbols: " + file + ": " + e.getMessage());
        }
    }

    /** DWARF also knows variables; a kernel's BTF is smaller and always there. */
    private static Optional<TypeLibrary> types(ElfFile elf, int pointerBytes) {
        SectionBytes sections = new ElfSections(elf);
        if (DwarfTypes.isIn(sections)) {
            return Optional.of(DwarfTypes.read(sections));
        }
        Section btf = sections.section(".BTF");
        return btf.isEmpty() ? Optional.empty() : Optional.of(BtfTypes.read(btf, pointerBytes));
    }
}
