package dev.ringside.emulator.cpu.simd;

/** PCLMULQDQ: the product of two quadwords as polynomials over one bit. */
public final class CarrylessMultiply {
    private CarrylessMultiply() {}

    /** Bits 63:0 of the product. */
    public static long low(long a, long b) {
        long product = 0;
        for (int i = 0; i < 64; i++) {
            product ^= a << i & -(b >>> i & 1);
        }
        return product;
    }

    /** Bits 126:64 of the product. */
    public static long high(long a, long b) {
        long product = 0;
        for (int i = 1; i < 64; i++) {
            product ^= a >>> 64 - i & -(b >>> i & 1);
        }
        return product;
    }

    static void register(SimdTable table) {
        table.add(SimdForms.whole((dl, dh, sl, sh, imm) -> low((imm & 1) == 0 ? dl : dh, (imm & 0x10) == 0 ? sl : sh),
                (dl, dh, sl, sh, imm) -> high((imm & 1) == 0 ? dl : dh, (imm & 0x10) == 0 ? sl : sh)), "PCLMULQDQ");
    }
}
