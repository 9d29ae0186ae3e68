package dev.ringside.emulator.lockstep;

import java.util.ArrayList;
import java.util.List;

/** The lines of a program under construction, and where they come to lie. */
final class CodeBuffer {
    private final Environment environment;
    private final List<CodeLine> lines = new ArrayList<>();

    CodeBuffer(Environment environment) {
        this.environment = environment;
    }

    void add(CodeLine line) {
        lines.add(line);
    }

    void add(byte[] bytes) {
        lines.add(CodeLine.of(bytes));
    }

    /** Puts another instruction of the same length in the place of a line. */
    void replace(int number, CodeLine line) {
        lines.set(number, line);
    }

    /** Number of the next line. */
    int next() {
        return lines.size();
    }

    CodeLine line(int number) {
        return lines.get(number);
    }

    int bytes() {
        return lines.stream().mapToInt(line -> line.bytes().length).sum();
    }

    /** All instructions, complete. A branch that does not reach goes to the next instruction; one past the end to the last. */
    List<byte[]> finish() {
        int[] address = new int[lines.size() + 1];
        address[0] = Environment.CODE;
        for (int i = 0; i < lines.size(); i++) {
            address[i + 1] = address[i] + lines.get(i).bytes().length;
        }
        List<byte[]> done = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            done.add(complete(lines.get(i), address, address[i + 1]));
        }
        return done;
    }

    private byte[] complete(CodeLine line, int[] address, int next) {
        if (line.fix() == CodeLine.Fix.NONE) {
            return line.bytes();
        }
        int target = line.fix() == CodeLine.Fix.RIP_RELATIVE ? line.target()
                : address[Math.min(line.target(), lines.size() - 1)] + line.extra();
        int value = switch (line.fix()) {
            case NONE -> 0;
            case BRANCH -> line.size() == 1 && (byte) (target - next) != target - next ? 0 : target - next;
            case RIP_RELATIVE -> target - next;
            case CODE_OFFSET -> environment.codeOffset(target);
            case DATA_OFFSET -> environment.dataOffset(target);
        };
        byte[] bytes = line.bytes().clone();
        for (int i = 0; i < line.size(); i++) {
            bytes[line.at() + i] = (byte) (i < 4 ? value >> 8 * i : 0);
        }
        return bytes;
    }
}
