package dev.ringside.emulator.debug.inspect.paging;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.debug.Session;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import dev.ringside.emulator.memory.Agent;

/** A machine in a paging mode, with an empty table at 0x1000 in CR3. */
final class PagedGuest {
    static final int ROOT = 0x1000;

    final Machine machine = new Machine(MachineConfig.of(CpuModel.standard(), 4 << 20));
    final Cpu cpu = machine.cpu(0);
    private final Session session = new Session(machine);

    PagedGuest(PagingMode mode) {
        switch (mode) {
            case OFF -> { }
            case BITS_32 -> cpu.setControl(0x8000_0011L, ROOT, Cpu.CR4_PSE | Cpu.CR4_PGE, 0, true);
            case PAE -> {
                cpu.setControl(0x8000_0011L, ROOT, Cpu.CR4_PAE | Cpu.CR4_PGE, Cpu.EFER_NXE, true);
                reload();
            }
            case LEVEL_4 -> {
                cpu.setControl(0x8000_0011L, ROOT, Cpu.CR4_PAE | Cpu.CR4_PGE, Cpu.EFER_NXE | Cpu.EFER_LME | Cpu.EFER_LMA, true);
                cpu.mmu.setWide(true);
            }
        }
    }

    /** Loads PAE paging's four first entries into their registers, as a load of CR3 does. */
    void reload() {
        cpu.mmu.loadPdptes(ROOT);
    }

    /** Sets bits of CR0 and CR4. */
    void controls(long cr0, long cr4) {
        cpu.setControl(cpu.cr0 | cr0, cpu.cr3, cpu.cr4 | cr4, cpu.efer, true);
        cpu.mmu.setWide(cpu.longMode());
    }

    void put(long physical, long value) {
        machine.memory().write(Agent.LOADER, physical, 8, value);
    }

    void put32(long physical, long value) {
        machine.memory().write(Agent.LOADER, physical, 4, value);
    }

    PageTables tables() {
        return session.inspect().pageTables(0);
    }
}
