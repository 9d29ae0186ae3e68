package dev.ringside.repl.badinput;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.BzImageBuilder;
import dev.ringside.emulator.boot.ElfBuilder;
import dev.ringside.emulator.boot.compression.Compression;
import dev.ringside.emulator.boot.compression.Packers;
import dev.ringside.emulator.boot.linux.TestKernel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An image that cannot be booted is refused in one line that names it, before any file of the run is made or emptied. */
class BadImageTest {
    private static final int MULTIBOOT_MAGIC = 0x1BADB002;
    private static final int HAS_ADDRESSES = 0x1_0000;

    @TempDir
    private Path folder;

    private Path image;

    private record Cut(String what, byte[] whole, int length) {
        @Override
        public String toString() {
            return what + " cut to " + length + " of " + whole.length + " bytes";
        }
    }

    @BeforeEach
    void aTraceOfAnEarlierRun() throws IOException {
        image = folder.resolve("image");
        Files.writeString(folder.resolve("trace"), "an earlier trace");
    }

    private String refusal(byte[] bytes, String... more) throws IOException {
        Files.write(image, bytes);
        return refusalOf(List.of("run", image.toString()), more);
    }

    private String refusalOf(List<String> beginning, String... more) throws IOException {
        var arguments = new ArrayList<>(beginning);
        arguments.addAll(List.of("--trace", folder.resolve("trace").toString(), "--stats", folder.resolve("stats").toString(),
            "--record", folder.resolve("inputs").toString(), "--serial", "file:" + folder.resolve("serial"),
            "--max-instructions", "1000"));
        arguments.addAll(Arrays.asList(more));
        return Refusal.of(folder, arguments.toArray(String[]::new));
    }

    private static byte[] kernel(Compression compression) throws IOException {
        byte[] plain = TestKernel.build(true);
        byte[] packed = Packers.pack(compression, plain);
        return new BzImageBuilder(true, compression == Compression.GZIP ? packed : BzImageBuilder.withSize(packed, plain.length)).build();
    }

    private static byte[] flatMultiboot() {
        return multibootHeader(ByteBuffer.allocate(64), HAS_ADDRESSES)
            .putInt(0x10_0000).putInt(0x10_0000).putInt(0x10_0040).putInt(0x10_1000).putInt(0x10_0020).array();
    }

    private static byte[] elfMultiboot() {
        byte[] text = multibootHeader(ByteBuffer.allocate(64), 0).array();
        return new ElfBuilder(false, 0x10_0020).load(0x10_0000, 0x10_0000, text, 0x1000).build();
    }

    private static ByteBuffer multibootHeader(ByteBuffer bytes, int flags) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(MULTIBOOT_MAGIC).putInt(flags).putInt(-(MULTIBOOT_MAGIC + flags));
    }

    private static byte[] pvh(boolean is64) {
        return new ElfBuilder(is64, 0).load(0x10_0000, 0x10_0000, new byte[64], 0x1000)
            .note("Xen", 18, new byte[] {0x10, 0, 0x10, 0}).build();
    }

    private static byte[] bootSector() {
        byte[] sector = new byte[512];
        sector[0] = (byte) 0xF4;
        sector[510] = 0x55;
        sector[511] = (byte) 0xAA;
        return sector;
    }

    private static Stream<Cut> cuts() throws IOException {
        var cuts = new ArrayList<Cut>();
        byte[] linux = kernel(Compression.GZIP);
        int payloadEnd = BzImageBuilder.PAYLOAD + ByteBuffer.wrap(linux).order(ByteOrder.LITTLE_ENDIAN).getInt(0x24C);
        cut(cuts, "bzImage", linux, 0, 1, 0x1F1, 0x1FF, 0x206, 0x230, 0x24F, 0x268, BzImageBuilder.PROTECTED_MODE - 1,
            BzImageBuilder.PROTECTED_MODE, BzImageBuilder.PAYLOAD - 1, BzImageBuilder.PAYLOAD, BzImageBuilder.PAYLOAD + 5,
            (BzImageBuilder.PAYLOAD + payloadEnd) / 2, payloadEnd - 1);
        cut(cuts, "flat multiboot kernel", flatMultiboot(), 0, 4, 8, 11, 12, 16, 28, 31, 63);
        cut(cuts, "ELF multiboot kernel", elfMultiboot(), 3, 4, 5, 16, 51, 52, 60, 83, 84, 90, 95, 96, 120, 147);
        for (boolean is64 : new boolean[] {false, true}) {
            byte[] elf = pvh(is64);
            int headers = is64 ? 64 : 52;
            int size = is64 ? 56 : 32;
            cut(cuts, is64 ? "64-bit PVH kernel" : "32-bit PVH kernel", elf, 4, 6, 20, headers - 1, headers, headers + 5, headers + size,
                headers + 2 * size - 1, headers + 2 * size, headers + 2 * size + 30, elf.length - 20, elf.length - 1);
        }
        cut(cuts, "boot sector", bootSector(), 0, 1, 509, 510, 511);
        return cuts.stream();
    }

    private static void cut(List<Cut> cuts, String what, byte[] whole, int... lengths) {
        Arrays.stream(lengths).forEach(length -> cuts.add(new Cut(what, whole, length)));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void anImageThatEndsTooEarlyIsRefused(Cut cut) throws IOException {
        String line = refusal(Arrays.copyOf(cut.whole(), cut.length()));
        assertTrue(line.startsWith(image.toString()) && line.contains(": expected ") && line.contains(", found "), line);
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aCorruptPayloadIsRefused(Compression compression) throws IOException {
        byte[] whole = kernel(compression);
        int length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(0x24C);
        for (int at : new int[] {0, length / 2}) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 8; i++) {
                damaged[BzImageBuilder.PAYLOAD + at + i] ^= 0x55;
            }
            String line = refusal(damaged);
            assertTrue(line.startsWith(image.toString()), line);
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aPayloadThatEndsTooEarlyIsRefused(Compression compression) throws IOException {
        byte[] damaged = kernel(compression);
        var header = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0x24C, header.getInt(0x24C) * 2 / 3);
        String line = refusal(damaged);
        assertTrue(line.startsWith(image.toString()), line);
    }

    @Test
    void whatIsNoKernelIsRefused() throws IOException {
        assertTrue(refusal("#!/bin/sh\necho hello\n".getBytes(StandardCharsets.US_ASCII)).contains("found 23 21 2f"));
        assertTrue(refusal(new byte[4096]).contains("expected a Linux bzImage"));
        assertTrue(refusal(new ElfBuilder(true, 0).load(0x10_0000, 0x10_0000, new byte[64], 0x1000).build())
            .contains("an ELF file with none of them"));
        assertTrue(refusal(new ElfBuilder(true, 0).load(0x10_0000, 0x10_0000, new byte[64], 0x1000).note("Xen", 6, new byte[4]).build())
            .contains("Xen PV only"));
    }

    @Test
    void anImageThatDoesNotFitIntoMemoryIsRefused() throws IOException {
        assertTrue(refusal(kernel(Compression.XZ), "--memory", "16M").contains("where memory ends at 0x1000000"));
        assertTrue(refusal(flatMultiboot(), "--memory", "1M").contains("memory"));
        assertTrue(refusal(elfMultiboot(), "--memory", "1M").contains("memory"));
        assertTrue(refusal(pvh(true), "--memory", "1M").contains("memory"));
    }

    @Test
    void anInitialRamDiskThatDoesNotFitIsRefusedByItsName() throws IOException {
        Path initrd = folder.resolve("initrd");
        try (var file = new RandomAccessFile(initrd.toFile(), "rw")) {
            file.setLength(20 << 20);
        }
        for (byte[] kernel : List.of(kernel(Compression.GZIP), flatMultiboot(), pvh(true))) {
            String line = refusal(kernel, "--memory", "18M", "--initrd", initrd.toString());
            assertTrue(line.startsWith(initrd.toString()), line);
        }
    }

    @Test
    void optionsThatTheKernelCannotFollowAreRefused() throws IOException {
        byte[] kernel = kernel(Compression.GZIP);
        assertTrue(refusal(kernel, "--append", "x".repeat(5000)).startsWith(image.toString()));
        assertTrue(refusal(kernel, "--unpack", "guest", "--kaslr", "1").startsWith("--kaslr needs --unpack host"));
        assertTrue(refusal(kernel, "--cpu", "cray-1").startsWith("--cpu: 'cray-1' is not one of "));
    }

    @Test
    void aRomThatCannotEndAtFourGibibytesIsRefused() throws IOException {
        Path rom = folder.resolve("rom");
        try (var file = new RandomAccessFile(rom.toFile(), "rw")) {
            assertTrue(refusalOf(List.of("run", "--rom", rom.toString())).startsWith(rom.toString()));
            file.setLength(64 << 20);
        }
        assertTrue(refusalOf(List.of("run", "--rom", rom.toString())).startsWith(rom.toString()));
    }

    @Test
    void aDiskThatCannotBeBootedIsRefused() throws IOException {
        Path disk = folder.resolve("disk");
        for (int length : new int[] {0, 1, 511, 4096}) {
            Files.write(disk, new byte[length]);
            String line = refusalOf(List.of("run", "--disk", disk.toString()));
            assertTrue(line.startsWith(disk.toString()), line);
        }
    }
}
