package dev.ringside.emulator.cpu.system;

import dev.ringside.emulator.cpu.SemanticsTable;
import dev.ringside.emulator.cpu.Vector;

/** INT n, INT3, INTO, INT1, and the opcodes that are defined to be undefined. */
final class SoftwareInterrupts {
    private SoftwareInterrupts() {}

    static void register(SemanticsTable table) {
        table.add("INT", (cpu, insn) -> InterruptDelivery.software(cpu, (int) insn.immediate & 0xFF, Event.Source.SOFTWARE));
        table.add("INT3", (cpu, insn) -> InterruptDelivery.software(cpu, Vector.BP.number, Event.Source.SOFTWARE_EXCEPTION));
        table.add("INT1", (cpu, insn) -> InterruptDelivery.software(cpu, Vector.DB.number, Event.Source.ICEBP));
        table.add("INTO", (cpu, insn) -> {
            if (cpu.flags.of()) {
                InterruptDelivery.software(cpu, Vector.OF.number, Event.Source.SOFTWARE_EXCEPTION);
            }
        });
        for (String mnemonic : new String[] {"UD0", "UD1", "UD2"}) {
            table.add(mnemonic, (cpu, insn) -> {
                throw cpu.undefined();
            });
        }
    }
}
