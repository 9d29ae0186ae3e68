package dev.ringside.symbols.kallsyms;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolSource;
import dev.ringside.symbols.bytes.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Expands compressed names. The first character of each is the letter of its kind. */
final class NameDecoder {
    /** No kernel has longer ones (KSYM_NAME_LEN of the kernel's sources, 512), with the letter and the end. */
    private static final int LONGEST = 514;
    /** More than ten times what the largest kernels have: tokens could make any number of characters out of few bytes. */
    private static final int MOST_CHARACTERS = 1 << 27;

    private final KernelMemory memory;
    private final NameTable table;
    private final Piece piece;
    private final byte[] expanded = new byte[LONGEST];

    NameDecoder(KernelMemory memory, NameTable table) {
        this.memory = memory;
        this.table = table;
        this.piece = table.tokens().piece();
    }

    List<Symbol> symbols(AddressTable addresses) throws FormatException {
        var symbols = new ArrayList<Symbol>(table.count());
        int at = table.namesAt();
        int characters = 0;
        for (int i = 0; i < table.count(); i++) {
            int end = NameTable.end(piece, at, table.format());
            int length = expand(at, end);
            characters += length;
            if (characters > MOST_CHARACTERS) {
                throw fault(at, "names of at most " + MOST_CHARACTERS + " characters in all", "more");
            }
            char letter = (char) expanded[0];
            long address = addresses.addresses()[i];
            // x86-64 has no kernel in the lower half: there are offsets into per-CPU data.
            boolean absolute = letter == 'A' || letter == 'a' || !memory.isKernelAddress(address);
            symbols.add(new Symbol(new String(expanded, 1, length - 1, StandardCharsets.ISO_8859_1), address, Symbol.UNKNOWN_SIZE, letter,
                absolute, SymbolSource.KALLSYMS));
            at = end;
        }
        return symbols;
    }

    /** Expands the name from {@code at} to {@code end}; returns how many characters it has, with the letter. */
    private int expand(int at, int end) throws FormatException {
        boolean two = table.format() == NameTable.Lengths.ONE_OR_TWO_BYTES && piece.u8(at) >= 0x80;
        int length = 0;
        for (int i = at + (two ? 2 : 1); i < end; i++) {
            byte[] token = table.tokens().tokens()[piece.u8(i)];
            if (length + token.length > LONGEST) {
                throw fault(at, "a name of at most " + LONGEST + " characters", "a longer one");
            }
            System.arraycopy(token, 0, expanded, length, token.length);
            length += token.length;
        }
        if (length < 2 || !isLetter(expanded[0])) {
            throw fault(at, "a letter and a name", length + " characters");
        }
        for (int i = 1; i < length; i++) {
            if (expanded[i] <= ' ' || expanded[i] == 0x7F) {
                throw fault(at, "a name without blanks and control characters", "one with the byte " + (expanded[i] & 0xFF));
            }
        }
        return length;
    }

    private static boolean isLetter(byte value) {
        return value >= 'A' && value <= 'Z' || value >= 'a' && value <= 'z' || value == '?';
    }

    private FormatException fault(int at, String expected, String found) {
        return memory.fault("kallsyms", piece.address() + at, expected, found);
    }
}
