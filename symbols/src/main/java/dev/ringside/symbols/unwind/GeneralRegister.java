package dev.ringside.symbols.unwind;

import java.util.Locale;
import java.util.Optional;

/** The general registers in the order of instruction encoding, and the numbers that DWARF has for them. */
public enum GeneralRegister {
    /** RAX, EAX, AX. */
    RAX(0, 0),
    /** RCX, ECX, CX. */
    RCX(2, 1),
    /** RDX, EDX, DX. */
    RDX(1, 2),
    /** RBX, EBX, BX. */
    RBX(3, 3),
    /** RSP, ESP, SP. */
    RSP(7, 4),
    /** RBP, EBP, BP. */
    RBP(6, 5),
    /** RSI, ESI, SI. */
    RSI(4, 6),
    /** RDI, EDI, DI. */
    RDI(5, 7),
    /** R8. */
    R8(8, -1),
    /** R9. */
    R9(9, -1),
    /** R10. */
    R10(10, -1),
    /** R11. */
    R11(11, -1),
    /** R12. */
    R12(12, -1),
    /** R13. */
    R13(13, -1),
    /** R14. */
    R14(14, -1),
    /** R15. */
    R15(15, -1);

    private static final GeneralRegister[] ALL = values();

    private final int dwarf64;
    private final int dwarf32;

    GeneralRegister(int dwarf64, int dwarf32) {
        this.dwarf64 = dwarf64;
        this.dwarf32 = dwarf32;
    }

    /** What the register is called in code of a width: {@code rbp}, {@code ebp}, {@code bp}. R8 to R15 exist in 64-bit code only. */
    public String name(int width) {
        String name = name().toLowerCase(Locale.ROOT);
        return width == 64 || dwarf32 < 0 ? name : (width == 32 ? "e" : "") + name.substring(1);
    }

    /** Whether code of a width can name it. */
    public boolean existsAt(int width) {
        return width == 64 || dwarf32 >= 0;
    }

    /**
     * The register that DWARF calls {@code number} in code of a width (System V ABI, AMD64 supplement, figure 3.36; Intel386 supplement,
     * table 2.14); empty: none of these.
     */
    public static Optional<GeneralRegister> ofDwarf(int width, int number) {
        for (GeneralRegister each : ALL) {
            if (number >= 0 && number == (width == 64 ? each.dwarf64 : each.dwarf32)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Its number in DWARF for code of a width; -1: none. */
    public int dwarf(int width) {
        return width == 64 ? dwarf64 : dwarf32;
    }
}
