package dev.ringside.emulator.debug.condition;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.system.ModelSpecificRegisters;
import dev.ringside.emulator.debug.NamedMsr;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.MmioDevice;
import dev.ringside.emulator.memory.PageFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A machine in a state made by chance: any mode, memory full of short texts and pointers, pages that are mapped, absent, of no memory, of a
 * device, stale in the TLB; segments with bases.
 */
final class StrangeMachine implements ConditionEnvironment {
    /** How the processor runs. */
    enum Mode { REAL, VIRTUAL_8086, PROTECTED_16, PROTECTED_32, PAGED_32, PAE, COMPATIBILITY, LONG }

    private static final int DATA = 0x20000, TABLES = 0x200000, PAGE_TABLE = TABLES + 0x3000, DEVICE = 0x30000, NOWHERE = 0x1000000;
    private static final long KERNEL = 0xFFFF888000000000L;

    final Machine machine;
    final Session session;
    final Cpu cpu;
    final Moment moment = new Moment();
    final Mode mode;

    /** How often the device was read. */
    int deviceReads;

    private final Random random;
    private final Map<String, UserVariable> variables = new HashMap<>();
    private long current;
    private boolean currentKnown;

    StrangeMachine(Mode mode, long seed) {
        this.mode = mode;
        random = new Random(seed);
        machine = new Machine(MachineConfig.of(CpuModel.standard(), 4 << 20).withRom(0x1000));
        session = new Session(machine);
        cpu = machine.cpu(0);
        machine.memory().map(DEVICE, 0x1000, new MmioDevice() {
            @Override
            public long read(long offset, int size) {
                deviceReads++;
                return -1;
            }

            @Override
            public void write(long offset, int size, long value) {
                throw new AssertionError("a device was written");
            }
        });
        for (String name : List.of("limit", "delta", "next")) {
            variables.put(name, new UserVariable());
        }
        fill();
        enter();
        change();
        for (int i = 0; i < 40; i++) {
            touch(pointer());
        }
        stale();
    }

    // ---- memory ----

    private void fill() {
        for (int at = 0; at < DATA; at += 8) {
            put(at, 8, switch (random.nextInt(5)) {
                case 0 -> random.nextLong() & 0x00FFFFFFFFFFFFFFL;
                case 1 -> random.nextInt(DATA);
                case 2 -> KERNEL + random.nextInt(DATA);
                case 3 -> random.nextInt(100) - 50;
                default -> random.nextLong();
            });
        }
    }

    void put(long physical, int size, long value) {
        machine.memory().write(Agent.LOADER, physical, size, value);
    }

    private long frame() {
        return switch (random.nextInt(8)) {
            case 0 -> NOWHERE;
            case 1 -> DEVICE;
            default -> random.nextInt(DATA >>> 12) << 12;
        };
    }

    private long entry() {
        return random.nextInt(5) == 0 ? random.nextInt() << 1 & 0xFFFFFFFEL : frame() | 0x47;
    }

    private boolean wide() {
        return mode == Mode.PAE || mode == Mode.COMPATIBILITY || mode == Mode.LONG;
    }

    private boolean paged() {
        return mode != Mode.REAL && mode != Mode.PROTECTED_16 && mode != Mode.PROTECTED_32;
    }

    private void map(int page, long entry) {
        put(PAGE_TABLE + page * (wide() ? 8L : 4L), wide() ? 8 : 4, entry);
    }

    private void tables() {
        for (int page = 0; page < DATA >>> 12; page++) {
            map(page, entry());
        }
        if (!wide()) {
            put(TABLES, 4, PAGE_TABLE | 7);
            put(TABLES + 4, 4, 0x87);
            put(TABLES + 8, 4, 0x12345678);
            put(TABLES + 12, 4, 0x200087);
            put(TABLES + 768 * 4L, 4, PAGE_TABLE | 7);
            return;
        }
        int directory = TABLES + 0x2000;
        put(directory, 8, PAGE_TABLE | 7);
        put(directory + 8, 8, 0x87);
        put(directory + 16, 8, 0x1234567812345678L);
        put(directory + 24, 8, 0x4000000000000087L);
        int pointers = mode == Mode.PAE ? TABLES : TABLES + 0x1000;
        int flags = mode == Mode.PAE ? 1 : 7;
        put(pointers, 8, directory | flags);
        put(pointers + 8, 8, 0);
        put(pointers + 24, 8, directory | flags);
        if (mode != Mode.PAE) {
            put(TABLES, 8, pointers | 7);
            put(TABLES + 0x111 * 8L, 8, pointers | 7);
        }
    }

    // ---- modes ----

    private void enter() {
        tables();
        boolean protectedMode = mode != Mode.REAL;
        boolean longMode = mode == Mode.COMPATIBILITY || mode == Mode.LONG;
        long cr0 = 0x10 | (protectedMode ? 1 : 0) | (paged() ? 1L << 31 : 0);
        long cr4 = (wide() ? Cpu.CR4_PAE : Cpu.CR4_PSE) | Cpu.CR4_OSFXSR;
        if (mode == Mode.PAE && !cpu.mmu.loadPdptes(TABLES)) {
            throw new AssertionError("page-directory-pointer entries");
        }
        cpu.setControl(cr0, TABLES, cr4, longMode ? Cpu.EFER_LME | Cpu.EFER_LMA | Cpu.EFER_SCE : 0, true);
        cpu.setFlags(Flags.ONE | (mode == Mode.VIRTUAL_8086 ? Flags.VM : 0));
        for (int i = 0; i < 8; i++) {
            segment(i);
        }
        cpu.cpl = mode == Mode.VIRTUAL_8086 || random.nextBoolean() && protectedMode ? 3 : 0;
        cpu.updateMode();
    }

    private void segment(int i) {
        int code = i == Instruction.CS ? 0x9B | (mode == Mode.LONG ? 0xA000 : small() ? 0 : 0xC000) : 0x93 | (small() ? 0 : 0xC000);
        boolean wideBase = mode == Mode.LONG && i >= Instruction.FS;
        long base = random.nextInt(3) == 0 ? 0 : wideBase ? KERNEL + random.nextInt(DATA) : random.nextInt(8) == 0 ? random.nextInt() & 0xFFFFFFFFL
            : random.nextInt(DATA);
        long limit = small() ? random.nextInt(4) == 0 ? 0xFFFFFFFFL : random.nextInt(0x10000) : 0xFFFFFFFFL;
        int attributes = i != Instruction.CS && random.nextInt(4) == 0 ? code | 4 | (random.nextBoolean() ? 0x4000 : 0) : code;
        cpu.segments.set(i, random.nextInt(0x10000), base, limit, attributes);
    }

    private boolean small() {
        return mode == Mode.REAL || mode == Mode.VIRTUAL_8086 || mode == Mode.PROTECTED_16;
    }

    // ---- values ----

    /** An address that may well be mapped, often near the end of a page. */
    long pointer() {
        long offset = random.nextBoolean() ? random.nextInt(DATA) : (random.nextInt(DATA >>> 12) << 12) + 0xFF0 + random.nextInt(16);
        return switch (random.nextInt(8)) {
            case 0 -> KERNEL + offset;
            case 1 -> 0xC0000000L + offset;
            case 2 -> 0x200000 + offset;
            case 3 -> 0x2000 + random.nextInt(0x3000);
            default -> offset;
        };
    }

    private long value() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(70);
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> 1L << random.nextInt(64);
            default -> pointer();
        };
    }

    /** Gives everything but mode and page tables another content. */
    void change() {
        for (int i = 0; i < 16; i++) {
            cpu.r[i] = mode == Mode.LONG ? value() : value() & 0xFFFFFFFFL;
        }
        cpu.rip = value() & (mode == Mode.LONG ? 0x7FFFFFFFFFFFL : 0xFFFF);
        cpu.setFlags(random.nextInt() & (Flags.ARITHMETIC | Flags.DF | Flags.NT | Flags.ID | Flags.IOPL) | Flags.ONE | cpu.flags.value() & Flags.VM);
        cpu.cr2 = value();
        cpu.gdtBase = value();
        cpu.gdtLimit = random.nextInt(0x10000);
        cpu.idtBase = value();
        cpu.idtLimit = random.nextInt(0x10000);
        for (int i : new int[] {0, 1, 2, 3, 6, 7}) {
            cpu.dr[i] = random.nextLong();
        }
        for (int i = 0; i < cpu.vector.xmm.length; i++) {
            cpu.vector.xmm[i] = value();
        }
        cpu.vector.mxcsr = random.nextInt(0x10000);
        for (int i = 0; i < 8; i++) {
            cpu.x87.mantissa[i] = value();
            cpu.x87.signExponent[i] = random.nextInt(0x10000);
        }
        cpu.x87.controlWord(random.nextInt(0x10000));
        cpu.x87.statusWord(random.nextInt(0x10000));
        cpu.x87.tagWord(random.nextInt(0x10000));
        cpu.interrupts.setTaskPriority(random.nextInt(16));
        for (NamedMsr msr : NamedMsr.all()) {
            write(msr, value());
        }
        cpu.instructions = random.nextInt(1 << 30);
        changeRule();
    }

    private void write(NamedMsr msr, long value) {
        try {
            ModelSpecificRegisters.write(cpu, msr.number(), value);
        } catch (Fault refused) {
            // It keeps what it had.
            return;
        }
    }

    private void changeRule() {
        moment.hit = random.nextInt(100);
        moment.count = random.nextInt(100);
        moment.clear();
        for (int field = 0; field < 2; field++) {
            if (random.nextInt(4) > 0) {
                moment.set(field, value());
            }
        }
        variables.values().forEach(variable -> variable.set(value()));
        if (random.nextInt(4) == 0) {
            variables.get("delta").forget();
        }
        current = pointer();
        currentKnown = random.nextInt(4) > 0;
    }

    /** Changes a few bytes of memory that are near. */
    void scribble() {
        for (int i = 0; i < 2000; i++) {
            put(random.nextInt(DATA), 1, random.nextInt(4) == 0 ? 0 : random.nextInt(256));
        }
    }

    // ---- translations ----

    /** The guest itself reads, so that the TLB has the page. */
    private void touch(long linear) {
        boolean device = cpu.mmu.inspect(linear & cpu.linearMask) >>> 12 == DEVICE >>> 12;
        if (device || mode == Mode.LONG && !Cpu.canonical(linear)) {
            return;
        }
        try {
            cpu.mmu.load8(linear & cpu.linearMask);
        } catch (PageFault absent) {
            return;
        }
    }

    /** Changes page-table entries that may be in the TLB, without a word to it. */
    private void stale() {
        for (int i = 0; paged() && i < 8; i++) {
            map(random.nextInt(DATA >>> 12), entry());
        }
    }

    // ---- the environment ----

    @Override
    public Optional<UserVariable> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public LiveValue task() {
        return (asked, into) -> currentKnown && into.is(current);
    }

    @Override
    public LiveValue depth() {
        return (asked, into) -> into.is(asked.r[Cpu.RBP] & 15);
    }
}
