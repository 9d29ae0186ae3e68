package dev.ringside.emulator.lockstep;

import java.util.Random;

/** Pieces of programs that branch: over a few lines, back in a counted loop, to subroutines, directly and indirectly. */
final class ControlPatterns {
    private static final int FURTHEST = 8;

    private final Environment environment;
    private final Random random;
    private final Encoder encoder;
    private final FlagPatterns flags;

    ControlPatterns(Environment environment, Random random) {
        this.environment = environment;
        this.random = random;
        this.encoder = new Encoder(environment.mode());
        this.flags = new FlagPatterns(environment, random);
    }

    private int ahead(CodeBuffer code) {
        return code.next() + 2 + random.nextInt(FURTHEST);
    }

    /** A conditional branch, mostly right behind something that sets the flags for it. */
    void conditional(CodeBuffer code) {
        if (random.nextInt(5) != 0) {
            flags.chain(code);
        }
        jumpIf(code, random.nextInt(16), ahead(code));
    }

    private void jumpIf(CodeBuffer code, int condition, int target) {
        if (random.nextBoolean()) {
            code.add(CodeLine.branch(Encoder.raw(0x70 | condition, 0), 1, target));
        } else {
            near(code, target, 0x0F, 0x80 | condition);
        }
    }

    /** Flags set and read without a branch. */
    void flags(CodeBuffer code) {
        flags.chain(code);
        flags.read(code);
    }

    /** LOOP, JrCXZ, and jumps that are always taken. */
    void forward(CodeBuffer code) {
        int target = ahead(code);
        switch (random.nextInt(4)) {
            case 0 -> code.add(CodeLine.branch(Encoder.raw(0xE0 | random.nextInt(4), 0), 1, target));
            case 1 -> code.add(CodeLine.branch(Encoder.raw(0xEB, 0), 1, target));
            case 2 -> near(code, target, 0xE9);
            default -> otherSize(code, target);
        }
    }

    /** A near jump with the other operand size, which cuts the instruction pointer. 64-bit code has none. */
    private void otherSize(CodeBuffer code, int target) {
        if (environment.mode() == ProgramMode.LONG_64) {
            near(code, target, 0xE9);
        } else {
            int size = 6 - encoder.natural();
            byte[] bytes = new byte[2 + size];
            bytes[0] = 0x66;
            bytes[1] = (byte) 0xE9;
            code.add(CodeLine.branch(bytes, size, target));
        }
    }

    /** A near branch to a line. */
    void near(CodeBuffer code, int target, int... opcode) {
        byte[] bytes = new byte[opcode.length + encoder.natural()];
        for (int i = 0; i < opcode.length; i++) {
            bytes[i] = (byte) opcode[i];
        }
        code.add(CodeLine.branch(bytes, encoder.natural(), target));
    }

    /** Sets a counter in memory, of which there are {@link #COUNTERS}, for {@link #closeLoop}. */
    int openLoop(CodeBuffer code, int counter) {
        int times = random.nextInt(4) == 0 ? 1 + random.nextInt(255) : 1 + random.nextInt(12);
        code.add(encoder.absolute(new int[] {0xC6}, 0, counterAddress(counter), times, 1));
        return code.next();
    }

    /** How many loops can be open or behind one another without a counter in common. */
    static final int COUNTERS = 64;

    private int counterAddress(int counter) {
        return environment.dataOffset(Environment.VARIABLES + counter % COUNTERS);
    }

    void closeLoop(CodeBuffer code, int counter, int start) {
        code.add(encoder.absolute(new int[] {0xFE}, 1, counterAddress(counter), 0, 0));
        near(code, start, 0x0F, 0x85);
    }

    /** A call of the subroutine that begins at a line, in one of three ways. */
    void call(CodeBuffer code, int subroutine) {
        switch (random.nextInt(3)) {
            case 0 -> near(code, subroutine, 0xE8);
            case 1 -> throughRegister(code, subroutine, 2);
            default -> throughMemory(code, subroutine, 2);
        }
    }

    /** An indirect jump, a far one, or a return to an address that was pushed. */
    void indirect(CodeBuffer code) {
        int target = code.next() + 3 + random.nextInt(FURTHEST);
        switch (random.nextInt(4)) {
            case 0 -> throughRegister(code, target, 4);
            case 1 -> throughMemory(code, target, 4);
            case 2 -> {
                byte[] push = new byte[1 + encoder.natural()];
                push[0] = 0x68;
                code.add(new CodeLine(push, CodeLine.Fix.CODE_OFFSET, 1, encoder.natural(), target, 0));
                code.add(Encoder.raw(0xC3));
            }
            default -> far(code, target);
        }
    }

    private void throughRegister(CodeBuffer code, int target, int extension) {
        int register = random.nextInt(4);
        byte[] move = encoder.move(register, 0);
        code.add(new CodeLine(move, CodeLine.Fix.CODE_OFFSET, 1, encoder.natural(), target, 0));
        code.add(Encoder.raw(0xFF, 0xC0 | extension << 3 | register));
    }

    private void throughMemory(CodeBuffer code, int target, int extension) {
        int slot = environment.dataOffset(Environment.VARIABLES + COUNTERS + 8 * random.nextInt(8));
        byte[] store = encoder.absolute(new int[] {0xC7}, 0, slot, 0, encoder.natural());
        code.add(new CodeLine(store, CodeLine.Fix.CODE_OFFSET, store.length - encoder.natural(), encoder.natural(), target, 0));
        code.add(encoder.absolute(new int[] {0xFF}, extension, slot, 0, 0));
    }

    private void far(CodeBuffer code, int target) {
        if (environment.mode() == ProgramMode.LONG_64) {
            throughRegister(code, target, 4);
            return;
        }
        byte[] bytes = new byte[3 + encoder.natural()];
        bytes[0] = (byte) 0xEA;
        bytes[bytes.length - 2] = (byte) environment.codeSelector();
        bytes[bytes.length - 1] = (byte) (environment.codeSelector() >> 8);
        code.add(new CodeLine(bytes, CodeLine.Fix.CODE_OFFSET, 1, encoder.natural(), target, 0));
    }
}
