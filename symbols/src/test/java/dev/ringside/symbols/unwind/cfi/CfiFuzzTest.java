package dev.ringside.symbols.unwind.cfi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Tool;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.sections.Section;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.unwind.FrameRegisters;
import dev.ringside.symbols.unwind.GeneralRegister;
import dev.ringside.symbols.unwind.StackWalk;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the bytes are, reading call frame information and unwinding by it ends in an answer or in a fault of its section. The number of
 * damaged sections is the system property {@code ringside.fuzz.cfi}, 1000 of each unless set.
 */
class CfiFuzzTest {
    private static final int ROUNDS = Integer.getInteger("ringside.fuzz.cfi", 1000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cfi/rare-64.s", "calls-64.s", "calls-32.s"})
    void mutatedSectionsEndInAnswersOrAFault(String source) throws Exception {
        ElfFile file = linked(source);
        var random = new Random(1);
        int faults = 0;
        for (String name : List.of(".eh_frame", ".debug_frame")) {
            Optional<byte[]> original = file.sectionBytes(name).map(w -> w.copy());
            for (int round = 0; original.isPresent() && round < ROUNDS; round++) {
                byte[] bytes = mutated(original.get(), random);
                faults += Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> fails(file, name, bytes)) ? 1 : 0;
            }
        }
        assertTrue(faults > ROUNDS / 10, "some of the damage is found: " + faults);
    }

    private ElfFile linked(String source) throws Exception {
        Path text = folder.resolve("source.s");
        try (InputStream in = CfiFuzzTest.class.getResourceAsStream("/dev/ringside/symbols/unwind/" + source)) {
            Files.write(text, in.readAllBytes());
        }
        boolean is32 = source.contains("-32");
        String object = folder.resolve("source.o").toString();
        String program = folder.resolve("program").toString();
        Tool.lines("as", is32 ? "--32" : "--64", "-o", object, text.toString());
        Tool.lines("ld", "-m", is32 ? "elf_i386" : "elf_x86_64", "-z", "noexecstack", "-o", program, object);
        return ElfFile.read(ByteSource.of(program, Files.readAllBytes(Path.of(program))));
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        if (random.nextInt(20) == 0) {
            bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        }
        for (int i = random.nextInt(5); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(0x40));
        }
        return bytes;
    }

    /** Reads everything and unwinds from many places; whether a fault came of it. */
    private static boolean fails(ElfFile file, String name, byte[] bytes) {
        CallFrameInfo info;
        try {
            info = CallFrameInfo.of(file, asked -> asked.equals(name) ? Optional.of(ByteBuffer.wrap(bytes)) : Optional.empty()).getFirst();
        } catch (SectionException e) {
            return true;
        }
        boolean failed = false;
        for (FunctionEntry function : info.functions()) {
            try {
                FrameProgram.run(info.section(), function, (_, _, _) -> true);
            } catch (SectionException e) {
                failed = true;
            }
            unwind(info, function.start(), file);
            unwind(info, function.start() + Math.floorMod(function.size(), 100L), file);
        }
        return failed;
    }

    private static void unwind(CallFrameInfo info, long pc, ElfFile file) {
        // Every word of memory is an address in the program, so that a walk goes on for long.
        MemoryView memory = (address, into, offset, count) -> {
            for (int i = 0; i < count; i++) {
                into[offset + i] = (byte) (pc + address * 0x1001 >>> 8 * (address + i & 7));
            }
            return count;
        };
        var registers = FrameRegisters.of(info.width(), pc);
        for (GeneralRegister each : GeneralRegister.values()) {
            registers = registers.with(each, 0x7FFF_0000L + 64 * each.ordinal());
        }
        new StackWalk(_ -> Optional.empty(), List.of(new CfiUnwinder(info, memory, 0))).from(registers, 200);
    }

    /** The smallest sections that go wrong in ways that mutation seldom finds. */
    @ParameterizedTest
    @ValueSource(strings = {"ffffffff", "ffffffffffffffffffffffff", "04000000", "0400000000000001", "0400000010000000", "ffffffff0400000000000000"})
    void tinySectionsAreRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        for (FrameSection.Kind kind : FrameSection.Kind.values()) {
            try {
                CallFrameInfo.read(new FrameSection(Section.of(kind.section, ByteBuffer.wrap(bytes)), kind, 8, 0, 0, 0));
            } catch (SectionException e) {
                assertTrue(e.getMessage().startsWith(kind.section + ": offset 0x"), e::getMessage);
            }
        }
    }
}
