package dev.ringside.emulator.vectors;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.system.InterruptDelivery;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.memory.PageFault;

/** Replays the general semantics of every row, without an engine: also where engines have quicker forms of their own. */
final class SemanticsTarget implements VectorTarget {
    private final ReplayMachine machine;
    private final SemanticsTable semantics;

    SemanticsTarget(VectorHeader header, SemanticsTable semantics) {
        this.machine = new ReplayMachine(header.mode(), header.selectors());
        this.semantics = semantics;
    }

    @Override
    public String name() {
        return "semantics";
    }

    @Override
    public void load(TestCase test) {
        machine.load(test);
    }

    @Override
    public Ending execute(Instruction insn) {
        Cpu cpu = machine.cpu;
        cpu.limit = Long.MAX_VALUE;
        try {
            for (int i = 0; i < insn.length; i++) {
                cpu.mmu.translateFetch(insn.rip + i, true);
            }
            Semantics does = semantics.of(insn.row);
            if (does == null) {
                throw cpu.undefined();
            }
            cpu.rip = insn.mode == 64 ? insn.nextRip() : insn.nextRip() & 0xFFFFFFFFL;
            does.execute(cpu, insn);
        } catch (Fault fault) {
            cpu.rip = insn.rip;
            InterruptDelivery.deliver(cpu, fault);
        } catch (PageFault fault) {
            cpu.rip = insn.rip;
            InterruptDelivery.deliver(cpu, fault);
        }
        return machine.ending();
    }

    @Override
    public MachineState state() {
        return machine.state();
    }

    @Override
    public void memory(int address, byte[] bytes) {
        machine.memory(address, bytes);
    }
}
