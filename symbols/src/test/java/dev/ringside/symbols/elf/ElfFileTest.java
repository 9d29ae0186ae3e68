package dev.ringside.symbols.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.FormatException;
import dev.ringside.symbols.bytes.MemoryView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElfFileTest {
    private static final int MUTANTS = 4000;

    @TempDir
    private Path folder;

    private static ElfFile elf(byte[] bytes) throws FormatException {
        return ElfFile.read(ByteSource.of("file", bytes));
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(FormatException.class, () -> elf(bytes)).getMessage();
    }

    private byte[] made(int bits) throws Exception {
        return Files.readAllBytes(ElfSamples.made(folder, bits, """
                .globl one
            one: .byte 1
                .size one, 1
                .section .debug_str
                .fill 5000, 1, 0x61
                .section .note.a, "a", @note
                .long 4, 4, 1
                .asciz "abc"
                .long 2
            """));
    }

    @Test
    void bigEndianAndStrangersAreRefusedInOneLine() throws Exception {
        byte[] bytes = made(64);
        bytes[5] = 2;
        assertEquals("file: offset 0x5: expected ELF byte order 1 (little endian), found 2 (big endian)", refusal(bytes));
        bytes[4] = 3;
        assertEquals("file: offset 0x4: expected ELF class 1 (32-bit) or 2 (64-bit), found 3", refusal(bytes));
        assertEquals("file: offset 0x0: expected ELF magic 7f 45 4c 46, found other bytes", refusal(new byte[3]));
        assertEquals("file: offset 0x0: expected ELF header, 64 bytes, found the end of the data at 0x28",
            refusal(Arrays.copyOf(made(64), 40)));
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void aCompressedSectionIsUnpacked(int bits) throws Exception {
        var elf = elf(made(bits));
        assertTrue(elf.section(".debug_str").orElseThrow().has(ElfSection.COMPRESSED));
        byte[] expected = new byte[5000];
        Arrays.fill(expected, (byte) 'a');
        assertArrayEquals(expected, elf.sectionBytes(".debug_str").orElseThrow().copy());
        assertTrue(elf.sectionBytes(".debug_line").isEmpty());
    }

    @Test
    void aCompressedSectionThatCannotBeIsRefused() throws Exception {
        byte[] bytes = made(64);
        int at = (int) elf(bytes).section(".debug_str").orElseThrow().offset();
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + 8, 1L << 40);
        String message = assertThrows(FormatException.class, () -> elf(bytes).sectionBytes(".debug_str")).getMessage();
        assertTrue(message.startsWith("file: .debug_str: offset 0x8: expected an unpacked size of at most "), message);
        buffer.putLong(at + 8, 5001);
        message = assertThrows(FormatException.class, () -> elf(bytes).sectionBytes(".debug_str")).getMessage();
        assertEquals("file: .debug_str: offset 0x18: expected compressed data of 5001 bytes, found 5000 bytes", message);
        buffer.putInt(at, 2);
        message = assertThrows(FormatException.class, () -> elf(bytes).sectionBytes(".debug_str")).getMessage();
        assertEquals("file: .debug_str: offset 0x0: expected compression type 1 (zlib), found 2 (zstd)", message);
    }

    @Test
    void moreSectionsThanSixteenBitsCountAreFound() throws Exception {
        var source = new StringBuilder();
        for (int i = 0; i < 66_000; i++) {
            source.append(".section .s").append(i).append(",\"a\"\n");
        }
        source.append("last: .byte 1\n");
        var elf = elf(Files.readAllBytes(ElfSamples.made(folder, 64, source.toString())));
        assertEquals(0, elf.header().sectionHeaderCount());
        var last = elf.symbols().stream().filter(s -> s.name().equals("last")).findFirst().orElseThrow();
        assertEquals(".s65999", elf.sections().get(last.section()).name());
    }

    @Test
    void anElfFileInGuestMemoryIsReadLikeAFile() throws Exception {
        byte[] bytes = made(32);
        MemoryView memory = (address, into, offset, count) -> {
            int got = Math.clamp(0xC000_0000L + bytes.length - address, 0, count);
            System.arraycopy(bytes, (int) (address - 0xC000_0000L), into, offset, got);
            return got;
        };
        var elf = ElfFile.read(ByteSource.of("memory", memory, 0xC000_0000L, bytes.length));
        assertEquals(elf(bytes).symbols(), elf.symbols());
        var beyond = ByteSource.of("memory", memory, 0xC000_0000L, bytes.length + 1);
        String message = assertThrows(FormatException.class, () -> beyond.window(bytes.length, 1, "", "byte")).getMessage();
        assertEquals("memory: offset 0x" + Long.toHexString(0xC000_0000L + bytes.length) + ": expected mapped memory, found none", message);
    }

    @Test
    void namesThatOverlapForEverAreRefused() throws Exception {
        var source = new StringBuilder("x".repeat(60_000)).append(": .byte 1\n");
        for (int i = 0; i < 1000; i++) {
            source.append("s").append(i).append(": .byte 1\n");
        }
        byte[] bytes = Files.readAllBytes(ElfSamples.made(folder, 64, source.toString()));
        var symtab = elf(bytes).section(".symtab").orElseThrow();
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int longest = buffer.getInt((int) symtab.offset() + 24 * (1 + indexOf(elf(bytes), "xx")));
        for (int i = 1; i < symtab.size() / 24; i++) {
            buffer.putInt((int) symtab.offset() + 24 * i, longest + i % 100);
        }
        String message = assertThrows(FormatException.class, () -> elf(bytes).symbols()).getMessage();
        assertTrue(message.contains(".symtab") && message.contains("expected names that overlap less"), message);
    }

    @Test
    void segmentsThatAreMoreThanTheFileAreRefused() throws Exception {
        var elf = ByteBuffer.allocate(64 + 3 * 56).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1}).putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 3);
        for (int i = 0; i < 3; i++) {
            elf.putInt(64 + 56 * i, i < 2 ? (int) ElfSegment.LOAD : (int) ElfSegment.NOTE).putLong(64 + 56 * i + 32, 120);
        }
        var file = elf(elf.array());
        String message = assertThrows(FormatException.class, file::loadSegments).getMessage();
        assertEquals("file: offset 0x0: expected segments to load that together are no larger than the file, found one of 120 bytes with "
            + "112 left", message);
        elf.putLong(64 + 32, 112);
        assertEquals(2, elf(elf.array()).loadSegments().size());
    }

    private static int indexOf(ElfFile elf, String prefix) throws FormatException {
        var symbols = elf.symbols();
        for (int i = 0; i < symbols.size(); i++) {
            if (symbols.get(i).name().startsWith(prefix)) {
                return i;
            }
        }
        throw new AssertionError(prefix);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void damageOfAnyKindIsAFormatException(int bits) throws Exception {
        byte[] good = made(bits);
        var random = new SplittableRandom(bits);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] bytes = random.nextInt(8) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int k = random.nextInt(1, 6); k > 0 && bytes.length > 0; k--) {
                // Half of the damage goes where the header is.
                int at = random.nextInt(random.nextBoolean() ? Math.min(64, bytes.length) : bytes.length);
                bytes[at] = random.nextInt(3) == 0 ? (byte) 0xFF : (byte) random.nextInt();
            }
            refused += readAll(bytes);
        }
        assertTrue(refused > MUTANTS / 4 && refused < MUTANTS, refused + " of " + MUTANTS);
    }

    /** Whether it was refused: 1 or 0. */
    private static int readAll(byte[] bytes) {
        try {
            var elf = elf(bytes);
            elf.symbols();
            elf.dynamicSymbols();
            elf.notes();
            for (var section : elf.sections()) {
                elf.bytes(section);
            }
            for (var segment : elf.segments()) {
                elf.bytes(segment);
            }
            return 0;
        } catch (FormatException e) {
            assertEquals(1, e.getMessage().lines().count());
            return 1;
        }
    }
}
