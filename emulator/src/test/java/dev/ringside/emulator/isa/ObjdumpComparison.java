package dev.ringside.emulator.isa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Compares decoder and disassembler with GNU objdump: length, mnemonic and operands, in both syntaxes. */
final class ObjdumpComparison {
    /** Room for one random instruction, the rest of it NOPs: objdump is in step again before the next. */
    private static final int SLOT = 32;

    /** 16-bit listings must not leave the first 64 KiB: objdump then shows linear addresses. */
    private static final int SLOTS_16 = 2000;
    private static final int SLOTS = 100_000;

    private final AcceptedDifferences accepted = new AcceptedDifferences();
    private final Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));
    private final List<String> differences = new ArrayList<>();
    private long compared;

    /** What makes up random instructions. */
    enum Source {
        /** Every byte random. */
        BYTES,
        /** Random prefixes, then an opcode of a random map. */
        OPCODES,
        /** Random rows of the table. */
        ROWS
    }

    long compared() {
        return compared;
    }

    /** Unexplained differences, the first hundred of them. */
    List<String> differences() {
        return differences;
    }

    Map<String, Integer> reasons() {
        return accepted.met();
    }

    /** Compares {@code count} random instructions. */
    void compareRandom(Source source, int mode, int count, long seed) throws IOException {
        Random random = new Random(seed * 1000 + mode);
        RowSampler sampler = new RowSampler(random.nextLong());
        List<Row> rows = InstructionTable.rows().stream().filter(row -> RowSampler.exists(row, mode)).toList();
        Path file = Files.createTempFile("random", ".bin");
        try {
            for (int done = 0; done < count; done += mode == 16 ? SLOTS_16 : SLOTS) {
                byte[] bytes = new byte[Math.min(count - done, mode == 16 ? SLOTS_16 : SLOTS) * SLOT];
                Arrays.fill(bytes, (byte) 0x90);
                for (int at = 0; at < bytes.length; at += SLOT) {
                    byte[] code = switch (source) {
                        case BYTES -> randomBytes(random);
                        case OPCODES -> randomOpcode(random, mode);
                        case ROWS -> sampler.sample(rows.get(random.nextInt(rows.size())), mode);
                    };
                    System.arraycopy(code, 0, bytes, at, code.length);
                }
                Files.write(file, bytes);
                for (Syntax syntax : Syntax.values()) {
                    Objdump.listBytes(file, mode, syntax, line -> {
                        if (line.address() % SLOT == 0) {
                            compare(mode, syntax, bytes, (int) line.address(), line);
                        }
                    });
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] randomBytes(Random random) {
        byte[] code = new byte[Decoder.MAX_LENGTH];
        random.nextBytes(code);
        return code;
    }

    private static byte[] randomOpcode(Random random, int mode) {
        byte[] prefixes = {0x66, 0x67, (byte) 0xF2, (byte) 0xF3, (byte) 0xF0, 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65};
        byte[] code = randomBytes(random);
        int at = 0;
        for (int i = random.nextInt(4) == 0 ? random.nextInt(4) : random.nextInt(2); i > 0; i--) {
            code[at++] = prefixes[random.nextInt(prefixes.length)];
        }
        if (mode == 64 && random.nextInt(3) == 0) {
            code[at++] = (byte) (0x40 + random.nextInt(16));
        }
        byte[][] escapes = {{}, {0x0F}, {0x0F}, {0x0F, 0x38}, {0x0F, 0x3A}};
        byte[] escape = escapes[random.nextInt(escapes.length)];
        System.arraycopy(escape, 0, code, at, escape.length);
        return code;
    }

    /** Compares every instruction of the executable sections of an ELF file. */
    void compareElf(Path file, int mode) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<long[]> sections = codeSections(bytes);
        for (Syntax syntax : Syntax.values()) {
            Objdump.listText(file, mode, syntax, line -> {
                for (long[] section : sections) {
                    long offset = line.address() - section[0];
                    if (offset >= 0 && offset < section[2]) {
                        compare(mode, syntax, bytes, (int) (offset + section[1]), line);
                    }
                }
            });
        }
    }

    /** Address, file offset and size of the sections that hold instructions (ELF specification, section header). */
    private static List<long[]> codeSections(byte[] bytes) {
        ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean wide = bytes[4] == 2;
        int headers = wide ? (int) elf.getLong(40) : elf.getInt(32);
        int count = elf.getShort(wide ? 60 : 48);
        List<long[]> sections = new ArrayList<>();
        for (int at = headers; at < headers + count * (wide ? 64 : 40); at += wide ? 64 : 40) {
            long flags = wide ? elf.getLong(at + 8) : elf.getInt(at + 8);
            boolean code = elf.getInt(at + 4) == 1 && (flags & 4) != 0;
            if (code) {
                sections.add(wide ? new long[] {elf.getLong(at + 16), elf.getLong(at + 24), elf.getLong(at + 32)}
                        : new long[] {elf.getInt(at + 12) & 0xFFFFFFFFL, elf.getInt(at + 16), elf.getInt(at + 20)});
            }
        }
        return sections;
    }

    private void compare(int mode, Syntax syntax, byte[] bytes, int at, Objdump.Line line) {
        compared++;
        Instruction instruction = decoder.decode(bytes, at, Math.min(Decoder.MAX_LENGTH, bytes.length - at), line.address(), mode);
        if (instruction == null) {
            return;
        }
        String text = Objdump.clean(Disassembler.format(instruction, bytes, at, syntax, null));
        boolean bothBad = text.equals("(bad)") && line.text().contains("(bad)");
        boolean same = text.equals(line.text()) && instruction.length == line.length();
        if (!bothBad && !same && !accepted.explain(mode, rowName(instruction, bytes, at), line.text()) && differences.size() < 100) {
            String hex = HexFormat.ofDelimiter(" ").formatHex(bytes, at, at + Math.max(instruction.length, line.length()));
            differences.add(mode + "-bit " + hex + ": objdump '" + line.text() + "' (" + line.length() + "), we '" + text + "' ("
                    + instruction.length + ", " + instruction.row + ")");
        }
    }

    /** The row's name; INVALID_VEX for bytes that VEX, EVEX or XOP prefixes open. */
    private static String rowName(Instruction instruction, byte[] bytes, int start) {
        if (instruction.row != InstructionTable.INVALID) {
            return instruction.row.name();
        }
        int at = start;
        while (at < bytes.length && InstructionLayout.isPrefix(bytes[at], instruction.mode)) {
            at++;
        }
        return switch (at < bytes.length ? bytes[at] & 0xFF : 0) {
            case 0x62, 0x8F, 0xC4, 0xC5 -> "INVALID_VEX";
            default -> "INVALID";
        };
    }
}
