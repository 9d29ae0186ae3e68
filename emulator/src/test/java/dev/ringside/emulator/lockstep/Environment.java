package dev.ringside.emulator.lockstep;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a random program runs in. All of it lies in the first 64 KiB, for 16-bit code: tables, handlers, stacks, code, a table of
 * where to go on after a fault, and a window of {@link #WINDOW_PAGES} pages for data. Page tables lie above 1 MiB.
 *
 * @param mode kind of code
 * @param ring 0 or 3
 * @param paging page tables
 * @param codeBase base of CS, a multiple of 16
 * @param dataBase base of DS, ES and SS, a multiple of 16
 * @param alignment whether CR0.AM is set, so that code in ring 3 can have its alignment checked
 * @param window the pages of the data window; without paging they are all plain memory
 * @param timer reload value of the interval timer, which interrupts; 0 for no interrupts
 * @param seed of the initial registers and of the window's content
 */
record Environment(
        ProgramMode mode, int ring, Paging paging, int codeBase, int dataBase, boolean alignment, List<WindowPage> window, int timer,
        long seed) {
    /** Where things are, in linear addresses. */
    static final int VARIABLES = 0x800, GDT = 0x1000, TSS = 0x1800, IDT = 0x2000, HANDLERS = 0x3000, KERNEL_STACK = 0x5000, STACK = 0x5C00,
            CODE = 0x6000, CODE_END = 0x8000, RESUME = 0x8000, WINDOW = 0xC000, WINDOW_END = 0x10000;

    /** Where the page tables begin, and a copy of the second page of code, which the program may map in its place. */
    static final int TABLES = 0x100000, CODE_COPY = 0x110000;

    static final int PAGE = 0x1000, WINDOW_PAGES = 4;

    /** Selectors; those of the program's ring have its number added. */
    static final int KERNEL_CODE = 8, KERNEL_DATA = 16, PROGRAM_CODE = 24, PROGRAM_DATA = 32, FLAT_DATA = 40, TASK = 48;

    private static final int SHIFTED = 0x400;

    /** A random one. */
    static Environment random(Random random) {
        ProgramMode mode = ProgramMode.values()[random.nextInt(ProgramMode.values().length)];
        Paging paging = switch (mode) {
            case REAL_16 -> Paging.OFF;
            case LONG_64 -> Paging.LONG;
            case PROTECTED_16, PROTECTED_32 -> List.of(Paging.OFF, Paging.SHORT, Paging.PAE).get(random.nextInt(3));
        };
        boolean based = mode != ProgramMode.LONG_64 && random.nextInt(3) == 0;
        List<WindowPage> window = IntStream.range(0, WINDOW_PAGES).mapToObj(page -> page(page, random)).toList();
        return new Environment(mode, mode == ProgramMode.REAL_16 ? 0 : 3 * random.nextInt(2), paging, based ? SHIFTED : 0,
                based && random.nextBoolean() ? SHIFTED : 0, random.nextInt(4) == 0, window, random.nextInt(3) == 0 ? 0 : 2 + random.nextInt(4),
                random.nextLong());
    }

    private static WindowPage page(int number, Random random) {
        if (number == 0) {
            return WindowPage.WRITABLE;
        }
        int choice = random.nextInt(20);
        return choice < 9 ? WindowPage.WRITABLE : choice < 12 ? WindowPage.READ_ONLY : choice < 15 ? WindowPage.ABSENT
                : choice < 19 ? WindowPage.ALIAS : WindowPage.CODE;
    }

    /** The same without timer interrupts. */
    Environment withoutTimer() {
        return new Environment(mode, ring, paging, codeBase, dataBase, alignment, window, 0, seed);
    }

    /** Whether the program can change its page tables. */
    boolean reachesPageTables() {
        return ring == 0 && paging != Paging.OFF && dataBase == 0 && mode != ProgramMode.PROTECTED_16;
    }

    /** Selector of data in the program's own segment. */
    int dataSelector() {
        return mode.isProtected() ? PROGRAM_DATA | ring : dataBase >>> 4;
    }

    /** Selector of its code. */
    int codeSelector() {
        return mode.isProtected() ? PROGRAM_CODE | ring : codeBase >>> 4;
    }

    /** Offset of a linear address in DS, ES and SS. */
    int dataOffset(int linear) {
        return linear - dataBase;
    }

    /** Offset of a linear address in CS. */
    int codeOffset(int linear) {
        return linear - codeBase;
    }
}
