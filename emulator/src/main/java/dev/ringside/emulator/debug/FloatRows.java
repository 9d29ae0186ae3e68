package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.x87.X87State;
import java.util.function.ToLongFunction;

/**
 * x87 state, in the eight 32-bit pieces after ST(0)-ST(7) that debuggers expect. {@code ftag} is the full tag word; of a written
 * one only "empty" counts, since the other tags follow from the registers' content (SDM vol. 1, 8.1.7). The instruction and data
 * pointers are 64 bits wide: their upper halves are rows of their own, further down.
 */
final class FloatRows {
    private static final int REGISTERS = 8;
    private static final int CONTROL_WRITABLE = 0x1F3F;
    /** ES and B follow from the exceptions and their masks. */
    private static final int STATUS_WRITABLE = 0x7F7F;
    private static final int OPCODE_BITS = 0x7FF;
    private static final long LOWER = 0xFFFFFFFFL;

    private FloatRows() {}

    static void addTo(RegisterTable table) {
        for (int i = 0; i < REGISTERS; i++) {
            int number = i;
            table.add(RegisterTable.wideRow("st" + i, 80, RegisterGroup.X87, new RegisterType.ExtendedFloat(), cpu -> get(cpu.x87, number),
                    (write, value) -> write.floatRegister(number, value)));
        }
        piece(table, "fctrl", s -> s.controlWord(), (s, value) -> s.controlWord((int) value), CONTROL_WRITABLE);
        piece(table, "fstat", s -> s.statusWord(), (s, value) -> s.statusWord((int) value), STATUS_WRITABLE);
        piece(table, "ftag", s -> s.tagWord(), (s, value) -> s.tagWord((int) value), 0xFFFF);
        piece(table, "fiseg", s -> s.instructionSelector, (s, value) -> s.instructionSelector = (int) value, 0xFFFF);
        piece(table, "fioff", s -> s.instructionOffset, (s, value) -> s.instructionOffset = s.instructionOffset & ~LOWER | value, LOWER);
        piece(table, "foseg", s -> s.dataSelector, (s, value) -> s.dataSelector = (int) value, 0xFFFF);
        piece(table, "fooff", s -> s.dataOffset, (s, value) -> s.dataOffset = s.dataOffset & ~LOWER | value, LOWER);
        piece(table, "fop", s -> s.opcode, (s, value) -> s.opcode = (int) value, OPCODE_BITS);
    }

    static void addUpperPointers(RegisterTable table) {
        piece(table, "fioff_upper", RegisterGroup.X87_UPPER, s -> s.instructionOffset >>> 32,
                (s, value) -> s.instructionOffset = s.instructionOffset & LOWER | value << 32, LOWER);
        piece(table, "fooff_upper", RegisterGroup.X87_UPPER, s -> s.dataOffset >>> 32,
                (s, value) -> s.dataOffset = s.dataOffset & LOWER | value << 32, LOWER);
    }

    private interface Piece {
        void set(X87State state, long value);
    }

    private static void piece(RegisterTable table, String name, ToLongFunction<X87State> getter, Piece setter, long writable) {
        piece(table, name, RegisterGroup.X87, getter, setter, writable);
    }

    private static void piece(RegisterTable table, String name, RegisterGroup group, ToLongFunction<X87State> getter, Piece setter, long writable) {
        table.add(RegisterTable.row(name, 32, group, RegisterTable.NUMBER, cpu -> getter.applyAsLong(cpu.x87),
                (write, value) -> setter.set(write.cpu().x87, value), cpu -> writable));
    }

    private static RegisterValue get(X87State state, int number) {
        int physical = state.physical(number);
        return new RegisterValue(state.mantissa[physical], state.signExponent[physical] & 0xFFFF);
    }

    /** Writes ST({@code number}); whether it counts as empty stays as it is. */
    static void set(Cpu cpu, int number, RegisterValue value) {
        int physical = cpu.x87.physical(number);
        cpu.x87.mantissa[physical] = value.low();
        cpu.x87.signExponent[physical] = (int) value.high() & 0xFFFF;
    }
}
