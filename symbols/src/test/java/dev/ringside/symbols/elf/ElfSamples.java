package dev.ringside.symbols.elf;

import dev.ringside.symbols.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** ELF files to compare on: ours, those of the system, and some that are made of a small source to have what is rare. */
public final class ElfSamples {
    private static final Path GUESTS = Path.of("../examples/src/main/resources/dev/ringside/examples/guests");
    private static final List<Path> SYSTEM = List.of(Path.of("/usr/bin/readelf"), Path.of("/usr/lib/x86_64-linux-gnu/libc.so.6"),
        Path.of("/usr/lib/x86_64-linux-gnu/crt1.o"));
    private static final String SOURCE = """
            .text
            .globl start, entry, shared
            .type start, @function
        start: nop
        local: ret
            .size start, . - start
            .weak entry
            .type entry, @function
        entry: nop
            .weak missing
            .weak object
            .type object, @object
            .data
        object: .long missing, outside
            .section .rodata.some, "a"
            .type shared, @object
        shared: .long 1
            .size shared, 4
        constant: .byte 3
            .section .tdata, "awT"
            .type thread, @object
        thread: .long 1
            .bss
        zeros: .skip 64
            .comm common, 32, 8
            .lcomm lcommon, 16
            .set absolute, 0x1234
            .globl everywhere
            .set everywhere, 0x5678
            .section .note.one, "a", @note
            .long 4, 5, 7
            .asciz "abc"
            .ascii "12345"
            .balign 4
            .long 0, 0, 9
            .section .debug_info
        debug: .fill 4000, 1, 7
            .section .comment.x
        remark: .byte 1
            .section .init.text, "ax"
        init: ret
            .section .data..percpu, "aw"
        percpu: .long 0
        """;

    private ElfSamples() {}

    /** All samples that this machine can give; {@code folder} takes those that are made. */
    public static List<Path> all(Path folder) throws Exception {
        var samples = new ArrayList<Path>();
        try (var guests = Files.list(GUESTS)) {
            samples.addAll(guests.filter(p -> p.toString().endsWith(".elf")).sorted().toList());
        }
        SYSTEM.stream().filter(Files::isReadable).forEach(samples::add);
        for (int bits : new int[] {32, 64}) {
            Path object = made(folder, bits, SOURCE);
            samples.add(object);
            Path linked = folder.resolve("linked" + bits);
            Tool.lines("ld", "-m", bits == 32 ? "elf_i386" : "elf_x86_64", "--defsym=outside=0x1000", "-e", "start", "-o",
                linked.toString(), object.toString());
            samples.add(linked);
        }
        return samples;
    }

    /** An object file made of assembly source, with its debugging sections compressed. */
    static Path made(Path folder, int bits, String source) throws Exception {
        Path text = Files.writeString(folder.resolve("source.S"), source);
        Path object = folder.resolve("made" + bits + ".o");
        Tool.lines("as", "--" + bits, "--compress-debug-sections=zlib", "-o", object.toString(), text.toString());
        return object;
    }
}
