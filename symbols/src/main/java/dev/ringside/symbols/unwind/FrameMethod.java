package dev.ringside.symbols.unwind;

/** How a frame was found. */
public enum FrameMethod {
    /** The processor is in it. */
    LIVE,
    /** The unwind tables of a Linux kernel. */
    ORC,
    /** Call frame information of DWARF. */
    CFI,
    /** The chain of frame pointers. */
    FRAME_POINTER,
    /** Registers that an interrupt or system call has saved. */
    SAVED_REGISTERS,
    /** A number on the stack that looks like a return address: a guess. */
    SCAN
}
