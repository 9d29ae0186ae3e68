package dev.ringside.repl.types;

import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.linux.BzImage;
import dev.ringside.repl.UserError;
import dev.ringside.symbols.btf.BtfScan;
import dev.ringside.symbols.btf.BtfTypes;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.dwarf.DwarfTypes;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.sections.ElfSections;
import dev.ringside.symbols.sections.MappedBytes;
import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.TypeLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The debug information of a file: a bzImage, an ELF file, raw BTF, or an image of memory that has BTF somewhere in it.
 *
 * @param name  the file's name
 * @param types its types: from BTF, which is quick to read, or else from DWARF
 * @param dwarf sections with DWARF; empty when there are none
 */
public record DebugFile(String name, TypeLibrary types, Optional<ElfSections> dwarf) {
    private static final int LARGEST_IMAGE = Integer.MAX_VALUE - 8;
    private static final int ELF_MAGIC = 0x464C457F;
    private static final int BTF_MAGIC = 0xEB9F;
    private static final int LONGEST_SETUP = 1 << 16;

    /**
     * Recognises a file by its content.
     *
     * @throws UserError        when it has no types, or is damaged
     * @throws SectionException when its debug information is damaged
     */
    public static DebugFile open(Path path) throws IOException {
        try {
            return open(path, MappedBytes.open(path));
        } catch (FormatException | ImageException e) {
            throw new UserError(e.getMessage());
        }
    }

    private static DebugFile open(Path path, MappedBytes file) throws IOException, FormatException, ImageException {
        int count = (int) Math.min(file.size(), LONGEST_SETUP);
        byte[] start = new byte[count];
        file.read(0, count).get(start);
        int magic = count < 4 ? 0 : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt();
        String name = path.toString();
        if (magic == ELF_MAGIC) {
            return ofElf(name, file);
        }
        if (BzImage.isBzImage(ImageBytes.of(name, start))) {
            byte[] kernel = BzImage.read(ImageBytes.of(name, Files.readAllBytes(path))).unpack();
            return ofElf(name, ByteSource.of(name + " (unpacked)", kernel));
        }
        if (file.size() > LARGEST_IMAGE) {
            throw new UserError(name + ": larger than " + LARGEST_IMAGE + " bytes, and neither an ELF file nor a bzImage");
        }
        ByteBuffer whole = file.read(0, (int) file.size());
        if ((magic & 0xFFFF) == BTF_MAGIC) {
            return new DebugFile(name, BtfTypes.read(Section.of("BTF", whole)), Optional.empty());
        }
        return new DebugFile(name, BtfScan.find(whole).orElseThrow(() -> new UserError(name
            + ": no types: neither an ELF file nor a bzImage nor raw BTF, and no BTF anywhere in it")), Optional.empty());
    }

    private static DebugFile ofElf(String name, ByteSource source) throws FormatException {
        var elf = ElfFile.read(source);
        var sections = new ElfSections(elf);
        Optional<ElfSections> dwarf = DwarfTypes.isIn(sections) ? Optional.of(sections) : Optional.empty();
        Section btf = sections.section(".BTF");
        if (!btf.isEmpty()) {
            return new DebugFile(name, BtfTypes.read(btf, elf.header().is64() ? 8 : 4), dwarf);
        }
        if (dwarf.isPresent()) {
            return new DebugFile(name, DwarfTypes.read(sections), dwarf);
        }
        throw new UserError(name + ": no types: it has neither BTF (.BTF) nor DWARF (.debug_info)");
    }
}
