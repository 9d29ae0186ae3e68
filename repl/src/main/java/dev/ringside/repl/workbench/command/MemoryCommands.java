package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.Setting;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.shell.FileErrors;
import dev.ringside.symbols.expression.type.TextType;
import dev.ringside.symbols.expression.type.Value;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Memory by the range: searched, written to a file, filled from one. */
final class MemoryCommands {
    private static final Parameter<Long> FROM = Parameter.required("address", Kinds.ADDRESS, "where it begins");
    private static final Parameter<Long> FROM_PHYSICAL = Parameter.required("address", Kinds.NUMBER, "physical address where it begins");
    private static final Parameter<Long> LENGTH = Parameter.required("length", Kinds.NUMBER, "how many bytes");
    private static final Parameter<Value> PATTERN = Parameter.required("pattern", Kinds.VALUE, "a text in quotes, or a number");
    private static final Parameter<Path> FILE = Parameter.required("file", Kinds.FILE, "a file");

    private static final int PAGE = 4096;
    private static final int MOST_AT_ONCE = 1 << 20;

    private MemoryCommands() {}

    static List<CommandRow> rows() {
        String search = """
            The pattern is a text in quotes or a number, of which /b, /h, /w or /g says how wide it is (default: w, four bytes).
            Pages that are not mapped are passed over. `set elements` says how many places are shown at most.""";
        return List.of(
            CommandRow.named("search", Group.DATA, "looks for bytes in linear memory").alias("find").takes(FROM, LENGTH, PATTERN).format().describe(search)
                .example("search 0x100000 0x8000 \"hypervisor\"").example("search/b 0x100000 64 0xe8").does(i -> search(i, false)),
            CommandRow.named("search physical", Group.DATA, "looks for bytes in physical memory").takes(FROM_PHYSICAL, LENGTH, PATTERN).format()
                .describe(search).example("search physical 0 0x200000 \"hypervisor\"").does(i -> search(i, true)),
            CommandRow.named("dump", Group.DATA, "writes linear memory to a file").takes(FILE, FROM, LENGTH)
                .example("dump /tmp/ringside-example.bin pc 64").does(i -> dump(i, false)),
            CommandRow.named("dump physical", Group.DATA, "writes physical memory to a file").takes(FILE, FROM_PHYSICAL, LENGTH)
                .example("dump physical /tmp/ringside-example.bin 0x100000 64").does(i -> dump(i, true)),
            CommandRow.named("load", Group.DATA, "fills linear memory from a file").takes(FILE, FROM)
                .example("load /tmp/ringside-example.bin 0x200000", "dump /tmp/ringside-example.bin pc 64").does(i -> load(i, false)),
            CommandRow.named("load physical", Group.DATA, "fills physical memory from a file").takes(FILE, FROM_PHYSICAL)
                .example("load physical /tmp/ringside-example.bin 0x200000", "dump /tmp/ringside-example.bin pc 64").does(i -> load(i, true)));
    }

    private static MemoryAccess memory(Invocation invocation, boolean physical) {
        return physical ? invocation.machine().physicalMemory() : invocation.machine().memory();
    }

    private static long from(Invocation invocation, boolean physical) {
        return physical ? invocation.get(FROM_PHYSICAL) : invocation.get(FROM);
    }

    // ---- search ----

    private static Result search(Invocation invocation, boolean physical) {
        Workbench workbench = invocation.workbench();
        byte[] pattern = pattern(invocation.get(PATTERN), invocation.format());
        long from = from(invocation, physical);
        int most = workbench.settings().number(Setting.ELEMENTS);
        List<Long> found = search(memory(invocation, physical), from, length(invocation), pattern, most + 1, workbench);
        if (found.isEmpty()) {
            throw new CommandException("not found in 0x" + Long.toHexString(invocation.get(LENGTH)) + " bytes from 0x" + Long.toHexString(from) + " on");
        }
        var lines = new ArrayList<Cell>();
        found.stream().limit(most).forEach(at -> lines.add(physical ? Cell.physical(at) : workbench.address(at)));
        if (found.size() > most) {
            lines.add(new Cell.Missing("and more (set elements)"));
        }
        return new Result.Lines(lines);
    }

    private static long length(Invocation invocation) {
        long length = invocation.get(LENGTH);
        if (length < 1) {
            throw new CommandException("expected a length from 1, found " + length);
        }
        return length;
    }

    private static byte[] pattern(Value value, Argument format) {
        if (value.type() instanceof TextType) {
            if (value.text().isEmpty()) {
                throw new CommandException("expected a pattern, found an empty text");
            }
            return value.text().getBytes(StandardCharsets.ISO_8859_1);
        }
        int size = switch (format.text()) {
            case "b" -> 1;
            case "h" -> 2;
            case "w", "" -> 4;
            case "g" -> 8;
            default -> throw format.expected("b, h, w or g");
        };
        if (!value.type().scalar()) {
            throw new CommandException("expected a text or a number, found a " + value.type().name());
        }
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (value.bits() >>> 8 * i);
        }
        return bytes;
    }

    /** Goes page by page; what runs from one page into the next, or over several, is found where all of it can be read. */
    private static List<Long> search(MemoryAccess memory, long from, long length, byte[] pattern, int most, Workbench workbench) {
        var found = new ArrayList<Long>();
        int inPage;
        for (long done = 0; done < length && found.size() < most; done += inPage) {
            workbench.cancellation().check();
            long page = from + done;
            inPage = (int) Math.min(PAGE - (page & PAGE - 1), length - done);
            byte[] bytes = new byte[(int) Math.min(inPage + (long) pattern.length - 1, length - done)];
            int read = memory.read(page, bytes);
            for (int i = 0; i < inPage && i + pattern.length <= read && found.size() < most; i++) {
                if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
                    found.add(page + i);
                }
            }
        }
        return found;
    }

    // ---- files ----

    private static Result dump(Invocation invocation, boolean physical) {
        MemoryAccess memory = memory(invocation, physical);
        long from = from(invocation, physical);
        long length = length(invocation);
        Path file = invocation.get(FILE);
        checkReadable(memory, from, length, invocation.workbench());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (long done = 0; done < length; ) {
                byte[] bytes = new byte[(int) Math.min(length - done, MOST_AT_ONCE)];
                memory.read(from + done, bytes);
                out.write(bytes);
                done += bytes.length;
            }
        } catch (IOException e) {
            throw new CommandException(FileErrors.text(file.toString(), e));
        }
        return Result.line(Cell.text("wrote"), Cell.count(length), Cell.text("bytes to " + file));
    }

    private static void checkReadable(MemoryAccess memory, long from, long length, Workbench workbench) {
        for (long done = 0; done < length; ) {
            workbench.cancellation().check();
            byte[] bytes = new byte[(int) Math.min(length - done, MOST_AT_ONCE)];
            int read = memory.read(from + done, bytes);
            if (read < bytes.length) {
                throw new CommandException("cannot read memory at 0x" + Long.toHexString(from + done + read));
            }
            done += bytes.length;
        }
    }

    private static Result load(Invocation invocation, boolean physical) {
        Path file = invocation.get(FILE);
        MemoryAccess memory = memory(invocation, physical);
        long to = from(invocation, physical);
        long done = 0;
        try (InputStream in = Files.newInputStream(file)) {
            checkReadable(memory, to, Math.max(1, Files.size(file)), invocation.workbench());
            for (byte[] bytes = in.readNBytes(MOST_AT_ONCE); bytes.length > 0; bytes = in.readNBytes(MOST_AT_ONCE)) {
                if (!memory.write(to + done, bytes)) {
                    throw new CommandException("cannot write memory at 0x" + Long.toHexString(to + done));
                }
                done += bytes.length;
            }
        } catch (IOException e) {
            throw new CommandException(FileErrors.text(file.toString(), e));
        }
        return Result.line(Cell.text("loaded"), Cell.count(done), Cell.text("bytes from " + file));
    }
}
