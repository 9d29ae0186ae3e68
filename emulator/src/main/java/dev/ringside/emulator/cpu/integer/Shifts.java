package dev.ringside.emulator.cpu.integer;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Operands;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Instruction;

/**
 * Shifts and rotates. Counts come in already masked to 5 bits (6 for 64-bit operands); a count of 0 changes no flag.
 * Where the manual leaves OF undefined (counts other than 1) the rule for count 1 is used, as recent processors do.
 */
public final class Shifts {
    private Shifts() {}

    /** A shift on values: {@code size} is the width in bits, {@code value} is zero-extended, count is not 0. */
    @FunctionalInterface
    public interface Shift {
        /** Computes the shifted value and sets flags. */
        long apply(Flags flags, long value, int count, int size);
    }

    private static long bit(long value, int number) {
        return value >>> number & 1;
    }

    private static long mask(int size) {
        return -1L >>> 64 - size;
    }

    /** SHL. */
    public static long shl(Flags flags, long value, int count, int size) {
        long result = value << count;
        // Seen from above the operand, the last bit shifted out is bit "size" of the result; 64 bits have no room for it.
        long carry = size == 64 ? value >>> 64 - count & 1 : result >>> size & 1;
        flags.shifted(result, 64 - size, carry, bit(result, size - 1) ^ carry);
        return result;
    }

    /** SHR. */
    public static long shr(Flags flags, long value, int count, int size) {
        long result = value >>> count;
        long overflow = count == 1 ? bit(value, size - 1) : 0;
        flags.shifted(result, 64 - size, bit(value, count - 1), overflow);
        return result;
    }

    /** SAR. */
    public static long sar(Flags flags, long value, int count, int size) {
        long signed = value << 64 - size >> 64 - size;
        long result = signed >> count;
        flags.shifted(result, 64 - size, signed >> count - 1 & 1, 0);
        return result;
    }

    /** ROL. */
    public static long rol(Flags flags, long value, int count, int size) {
        int n = count & size - 1;
        long result = n == 0 ? value : value << n | value >>> size - n;
        long carry = bit(result, 0);
        flags.rotated(carry, bit(result, size - 1) ^ carry);
        return result;
    }

    /** ROR. */
    public static long ror(Flags flags, long value, int count, int size) {
        int n = count & size - 1;
        long result = n == 0 ? value : value >>> n | value << size - n;
        long carry = bit(result, size - 1);
        flags.rotated(carry, carry ^ bit(result, size - 2));
        return result;
    }

    /** RCL: rotates through CF, so over {@code size + 1} bits. */
    public static long rcl(Flags flags, long value, int count, int size) {
        int n = count % (size + 1);
        long carry = flags.carry();
        long result = value;
        if (n > 0) {
            result = value << n | carry << n - 1 | (n > 1 ? value >>> size - n + 1 : 0);
            carry = bit(value, size - n);
        }
        flags.rotated(carry, bit(result, size - 1) ^ carry);
        return result;
    }

    /** RCR. */
    public static long rcr(Flags flags, long value, int count, int size) {
        int n = count % (size + 1);
        long carry = flags.carry();
        long result = value;
        if (n > 0) {
            result = value >>> n | carry << size - n | (n > 1 ? value << size - n + 1 : 0);
            carry = bit(value, n - 1);
        }
        flags.rotated(carry, bit(result, size - 1) ^ bit(result, size - 2));
        return result;
    }

    /** SHLD: shifts {@code value} left, bits of {@code fill} come in from the right. */
    public static long shld(Flags flags, long value, long fill, int count, int size) {
        long result;
        long carry;
        if (count <= size) {
            result = value << count | fill >>> size - count;
            carry = bit(value, size - count);
        } else { // 16-bit operand, count 17-31: goes on round the pair value:fill
            long chain = value << 48 | fill << 32 | value << 16 | fill;
            result = chain << count >>> 48;
            carry = bit(chain, 64 - count);
        }
        flags.shifted(result, 64 - size, carry, bit(result ^ value, size - 1));
        return result;
    }

    /** SHRD: shifts {@code value} right, bits of {@code fill} come in from the left. */
    public static long shrd(Flags flags, long value, long fill, int count, int size) {
        long chain = value | fill << 16 | value << 32 | fill << 48;
        long result = count <= size ? value >>> count | fill << size - count : chain >>> count;
        flags.shifted(result, 64 - size, bit(count <= size ? value : chain, count - 1), bit(result ^ value, size - 1));
        return result;
    }

    static void register(SemanticsTable table) {
        shift(table, "SHL", Shifts::shl);
        shift(table, "SHR", Shifts::shr);
        shift(table, "SAR", Shifts::sar);
        shift(table, "ROL", Shifts::rol);
        shift(table, "ROR", Shifts::ror);
        shift(table, "RCL", Shifts::rcl);
        shift(table, "RCR", Shifts::rcr);
        table.add("SHLD", (cpu, insn) -> doubleShift(cpu, insn, true));
        table.add("SHRD", (cpu, insn) -> doubleShift(cpu, insn, false));
    }

    private static void shift(SemanticsTable table, String mnemonic, Shift shift) {
        table.add(mnemonic, (cpu, insn) -> Operands.update(cpu, insn, (c, i, old) -> {
            int size = Operands.size(i, 0);
            int count = (int) Operands.read(c, i, 1) & (size == 64 ? 63 : 31);
            return count == 0 ? old : shift.apply(c.flags, old & mask(size), count, size);
        }));
    }

    private static void doubleShift(Cpu cpu, Instruction insn, boolean left) {
        Operands.update(cpu, insn, (c, i, old) -> {
            int size = Operands.size(i, 0);
            int count = (int) Operands.read(c, i, 2) & (size == 64 ? 63 : 31);
            if (count == 0) {
                return old;
            }
            long fill = Operands.read(c, i, 1);
            return left ? shld(c.flags, old, fill, count, size) : shrd(c.flags, old, fill, count, size);
        });
    }
}
