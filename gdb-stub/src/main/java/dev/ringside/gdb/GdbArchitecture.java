package dev.ringside.gdb;

import dev.ringside.emulator.debug.CpuMode;
import dev.ringside.emulator.debug.RegisterWidth;

/**
 * The processor that the stub describes to its client. It decides how wide registers are for the whole connection, whatever mode
 * the guest changes to: with {@link #X86_64} they have 64 bits in 32-bit code too.
 *
 * <p>As in QEMU, the program counter a client sees is rip, an offset in the code segment, while breakpoints and memory are linear
 * addresses. Where CS has a base, as in real mode, the next instruction is at {@code $cs_base + $pc}.
 */
public enum GdbArchitecture {
    /** By the mode of the guest when the client connects: 16-bit in real mode, 64-bit in IA-32e mode, otherwise 32-bit. */
    AUTO("", RegisterWidth.BITS_32),
    /** 32-bit protected mode. */
    I386("i386", RegisterWidth.BITS_32),
    /** 64-bit mode. */
    X86_64("i386:x86-64", RegisterWidth.BITS_64),
    /** Real mode: 32-bit registers, code disassembled as 16-bit. */
    I8086("i8086", RegisterWidth.BITS_32);

    /** What gdb calls it. */
    final String gdbName;

    /** How wide the registers are. */
    final RegisterWidth width;

    GdbArchitecture(String gdbName, RegisterWidth width) {
        this.gdbName = gdbName;
        this.width = width;
    }

    /** This architecture, or the one that {@link #AUTO} comes to in a mode. */
    GdbArchitecture resolved(CpuMode mode) {
        if (this != AUTO) {
            return this;
        }
        return switch (mode) {
            case REAL, VIRTUAL_8086 -> I8086;
            case PROTECTED -> I386;
            case COMPATIBILITY, LONG_64 -> X86_64;
        };
    }
}
