package dev.ringside.emulator.isa;

/**
 * What the manuals leave open about a result, beyond the flags that {@link Row#flagsUndefined()} names. Comparisons with
 * real processors mask by this and by nothing else. "Count" is a shift count after the processor's own masking.
 */
public enum Undefined {
    /** OF is undefined when the count is neither 0 nor 1 (SDM vol. 2, ROL, SHL, SHLD). */
    OF_IF_COUNT_NOT_1,
    /** AF is undefined when the count is not 0. */
    AF_IF_COUNT_NOT_0,
    /** CF is undefined when the count is at least the operand's width (SHL and SHR of 8 and 16 bits). */
    CF_IF_COUNT_REACHES_SIZE,
    /** Destination and all status flags are undefined when the count is above the operand's width (16-bit SHLD, SHRD). */
    ALL_IF_COUNT_ABOVE_SIZE,
    /** The destination is undefined (BSWAP of 16 bits). */
    DESTINATION,
    /** The destination is undefined when the source is 0 (BSF, BSR). */
    DESTINATION_IF_SOURCE_0,
    /** Bits above the low 16 of the destination are undefined or not written (PUSH of a segment register, SMSW). */
    UPPER_BITS,
    /** x87 condition code C0 is undefined. */
    X87_C0,
    /** x87 condition code C1 is undefined. */
    X87_C1,
    /** x87 condition code C2 is undefined. */
    X87_C2,
    /** x87 condition code C3 is undefined. */
    X87_C3,
    /** The stored x87 instruction and data pointers and opcode depend on the processor (SDM vol. 1, 8.1.8). */
    X87_POINTERS,
    /** Formats that no processor produces (unnormals, pseudo-NaNs) are classed as the processor likes (FXAM). */
    UNSUPPORTED_FORMAT,
    /** The result is undefined when the source holds digits above 9 (FBLD). */
    INVALID_BCD,
    /**
     * The result may be off by one unit in the last place of the 80-bit format (SDM vol. 1, 8.3.10); C1 then tells the direction of
     * another rounding. Between the largest denormal and the smallest normal number underflow, with all that follows from it, tells
     * on which side the result came out.
     */
    WITHIN_1_ULP,
    /** The result is an approximation of relative error at most 1.5 * 2^-12 (RCPPS, RSQRTPS). */
    WITHIN_RELATIVE_ERROR,
    /** When one of several loads faults, the registers loaded before it may have changed; rSP has not (POPA). */
    REGISTERS_IF_FAULT,
    /**
     * When the store faults, TOP may be 0 and the registers in use already, as after any MMX instruction (SDM vol. 1, 9.5.1, does not
     * say which comes first).
     */
    MMX_STATE_IF_FAULT,
    /** Reserved parts of the stored area may be written or not (FXSAVE, XSAVE). */
    RESERVED_AREA,
    /** The result depends on the processor, the time or chance (CPUID, RDTSC, RDRAND). */
    HOST_DEPENDENT
}
