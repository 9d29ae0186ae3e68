package dev.ringside.emulator.isa;

import dev.ringside.emulator.isa.Encoding.Immediate;

/** Reads one encoding column, token by token; the tokens are explained in legend.txt. */
final class EncodingParser {
    private final String text;
    private int map = -1;
    /** Map of the escape bytes read so far, -1 before the first and after the opcode byte. */
    private int escapes = -1;
    private int opcode;
    private int opcodes = 1;
    private int prefixes = Encoding.ANY_PREFIX;
    private int sizes = Encoding.ANY_SIZE;
    private int operandSize;
    private int addressSizes = Encoding.ANY_SIZE;
    private boolean modRm;
    private boolean slashR;
    private int regs = Encoding.ANY_REG;
    private int mods = Encoding.MEMORY | Encoding.REGISTER;
    private boolean modIgnored;
    private int rms = Encoding.ANY_RM;
    private boolean clearRexB;
    private Immediate immediate = Immediate.NONE;
    private Immediate immediate2 = Immediate.NONE;

    EncodingParser(String text) {
        this.text = text;
    }

    Encoding parse() {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf(' ', start);
            end = end < 0 ? text.length() : end;
            String token = text.substring(start, end);
            boolean known = map < 0 && condition(token) || opcodeByte(token) || modRm(token) || immediate(token);
            if (!known) {
                throw new IllegalArgumentException("encoding '" + text + "': unknown token '" + token + "'");
            }
            start = end + 1;
        }
        if (map < 0 || escapes >= 0) {
            throw new IllegalArgumentException("encoding '" + text + "' has no opcode");
        }
        // Control and debug registers, the ones whose ModRM.mod is ignored, are the only ones that take REX.R seriously.
        regs = modIgnored ? regs : regs | regs << 8;
        return new Encoding(text, map, opcode, opcodes, prefixes, sizes, operandSize, addressSizes, modRm, slashR, regs, mods,
                modIgnored, rms, clearRexB, immediate, immediate2);
    }

    private boolean condition(String token) {
        switch (token) {
            case "NP" -> prefixes = Encoding.NP;
            case "NFx" -> prefixes = Encoding.NP | Encoding.P66;
            case "66" -> prefixes = Encoding.P66;
            case "F3" -> prefixes = Encoding.PF3;
            case "F2" -> prefixes = Encoding.PF2;
            case "o16" -> size(1, 16);
            case "o32" -> size(2, 32);
            case "o32+" -> size(6, 32);
            case "o64", "REX.W" -> size(4, 64);
            case "W0" -> size(3, 32);
            case "a16" -> addressSizes = 1;
            case "a32" -> addressSizes = 2;
            case "a64" -> addressSizes = 4;
            case "REX.B0" -> clearRexB = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void size(int accepted, int bits) {
        sizes = accepted;
        operandSize = bits;
    }

    private boolean opcodeByte(String token) {
        if (!isByte(token)) {
            return false;
        }
        int value = Integer.parseInt(token, 0, 2, 16);
        String suffix = token.substring(2);
        if (map < 0 && value == 0x0F) {
            map = 1;
            escapes = 1;
        } else if (escapes == 1 && (value == 0x38 || value == 0x3A)) {
            map = value == 0x38 ? 2 : 3;
            escapes = map;
        } else if (map < 0 || escapes >= 0) {
            map = Math.max(map, 0);
            escapes = -1;
            opcode = value;
            opcodes = suffix.equals("+r") ? 8 : 1;
        } else {
            modRm = true;
            mods = Encoding.REGISTER;
            regs = 1 << (value >> 3 & 7);
            rms = suffix.equals("+i") ? Encoding.ANY_RM : 1 << (value & 7);
        }
        return suffix.isEmpty() || suffix.equals("+r") || suffix.equals("+i");
    }

    /** Whether the token starts with a byte; bytes are written with capitals, so that {@code cb} is none. */
    static boolean isByte(String token) {
        return token.length() >= 2 && isDigit(token.charAt(0)) && isDigit(token.charAt(1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'F';
    }

    private boolean modRm(String token) {
        switch (token) {
            case "/r" -> {
                modRm = true;
                slashR = true;
            }
            case "(11)" -> mods = Encoding.REGISTER;
            case "!(11)" -> mods = Encoding.MEMORY;
            case "(any)" -> modIgnored = true;
            default -> {
                if (token.charAt(0) != '/') {
                    return false;
                }
                modRm = true;
                regs = numbers(token.substring(1));
            }
        }
        return true;
    }

    /** A list such as {@code 0,2-5} as a mask. */
    private static int numbers(String list) {
        int mask = 0;
        for (String part : list.split(",")) {
            int first = part.charAt(0) - '0';
            int last = part.charAt(part.length() - 1) - '0';
            for (int n = first; n <= last; n++) {
                mask |= 1 << n;
            }
        }
        return mask;
    }

    private boolean immediate(String token) {
        Immediate found = switch (token) {
            case "ib" -> Immediate.IB;
            case "ib.s" -> Immediate.IB_S;
            case "iw" -> Immediate.IW;
            case "id" -> Immediate.ID;
            case "io" -> Immediate.IO;
            case "cb" -> Immediate.CB;
            case "cw" -> Immediate.CW;
            case "cd" -> Immediate.CD;
            case "cp" -> Immediate.CP;
            case "mo" -> Immediate.MO;
            default -> null;
        };
        if (found == null) {
            return false;
        }
        if (immediate == Immediate.NONE) {
            immediate = found;
        } else {
            immediate2 = found;
        }
        return true;
    }
}
