package dev.ringside.emulator.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringside.emulator.debug.program.SymbolFile;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.elf.ElfSegment;
import dev.ringside.symbols.unwind.Backtrace;
import dev.ringside.symbols.unwind.Frame;
import dev.ringside.symbols.unwind.FrameMethod;
import dev.ringside.symbols.unwind.GeneralRegister;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The call stack of a program that the emulator runs is, at every instruction, the one that gdb sees when the processor of this computer
 * runs it: by call frame information when its file is given. It fails when the registers of the live frame are not the guest's, or when the
 * file's addresses, the memory or the stack are not those of the guest.
 */
class LiveCallStackTest {
    private static final Path SOURCES = Path.of("..", "symbols", "src", "test", "resources", "dev", "ringside", "symbols", "unwind");
    private static final String BASE = "0x20000";
    private static final int LIMIT = 50;
    private static final int ALIGNMENT = 64;
    private static final int MOST_STEPS = 200;

    @TempDir
    private Path folder;

    /** Where a frame goes on, and how far its stack pointer is below the first one. */
    private record Place(long pc, long depth) {}

    /** What gdb saw before each instruction of a program, and where its stack is to begin in the guest. */
    private record Run(long stackPointer, List<List<Place>> stops) {}

    @ParameterizedTest
    @ValueSource(ints = {64, 32})
    void framesAreThoseThatGdbSeesOnAProcessor(int bits) throws Exception {
        Path program = linked(bits);
        Run run = gdb(program, bits);
        List<List<Place>> expected = run.stops();
        var file = ElfFile.read(ByteSource.of("calls", Files.readAllBytes(program)));
        BareGuest guest = started(file, bits, run.stackPointer());
        guest.session.program().addFile(SymbolFile.read(ByteSource.of("calls", Files.readAllBytes(program))), OptionalLong.of(0));
        int steps = 0;
        for (; steps < MOST_STEPS; steps++) {
            Backtrace found = guest.session.callStack(0).frames(LIMIT);
            // From there on it needs an operating system; the 32-bit program comes back to its start.
            String function = found.frames().getFirst().symbol().orElseThrow().symbol().name();
            if (function.equals("handled") || steps > 0 && steps == expected.size() - 1) {
                break;
            }
            assertEquals(expected.get(steps), places(found, run.stackPointer()), "step " + steps + ": " + found);
            assertTrue(found.frames().stream().skip(1).allMatch(frame -> frame.how() == FrameMethod.CFI && frame.sure()), found::toString);
            assertEquals(found.frames().size(), guest.session.callStack(0).depth(LIMIT));
            assertEquals(found.frames().stream().skip(1).findFirst().map(Frame::pc), guest.session.callStack(0).caller().map(Frame::pc));
            guest.machine.run(guest.machine.cpu(0).instructions + 1);
        }
        assertTrue(steps > 50, steps + " steps");
    }

    private static List<Place> places(Backtrace found, long top) {
        return found.frames().stream()
            .map(frame -> new Place(frame.pc(), top - frame.registers().get(GeneralRegister.RSP).orElseThrow())).toList();
    }

    private Path linked(int bits) throws Exception {
        Path object = folder.resolve("calls.o");
        Path program = folder.resolve("calls");
        tool("as", "--" + bits, "-o", object.toString(), SOURCES.resolve("calls-" + bits + ".s").toString());
        tool("ld", "-m", bits == 32 ? "elf_i386" : "elf_x86_64", "-z", "noexecstack", "-Ttext-segment=" + BASE, "-o", program.toString(),
            object.toString());
        return program;
    }

    /** What a program prints; where tests must not be skipped, the machine has it. */
    private static String tool(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            assumeTrue("true".equals(System.getenv("CI")), "no " + command[0] + " here");
            throw e;
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command));
        return printed;
    }

    private static Run gdb(Path program, int bits) throws Exception {
        List<List<Place>> stops = new ArrayList<>();
        long top = 0;
        String names = bits == 64 ? "FRAME rip=([0-9a-f]+) rsp=([0-9a-f]+) .*" : "FRAME eip=([0-9a-f]+) esp=([0-9a-f]+) .*";
        for (String line : tool("gdb", "-batch", "-nx", "-x", SOURCES.resolve("backtraces.py").toString(), program.toString()).lines().toList()) {
            if (line.startsWith("LIVE ")) {
                stops.add(new ArrayList<>());
            } else if (line.matches(names)) {
                long sp = Long.parseUnsignedLong(line.replaceFirst(names, "$2"), 16);
                top = top == 0 ? sp : top;
                stops.getLast().add(new Place(Long.parseUnsignedLong(line.replaceFirst(names, "$1"), 16), top - sp));
            }
        }
        // Where the stack is on this computer does not matter, but how it is aligned.
        return new Run(BareGuest.STACK - ALIGNMENT | top & ALIGNMENT - 1, stops);
    }

    private static BareGuest started(ElfFile file, int bits, long stackPointer) throws Exception {
        BareGuest guest = bits == 64 ? new BareGuest().long64(0) : new BareGuest().protected32(0);
        for (ElfSegment segment : file.loadSegments()) {
            byte[] bytes = file.bytes(segment).copy();
            guest.machine.memory().copyIn(Agent.LOADER, segment.virtualAddress(), bytes, 0, bytes.length);
        }
        guest.set("rip", file.header().entry());
        guest.set("rsp", stackPointer);
        return guest;
    }

    /** In real mode a near call, a far call and an interrupt are told apart, and what is only likely is not said to be sure. */
    @Test
    void realModeCallsOfEachKindAreFollowed() {
        // call far 1000:0010; at 0010: int 20h; the handler at 0020: call 0030; at 0030: ret
        BareGuest guest = new BareGuest().code("9A 10 00 00 10 F4".concat(" 90".repeat(10)) + "CD 20 CB".concat(" 90".repeat(13)) + "E8 0D 00 CF"
            .concat(" 90".repeat(12)) + "C3").real();
        guest.machine.memory().copyIn(Agent.LOADER, 0x20 * 4, new byte[] {0x20, 0, 0, 0x10}, 0, 4);
        guest.machine.run(3);
        Backtrace found = guest.session.callStack(0).frames(LIMIT);
        assertEquals(List.of(0x10030L, 0x10023L, 0x10012L, 0x10005L), found.frames().stream().map(Frame::pc).toList(), found::toString);
        assertEquals(List.of(true, true, false, false), found.frames().stream().map(Frame::sure).toList());
    }
}
