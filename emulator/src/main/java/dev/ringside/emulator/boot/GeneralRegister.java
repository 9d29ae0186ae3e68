package dev.ringside.emulator.boot;

/** The general registers in the order of their encoding. */
public enum GeneralRegister {
    RAX, RCX, RDX, RBX, RSP, RBP, RSI, RDI, R8, R9, R10, R11, R12, R13, R14, R15
}
