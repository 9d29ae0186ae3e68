package dev.ringside.emulator.lockstep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program made by chance and how it is run.
 *
 * @param environment what it runs in
 * @param lines its instructions, one after another from {@link Environment#CODE} on; the last ones lead back to the first
 * @param limit instructions after which the run ends
 * @param schedule seed of where the checked engine is stopped
 */
record RandomProgram(Environment environment, List<byte[]> lines, long limit, long schedule) {
    private static final byte NOP = (byte) 0x90;

    /** The program as it lies in memory. */
    byte[] code() {
        byte[] code = new byte[lines.stream().mapToInt(line -> line.length).sum()];
        int at = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, code, at, line.length);
            at += line.length;
        }
        return code;
    }

    /** For every byte that code may occupy, the offset in CS at which the program goes on after a fault there. */
    int[] resumeOffsets() {
        int[] offsets = new int[Environment.CODE_END - Environment.CODE];
        Arrays.fill(offsets, environment.codeOffset(Environment.CODE));
        int length = code().length;
        int at = 0;
        for (byte[] line : lines) {
            int next = at + line.length == length ? 0 : at + line.length;
            Arrays.fill(offsets, at, at + line.length, environment.codeOffset(Environment.CODE + next));
            at += line.length;
        }
        return offsets;
    }

    /** The same with some lines doing nothing; everything stays where it is. */
    RandomProgram without(int from, int to) {
        List<byte[]> left = new ArrayList<>(lines);
        for (int i = from; i < to; i++) {
            byte[] nops = new byte[lines.get(i).length];
            Arrays.fill(nops, NOP);
            left.set(i, nops);
        }
        return new RandomProgram(environment, left, limit, schedule);
    }

    /** Whether these lines do nothing already. */
    boolean idle(int from, int to) {
        return lines.subList(from, to).stream().allMatch(RandomProgram::isNops);
    }

    /** Whether a line does nothing. */
    static boolean isNops(byte[] line) {
        for (byte b : line) {
            if (b != NOP) {
                return false;
            }
        }
        return true;
    }

    /** The same up to another instruction count. */
    RandomProgram upTo(long count) {
        return new RandomProgram(environment, lines, count, schedule);
    }

    /** The same stopped elsewhere. */
    RandomProgram stoppedBy(long seed) {
        return new RandomProgram(environment, lines, limit, seed);
    }

    /** The same somewhere else. */
    RandomProgram in(Environment other) {
        return new RandomProgram(other, lines, limit, schedule);
    }
}
