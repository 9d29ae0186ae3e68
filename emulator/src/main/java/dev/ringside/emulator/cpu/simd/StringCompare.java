package dev.ringside.emulator.cpu.simd;

import static dev.ringside.emulator.cpu.simd.Lane.BYTE;
import static dev.ringside.emulator.cpu.simd.Lane.WORD;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.isa.Instruction;

/**
 * PCMPESTRI, PCMPESTRM, PCMPISTRI, PCMPISTRM (SDM vol. 2, 4.1). The first operand is a set, ranges or a needle; the second is the
 * text. Strings are given as two halves and a length in elements.
 */
public final class StringCompare {
    private static final int ANY = 0, RANGES = 1, EACH = 2;

    private StringCompare() {}

    /** The width of elements: immediate bit 0. */
    static Lane lane(int immediate) {
        return (immediate & 1) == 0 ? BYTE : WORD;
    }

    private static long element(long low, long high, int i, int immediate) {
        Lane lane = lane(immediate);
        int at = i * lane.width;
        long half = at < 64 ? low : high;
        return (immediate & 2) == 0 ? lane.unsigned(half, at & 63) : lane.signed(half, at & 63);
    }

    /** Elements before the first that is zero. */
    public static int implicitLength(long low, long high, int immediate) {
        int count = 128 / lane(immediate).width;
        for (int i = 0; i < count; i++) {
            if (element(low, high, i, immediate) == 0) {
                return i;
            }
        }
        return count;
    }

    /** The length that a general register gives: its magnitude, held at the number of elements. */
    public static int explicitLength(long value, int immediate) {
        int count = 128 / lane(immediate).width;
        return value >= count || value <= -count ? count : (int) Math.abs(value);
    }

    /** IntRes2: a bit for each element of the text, aggregated and with its polarity applied. */
    public static int compare(long al, long ah, int lengthA, long bl, long bh, int lengthB, int immediate) {
        int count = 128 / lane(immediate).width;
        int result = 0;
        for (int j = 0; j < count; j++) {
            boolean matches = switch (immediate >> 2 & 3) {
                case ANY -> j < lengthB && inSet(al, ah, lengthA, element(bl, bh, j, immediate), immediate);
                case RANGES -> j < lengthB && inRanges(al, ah, lengthA, element(bl, bh, j, immediate), immediate);
                case EACH -> j < lengthA && j < lengthB ? element(al, ah, j, immediate) == element(bl, bh, j, immediate)
                        : j >= lengthA && j >= lengthB;
                default -> needleAt(al, ah, lengthA, bl, bh, lengthB, j, immediate);
            };
            result |= matches ? 1 << j : 0;
        }
        return switch (immediate >> 4 & 3) {
            case 1 -> result ^ (1 << count) - 1;
            case 3 -> result ^ (1 << lengthB) - 1;
            default -> result;
        };
    }

    private static boolean inSet(long low, long high, int length, long element, int immediate) {
        for (int i = 0; i < length; i++) {
            if (element(low, high, i, immediate) == element) {
                return true;
            }
        }
        return false;
    }

    private static boolean inRanges(long low, long high, int length, long element, int immediate) {
        for (int i = 0; i + 1 < length; i += 2) {
            if (element(low, high, i, immediate) <= element && element <= element(low, high, i + 1, immediate)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the needle stands at {@code j}, as far as the register reaches. */
    private static boolean needleAt(long al, long ah, int lengthA, long bl, long bh, int lengthB, int j, int immediate) {
        int count = 128 / lane(immediate).width;
        for (int i = 0; i < lengthA && j + i < count; i++) {
            if (j + i >= lengthB || element(al, ah, i, immediate) != element(bl, bh, j + i, immediate)) {
                return false;
            }
        }
        return true;
    }

    /** The result of the -I forms: the lowest match, or the highest with immediate bit 6; the number of elements without one. */
    public static int index(int matches, int immediate) {
        if (matches == 0) {
            return 128 / lane(immediate).width;
        }
        return (immediate & 0x40) == 0 ? Integer.numberOfTrailingZeros(matches) : 31 - Integer.numberOfLeadingZeros(matches);
    }

    /** One half of the result of the -M forms with immediate bit 6: all ones in the elements that match. */
    public static long expand(int matches, int half, Lane lane) {
        int perHalf = 64 / lane.width;
        return lane.spread(Long.expand(matches >> half * perHalf, lane.signs));
    }

    static void register(SimdTable table) {
        table.add(comparison(true, true), "PCMPESTRI");
        table.add(comparison(true, false), "PCMPESTRM");
        table.add(comparison(false, true), "PCMPISTRI");
        table.add(comparison(false, false), "PCMPISTRM");
    }

    private static RowBinding comparison(boolean explicit, boolean toIndex) {
        return row -> {
            VectorSource source = VectorSource.of(row);
            return (cpu, insn) -> {
                source.read(cpu, insn);
                execute(cpu, insn, explicit, toIndex);
            };
        };
    }

    private static void execute(Cpu cpu, Instruction insn, boolean explicit, boolean toIndex) {
        int immediate = (int) insn.immediate & 0xFF;
        long al = cpu.vector.xmm[2 * insn.reg];
        long ah = cpu.vector.xmm[2 * insn.reg + 1];
        long bl = cpu.vector.low;
        long bh = cpu.vector.high;
        int lengthA = explicit ? explicitLength(length(cpu, insn, Cpu.RAX), immediate) : implicitLength(al, ah, immediate);
        int lengthB = explicit ? explicitLength(length(cpu, insn, Cpu.RDX), immediate) : implicitLength(bl, bh, immediate);
        int matches = compare(al, ah, lengthA, bl, bh, lengthB, immediate);
        if (toIndex) {
            cpu.r[Cpu.RCX] = index(matches, immediate);
        } else {
            boolean expanded = (immediate & 0x40) != 0;
            cpu.vector.xmm[0] = expanded ? expand(matches, 0, lane(immediate)) : matches;
            cpu.vector.xmm[1] = expanded ? expand(matches, 1, lane(immediate)) : 0;
        }
        int count = 128 / lane(immediate).width;
        cpu.flags.setArithmetic((matches != 0 ? Flags.CF : 0) | (lengthB < count ? Flags.ZF : 0) | (lengthA < count ? Flags.SF : 0)
                | ((matches & 1) != 0 ? Flags.OF : 0));
    }

    private static long length(Cpu cpu, Instruction insn, int register) {
        return insn.has(Instruction.REX_W) ? cpu.r[register] : (int) cpu.r[register];
    }
}
