package dev.ringside.emulator.lockstep;

import java.util.HexFormat;
import java.util.Set;

/**
 * The handlers under a random program. After a fault the program goes on behind the instruction that faulted, which a table of 16-bit
 * offsets in CS tells for every byte of code; when it has run out of its code, it goes on at its start. Interrupts and software
 * interrupts return; a single-step trap now and then takes TF away.
 */
final class Handlers {
    /** Bytes between the entries of two vectors. */
    static final int ENTRY = 16;

    /** The vector of the interval timer. */
    static final int TIMER = 0x20;

    static final int VECTORS = 256;

    private static final Set<Integer> ERROR_CODES = Set.of(8, 10, 11, 12, 13, 14, 17);
    private static final int COMMON = Environment.HANDLERS + VECTORS * ENTRY;
    private static final int DEBUG = 1, BREAKPOINT = 3, OVERFLOW = 4, EXCEPTIONS = 32;

    private final ProgramMode mode;
    private final Environment environment;

    private Handlers(Environment environment) {
        this.mode = environment.mode();
        this.environment = environment;
    }

    /** Where the entry of a vector is. */
    static int entry(int vector) {
        return Environment.HANDLERS + vector * ENTRY;
    }

    /** The bytes from {@link Environment#HANDLERS} on. */
    static byte[] code(Environment environment) {
        Handlers handlers = new Handlers(environment);
        byte[] code = new byte[COMMON - Environment.HANDLERS + 64];
        for (int vector = 0; vector < VECTORS; vector++) {
            put(code, vector * ENTRY, handlers.entryCode(vector));
        }
        put(code, COMMON - Environment.HANDLERS, handlers.common());
        return code;
    }

    private static void put(byte[] target, int at, byte[] source) {
        System.arraycopy(source, 0, target, at, source.length);
    }

    private byte[] entryCode(int vector) {
        if (vector == TIMER) {
            return hex("50 B020 E620 58" + leave());
        }
        if (vector == BREAKPOINT || vector == OVERFLOW || vector >= EXCEPTIONS) {
            return hex(leave());
        }
        if (vector == DEBUG) {
            return debug();
        }
        // A dummy in the place of the error code, then a near jump to what all faults share.
        String dummy = ERROR_CODES.contains(vector) && mode.isProtected() ? "" : "6A00";
        int jump = entry(vector) + dummy.length() / 2;
        boolean wide = mode.isProtected();
        return hex(dummy + "E9" + little(COMMON - jump - (wide ? 5 : 3), wide ? 4 : 2));
    }

    private String leave() {
        return mode == ProgramMode.LONG_64 ? "48CF" : "CF";
    }

    /** TF stays for as long as the low bits of the offset are not all 0. */
    private byte[] debug() {
        return hex(switch (mode) {
            case REAL_16 -> "55 89E5 F6460203 7504 806607FE 5D CF";
            case PROTECTED_16, PROTECTED_32 -> "F6042403 7505 80642409FE CF";
            case LONG_64 -> "F6042403 7505 80642411FE 48CF";
        });
    }

    private byte[] common() {
        int start = environment.codeOffset(Environment.CODE);
        int length = Environment.CODE_END - Environment.CODE;
        return hex(switch (mode) {
            // push bp; mov bp,sp; push ax; push bx; mov bx,[bp+4]; sub bx,start; cmp bx,length; mov ax,start; jae 1f; add bx,bx;
            // mov ax,cs:[bx+table]; 1: mov [bp+4],ax; pop bx; pop ax; pop bp; add sp,2; iret
            case REAL_16 -> "55 89E5 50 53 8B5E04 81EB" + little(start, 2) + "81FB" + little(length, 2) + "B8" + little(start, 2)
                    + "7307 01DB 2E8B87" + little(Environment.RESUME, 2) + "894604 5B 58 5D 83C402 CF";
            // push eax; push ebx; mov ebx,[esp+12]; sub ebx,start; cmp ebx,length; mov eax,start; jae 1f;
            // movzx eax,word cs:[ebx*2+table]; 1: mov [esp+12],eax; pop ebx; pop eax; add esp,4; iretd
            case PROTECTED_16, PROTECTED_32 -> "50 53 8B5C240C 81EB" + little(start, 4) + "81FB" + little(length, 4) + "B8"
                    + little(start, 4) + "7309 2E0FB7045D" + little(Environment.RESUME, 4) + "8944240C 5B 58 83C404 CF";
            // The same with 64-bit registers.
            case LONG_64 -> "50 53 488B5C2418 4881EB" + little(start, 4) + "4881FB" + little(length, 4) + "B8" + little(start, 4)
                    + "7308 0FB7045D" + little(Environment.RESUME, 4) + "4889442418 5B 58 4883C408 48CF";
        });
    }

    private static String little(int value, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes; i++) {
            text.append("%02X".formatted(value >>> 8 * i & 0xFF));
        }
        return text.toString();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
