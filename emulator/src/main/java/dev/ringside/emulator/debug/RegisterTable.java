package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Puts the register table together and makes its rows. */
final class RegisterTable {
    /** How most registers are shown. */
    static final RegisterType NUMBER = new RegisterType.Number();

    private final List<Register> rows = new ArrayList<>();

    /** Width of offsets and bases in bits. */
    final int bits;

    /** How many general and XMM registers the width has. */
    final int registers;

    private RegisterTable(int bits, int registers) {
        this.bits = bits;
        this.registers = registers;
    }

    /** All rows for a width. */
    static List<Register> rows(int bits, int registers) {
        RegisterTable table = new RegisterTable(bits, registers);
        GeneralRows.addTo(table);
        FloatRows.addTo(table);
        VectorRows.addTo(table);
        SegmentRows.addTo(table);
        ControlRows.addTo(table);
        TransientRows.addTo(table);
        if (table.wide()) {
            FloatRows.addUpperPointers(table);
        }
        return List.copyOf(table.rows);
    }

    boolean wide() {
        return bits == 64;
    }

    /** Writes the low bits of a register of at most 64 bits. */
    @FunctionalInterface
    interface LongSetter {
        void set(RegisterWrite write, long value) throws RefusedException;
    }

    void add(Register row) {
        rows.add(row);
    }

    /** A number whose bits can all be written. */
    void add(String name, int width, RegisterGroup group, ToLongFunction<Cpu> getter, LongSetter setter) {
        add(row(name, width, group, NUMBER, getter, setter, cpu -> -1));
    }

    /** A register of at most 64 bits. The setter gets only bits that can be written. */
    static Register row(String name, int width, RegisterGroup group, RegisterType type, ToLongFunction<Cpu> getter, LongSetter setter,
            ToLongFunction<Cpu> writable) {
        Function<Cpu, RegisterValue> mask = cpu -> RegisterValue.of(writable.applyAsLong(cpu)).truncated(width);
        Register.Setter set = (write, value) -> setter.set(write, value.low() & mask.apply(write.cpu()).low());
        return new Register(name, width, group, type, cpu -> RegisterValue.of(getter.applyAsLong(cpu)).truncated(width), set, set, mask);
    }

    /** A register of more than 64 bits, all of which can be written. */
    static Register wideRow(String name, int width, RegisterGroup group, RegisterType type, Function<Cpu, RegisterValue> getter,
            Register.Setter setter) {
        RegisterValue ones = RegisterValue.ONES.truncated(width);
        return new Register(name, width, group, type, getter, setter, setter, cpu -> ones);
    }
}
