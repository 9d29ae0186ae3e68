package dev.ringside.emulator.debug;

import dev.ringside.emulator.isa.Listing;
import dev.ringside.emulator.isa.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Guest code as text. Addresses are linear; inside, instructions are decoded at their offset in the code segment, so that targets of
 * branches in 16-bit and segmented code come out right. Reading it changes nothing.
 */
public final class Disassembly {
    private static final int LONGEST = 15;
    private static final int CHUNK = 1024;

    private final MemoryAccess memory;
    private final int bits;
    private final long base;
    private final Listing listing;

    /**
     * One instruction.
     *
     * @param linear address of its first byte
     * @param length its length in bytes
     * @param bytes its bytes in hexadecimal, separated by spaces
     * @param text the instruction; {@code (bad)} for a byte that starts none
     */
    public record Line(long linear, int length, String bytes, String text) {}

    /**
     * Code of one kind.
     *
     * @param memory linear memory
     * @param bits 16, 32 or 64
     * @param base linear base of the code segment; 0 in 64-bit code
     * @param names names of linear addresses
     */
    public Disassembly(MemoryAccess memory, int bits, long base, Syntax syntax, LongFunction<Optional<String>> names) {
        this.memory = memory;
        this.bits = bits;
        this.base = base;
        listing = new Listing(bits, syntax, offset -> names.apply(linear(offset)).orElse(null));
    }

    private long linear(long offset) {
        return bits == 64 ? offset : base + offset & 0xFFFFFFFFL;
    }

    /**
     * The instructions from an address on.
     *
     * @param count how many at most; fewer where memory cannot be read
     */
    public List<Line> from(long linear, int count) {
        var lines = new ArrayList<Line>();
        long at = linear;
        while (lines.size() < count) {
            byte[] bytes = read(at, (int) Math.min(CHUNK, (count - lines.size()) * (long) LONGEST));
            if (bytes.length == 0) {
                break;
            }
            int before = lines.size();
            add(bytes, at, count, lines);
            if (lines.size() == before) {
                break;
            }
            at = lines.getLast().linear() + lines.getLast().length();
        }
        return lines;
    }

    /** The instructions from {@code from} up to and without {@code to}, {@code limit} at most. */
    public List<Line> range(long from, long to, int limit) {
        return from(from, (int) Math.min(limit, Math.max(to - from, 0))).stream().filter(line -> line.linear() - from < to - from).toList();
    }

    private byte[] read(long at, int count) {
        byte[] bytes = new byte[count];
        int read = memory.read(at, bytes);
        return read == count ? bytes : Arrays.copyOf(bytes, read);
    }

    /** Lists what is whole in {@code bytes}; an instruction that may go on behind them is left for the next chunk. */
    private void add(byte[] bytes, long at, int count, List<Line> lines) {
        long offset = bits == 64 ? at : at - base & 0xFFFFFFFFL;
        for (Listing.Line line : listing.lines(bytes, offset, count - lines.size())) {
            int index = (int) (line.address() - offset);
            if (index > 0 && index + LONGEST > bytes.length && moreBehind(at + bytes.length)) {
                return;
            }
            lines.add(new Line(at + index, (line.bytes().length() + 1) / 3, line.bytes(), line.text()));
        }
    }

    private boolean moreBehind(long linear) {
        return memory.read(linear, new byte[1]) == 1;
    }
}
