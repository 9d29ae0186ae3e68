package dev.ringside.emulator.vectors;

/**
 * What a vector file says of itself.
 *
 * @param mode code size: 32 or 64
 * @param selectors of ES, CS, SS, DS, FS, GS before every case
 * @param signature CPUID leaf 1 EAX of the processor
 * @param structuredFeatures CPUID leaf 7 EBX; bit 6: the x87 data pointer is updated by unmasked exceptions only
 * @param brand the processor's name
 * @param seed what the cases were generated from
 */
record VectorHeader(int mode, int[] selectors, int signature, int structuredFeatures, String brand, long seed) {
    private static final int FDP_ON_EXCEPTIONS_ONLY = 1 << 6;

    /** Whether the processor updates the x87 data pointer only when an instruction leaves an unmasked exception. */
    boolean dataPointerOnExceptionsOnly() {
        return (structuredFeatures & FDP_ON_EXCEPTIONS_ONLY) != 0;
    }
}
