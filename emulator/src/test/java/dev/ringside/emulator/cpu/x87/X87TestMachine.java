package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Ports;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.Agent;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.EnumSet;

/** A processor in flat 32-bit protected mode that executes single x87 instructions through decoder and semantics. */
final class X87TestMachine {
    /** Where instructions are put. */
    static final int CODE = 0x1000;
    /** What EDI points to. */
    static final int DATA = 0x2000;

    private static final SemanticsTable TABLE = new SemanticsTable();

    static {
        X87Semantics.register(TABLE);
    }

    final PhysicalMemory memory = new PhysicalMemory(1 << 20, 0);
    final Cpu cpu = new Cpu(0, new CpuModel("test", EnumSet.allOf(Feature.class)), memory, new Ports() {
        @Override
        public int in(int port, int size) {
            return -1;
        }

        @Override
        public void out(int port, int size, int value) {
        }
    });
    private final Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));

    X87TestMachine() {
        int data = SegmentRegisters.PRESENT | SegmentRegisters.S | SegmentRegisters.WRITABLE | SegmentRegisters.DB | SegmentRegisters.G;
        for (int i = 0; i < 6; i++) {
            boolean code = i == Instruction.CS;
            cpu.segments.set(i, code ? 8 : 16, 0, 0xFFFFFFFFL, code ? data | SegmentRegisters.CODE : data);
        }
        cpu.setControl(Cpu.CR0_PE | Cpu.CR0_NE | Cpu.CR0_ET, 0, 0, 0, true);
        cpu.x87.initialize();
        cpu.r[Cpu.RDI] = DATA;
    }

    /** Decodes without executing. */
    Instruction decode(int... bytes) {
        byte[] code = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            code[i] = (byte) bytes[i];
        }
        memory.copyIn(Agent.LOADER, CODE, code, 0, code.length);
        return decoder.decode(code, 0, code.length, CODE, cpu.codeSize);
    }

    /** Executes one instruction. */
    void run(int... bytes) {
        Instruction insn = decode(bytes);
        Semantics semantics = TABLE.of(insn.row);
        if (semantics == null) {
            throw new IllegalStateException("no semantics for " + insn.row);
        }
        cpu.rip = insn.nextRip();
        semantics.execute(cpu, insn);
    }

    /** Reads memory at an offset from EDI. */
    long data(int offset, int size) {
        return memory.read(DATA + offset, size);
    }

    /** Writes memory at an offset from EDI. */
    void setData(int offset, int size, long value) {
        memory.write(Agent.LOADER, DATA + offset, size, value);
    }
}
