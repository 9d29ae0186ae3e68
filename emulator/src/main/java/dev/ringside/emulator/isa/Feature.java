package dev.ringside.emulator.isa;

/** CPUID features that rows of the instruction table depend on; the CPU model says which are on. */
public enum Feature {
    /** Every processor modelled here (Pentium Pro level integer instructions). */
    BASE,
    FPU, TSC, MSR, CX8, SEP, CMOV, CLFSH, MMX, FXSR, SSE, SSE2, SSE3, MONITOR, SSSE3, CX16, SSE41, SSE42, MOVBE, POPCNT,
    XSAVE, XSAVEOPT, RDRAND, RDSEED, SYSCALL, RDTSCP, LM, LAHF64, FSGSBASE, SMAP, INVPCID, LZCNT, BMI1, BMI2, ADX, PCLMULQDQ,
    AES, CLFLUSHOPT, CLWB, PREFETCHW, VMX, SVM, ERMS,
    SMM, SMX, RDPID, PKU, XSAVEC, XSAVES, WBNOINVD
}
