package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.system.ControlRegisters;
import dev.ringside.emulator.cpu.system.DebugRegisters;
import dev.ringside.emulator.cpu.system.ModelSpecificRegisters;
import dev.ringside.emulator.memory.Mmu;
import java.util.function.ToLongFunction;

/**
 * Control, debug and model-specific registers. Control registers take any value the processor has bits for, in any order, so
 * that a mode can be set up piece by piece; EFER.LMA is not written but follows from EFER.LME and CR0.PG.
 */
final class ControlRows {
    private static final long CR3_BITS = (1L << Mmu.PHYSICAL_BITS) - 1;
    private static final long XCR0_SSE = 2;

    private static final RegisterType CR0 = RegisterType.flags("cr0_bits", "PE:0 MP:1 EM:2 TS:3 ET:4 NE:5 WP:16 AM:18 NW:29 CD:30 PG:31");
    private static final RegisterType CR4 = RegisterType.flags("cr4_bits", "VME:0 PVI:1 TSD:2 DE:3 PSE:4 PAE:5 MCE:6 PGE:7 PCE:8 OSFXSR:9 "
            + "OSXMMEXCPT:10 UMIP:11 FSGSBASE:16 OSXSAVE:18 SMEP:20 SMAP:21");
    private static final RegisterType EFER = RegisterType.flags("efer_bits", "SCE:0 LME:8 LMA:10 NXE:11");

    private static final int[] ADDRESS_REGISTERS = {0, 1, 2, 3};

    private ControlRows() {}

    static void addTo(RegisterTable table) {
        control(table, "cr0", table.bits, CR0, cpu -> cpu.cr0, (write, value) -> write.cr0(value | Cpu.CR0_ET),
                cpu -> ControlRegisters.CR0_DEFINED & ~Cpu.CR0_ET);
        control(table, "cr2", table.bits, RegisterTable.NUMBER, cpu -> cpu.cr2, (write, value) -> write.cpu().cr2 = value, cpu -> -1);
        control(table, "cr3", table.bits, RegisterTable.NUMBER, cpu -> cpu.cr3, RegisterWrite::cr3, cpu -> CR3_BITS);
        control(table, "cr4", table.bits, CR4, cpu -> cpu.cr4, RegisterWrite::cr4, ControlRegisters::permittedCr4);
        control(table, "cr8", table.bits, RegisterTable.NUMBER, cpu -> cpu.interrupts.taskPriority(),
                (write, value) -> write.cpu().interrupts.setTaskPriority((int) value), cpu -> 15);
        control(table, "efer", 64, EFER, cpu -> cpu.efer, RegisterWrite::efer, ControlRegisters::permittedEfer);
        control(table, "xcr0", 64, RegisterTable.NUMBER, cpu -> cpu.xcr0, (write, value) -> write.cpu().xcr0 = value | 1, cpu -> XCR0_SSE);
        Register cpl = RegisterTable.row("cpl", 32, RegisterGroup.CONTROL, RegisterTable.NUMBER, cpu -> cpu.cpl,
                (write, value) -> write.cpu().cpl = (int) value, cpu -> 3);
        table.add(cpl.writableNow(cpu -> cpu.selectorsNameDescriptors() ? 3 : 0));
        for (int i : ADDRESS_REGISTERS) {
            debug(table, i, cpu -> -1);
        }
        debug(table, 6, cpu -> DebugRegisters.DR6_WRITABLE);
        debug(table, 7, cpu -> DebugRegisters.DR7_WRITABLE);
        for (NamedMsr msr : NamedMsr.all()) {
            if (table.wide() || !msr.wideOnly()) {
                table.add(msr.name(), 64, RegisterGroup.MODEL_SPECIFIC, cpu -> read(cpu, msr.number()), (write, value) -> write(write.cpu(), msr, value));
            }
        }
    }

    private static void control(RegisterTable table, String name, int bits, RegisterType type, ToLongFunction<Cpu> getter,
            RegisterTable.LongSetter setter, ToLongFunction<Cpu> writable) {
        table.add(RegisterTable.row(name, bits, RegisterGroup.CONTROL, type, getter, setter, writable));
    }

    private static void debug(RegisterTable table, int number, ToLongFunction<Cpu> writable) {
        table.add(RegisterTable.row("dr" + number, table.bits, RegisterGroup.DEBUG, RegisterTable.NUMBER, cpu -> cpu.dr[number],
                (write, value) -> DebugRegisters.set(write.cpu(), number, value), writable));
    }

    // A processor model without the register shows 0.
    private static long read(Cpu cpu, int number) {
        return ModelSpecificRegisters.shows(cpu, number) ? ModelSpecificRegisters.inspect(cpu, number) : 0;
    }

    private static void write(Cpu cpu, NamedMsr msr, long value) throws RefusedException {
        try {
            ModelSpecificRegisters.write(cpu, msr.number(), value);
        } catch (Fault f) {
            throw new RefusedException(msr.name() + " cannot hold 0x" + Long.toHexString(value));
        }
    }
}
