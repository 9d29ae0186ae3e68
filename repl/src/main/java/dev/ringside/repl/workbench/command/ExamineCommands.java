package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.Disassembly;
import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.Code;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.CommandRow;
import dev.ringside.repl.workbench.CommandRow.Repeat;
import dev.ringside.repl.workbench.Group;
import dev.ringside.repl.workbench.Invocation;
import dev.ringside.repl.workbench.Kinds;
import dev.ringside.repl.workbench.Parameter;
import dev.ringside.repl.workbench.Telescope;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import java.util.ArrayList;
import java.util.List;

/** {@code x} and its like: memory in gdb's formats. */
final class ExamineCommands {
    private static final Parameter<Long> WHERE = Parameter.optional("address", Kinds.ADDRESS, "where; nothing: behind what was shown last");
    private static final Parameter<Long> PHYSICAL = Parameter.optional("address", Kinds.NUMBER, "physical address; nothing: behind what was shown last");
    private static final Parameter<Long> TOP = Parameter.optional("address", Kinds.ADDRESS, "where; nothing: the top of the stack");
    private static final Parameter<Long> WORDS = Parameter.optional("count", Kinds.COUNT, "how many words; nothing: 8");

    private static final String LETTERS = "xduotzacsi";
    private static final int LINE_BYTES = 16;
    private static final int MOST = 1 << 16;
    private static final int DEFAULT_WORDS = 8;

    private ExamineCommands() {}

    static List<CommandRow> rows() {
        String formats = """
            The format is a count, a letter and a size, in any order: x/8xw, x/s, x/4i.
              letters  x d u o t z a c as print has them, s text, i instructions
              sizes    b 1, h 2, w 4, g 8 bytes
            Letter and size stay for the next time; without an address it goes on where it ended.""";
        return List.of(
            CommandRow.named("x", Group.DATA, "shows memory by linear address").takes(WHERE).format().repeats(Repeat.BARE).describe(formats)
                .example("x/4xw esp").example("x/3i pc").example("x/2i cs:eip").example("x/s 0x100000").does(i -> examine(i, false)),
            CommandRow.named("xp", Group.DATA, "shows memory by physical address").takes(PHYSICAL).format().repeats(Repeat.BARE).describe(formats)
                .example("xp/4xw 0x100000").does(i -> examine(i, true)),
            CommandRow.named("telescope", Group.DATA, "shows words of memory and what they lead to").alias("tel").takes(TOP, WORDS)
                .describe("A word that is an address is followed, up to five times, to a symbol, a text or a number.")
                .example("telescope esp 4").does(ExamineCommands::telescope));
    }

    /** What {@code x} remembers. */
    private static final class Last {
        private char letter = 'x';
        private int size = 4;
        private long next;
        private boolean known;
    }

    private static final class LastPhysical {
        private final Last last = new Last();
    }

    private static Result examine(Invocation invocation, boolean physical) {
        Workbench workbench = invocation.workbench();
        Last last = physical ? workbench.part(LastPhysical.class, LastPhysical::new).last : workbench.part(Last.class, Last::new);
        int count = readFormat(invocation.format(), last);
        long at = invocation.find(physical ? PHYSICAL : WHERE).orElseGet(() -> {
            if (!last.known) {
                throw new CommandException("expected ADDRESS: nothing was shown before");
            }
            return last.next;
        });
        if (physical && last.letter == 'i') {
            throw invocation.format().expected("another letter: instructions have linear addresses");
        }
        MemoryAccess memory = physical ? workbench.machine().physicalMemory() : workbench.machine().memory();
        Result result = switch (last.letter) {
            case 'i' -> instructions(workbench, last, at, count);
            case 's' -> texts(workbench, memory, last, at, count);
            default -> numbers(workbench, memory, last, at, count, physical);
        };
        last.known = true;
        return result;
    }

    /** Reads count, letter and size; returns the count, 1 if there is none. */
    private static int readFormat(Argument format, Last last) {
        long count = 0;
        boolean sized = false;
        for (char c : format.text().toCharArray()) {
            if (Character.isDigit(c)) {
                count = Math.min(count * 10 + (c - '0'), Integer.MAX_VALUE);
            } else if (LETTERS.indexOf(c) >= 0) {
                last.letter = c;
                // A character is a byte unless a size says otherwise, as in gdb.
                last.size = c == 'c' && !sized ? 1 : last.size;
            } else if ("bhwg".indexOf(c) >= 0) {
                last.size = 1 << "bhwg".indexOf(c);
                sized = true;
            } else {
                throw format.expected("a count, a letter out of x d u o t z a c s i, a size out of b h w g");
            }
        }
        if (count > MOST) {
            throw format.expected("a count up to " + MOST);
        }
        return count == 0 ? 1 : (int) count;
    }

    private static Result instructions(Workbench workbench, Last last, long at, int count) {
        var code = new Code(workbench);
        List<Disassembly.Line> lines = code.from(at, count);
        if (lines.isEmpty()) {
            throw unreadable(at, false);
        }
        last.next = lines.getLast().linear() + lines.getLast().length();
        return code.table(lines, false);
    }

    private static Result texts(Workbench workbench, MemoryAccess memory, Last last, long from, int count) {
        var text = new ValueText(workbench, 's');
        var table = Result.table("address", "text");
        long at = from;
        for (int i = 0; i < count; i++) {
            table.row(workbench.address(at), text.string(at, 1 << 12));
            at += length(memory, at) + 1;
        }
        last.next = at;
        return table.build();
    }

    private static long length(MemoryAccess memory, long at) {
        byte[] bytes = new byte[1 << 12];
        int read = memory.read(at, bytes);
        int length = 0;
        while (length < read && bytes[length] != 0) {
            length++;
        }
        return length;
    }

    private static Result numbers(Workbench workbench, MemoryAccess memory, Last last, long from, int count, boolean physical) {
        int size = last.letter == 'a' ? Math.max(4, workbench.machine().bits() / 8) : last.size;
        byte[] bytes = new byte[size * count];
        int read = memory.read(from, bytes);
        if (read < size) {
            throw unreadable(from + read, physical);
        }
        var text = new ValueText(workbench, last.letter == 'x' ? 'z' : last.letter);
        int perLine = last.letter == 'a' ? 1 : last.letter == 'c' ? 8 : last.letter == 't' ? Math.max(1, 8 / size) : LINE_BYTES / size;
        var columns = new ArrayList<Result.Column>();
        columns.add(Result.Column.left("address"));
        for (int i = 0; i < Math.min(perLine, count); i++) {
            columns.add(Result.Column.right("+" + i * size));
        }
        var rows = new ArrayList<List<Cell>>();
        for (int at = 0; at + size <= read; at += perLine * size) {
            var row = new ArrayList<Cell>();
            row.add(physical ? Cell.physical(from + at) : workbench.address(from + at));
            for (int i = 0; i < columns.size() - 1; i++) {
                int index = at + i * size;
                row.add(index + size <= read ? text.formatted(little(bytes, index, size), size * 8) : Cell.text(""));
            }
            rows.add(row);
        }
        last.next = from + (long) read / size * size;
        var table = new Result.Table(columns.stream().map(column -> new Result.Column(column.name(), column.right())).toList(), rows);
        return read == bytes.length ? table : new Result.Sections(List.of(new Result.Section("", table),
            new Result.Section("", Result.line(new Cell.Missing(unreadable(last.next, physical).getMessage())))));
    }

    private static long little(byte[] bytes, int at, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[at + i] & 0xFFL) << 8 * i;
        }
        return value;
    }

    private static CommandException unreadable(long address, boolean physical) {
        return new CommandException("cannot read memory at " + (physical ? "phys:" : "") + "0x" + Long.toHexString(address));
    }

    private static Result telescope(Invocation invocation) {
        Workbench workbench = invocation.workbench();
        long from = invocation.find(TOP).orElseGet(() -> workbench.machine().stackPointer());
        int count = (int) Math.min(invocation.find(WORDS).orElse((long) DEFAULT_WORDS), 4096);
        List<Telescope.Word> words = new Telescope(workbench).words(from, count);
        if (words.isEmpty()) {
            throw unreadable(from, false);
        }
        var table = Result.table(">offset", "address", "value");
        words.forEach(word -> table.row(Cell.text("+0x%02x".formatted(word.address() - from)), Cell.address(word.address()), word.chain()));
        return table.build();
    }
}
