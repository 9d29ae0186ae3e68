package dev.ringside.symbols.kallsyms;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.bytes.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds what a kernel exports to its modules: {@code __ksymtab} and {@code __ksymtab_gpl}, arrays of {@code struct kernel_symbol}
 * ({@code include/linux/export.h} of the kernel's sources), sorted by name since 2.6.39. They are recognised by that: many entries in
 * a row that lead to names which rise, and to addresses of a kernel.
 */
final class ExportTable {
    /** Fewer in a row are not believed. */
    private static final int SHORTEST_RUN = 32;
    private static final int LONGEST_NAME = 512;
    /** Entries and characters to look at. No real kernel needs a tenth; hostile bytes could begin a table at every turn. */
    private static final long MOST_WORK = 200_000_000;
    /** Per-CPU data of x86-64 is linked at 0, and a CPU has less than this. */
    private static final long PER_CPU_END = 1 << 24;

    private final Piece piece;
    private final KernelMemory memory;
    private long work;

    /**
     * A form of the entries.
     *
     * @param relative whether value and name are 32-bit distances from where they stand (CONFIG_HAVE_ARCH_PREL32_RELOCATIONS, since
     *     4.19), else pointers
     * @param fields   2, or 3 with the namespace that 5.4 brought
     */
    private record Form(boolean relative, int fields) {
        int field(KernelMemory memory) {
            return relative ? 4 : memory.pointer();
        }
    }

    private static final List<Form> FORMS = List.of(new Form(true, 3), new Form(true, 2), new Form(false, 3), new Form(false, 2));

    private ExportTable(Piece piece, KernelMemory memory) {
        this.piece = piece;
        this.memory = memory;
    }

    /**
     * The exported symbols of a piece of memory; none, if there are no such tables. Other tables of a kernel may look the same, so
     * most of what is found has to be in kallsyms too: most exports are functions.
     *
     * @param known what kallsyms says
     * @throws FormatException if there are such tables in two forms, or too much that looks alike
     */
    static List<Symbol> of(Piece piece, KernelMemory memory, Predicate<Symbol> known) throws FormatException {
        var search = new ExportTable(piece, memory);
        List<Symbol> found = List.of();
        for (Form form : FORMS) {
            List<Symbol> more = search.all(form);
            if (more.stream().filter(known).count() > more.size() / 2) {
                if (!found.isEmpty()) {
                    throw memory.fault("ksymtab", piece.address(), "exported symbols in one form", "in two");
                }
                found = more;
            }
        }
        return found;
    }

    private List<Symbol> all(Form form) throws FormatException {
        var found = new ArrayList<Symbol>();
        int field = form.field(memory);
        int size = form.fields() * field;
        int start = Math.floorMod(-(int) piece.address(), field);
        for (int at = start; piece.has(at, size);) {
            // Most of what is no code is zeros. No name is at address 0, none at no distance: it would begin with those zeros.
            boolean empty = piece.word(at + field, field) == 0;
            List<Symbol> run = !empty && beginsRun(form, size, at) ? run(form, size, at) : List.of();
            if (run.size() >= SHORTEST_RUN) {
                found.addAll(run);
                at += run.size() * size;
            } else {
                at += field;
            }
        }
        return found;
    }

    /** A quick look at the first few entries, which nearly always says no. */
    private boolean beginsRun(Form form, int size, int first) {
        for (int at = first; at < first + 4 * size; at += size) {
            if (!piece.has(at, size) || nameAt(form, at) < 0 || !canBeExported(follow(form, at))) {
                return false;
            }
        }
        return true;
    }

    private List<Symbol> run(Form form, int size, int first) throws FormatException {
        List<Symbol> run = List.of();
        byte[] previous = {};
        for (int at = first; piece.has(at, size); at += size) {
            int nameAt = nameAt(form, at);
            if (nameAt < 0) {
                break;
            }
            byte[] name = name(nameAt);
            work += name == null ? LONGEST_NAME : name.length;
            if (work > MOST_WORK) {
                throw memory.fault("ksymtab", piece.address() + at, "exported symbols", "too much that looks alike");
            }
            long value = follow(form, at);
            if (name == null || Arrays.compareUnsigned(previous, name) >= 0 || !canBeExported(value)) {
                break;
            }
            run = run.isEmpty() ? new ArrayList<>() : run;
            // The table does not say what kind of symbol it is.
            run.add(new Symbol(new String(name, StandardCharsets.ISO_8859_1), value, Symbol.UNKNOWN_SIZE, '?',
                !memory.isKernelAddress(value), SymbolSource.KSYMTAB));
            previous = name;
        }
        return run;
    }

    private boolean canBeExported(long value) {
        return memory.isKernelAddress(value) || memory.is64() && value >= 0 && value < PER_CPU_END;
    }

    private long follow(Form form, int at) {
        long target = form.relative() ? piece.address() + at + piece.i32(at) : piece.word(at, memory.pointer());
        return memory.is64() ? target : target & 0xFFFF_FFFFL;
    }

    /** Where the name of the entry is in the piece; -1: nowhere. It may be the end of another one: linkers share those. */
    private int nameAt(Form form, int entry) {
        long at = follow(form, entry + form.field(memory)) - piece.address();
        return piece.has(at, 2) && isNameStart(piece.u8((int) at)) ? (int) at : -1;
    }

    private byte[] name(int start) {
        for (int at = start; at - start < LONGEST_NAME && piece.has(at, 1); at++) {
            int c = piece.u8(at);
            if (c == 0) {
                byte[] name = new byte[at - start];
                piece.bytes().get(start, name);
                return name;
            }
            if (!isNameStart(c) && (c < '0' || c > '9') && c != '.' && c != '$') {
                return null;
            }
        }
        return null;
    }

    private static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
