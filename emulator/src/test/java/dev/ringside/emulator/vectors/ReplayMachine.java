package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.InterruptSource;
import dev.ringside.emulator.cpu.Ports;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.EnumSet;

/**
 * A processor at CPL 3 of 64-bit or compatibility mode, with the recorder's address space around it and an exception handler
 * that halts at once for every vector. Linear addresses below 1 MiB are their own physical addresses.
 */
final class ReplayMachine {
    private static final int TABLES = MemoryWindows.SYSTEM, GDT = 0x50000, IDT = 0x51000, TSS = 0x52000, STACK_TOP = 0x54000, HANDLERS = 0x55000;
    private static final int HANDLER_SHIFT = 4, VECTORS = 256, PAGE = 0x1000;
    private static final int KERNEL_CODE = 0x10, TASK = 0x40, GDT_LIMIT = 127, TSS_LIMIT = 0x67, TSS_IO_MAP = 0x66;
    private static final int PRESENT = 1, WRITABLE = 2, USER = 4, TOUCHED = 0x60;
    private static final long NO_EXECUTE = 1L << 63;
    private static final byte HLT = (byte) 0xF4;
    private static final int FLAT = SegmentRegisters.PRESENT | SegmentRegisters.S | SegmentRegisters.DPL | SegmentRegisters.ACCESSED
            | SegmentRegisters.WRITABLE | SegmentRegisters.DB | SegmentRegisters.G;
    private static final int FRAME = 48, EXTENDED_STATE = 3;

    final Cpu cpu;

    private final int mode;
    private final PhysicalMemory memory = new PhysicalMemory(1 << 20, 0);
    private final byte[] pattern = MemoryWindows.patterns();
    private final byte[] fill = new byte[MemoryWindows.CODE_END - MemoryWindows.CODE];
    private long codeAt = MemoryWindows.CODE;

    /**
     * @param mode 32 or 64
     * @param selectors of user code: their descriptors are put where they point
     */
    ReplayMachine(int mode, int[] selectors) {
        this.mode = mode;
        cpu = new Cpu(0, new CpuModel("replay", EnumSet.allOf(Feature.class)), memory, new NoPorts());
        cpu.interrupts = InterruptSource.NONE;
        java.util.Arrays.fill(fill, MemoryWindows.CODE_FILL);
        memory.copyIn(Agent.LOADER, MemoryWindows.CODE, fill, 0, fill.length);
        buildPageTables();
        buildDescriptors(selectors);
        cpu.xcr0 = EXTENDED_STATE;
        cpu.setControl(Cpu.CR0_PE | Cpu.CR0_MP | Cpu.CR0_ET | Cpu.CR0_NE | Cpu.CR0_WP | Cpu.CR0_AM | Cpu.CR0_PG, TABLES,
                Cpu.CR4_PAE | Cpu.CR4_OSFXSR | Cpu.CR4_OSXMMEXCPT | Cpu.CR4_OSXSAVE | Cpu.CR4_FSGSBASE,
                Cpu.EFER_SCE | Cpu.EFER_LME | Cpu.EFER_LMA | Cpu.EFER_NXE, true);
    }

    private void put(long address, long value) {
        memory.write(Agent.LOADER, address, 8, value);
    }

    private void buildPageTables() {
        for (int level = 0; level < 3; level++) {
            put(TABLES + (long) level * PAGE, TABLES + (level + 1L) * PAGE | PRESENT | WRITABLE | USER | TOUCHED);
        }
        map(MemoryWindows.DATA, MemoryWindows.DATA_END, WRITABLE | USER | NO_EXECUTE);
        map(MemoryWindows.READ_ONLY, MemoryWindows.READ_ONLY_END, USER | NO_EXECUTE);
        map(MemoryWindows.CODE, MemoryWindows.CODE_END, USER);
        map(TABLES, MemoryWindows.SYSTEM_END, WRITABLE);
    }

    private void map(int from, int to, long attributes) {
        for (int at = from; at < to; at += PAGE) {
            put(TABLES + 3L * PAGE + at / PAGE * 8L, at | attributes | PRESENT | TOUCHED);
        }
    }

    private void buildDescriptors(int[] selectors) {
        put(GDT + KERNEL_CODE, 0x00AF9B000000FFFFL);
        put(GDT + (selectors[Instruction.CS] & ~7L), mode == 64 ? 0x00AFFB000000FFFFL : 0x00CFFB000000FFFFL);
        put(GDT + (selectors[Instruction.SS] & ~7L), 0x00CFF3000000FFFFL);
        put(TSS + 4, STACK_TOP);
        memory.write(Agent.LOADER, TSS + TSS_IO_MAP, 2, TSS_LIMIT + 1);
        cpu.gdtBase = GDT;
        cpu.gdtLimit = GDT_LIMIT;
        cpu.idtBase = IDT;
        cpu.idtLimit = VECTORS * 16 - 1;
        for (int v = 0; v < VECTORS; v++) {
            int handler = HANDLERS + (v << HANDLER_SHIFT);
            boolean user = v == 3 || v == 4;
            put(IDT + 16L * v, handler & 0xFFFFL | (long) KERNEL_CODE << 16 | (user ? 0xEEL : 0x8EL) << 40 | (long) (handler >> 16) << 48);
            memory.write(Agent.LOADER, handler, 1, HLT);
        }
        cpu.segments.set(SegmentRegisters.TR, TASK, TSS, TSS_LIMIT, SegmentRegisters.PRESENT | 0xB);
        cpu.segments.set(SegmentRegisters.LDTR, 0, 0, 0, 0);
    }

    /** Takes on a case. */
    void load(TestCase test) {
        memory.copyIn(Agent.LOADER, MemoryWindows.DATA, pattern, 0, pattern.length);
        for (MemoryPatch patch : test.memory()) {
            memory.copyIn(Agent.LOADER, patch.address(), patch.bytes(), 0, patch.bytes().length);
        }
        int old = (int) (codeAt - MemoryWindows.CODE);
        memory.copyIn(Agent.LOADER, codeAt, fill, old, Math.min(16, fill.length - old));
        codeAt = test.initial().rip();
        memory.copyIn(Agent.LOADER, codeAt, test.code(), 0, (int) Math.min(test.code().length, MemoryWindows.CODE_END - codeAt));
        loadProcessor(test.initial());
    }

    private void loadProcessor(MachineState state) {
        for (int i = 0; i < 16; i++) {
            cpu.r[i] = state.register(i);
        }
        cpu.rip = state.rip();
        cpu.setFlags(state.flags());
        for (int i = 0; i < 6; i++) {
            int access = i == Instruction.CS ? FLAT & ~SegmentRegisters.DB | SegmentRegisters.CODE
                    | (mode == 64 ? SegmentRegisters.L : SegmentRegisters.DB) : FLAT;
            boolean usable = (state.selector(i) & ~3) != 0;
            long base = mode == 64 && i >= Instruction.FS ? state.base(i) : 0;
            cpu.segments.set(i, state.selector(i), base, usable ? 0xFFFFFFFFL : 0, usable ? access : 0);
        }
        cpu.cpl = 3;
        cpu.attention = 0;
        cpu.shadow = Cpu.SHADOW_NONE;
        cpu.pendingDebug = 0;
        cpu.halted = false;
        cpu.shutdown = false;
        loadNumeric(state);
        cpu.updateMode();
    }

    private void loadNumeric(MachineState state) {
        cpu.x87.controlWord(state.controlWord());
        cpu.x87.statusWord(state.statusWord());
        cpu.x87.abridgedTags(state.tags());
        cpu.x87.opcode = state.opcode();
        cpu.x87.instructionOffset = state.instructionOffset();
        cpu.x87.dataOffset = state.dataOffset();
        for (int i = 0; i < 8; i++) {
            int physical = cpu.x87.physical(i);
            cpu.x87.mantissa[physical] = state.mantissa(i);
            cpu.x87.signExponent[physical] = state.signExponent(i);
        }
        for (int i = 0; i < 16; i++) {
            cpu.vector.xmm[2 * i] = state.xmm(i, 0);
            cpu.vector.xmm[2 * i + 1] = state.xmm(i, 1);
        }
        cpu.vector.mxcsr = state.mxcsr();
    }

    /** Whether an exception has led to a handler. */
    boolean interrupted() {
        return cpu.cpl == 0;
    }

    /** What has happened, from the handler that rip is in and the frame on its stack. */
    Ending ending() {
        if (!interrupted()) {
            return Ending.NORMAL;
        }
        int vector = (int) (cpu.rip - HANDLERS) >> HANDLER_SHIFT;
        int errorCode = hasErrorCode() ? (int) frame(0) : 0;
        return Ending.of(vector, errorCode, cpu.cr2);
    }

    private boolean hasErrorCode() {
        return cpu.r[Cpu.RSP] == STACK_TOP - FRAME;
    }

    /** Quadword {@code i} above the handler's stack pointer. */
    private long frame(int i) {
        return memory.read(cpu.r[Cpu.RSP] + 8L * i, 8);
    }

    /** What user code sees: rip, CS, EFLAGS, rSP and SS come from the handler's frame when there is one. */
    MachineState state() {
        MachineState state = new MachineState();
        for (int i = 0; i < 16; i++) {
            state.register(i, cpu.r[i]);
        }
        state.rip(cpu.rip);
        state.flags(cpu.flags.value());
        for (int i = 0; i < 6; i++) {
            state.selector(i, cpu.segments.selector[i]);
        }
        if (mode == 64) {
            state.base(Instruction.FS, cpu.segments.base[Instruction.FS]);
            state.base(Instruction.GS, cpu.segments.base[Instruction.GS]);
        }
        if (interrupted()) {
            int first = hasErrorCode() ? 1 : 0;
            state.rip(frame(first));
            state.selector(Instruction.CS, (int) frame(first + 1));
            state.flags((int) frame(first + 2));
            state.register(Cpu.RSP, frame(first + 3));
            state.selector(Instruction.SS, (int) frame(first + 4));
        }
        saveNumeric(state);
        return state;
    }

    private void saveNumeric(MachineState state) {
        state.controlWord(cpu.x87.controlWord());
        state.statusWord(cpu.x87.statusWord());
        state.tags(cpu.x87.abridgedTags());
        state.opcode(cpu.x87.opcode);
        state.instructionOffset(cpu.x87.instructionOffset);
        state.dataOffset(cpu.x87.dataOffset);
        for (int i = 0; i < 8; i++) {
            int physical = cpu.x87.physical(i);
            state.st(i, cpu.x87.mantissa[physical], cpu.x87.signExponent[physical]);
        }
        for (int i = 0; i < 16; i++) {
            state.xmm(i, 0, cpu.vector.xmm[2 * i]);
            state.xmm(i, 1, cpu.vector.xmm[2 * i + 1]);
        }
        state.mxcsr(cpu.vector.mxcsr);
    }

    void memory(int address, byte[] bytes) {
        memory.copyOut(address, bytes, 0, bytes.length);
    }

    private static final class NoPorts implements Ports {
        @Override
        public int in(int port, int size) {
            return -1;
        }

        @Override
        public void out(int port, int size, int value) {
            throw new IllegalStateException("user code reached port " + port);
        }
    }
}
