package dev.ringside.emulator.debug;

/** The mode a processor is in (SDM vol. 1, 3.1). */
public enum CpuMode {
    /** Real-address mode, "unreal" segments included. */
    REAL,
    /** Virtual-8086 mode. */
    VIRTUAL_8086,
    /** Protected mode. */
    PROTECTED,
    /** IA-32e mode running 16 or 32-bit code. */
    COMPATIBILITY,
    /** 64-bit mode. */
    LONG_64
}
