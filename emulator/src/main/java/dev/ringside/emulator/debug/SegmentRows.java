package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.isa.Instruction;
import java.util.function.ToLongFunction;

/**
 * The hidden parts of the segment registers, LDTR and TR, and the descriptor table registers. A limit is in bytes, granularity
 * applied; attributes are the second descriptor dword shifted right by 8, 0 for an unusable register (see
 * {@link SegmentRegisters}). Each is written on its own: nothing is loaded from a descriptor table.
 */
final class SegmentRows {
    private static final String[] NAMES = {"es", "cs", "ss", "ds", "fs", "gs", "ldtr", "tr"};
    private static final int ATTRIBUTES = 0xF0FF;

    private SegmentRows() {}

    static void addTo(RegisterTable table) {
        base(table, Instruction.FS, RegisterGroup.THREAD_BASE);
        base(table, Instruction.GS, RegisterGroup.THREAD_BASE);
        for (int i = Instruction.ES; i <= SegmentRegisters.TR; i++) {
            if (i == SegmentRegisters.LDTR || i == SegmentRegisters.TR) {
                selector(table, i);
            }
            if (i != Instruction.FS && i != Instruction.GS) {
                base(table, i, RegisterGroup.SEGMENT);
            }
            limit(table, i);
            attributes(table, i);
        }
        table.add("gdtr_base", table.bits, RegisterGroup.SEGMENT, cpu -> cpu.gdtBase, (write, value) -> write.cpu().gdtBase = value);
        tableLimit(table, "gdtr_limit", cpu -> cpu.gdtLimit, (write, value) -> write.cpu().gdtLimit = (int) value);
        table.add("idtr_base", table.bits, RegisterGroup.SEGMENT, cpu -> cpu.idtBase, (write, value) -> write.cpu().idtBase = value);
        tableLimit(table, "idtr_limit", cpu -> cpu.idtLimit, (write, value) -> write.cpu().idtLimit = (int) value);
    }

    private static void selector(RegisterTable table, int i) {
        table.add(RegisterTable.row(NAMES[i], 32, RegisterGroup.SEGMENT, RegisterTable.NUMBER, cpu -> cpu.segments.selector[i],
                (write, value) -> write.cpu().segments.selector[i] = (int) value, cpu -> 0xFFFF));
    }

    private static void base(RegisterTable table, int i, RegisterGroup group) {
        table.add(NAMES[i] + "_base", table.bits, group, cpu -> cpu.segments.base[i], (write, value) -> write.cpu().segments.base[i] = value);
    }

    private static void limit(RegisterTable table, int i) {
        table.add(NAMES[i] + "_limit", 32, RegisterGroup.SEGMENT, cpu -> cpu.segments.limit[i],
                (write, value) -> write.cpu().segments.limit[i] = value);
    }

    private static void attributes(RegisterTable table, int i) {
        table.add(RegisterTable.row(NAMES[i] + "_attr", 32, RegisterGroup.SEGMENT, RegisterTable.NUMBER, cpu -> cpu.segments.access[i],
                (write, value) -> write.cpu().segments.access[i] = (int) value, cpu -> ATTRIBUTES));
    }

    private static void tableLimit(RegisterTable table, String name, ToLongFunction<Cpu> getter,
            RegisterTable.LongSetter setter) {
        table.add(RegisterTable.row(name, 32, RegisterGroup.SEGMENT, RegisterTable.NUMBER, getter, setter, cpu -> 0xFFFF));
    }
}
