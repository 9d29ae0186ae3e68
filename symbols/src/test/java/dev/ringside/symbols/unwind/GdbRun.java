package dev.ringside.symbols.unwind;

import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.Tool;
import dev.ringside.symbols.bytes.ByteSource;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.elf.ElfFile;
import dev.ringside.symbols.elf.ElfSymbols;
import dev.ringside.symbols.kallsyms.KernelMemory;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A program that gdb has run instruction by instruction, and what it said at each.
 *
 * @param bits    32 or 64
 * @param file    the program
 * @param symbols its symbols
 * @param stops   one for each instruction
 */
record GdbRun(int bits, ElfFile file, SymbolTable symbols, List<Stop> stops) {
    /**
     * What gdb said before an instruction.
     *
     * @param live   the registers
     * @param memory of the program: its file and its stack
     * @param frames gdb's frames, innermost first: each the registers by name that gdb knows
     */
    record Stop(FrameRegisters live, MemoryView memory, List<Map<String, Long>> frames) {}

    static GdbRun of(Path folder, int bits) throws Exception {
        Path source = resource(folder, "calls-" + bits + ".s");
        Path script = resource(folder, "backtraces.py");
        Path object = folder.resolve("calls.o");
        Path program = folder.resolve("calls-" + bits);
        Tool.lines("as", "--" + bits, "-o", object.toString(), source.toString());
        Tool.lines("ld", "-m", bits == 32 ? "elf_i386" : "elf_x86_64", "-z", "noexecstack", "-o", program.toString(), object.toString());
        var file = ElfFile.read(ByteSource.of(program.toString(), Files.readAllBytes(program)));
        var run = new GdbRun(bits, file, SymbolTable.of(ElfSymbols.of(file)), new ArrayList<>());
        run.read(Tool.lines("gdb", "-batch", "-nx", "-x", script.toString(), program.toString()));
        return run;
    }

    private static Path resource(Path folder, String name) throws Exception {
        Path copy = folder.resolve(name);
        try (InputStream in = GdbRun.class.getResourceAsStream(name)) {
            Files.write(copy, in.readAllBytes());
        }
        return copy;
    }

    private void read(List<String> lines) throws Exception {
        MemoryView program = KernelMemory.of(file).view();
        FrameRegisters live = null;
        for (String line : lines) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "LIVE" -> live = registers(values(words));
                case "STACK" -> {
                    long start = Long.parseUnsignedLong(words[1], 16);
                    byte[] stack = HexFormat.of().parseHex(words[2]);
                    stops.add(new Stop(live, over(program, start, stack), new ArrayList<>()));
                }
                case "FRAME" -> stops.getLast().frames().add(values(words));
                default -> { }
            }
        }
    }

    private static MemoryView over(MemoryView program, long start, byte[] stack) {
        return (address, into, offset, count) -> {
            long at = address - start;
            if (at < 0 || at >= stack.length) {
                return program.read(address, into, offset, count);
            }
            int got = (int) Math.min(count, stack.length - at);
            System.arraycopy(stack, (int) at, into, offset, got);
            return got;
        };
    }

    private static Map<String, Long> values(String[] words) {
        Map<String, Long> values = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=");
            if (!pair[1].equals("-")) {
                values.put(pair[0], Long.parseUnsignedLong(pair[1], 16));
            }
        }
        return values;
    }

    private FrameRegisters registers(Map<String, Long> values) {
        var registers = FrameRegisters.of(bits, values.get(bits == 64 ? "rip" : "eip"));
        for (GeneralRegister each : GeneralRegister.values()) {
            if (each.existsAt(bits)) {
                registers = registers.with(each, values.get(each.name(bits)));
            }
        }
        return registers;
    }

    /** Checks that what a frame says it knows is what gdb says. */
    String disagreement(Frame frame, Map<String, Long> expected) {
        if (frame.pc() != expected.get(bits == 64 ? "rip" : "eip")) {
            return "pc " + Long.toHexString(frame.pc()) + " is not " + Long.toHexString(expected.get(bits == 64 ? "rip" : "eip"));
        }
        for (GeneralRegister each : frame.registers().known()) {
            Long value = expected.get(each.name(bits));
            if (value != null && value != frame.registers().get(each).getAsLong()) {
                return each.name(bits) + " " + Long.toHexString(frame.registers().get(each).getAsLong()) + " is not " + Long.toHexString(value);
            }
        }
        return "";
    }
}
