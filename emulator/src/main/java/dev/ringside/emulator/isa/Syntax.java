package dev.ringside.emulator.isa;

/** How instructions are written. */
public enum Syntax {
    /** Intel: destination first, bare registers, {@code DWORD PTR [eax+4]}. */
    INTEL,
    /** AT&amp;T: destination last, {@code %eax}, {@code $1}, {@code 4(%eax)}, size letters. */
    ATT
}
