package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.Ports;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.engine.EngineFactory;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.Agent;
import java.util.Arrays;
import java.util.Random;

/** Puts a random program and its {@link Environment} into a new machine, with the processor at its first instruction. */
final class ProgramMachine {
    private static final long MEMORY = 2 << 20;
    private static final long FLAT = 0xFFFFFFFFL;
    private static final int SMALL = 0xFFFF, MEDIUM = 0xFFFFF;
    private static final int CODE_TYPE = SegmentRegisters.PRESENT | SegmentRegisters.S | SegmentRegisters.CODE | SegmentRegisters.READABLE
            | SegmentRegisters.ACCESSED;
    private static final int DATA_TYPE = SegmentRegisters.PRESENT | SegmentRegisters.S | SegmentRegisters.WRITABLE
            | SegmentRegisters.ACCESSED;
    private static final int DPL_SHIFT = 5;
    private static final int USER = 4, WRITABLE = 2, PRESENT = 1;
    private static final int PAGES = (int) (MEMORY >> 12);

    private final Environment environment;
    private final Random random;
    private final Machine machine;
    private final Cpu cpu;

    private ProgramMachine(Environment environment, EngineFactory engine) {
        this.environment = environment;
        this.random = new Random(environment.seed());
        this.machine = new Machine(MachineConfig.of(CpuModel.standard(), MEMORY).withEngine(engine));
        this.cpu = machine.cpu(0);
    }

    /** The machine. */
    static Machine build(RandomProgram program, EngineFactory engine) {
        ProgramMachine maker = new ProgramMachine(program.environment(), engine);
        maker.fillMemory(program);
        maker.startTimer();
        maker.startProcessor();
        StuckGuest.watch(maker.machine);
        return maker.machine;
    }

    private void put(int address, int size, long value) {
        machine.memory().write(Agent.LOADER, address, size, value);
    }

    private void copy(int address, byte[] bytes) {
        machine.memory().copyIn(Agent.LOADER, address, bytes, 0, bytes.length);
    }

    private void fillMemory(RandomProgram program) {
        copy(Environment.HANDLERS, Handlers.code(environment));
        copy(Environment.CODE, program.code());
        copy(Environment.CODE_COPY, secondPage(program.code()));
        int[] resume = program.resumeOffsets();
        for (int i = 0; i < resume.length; i++) {
            put(Environment.RESUME + 2 * i, 2, resume[i]);
        }
        copy(Environment.WINDOW, RandomData.bytes(random, Environment.WINDOW_END - Environment.WINDOW));
        if (environment.mode().isProtected()) {
            fillDescriptors();
        } else {
            for (int vector = 0; vector < Handlers.VECTORS; vector++) {
                put(4 * vector, 4, Handlers.entry(vector));
            }
        }
        if (environment.paging() != Paging.OFF) {
            fillPageTables();
        }
    }

    private static byte[] secondPage(byte[] code) {
        return Arrays.copyOfRange(code, Math.min(code.length, Environment.PAGE), code.length);
    }

    private void fillDescriptors() {
        boolean wide = environment.mode() == ProgramMode.LONG_64;
        descriptor(Environment.KERNEL_CODE, 0, FLAT, CODE_TYPE | (wide ? SegmentRegisters.L : SegmentRegisters.DB));
        descriptor(Environment.KERNEL_DATA, 0, FLAT, DATA_TYPE | SegmentRegisters.DB);
        descriptor(Environment.PROGRAM_CODE, environment.codeBase(), limit(environment.codeBase()), codeAccess());
        descriptor(Environment.PROGRAM_DATA, environment.dataBase(), limit(environment.dataBase()), dataAccess());
        descriptor(Environment.FLAT_DATA, 0, FLAT, DATA_TYPE | SegmentRegisters.DB | environment.ring() << DPL_SHIFT);
        descriptor(Environment.TASK, Environment.TSS, 0x67, SegmentRegisters.PRESENT | 0xB);
        put(Environment.TSS + 4, wide ? 8 : 4, Environment.KERNEL_STACK);
        if (!wide) {
            put(Environment.TSS + 8, 4, Environment.KERNEL_DATA);
        }
        put(Environment.TSS + 0x66, 2, 0x68);
        for (int vector = 0; vector < Handlers.VECTORS; vector++) {
            gate(vector, wide);
        }
        cpu.gdtBase = Environment.GDT;
        cpu.gdtLimit = 0xFF;
        cpu.idtBase = Environment.IDT;
        cpu.idtLimit = Handlers.VECTORS * (wide ? 16 : 8) - 1;
    }

    private int codeAccess() {
        int size = switch (environment.mode()) {
            case LONG_64 -> SegmentRegisters.L;
            case PROTECTED_32 -> SegmentRegisters.DB;
            case PROTECTED_16, REAL_16 -> 0;
        };
        return CODE_TYPE | size | environment.ring() << DPL_SHIFT;
    }

    // Handlers in ring 0 address the stack of the program by the whole of ESP.
    private int dataAccess() {
        boolean small = environment.mode() == ProgramMode.PROTECTED_16 && environment.ring() == 3;
        return DATA_TYPE | (small ? 0 : SegmentRegisters.DB) | environment.ring() << DPL_SHIFT;
    }

    private long limit(int base) {
        return environment.mode() == ProgramMode.PROTECTED_16 ? SMALL : base == 0 ? FLAT : MEDIUM;
    }

    private void descriptor(int selector, long base, long limit, int access) {
        boolean pages = limit > MEDIUM;
        long field = pages ? limit >>> 12 : limit;
        long attributes = access | (pages ? SegmentRegisters.G : 0);
        put(Environment.GDT + selector, 8, field & 0xFFFF | (base & 0xFFFFFF) << 16 | (attributes & 0xFF) << 40 | (field >>> 16) << 48
                | (attributes >>> 12) << 52 | (base >>> 24) << 56);
    }

    /** Interrupt gates; code in ring 3 may use all that are not exceptions. */
    private void gate(int vector, boolean wide) {
        int handler = Handlers.entry(vector);
        long open = vector == 3 || vector == 4 || vector >= 0x21 ? 0xEE : 0x8E;
        put(Environment.IDT + vector * (wide ? 16 : 8), 8, handler & 0xFFFF | (long) Environment.KERNEL_CODE << 16 | open << 40);
    }

    private void fillPageTables() {
        Paging paging = environment.paging();
        for (int level = 0; level < paging.levels() - 1; level++) {
            int table = Environment.TABLES + level * Environment.PAGE;
            put(table, paging.entrySize(), paging.link(level, table + Environment.PAGE));
        }
        for (int page = 0; page < PAGES; page++) {
            int linear = page << 12;
            put(paging.entryOf(Environment.TABLES, linear), paging.entrySize(), entry(linear));
        }
    }

    private int entry(int linear) {
        boolean supervisor = linear >= Environment.GDT && linear < Environment.KERNEL_STACK || linear >= Environment.WINDOW_END;
        int user = supervisor ? 0 : USER;
        if (linear < Environment.WINDOW || linear >= Environment.WINDOW_END) {
            return linear | user | WRITABLE | (linear >= Environment.WINDOW_END && linear < Environment.TABLES ? 0 : PRESENT);
        }
        return switch (environment.window().get(linear - Environment.WINDOW >>> 12)) {
            case WRITABLE -> linear | user | WRITABLE | PRESENT;
            case READ_ONLY -> linear | user | PRESENT;
            case ABSENT -> linear | user | WRITABLE;
            case ALIAS -> Environment.WINDOW | user | WRITABLE | PRESENT;
            case CODE -> Environment.CODE | user | WRITABLE | PRESENT;
        };
    }

    /** The interrupt controller lets IRQ 0 through, as {@link Handlers#TIMER}, and the timer repeats. */
    private void startTimer() {
        Ports ports = machine.chipset().ports();
        ports.out(0x20, 1, 0x11);
        ports.out(0x21, 1, Handlers.TIMER);
        ports.out(0x21, 1, 4);
        ports.out(0x21, 1, 1);
        ports.out(0x21, 1, environment.timer() == 0 ? 0xFF : 0xFE);
        if (environment.timer() != 0) {
            ports.out(0x43, 1, 0x34);
            ports.out(0x40, 1, environment.timer());
            ports.out(0x40, 1, 0);
        }
    }

    private void startProcessor() {
        boolean on = environment.mode().isProtected();
        int cr0 = Cpu.CR0_ET | Cpu.CR0_NE | Cpu.CR0_MP | (on ? Cpu.CR0_PE | Cpu.CR0_WP : 0)
                | (environment.paging() == Paging.OFF ? 0 : Cpu.CR0_PG) | (environment.alignment() ? Cpu.CR0_AM : 0);
        cpu.setControl(cr0 & 0xFFFFFFFFL, environment.paging() == Paging.OFF ? 0 : Environment.TABLES,
                Cpu.CR4_OSFXSR | Cpu.CR4_OSXMMEXCPT | environment.paging().cr4(), environment.paging().efer(), true);
        if (environment.paging() == Paging.PAE && !cpu.mmu.loadPdptes(Environment.TABLES)) {
            throw new IllegalStateException("page-directory pointers");
        }
        if (on) {
            loadSegments();
        } else {
            for (int i = 0; i < 6; i++) {
                int base = i == Instruction.CS ? environment.codeBase() : environment.dataBase();
                cpu.segments.set(i, base >>> 4, base, SMALL, DATA_TYPE);
            }
        }
        cpu.cpl = environment.ring();
        cpu.rip = environment.codeOffset(Environment.CODE);
        cpu.setFlags(Flags.ONE | (environment.timer() == 0 ? 0 : Flags.IF));
        RandomData.registers(random, environment, cpu);
        cpu.updateMode();
    }

    private void loadSegments() {
        int ring = environment.ring();
        for (int i = 0; i < 6; i++) {
            cpu.segments.set(i, Environment.PROGRAM_DATA | ring, environment.dataBase(), limit(environment.dataBase()),
                    dataAccess() | (limit(environment.dataBase()) > MEDIUM ? SegmentRegisters.G : 0));
        }
        cpu.segments.set(Instruction.CS, Environment.PROGRAM_CODE | ring, environment.codeBase(), limit(environment.codeBase()),
                codeAccess() | (limit(environment.codeBase()) > MEDIUM ? SegmentRegisters.G : 0));
        if (environment.mode() == ProgramMode.LONG_64) {
            cpu.segments.base[Instruction.FS] = Environment.WINDOW;
            cpu.segments.base[Instruction.GS] = Environment.WINDOW + Environment.PAGE;
        }
        cpu.segments.set(SegmentRegisters.LDTR, 0, 0, 0, 0);
        cpu.segments.set(SegmentRegisters.TR, Environment.TASK, Environment.TSS, 0x67, SegmentRegisters.PRESENT | 0xB);
    }
}
