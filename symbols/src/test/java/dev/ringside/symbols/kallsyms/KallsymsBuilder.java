package dev.ringside.symbols.kallsyms;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.bytes.MemoryView;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Writes the tables of a kernel that never was, with noise around them, in any layout. */
final class KallsymsBuilder {
    static final int NOISE = 0x4000;
    private static final List<String> TOKENS =
        List.of("Tkvm_", "t__x64_sys_", "init", "xen_", "_irq", "get_", "put_", "lock", "page", "cpu");

    final KallsymsLayout layout;
    final boolean is64;
    final long base;
    private final SplittableRandom random = new SplittableRandom(1);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final String[] tokens = new String[256];
    private boolean longLengths = true;

    KallsymsBuilder(KallsymsLayout layout, boolean is64) {
        this(layout, is64, is64 ? 0xFFFF_FFFF_8100_0000L : 0xC100_0000L);
    }

    KallsymsBuilder(KallsymsLayout layout, boolean is64, long base) {
        this.layout = layout;
        this.is64 = is64;
        this.base = base;
        for (int c = 0; c < 256; c++) {
            tokens[c] = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c == '.' ? "" + (char) c : "";
        }
        for (int i = 0; i < TOKENS.size(); i++) {
            tokens[i < 5 ? 1 + i : 123 + 13 * i] = TOKENS.get(i);
        }
    }

    /** As kernels before 6.1 write lengths. */
    KallsymsBuilder withByteLengths() {
        longLengths = false;
        return this;
    }

    /** Symbols as such a kernel could have: rising, some with the same address, per-CPU ones first where the layout knows them. */
    List<Symbol> symbols(int count) {
        var symbols = new ArrayList<Symbol>();
        if (layout.hasPerCpu()) {
            for (int i = 0; i < 20; i++) {
                symbols.add(symbol("cpu_data" + i, 0x100 * i, 'A', true));
            }
        }
        long address = base;
        while (symbols.size() < count) {
            int i = symbols.size();
            String name = (i % 7 == 0 ? "kvm_" : i % 7 == 1 ? "__x64_sys_" : "some_") + Integer.toString(i * 7919, 36)
                + (i % 5 == 0 ? "_irq" : "");
            symbols.add(symbol(name, address, "TtDdBbRrVW".charAt(i % 10), false));
            address += random.nextInt(4) * 16L;
        }
        symbols.add(symbol("_end", base + 0x100_0000, 'B', false));
        return symbols;
    }

    static Symbol symbol(String name, long address, char letter, boolean absolute) {
        return new Symbol(name, address, Symbol.UNKNOWN_SIZE, letter, absolute, SymbolSource.KALLSYMS);
    }

    /** The memory from {@link #base} on. */
    byte[] build(List<Symbol> symbols) {
        out.reset();
        noise(NOISE);
        if (!layout.addressesLast) {
            addresses(symbols);
        }
        align();
        number(symbols.size(), is64 && layout.wideMarkers ? 8 : 4);
        List<Integer> markers = names(symbols);
        align();
        markers.forEach(marker -> number(marker, is64 && layout.wideMarkers ? 8 : 4));
        if (layout.permutation && !layout.addressesLast) {
            permutation(symbols);
        }
        align();
        tokenTable();
        if (layout.addressesLast) {
            addresses(symbols);
            permutation(symbols);
        }
        align();
        noise(NOISE);
        return out.toByteArray();
    }

    private void addresses(List<Symbol> symbols) {
        align();
        long relativeBase = symbols.stream().filter(s -> !s.absolute()).findFirst().orElseThrow().address();
        for (Symbol symbol : symbols) {
            switch (layout.form) {
                case POINTERS -> number(symbol.address(), pointer());
                case FROM_BASE -> number(symbol.address() - relativeBase, 4);
                case FROM_BASE_OR_ABSOLUTE -> number(symbol.absolute() ? symbol.address() : relativeBase - 1 - symbol.address(), 4);
                case FROM_THEMSELVES -> number(symbol.address() - (base + out.size()), 4);
            }
        }
        if (layout.form == AddressTable.Form.FROM_BASE || layout.form == AddressTable.Form.FROM_BASE_OR_ABSOLUTE) {
            align();
            number(relativeBase, pointer());
        }
    }

    private List<Integer> names(List<Symbol> symbols) {
        align();
        int start = out.size();
        var markers = new ArrayList<Integer>();
        for (int i = 0; i < symbols.size(); i++) {
            if (i % 256 == 0) {
                markers.add(out.size() - start);
            }
            byte[] packed = pack(symbols.get(i).letter() + symbols.get(i).name());
            if (packed.length < 0x80 || !longLengths) {
                out.write(packed.length);
            } else {
                out.write(packed.length & 0x7F | 0x80);
                out.write(packed.length >> 7);
            }
            out.writeBytes(packed);
        }
        return markers;
    }

    private byte[] pack(String name) {
        var packed = new ByteArrayOutputStream();
        for (int at = 0; at < name.length();) {
            int from = at;
            int best = IntStream.range(0, 256).filter(t -> !tokens[t].isEmpty() && name.startsWith(tokens[t], from)).boxed()
                .max(Comparator.comparing(t -> tokens[t].length())).orElseThrow();
            packed.write(best);
            at += tokens[best].length();
        }
        return packed.toByteArray();
    }

    private void permutation(List<Symbol> symbols) {
        align();
        IntStream.range(0, symbols.size()).boxed().sorted(Comparator.comparing(i -> symbols.get(i).name())).forEach(i -> {
            out.write(i >> 16);
            out.write(i >> 8);
            out.write(i);
        });
    }

    private void tokenTable() {
        var starts = new ArrayList<Integer>();
        int start = out.size();
        for (String token : tokens) {
            starts.add(out.size() - start);
            out.writeBytes(token.getBytes(StandardCharsets.ISO_8859_1));
            out.write(0);
        }
        align();
        starts.forEach(each -> number(each, 2));
        align();
    }

    private int pointer() {
        return is64 ? 8 : 4;
    }

    private void align() {
        while (out.size() % (layout.form == AddressTable.Form.FROM_THEMSELVES ? 4 : pointer()) != 0) {
            out.write(0);
        }
    }

    private void number(long value, int width) {
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array(), 0, width);
    }

    private void noise(int count) {
        for (int i = 0; i < count; i++) {
            out.write(random.nextInt());
        }
    }

    /** The memory that has some bytes from an address on. */
    static MemoryView view(long address, byte[] bytes) {
        return (at, into, offset, count) -> {
            long from = at - address;
            int got = from < 0 || from >= bytes.length ? 0 : (int) Math.min(count, bytes.length - from);
            if (got > 0) {
                System.arraycopy(bytes, (int) from, into, offset, got);
            }
            return got;
        };
    }

    KernelMemory memory(byte[] bytes) {
        return new KernelMemory("memory", view(base, bytes), List.of(new KernelMemory.Range(base - 0x10_0000, 0x80_0000)), is64);
    }
}
