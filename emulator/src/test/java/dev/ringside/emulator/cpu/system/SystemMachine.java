package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.InterruptSource;
import dev.ringside.emulator.cpu.Ports;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.integer.IntegerSemantics;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PageFault;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A processor with 2 MiB of memory, descriptor tables that tests fill in, and the smallest engine that keeps the contract of
 * {@link InstructionBoundary}: one instruction at a time.
 */
final class SystemMachine {
    /** Selectors of the standard table: ring 0 and ring 3 code and data, 32-bit flat. */
    static final int CODE0 = 0x08, DATA0 = 0x10, CODE3 = 0x18, DATA3 = 0x20, CODE64 = 0x28, TSS = 0x30, FREE = 0x40;

    static final int GDT = 0x1000, IDT = 0x2000, TSS_BASE = 0x3000, CODE = 0x8000, STACK0 = 0x7000, STACK3 = 0x6000, HANDLERS = 0x9000;

    static final int ACCESS_CODE0 = 0xC09B, ACCESS_DATA0 = 0xC093, ACCESS_CODE3 = 0xC0FB, ACCESS_DATA3 = 0xC0F3, ACCESS_CODE64 = 0xA09B;

    final PhysicalMemory memory = new PhysicalMemory(2 << 20, 0);
    final List<String> io = new ArrayList<>();
    final Cpu cpu;
    final Interrupts interrupts = new Interrupts();
    int portValue;
    private final Decoder decoder;
    private final SemanticsTable semantics = new SemanticsTable();

    SystemMachine() {
        this(CpuModel.standard());
    }

    SystemMachine(CpuModel model) {
        cpu = new Cpu(0, model, memory, new Ports() {
            @Override
            public int in(int port, int size) {
                io.add("in " + Integer.toHexString(port) + " " + size);
                return portValue;
            }

            @Override
            public void out(int port, int size, int value) {
                io.add("out " + Integer.toHexString(port) + " " + size + " " + Integer.toHexString(value));
            }
        });
        cpu.interrupts = interrupts;
        cpu.limit = Long.MAX_VALUE;
        cpu.r[Cpu.RDX] = 0;
        decoder = new Decoder(model.features());
        IntegerSemantics.register(semantics);
        SystemSemantics.register(semantics);
    }

    /** One pending vector at a time. */
    final class Interrupts implements InterruptSource {
        int vector = -1;
        int priority;

        void raise(int newVector) {
            vector = newVector;
            cpu.raise(Cpu.ATTENTION_INTERRUPT);
        }

        @Override
        public boolean pending() {
            return vector >= 0;
        }

        @Override
        public int acknowledge() {
            int taken = vector;
            vector = -1;
            return taken;
        }

        @Override
        public int taskPriority() {
            return priority;
        }

        @Override
        public void setTaskPriority(int value) {
            priority = value;
        }

        @Override
        public long apicBase() {
            return 0xFEE00900L;
        }

        @Override
        public boolean setApicBase(long value) {
            return value == apicBase();
        }

        @Override
        public long readMsr(int msr) {
            return 0;
        }

        @Override
        public boolean writeMsr(int msr, long value) {
            return false;
        }

        @Override
        public boolean handlesMsr(int msr) {
            return false;
        }
    }

    // ---- set-up ----

    /** Real mode at 0:CODE with a stack at 0:STACK0. */
    static SystemMachine real() {
        SystemMachine m = new SystemMachine();
        for (int i = 0; i < 6; i++) {
            m.cpu.segments.set(i, 0, 0, 0xFFFF, 0x93);
        }
        m.cpu.rip = CODE;
        m.cpu.r[Cpu.RSP] = STACK0;
        m.cpu.updateMode();
        return m;
    }

    /** 32-bit protected mode, ring 0, flat segments, 32-bit TSS with SS0:ESP0 = DATA0:STACK0, interrupt gates for all vectors. */
    static SystemMachine protectedMode() {
        SystemMachine m = new SystemMachine();
        m.tables();
        m.cpu.setControl(Cpu.CR0_PE | Cpu.CR0_ET | Cpu.CR0_NE, 0, 0, 0, false);
        m.put(TSS_BASE + 4, 4, STACK0);
        m.put(TSS_BASE + 8, 4, DATA0);
        m.put(TSS_BASE + 102, 2, 0x68);
        m.cpu.segments.set(SegmentRegisters.TR, TSS, TSS_BASE, 0x67, 0x8B);
        for (int v = 0; v < 256; v++) {
            m.gate(v, CODE0, HANDLERS + v * 16L, 0x8E);
        }
        m.ring(0);
        return m;
    }

    /** IA-32e mode, ring 0, 64-bit code, identity mapping of the first 2 MiB, RSP0 = STACK0, interrupt gates for all vectors. */
    static SystemMachine longMode() {
        SystemMachine m = new SystemMachine();
        m.tables();
        m.put(0x10000, 8, 0x11007);
        m.put(0x11000, 8, 0x12007);
        m.put(0x12000, 8, 0x00087);
        m.put(TSS_BASE + 4, 8, STACK0);
        m.put(TSS_BASE + 102, 2, 0x68);
        m.cpu.segments.set(SegmentRegisters.TR, TSS, TSS_BASE, 0x67, 0x8B);
        m.cpu.setControl(Cpu.CR0_PE | Cpu.CR0_ET | Cpu.CR0_NE | 0x80000000L, 0x10000, Cpu.CR4_PAE, Cpu.EFER_LME | Cpu.EFER_LMA, true);
        for (int v = 0; v < 256; v++) {
            m.gate64(v, CODE64, HANDLERS + v * 16L, 0x8E, 0);
        }
        m.cpu.segments.set(Instruction.CS, CODE64, 0, 0xFFFFFFFFL, ACCESS_CODE64);
        m.cpu.segments.set(Instruction.SS, DATA0, 0, 0xFFFFFFFFL, ACCESS_DATA0);
        m.cpu.rip = CODE;
        m.cpu.r[Cpu.RSP] = STACK0;
        m.cpu.cpl = 0;
        m.cpu.updateMode();
        return m;
    }

    private void tables() {
        cpu.gdtBase = GDT;
        cpu.gdtLimit = 0xFF;
        cpu.idtBase = IDT;
        cpu.idtLimit = 0xFFF;
        descriptor(CODE0, 0, 0xFFFFF, ACCESS_CODE0);
        descriptor(DATA0, 0, 0xFFFFF, ACCESS_DATA0);
        descriptor(CODE3, 0, 0xFFFFF, ACCESS_CODE3);
        descriptor(DATA3, 0, 0xFFFFF, ACCESS_DATA3);
        descriptor(CODE64, 0, 0xFFFFF, ACCESS_CODE64);
        descriptor(TSS, TSS_BASE, 0x67, 0x8B);
    }

    /** Flat 32-bit segments of a ring, rip at CODE, a stack of its own. */
    SystemMachine ring(int level) {
        cpu.cpl = level;
        cpu.segments.set(Instruction.CS, level == 0 ? CODE0 : CODE3 | 3, 0, 0xFFFFFFFFL, level == 0 ? ACCESS_CODE0 : ACCESS_CODE3);
        for (int i : new int[] {Instruction.ES, Instruction.SS, Instruction.DS, Instruction.FS, Instruction.GS}) {
            cpu.segments.set(i, level == 0 ? DATA0 : DATA3 | 3, 0, 0xFFFFFFFFL, level == 0 ? ACCESS_DATA0 : ACCESS_DATA3);
        }
        cpu.rip = CODE;
        cpu.r[Cpu.RSP] = level == 0 ? STACK0 : STACK3;
        cpu.updateMode();
        return this;
    }

    /** Virtual-8086 mode at 0:CODE, stack 0:STACK3. */
    SystemMachine virtual8086(int iopl) {
        cpu.cpl = 3;
        for (int i = 0; i < 6; i++) {
            cpu.segments.set(i, 0, 0, 0xFFFF, 0xF3);
        }
        cpu.rip = CODE;
        cpu.r[Cpu.RSP] = STACK3;
        cpu.setFlags(Flags.VM | Flags.IF | Flags.ONE | iopl << 12);
        cpu.updateMode();
        return this;
    }

    /** A segment or TSS descriptor in the GDT; access as in {@link SegmentRegisters#access}. */
    void descriptor(int selector, long base, long limit, int access) {
        long raw = limit & 0xFFFF | (limit >>> 16 & 0xF) << 48 | (base & 0xFFFFFF) << 16 | (base >>> 24 & 0xFF) << 56 | (long) access << 40;
        put(GDT + (selector & ~7), 8, raw);
    }

    /** A gate in the IDT. */
    void gate(int vector, int selector, long offset, int access) {
        put(IDT + vector * 8, 8, gateBits(selector, offset, access));
    }

    static long gateBits(int selector, long offset, int access) {
        return offset & 0xFFFF | (offset >>> 16 & 0xFFFF) << 48 | (long) selector << 16 | (long) access << 40;
    }

    void gate64(int vector, int selector, long offset, int access, int ist) {
        put(IDT + vector * 16, 8, gateBits(selector, offset, access) | (long) ist << 32);
        put(IDT + vector * 16 + 8, 8, offset >>> 32);
    }

    void put(long physical, int size, long value) {
        memory.write(Agent.LOADER, physical, size, value);
    }

    long get(long physical, int size) {
        return memory.read(physical, size);
    }

    /** The value {@code slot} slots of {@code size} bytes above the stack pointer. */
    long stack(int size, int slot) {
        long sp = cpu.segments.effectiveBase[Instruction.SS] + (cpu.r[Cpu.RSP] & cpu.stackMask);
        return memory.read(sp + (long) slot * size, size);
    }

    SystemMachine code(String hex) {
        return code(CODE, hex);
    }

    SystemMachine code(long at, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        for (int i = 0; i < bytes.length; i++) {
            put(at + i, 1, bytes[i] & 0xFF);
        }
        return this;
    }

    // ---- running ----

    /** One look at the boundary, then at most one instruction. */
    SystemMachine step() {
        if (!InstructionBoundary.service(cpu)) {
            return this;
        }
        boolean trap = cpu.flags.has(Flags.TF);
        long rip = cpu.rip;
        try {
            long linear = cpu.segments.effectiveBase[Instruction.CS] + rip & cpu.linearMask;
            long physical = cpu.mmu.translateFetch(linear, cpu.cpl == 3);
            byte[] bytes = new byte[16];
            memory.copyOut(physical, bytes, 0, 16);
            Instruction insn = decoder.decode(bytes, 0, 16, rip, cpu.codeSize);
            Semantics s = semantics.of(insn.row);
            if (s == null) {
                throw cpu.undefined();
            }
            cpu.rip = cpu.codeSize == 64 ? insn.nextRip() : insn.nextRip() & 0xFFFFFFFFL;
            s.execute(cpu, insn);
            cpu.instructions++;
        } catch (Fault f) {
            cpu.rip = rip;
            InterruptDelivery.deliver(cpu, f);
        } catch (PageFault f) {
            cpu.rip = rip;
            InterruptDelivery.deliver(cpu, f);
        }
        InstructionBoundary.retired(cpu, trap);
        return this;
    }

    SystemMachine steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
        return this;
    }

    /** Vector of the handler that rip is at, or -1. */
    int handler() {
        long distance = cpu.rip - HANDLERS;
        return distance >= 0 && distance < 256 * 16 && distance % 16 == 0 ? (int) distance / 16 : -1;
    }
}
