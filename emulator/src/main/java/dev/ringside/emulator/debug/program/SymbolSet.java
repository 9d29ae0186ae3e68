package dev.ringside.emulator.debug.program;

import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.dwarf.SourceLines;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.types.TypeLibrary;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Symbols that belong together: those of a kernel, of a module, of a file.
 *
 * @param name         the module's name, the file's; {@code kernel}
 * @param kind         what it is
 * @param symbols      the symbols where they are in the guest
 * @param types        its types, where they are known
 * @param lines        its source lines, where they are known; their addresses are those of the file, {@code slide} below the guest's
 * @param elf          the file that they are of, where it is an ELF file: it may have call frame information
 * @param slide        bytes from where the file has its symbols to where the guest has them
 * @param addressSpace the value of CR3 (only its address bits count) whose low half they belong to; empty: they are seen everywhere
 */
public record SymbolSet(String name, Kind kind, SymbolTable symbols, Optional<TypeLibrary> types, Optional<SourceLines> lines,
        Optional<ElfFile> elf, long slide, OptionalLong addressSpace) {
    private static final long ADDRESS_BITS = 0x7FFF_FFFF_FFFF_E000L;

    /** Where symbols come from. */
    public enum Kind {
        /** The program of one address space. */
        PROCESS,
        /** A file that was loaded for the whole guest. */
        FILE,
        /** The guest's kernel, by its own account. */
        KERNEL,
        /** A module of it, by the kernel's account. */
        MODULE
    }

    /** Whether code that runs with this CR3 may mean its symbols. The two tables of a process with page table isolation are one. */
    boolean isSeenWith(long cr3) {
        return addressSpace.isEmpty() || ((addressSpace.getAsLong() ^ cr3) & ADDRESS_BITS) == 0;
    }

    /** How names are marked that are not the main program's: {@code [name]}; empty for the kernel and files for the whole guest. */
    String mark() {
        return kind == Kind.MODULE || kind == Kind.PROCESS ? " [" + name + "]" : "";
    }
}
