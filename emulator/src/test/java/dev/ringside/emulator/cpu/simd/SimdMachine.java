package dev.ringside.emulator.cpu.simd;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.cpu.Ports;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.EnumSet;
import java.util.HexFormat;

/** A processor with flat segments that executes single instructions on vector registers. */
final class SimdMachine {
    private static final int DATA = SegmentRegisters.PRESENT | SegmentRegisters.S | SegmentRegisters.WRITABLE | SegmentRegisters.ACCESSED
            | SegmentRegisters.DB;
    private static final int CODE = SegmentRegisters.PRESENT | SegmentRegisters.S | SegmentRegisters.CODE | SegmentRegisters.READABLE
            | SegmentRegisters.ACCESSED;

    final Cpu cpu;
    private final int mode;
    private final SemanticsTable semantics = new SemanticsTable();
    private final Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));

    private SimdMachine(int mode) {
        this.mode = mode;
        cpu = new Cpu(0, new CpuModel("test", EnumSet.allOf(Feature.class)), new PhysicalMemory(1 << 20, 0), new Ports() {
            @Override
            public int in(int port, int size) {
                return -1;
            }

            @Override
            public void out(int port, int size, int value) { }
        });
        cpu.setControl(Cpu.CR0_PE | Cpu.CR0_NE, 0, Cpu.CR4_OSFXSR | Cpu.CR4_OSXMMEXCPT,
                mode == 64 ? Cpu.EFER_LME | Cpu.EFER_LMA : 0, true);
        for (int segment = 0; segment < 6; segment++) {
            cpu.segments.set(segment, 16, 0, 0xFFFFFFFFL, DATA);
        }
        cpu.segments.set(Instruction.CS, 8, 0, 0xFFFFFFFFL, CODE | (mode == 64 ? SegmentRegisters.L : SegmentRegisters.DB));
        cpu.updateMode();
        SimdSemantics.register(semantics);
    }

    /** Not paged: linear addresses are physical ones. */
    static SimdMachine in64BitMode() {
        return new SimdMachine(64);
    }

    /** Paged: the pages at 4000h and 6000h are there and plain memory; everything else below 4 MiB is absent. */
    static SimdMachine in32BitModeWithTwoPages() {
        SimdMachine machine = new SimdMachine(32);
        Cpu cpu = machine.cpu;
        cpu.mmu.store32(0x1000, 0x2000 | 7);
        cpu.mmu.store32(0x2000 + 4 * 4, 0x4000 | 7);
        cpu.mmu.store32(0x2000 + 4 * 6, 0x6000 | 7);
        cpu.setControl(cpu.cr0 | Cpu.CR0_PG & 0xFFFFFFFFL, 0x1000, cpu.cr4, cpu.efer, true);
        return machine;
    }

    Instruction decode(byte[] code) {
        return decoder.decode(code, 0, code.length, 0x1000, mode);
    }

    void execute(Instruction insn) {
        semantics.of(insn.row).execute(cpu, insn);
    }

    void execute(String hex) {
        execute(decode(HexFormat.of().parseHex(hex)));
    }
}
