package dev.ringside.symbols.linux;

import java.util.Optional;

/**
 * An entry of the kernel's table of paravirtual operations: what the kernel calls instead of an instruction that a hypervisor would have to trap.
 *
 * @param name   its path in the table, such as {@code mmu.write_cr3}; where types are unknown {@code [n]}, the n-th pointer
 * @param slot   linear address of the entry
 * @param target linear address of the function it points to; 0: none
 * @param symbol the name of that function, with an offset where it is inside one; empty: there is none at that address
 */
public record PvOp(String name, long slot, long target, Optional<String> symbol) {
}
