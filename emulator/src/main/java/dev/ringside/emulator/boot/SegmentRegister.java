package dev.ringside.emulator.boot;

/** The segment registers in the order of their encoding. */
public enum SegmentRegister {
    ES, CS, SS, DS, FS, GS
}
