package dev.ringside.symbols.dwarf;

import dev.ringside.symbols.Tool;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.elf.ElfSymbol;
import dev.ringside.symbols.sections.ElfSections;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code shapes.c}, compiled beforehand, assembled and linked now. */
record Shapes(Path path, int bits, ElfFile file, ElfSections sections) {
    /** The variants there are: bits, version of DWARF, level of optimisation. */
    static final String[] VARIANTS = {"64-5-2", "32-5-0", "64-4-0", "32-4-2"};

    static Shapes link(Path folder, String variant) throws Exception {
        int bits = Integer.parseInt(variant.substring(0, 2));
        Path source = folder.resolve("shapes-" + variant + ".s");
        try (InputStream in = Shapes.class.getResourceAsStream(source.getFileName().toString())) {
            Files.write(source, in.readAllBytes());
        }
        Path object = folder.resolve("shapes-" + variant + ".o");
        Path linked = folder.resolve("shapes-" + variant);
        Tool.lines("as", "--" + bits, "-o", object.toString(), source.toString());
        Tool.lines("ld", "-m", bits == 32 ? "elf_i386" : "elf_x86_64", "-z", "noexecstack", "-o", linked.toString(), object.toString());
        var file = ElfFile.read(ByteSource.of(linked.toString(), Files.readAllBytes(linked)));
        return new Shapes(linked, bits, file, new ElfSections(file));
    }

    ElfSymbol symbol(String name) throws FormatException {
        return file.symbols().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    /** The bytes that a symbol names. */
    ByteBuffer bytes(String name) throws FormatException {
        ElfSymbol symbol = symbol(name);
        var section = file.sections().get(symbol.section());
        return file.bytes(section).slice(symbol.value() - section.address(), symbol.size(), name).buffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
