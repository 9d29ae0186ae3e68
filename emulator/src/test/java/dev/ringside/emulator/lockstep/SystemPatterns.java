package dev.ringside.emulator.lockstep;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Pieces of programs that an engine has to look up for: stores into code, page tables that change, single-stepping, software
 * interrupts, shadows, segment loads, clocks, floating-point modes.
 */
final class SystemPatterns {
    private static final int[] MXCSR = {0x1F80, 0x1FA0, 0x3F80, 0x5F80, 0x7F80, 0x9F80, 0x1FC0, 0x9FC0, 0x1F00, 0x0F80, 0x1B80, 0x0000};
    private static final int[] CONTROL_WORDS = {0x037F, 0x027F, 0x007F, 0x077F, 0x0B7F, 0x0F7F, 0x0372, 0x035F};
    private static final int[] ENTRY_BITS = {1, 2, 4, 0x20, 0x40};

    private final Environment environment;
    private final Random random;
    private final Encoder encoder;
    private final List<Consumer<CodeBuffer>> all = List.of(this::changeNext, this::changeNext, this::changeEarlier, this::changeEarlier,
            this::changeAnything, this::pageTable, this::pageTable, this::singleStep, this::interrupt, this::clock, this::clock,
            this::interruptFlag, this::segment, this::stackSegment, this::floatingMode, this::floatingMode, this::direction, this::flushPages);

    SystemPatterns(Environment environment, Random random) {
        this.environment = environment;
        this.random = random;
        this.encoder = new Encoder(environment.mode());
    }

    /** Any one of them. */
    void add(CodeBuffer code) {
        all.get(random.nextInt(all.size())).accept(code);
    }

    /** A store into the immediate operand of the next instruction. */
    private void changeNext(CodeBuffer code) {
        storeInto(code, code.next() + 1, 1);
        code.add(encoder.move(random.nextInt(4), random.nextInt()));
    }

    /** A store into an instruction that is executed in the next turn: the low byte of a MOV's immediate where there is one. */
    private void changeEarlier(CodeBuffer code) {
        for (int tries = 0; tries < 20; tries++) {
            int line = random.nextInt(code.next());
            byte[] bytes = code.line(line).bytes();
            if (bytes.length > 2 && (bytes[0] & 0xF8) == 0xB8 && code.line(line).fix() == CodeLine.Fix.NONE) {
                storeInto(code, line, 1);
                return;
            }
        }
        changeNext(code);
    }

    /** A store into any byte of the program: what is executed there next may be anything. */
    private void changeAnything(CodeBuffer code) {
        if (random.nextInt(6) != 0) {
            changeEarlier(code);
            return;
        }
        int line = random.nextInt(code.next());
        storeInto(code, line, random.nextInt(code.line(line).bytes().length));
    }

    private void storeInto(CodeBuffer code, int line, int offset) {
        int[] opcode = {random.nextBoolean() ? 0xC6 : 0x80};
        byte[] store = encoder.absolute(opcode, opcode[0] == 0x80 ? 6 : 0, 0, random.nextInt(256), 1);
        code.add(new CodeLine(store, CodeLine.Fix.DATA_OFFSET, encoder.addressAt(opcode), encoder.natural(), line, offset));
    }

    /** Changes the entry of a page of the window, or puts the copy of the second page of code in its place; flushes it or not. */
    private void pageTable(CodeBuffer code) {
        if (!environment.reachesPageTables()) {
            changeEarlier(code);
            return;
        }
        boolean remap = random.nextInt(3) == 0;
        int page = remap ? Environment.CODE + Environment.PAGE
                : Environment.WINDOW + (1 + random.nextInt(Environment.WINDOW_PAGES - 1)) * Environment.PAGE;
        int bits = remap ? Environment.CODE + Environment.PAGE ^ Environment.CODE_COPY : ENTRY_BITS[random.nextInt(ENTRY_BITS.length)];
        code.add(encoder.absolute(new int[] {0x81}, 6, environment.paging().entryOf(Environment.TABLES, page), bits, 4));
        if (random.nextInt(3) != 0) {
            code.add(encoder.absolute(new int[] {0x0F, 0x01}, 7, page, 0, 0));
        }
    }

    private void flushPages(CodeBuffer code) {
        code.add(Encoder.raw(0x0F, 0x20, 0xD8));
        code.add(Encoder.raw(0x0F, 0x22, 0xD8));
    }

    /** pushf; pop ax; or ah, 1; push ax; popf. */
    private void singleStep(CodeBuffer code) {
        for (byte[] line : List.of(Encoder.raw(0x9C), Encoder.raw(0x58), Encoder.raw(0x80, 0xCC, 0x01), Encoder.raw(0x50), Encoder.raw(0x9D))) {
            code.add(line);
        }
    }

    private void interrupt(CodeBuffer code) {
        switch (random.nextInt(4)) {
            case 0 -> code.add(Encoder.raw(0xCC));
            case 1 -> code.add(Encoder.raw(0xCE));
            default -> code.add(Encoder.raw(0xCD, 0x21 + random.nextInt(64)));
        }
    }

    /** What tells how many instructions have retired: the time-stamp counter, the interval timer. */
    private void clock(CodeBuffer code) {
        switch (random.nextInt(4)) {
            case 0 -> code.add(Encoder.raw(0xE4, 0x40));
            case 1 -> code.add(Encoder.raw(0x0F, 0x01, 0xF9));
            default -> code.add(Encoder.raw(0x0F, 0x31));
        }
    }

    private void interruptFlag(CodeBuffer code) {
        code.add(Encoder.raw(0xFA + random.nextInt(2)));
    }

    /** A load of ES, DS, FS or GS: with the program's own selector, the flat one, null, or one that does not fit. */
    private void segment(CodeBuffer code) {
        int[] selectors = environment.mode().isProtected()
                ? new int[] {environment.dataSelector(), Environment.FLAT_DATA | environment.ring(), 0, Environment.KERNEL_CODE}
                : new int[] {environment.dataSelector(), environment.dataSelector() + 1, 0, Environment.WINDOW >>> 4};
        int[] registers = {0, 3, 4, 5};
        code.add(encoder.move(0, selectors[random.nextInt(selectors.length)]));
        code.add(Encoder.raw(0x8E, 0xC0 | registers[random.nextInt(registers.length)] << 3));
    }

    /** A load of SS with what it holds, which keeps interrupts and traps away from the next instruction. */
    private void stackSegment(CodeBuffer code) {
        code.add(encoder.move(0, environment.dataSelector()));
        code.add(Encoder.raw(0x8E, 0xD0));
    }

    private void floatingMode(CodeBuffer code) {
        int slot = environment.dataOffset(Environment.VARIABLES + 0x100);
        boolean vector = random.nextBoolean();
        int value = vector ? MXCSR[random.nextInt(MXCSR.length)] : CONTROL_WORDS[random.nextInt(CONTROL_WORDS.length)];
        code.add(encoder.absolute(new int[] {0xC7}, 0, slot, value, encoder.natural()));
        code.add(vector ? encoder.absolute(new int[] {0x0F, 0xAE}, 2, slot, 0, 0) : encoder.absolute(new int[] {0xD9}, 5, slot, 0, 0));
    }

    private void direction(CodeBuffer code) {
        code.add(Encoder.raw(0xFC + (random.nextInt(3) == 0 ? 1 : 0)));
    }
}
