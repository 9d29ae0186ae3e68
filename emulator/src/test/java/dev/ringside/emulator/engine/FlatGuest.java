package dev.ringside.emulator.engine;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Ports;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.integer.IntegerSemantics;
import dev.ringside.emulator.cpu.system.SystemSemantics;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.HexFormat;

/**
 * A processor in flat 32-bit protected mode over an engine. Every vector leads to a HLT of its own, so that the place
 * where the processor halts says which exception came.
 */
final class FlatGuest {
    static final int CODE = 0x10000, STACK = 0x8000;

    private static final int GDT = 0x1000, IDT = 0x2000, HANDLERS = 0x3000, PAGE_DIRECTORY = 0x4000, PAGE_TABLE = 0x5000, LONG_TABLES = 0xA000;

    final PhysicalMemory memory = new PhysicalMemory(4 << 20, 0x1000);
    final Cpu cpu;
    final Engine engine;

    /** What OUT does. */
    Runnable onOut = () -> {};

    FlatGuest(TestEngine on) {
        cpu = new Cpu(0, CpuModel.standard(), memory, new Ports() {
            @Override
            public int in(int port, int size) {
                return 0;
            }

            @Override
            public void out(int port, int size, int value) {
                onOut.run();
            }
        });
        SemanticsTable semantics = new SemanticsTable();
        IntegerSemantics.register(semantics);
        SystemSemantics.register(semantics);
        engine = on.factory().make(cpu, semantics);
        put(GDT + 8, 8, 0x00CF9B000000FFFFL);
        put(GDT + 16, 8, 0x00CF93000000FFFFL);
        cpu.gdtBase = GDT;
        cpu.gdtLimit = 23;
        cpu.idtBase = IDT;
        cpu.idtLimit = 0x7FF;
        for (int v = 0; v < 256; v++) {
            put(IDT + v * 8L, 8, 0x00008E0000080000L | HANDLERS + v);
            put(HANDLERS + v, 1, 0xF4);
        }
        cpu.setControl(Cpu.CR0_PE | Cpu.CR0_ET | Cpu.CR0_NE, 0, 0, 0, false);
        for (int i = 0; i < 6; i++) {
            boolean code = i == Instruction.CS;
            cpu.segments.set(i, code ? 8 : 16, 0, 0xFFFFFFFFL, code ? 0xC09B : 0xC093);
        }
        cpu.r[Cpu.RDX] = 0;
        cpu.r[Cpu.RSP] = STACK;
        at(CODE);
    }

    /** Real mode at {@code cs:ip}; the handlers of exceptions are the same. */
    FlatGuest real(int cs, int ip) {
        cpu.setControl(Cpu.CR0_ET, 0, 0, 0, false);
        for (int i = 0; i < 6; i++) {
            int selector = i == Instruction.CS ? cs : 0;
            cpu.segments.set(i, selector, selector * 16L, 0xFFFF, SegmentRegisters.PRESENT | 0x13);
        }
        cpu.idtBase = 0;
        for (int v = 0; v < 256; v++) {
            put(v * 4L, 4, HANDLERS + v);
        }
        return at(ip);
    }

    FlatGuest at(long rip) {
        cpu.rip = rip;
        cpu.updateMode();
        return this;
    }

    /** Paging on, the first 4 MiB mapped to themselves in small pages. */
    FlatGuest paged() {
        put(PAGE_DIRECTORY, 4, PAGE_TABLE | 7);
        for (int page = 0; page < 1024; page++) {
            map(page << 12, page << 12 | 7);
        }
        cpu.setControl(cpu.cr0 | 0x80000000L, PAGE_DIRECTORY, 0, 0, true);
        return this;
    }

    /** 64-bit mode, the first 4 MiB mapped to themselves in large pages; exceptions have no handlers. */
    FlatGuest long64() {
        put(LONG_TABLES, 8, LONG_TABLES + 0x1000 | 7);
        put(LONG_TABLES + 0x1000, 8, LONG_TABLES + 0x2000 | 7);
        put(LONG_TABLES + 0x2000, 8, 0x87);
        put(LONG_TABLES + 0x2008, 8, 0x200087);
        cpu.setControl(cpu.cr0 | 0x80000000L, LONG_TABLES, Cpu.CR4_PAE, Cpu.EFER_LME | Cpu.EFER_LMA, true);
        cpu.segments.set(Instruction.CS, 8, 0, 0xFFFFFFFFL, 0xA09B);
        return at(CODE);
    }

    /** Sets a page-table entry and invalidates the page. */
    void map(int linear, int entry) {
        put(PAGE_TABLE + (linear >>> 12) * 4L, 4, entry);
        cpu.mmu.invalidate(linear);
    }

    void put(long physical, int size, long value) {
        memory.write(Agent.LOADER, physical, size, value);
    }

    long get(long physical, int size) {
        return memory.read(physical, size);
    }

    FlatGuest code(String hex) {
        return code(CODE, hex);
    }

    FlatGuest code(long at, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        memory.copyIn(Agent.LOADER, at, bytes, 0, bytes.length);
        return this;
    }

    Engine.Exit run(int more) {
        return engine.run(cpu.instructions + more);
    }

    /** Runs until it halts in a handler; answers the vector, or -1 when it halted elsewhere. */
    int vector() {
        Engine.Exit exit = run(100_000);
        if (exit != Engine.Exit.HALTED) {
            throw new AssertionError(exit + " at " + Long.toHexString(cpu.rip));
        }
        long v = cpu.rip - 1 - HANDLERS;
        return v >= 0 && v < 256 ? (int) v : -1;
    }

    /** A value that the handler's frame holds: 0 the error code or offset that was pushed last. */
    long pushed(int slot) {
        return get((cpu.r[Cpu.RSP] & cpu.stackMask) + 4L * slot, 4);
    }
}
