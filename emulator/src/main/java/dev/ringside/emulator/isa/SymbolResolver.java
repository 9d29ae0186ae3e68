package dev.ringside.emulator.isa;

/** Names addresses in disassembly. */
@FunctionalInterface
public interface SymbolResolver {
    /** The symbol at or before the linear address, such as {@code schedule+0x1c}; null when none is known. */
    String symbolAt(long address);
}
