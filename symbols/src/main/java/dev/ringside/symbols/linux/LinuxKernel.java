package dev.ringside.symbols.linux;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.sections.SectionException;
import dev.ringside.symbols.types.TypeKind;
import dev.ringside.symbols.types.TypeLibrary;
import dev.ringside.symbols.types.TypeReference;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A Linux kernel at one moment, as views see it.
 *
 * @param memory  memory by linear addresses, through page tables that map the kernel
 * @param symbols the kernel's symbols where it runs
 * @param types   its types, where they are known
 * @param is64    whether its pointers have 64 bits, else 32
 */
public record LinuxKernel(MemoryView memory, SymbolTable symbols, Optional<TypeLibrary> types, boolean is64) {
    private static final String NO_TYPES =
        "no types are known: the kernel carries no BTF; give a file that has them (symbol-file VMLINUX)";

    /** Bytes of a pointer and of a {@code long}. */
    public int pointerBytes() {
        return is64 ? 8 : 4;
    }

    /** The address of a symbol, the first where there are several; empty when there is none. */
    public OptionalLong find(String symbol) {
        return symbols.named(symbol).stream().mapToLong(Symbol::address).findFirst();
    }

    /** The address of a symbol that a view cannot do without. */
    public long symbol(String name) throws ViewException {
        return find(name).orElseThrow(() -> new ViewException("the kernel's symbols do not have " + name));
    }

    /** The layout of {@code struct tag}, or of a union. */
    public StructLayout struct(String tag) throws ViewException {
        return new StructLayout("struct " + tag, type(TypeKind.STRUCT, tag));
    }

    /** A type that a view cannot do without. */
    TypeReference type(TypeKind kind, String tag) throws ViewException {
        TypeLibrary library = types.orElseThrow(() -> new ViewException(NO_TYPES));
        try {
            return library.find(kind, tag).orElseThrow(() -> new ViewException("the kernel's types do not have " + kind.keyword() + " " + tag));
        } catch (SectionException e) {
            throw new ViewException("the kernel's types are damaged: " + e.getMessage());
        }
    }

    /** An address as the guest's registers hold it: of a 32-bit kernel without the upper half. */
    public long truncated(long address) {
        return is64 ? address : address & 0xFFFF_FFFFL;
    }

    /** Bytes from {@code address} on; as many as are mapped, at most {@code count}. */
    public byte[] bytes(long address, int count) {
        byte[] bytes = new byte[count];
        int got = memory.read(truncated(address), bytes, 0, count);
        return got == count ? bytes : Arrays.copyOf(bytes, got);
    }

    /** A number of 1 to 8 bytes, zero extended. */
    public long number(long address, int size) throws ViewException {
        byte[] bytes = new byte[size];
        if (memory.read(truncated(address), bytes, 0, size) < size) {
            throw new ViewException("guest memory at 0x" + Long.toHexString(truncated(address)) + " is not mapped");
        }
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return value;
    }

    /** A pointer, or an unsigned {@code long}. */
    public long pointer(long address) throws ViewException {
        return number(address, pointerBytes());
    }

    /** A text that a zero byte ends, as it may be shown; cut off after {@code longest} bytes or where nothing is mapped. */
    public String text(long address, int longest) {
        byte[] bytes = bytes(address, longest);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return GuestText.of(bytes, 0, end);
    }
}
