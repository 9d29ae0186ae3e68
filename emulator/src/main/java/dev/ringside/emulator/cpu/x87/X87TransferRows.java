package dev.ringside.emulator.cpu.x87;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.cpu.softfloat.ExtendedConversion;
import dev.ringside.emulator.cpu.softfloat.FloatContext;
import dev.ringside.emulator.cpu.softfloat.FloatFormat;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Row;

/** Rows of loads, stores and moves. */
final class X87TransferRows {
    /** The encoding of FSTP ST(i) that raises no stack fault. */
    private static final String QUIET_STORE = "D9 D8+i";

    /** The conditions of FCMOVcc with the condition codes that Jcc and CMOVcc have for them. */
    private enum MoveCondition {
        B(2), NB(3), E(4), NE(5), BE(6), NBE(7), U(10), NU(11);

        final int code;

        MoveCondition(int code) {
            this.code = code;
        }
    }

    /** Computes the value of a store to memory of up to 64 bits. */
    @FunctionalInterface
    private interface Value {
        long compute(X87Unit unit);
    }

    private X87TransferRows() {
    }

    static void addTo(X87Bindings bindings) {
        bindings.computing("FLD", X87TransferRows::load)
                .computing("FILD", X87TransferRows::loadInteger)
                .computing("FBLD", row -> X87TransferRows::loadDecimal)
                .computing("FST", row -> store(row, false))
                .computing("FSTP", row -> store(row, true))
                .computing("FIST", row -> storeInteger(row, false, false))
                .computing("FISTP", row -> storeInteger(row, false, true))
                .computing("FISTTP", row -> storeInteger(row, true, true))
                .computing("FBSTP", row -> X87TransferRows::storeDecimal)
                .onStack("FXCH", (unit, insn) -> X87Transfer.exchange(unit, insn.rm & 7));
        for (MoveCondition condition : MoveCondition.values()) {
            bindings.computing("FCMOV" + condition.name(), row -> (cpu, insn) ->
                    X87Transfer.move(cpu.x87Unit, insn.rm & 7, cpu.flags.condition(condition.code)));
        }
    }

    private static Semantics load(Row row) {
        if (!X87Bindings.isMemory(row)) {
            return (cpu, insn) -> X87Transfer.pushRegister(cpu.x87Unit, insn.rm & 7);
        }
        int width = X87Bindings.width(row);
        if (width == 80) {
            return X87TransferRows::loadExtended;
        }
        FloatFormat format = X87Bindings.format(row);
        return (cpu, insn) -> X87Transfer.pushFloat(cpu.x87Unit, format, X87Bindings.load(cpu, insn, width));
    }

    private static Semantics loadInteger(Row row) {
        int width = X87Bindings.width(row);
        return (cpu, insn) -> X87Transfer.pushInteger(cpu.x87Unit, X87Bindings.loadSigned(cpu, insn, width));
    }

    private static void loadExtended(Cpu cpu, Instruction insn) {
        loadTenBytes(cpu, insn);
        X87Transfer.push(cpu.x87Unit);
    }

    private static void loadDecimal(Cpu cpu, Instruction insn) {
        loadTenBytes(cpu, insn);
        FloatContext context = cpu.x87Unit.context;
        ExtendedConversion.fromDecimal(context.mantissa, context.signExponent, context);
        X87Transfer.push(cpu.x87Unit);
    }

    /** Begins an instruction with the bytes of its operand in the context. */
    private static void loadTenBytes(Cpu cpu, Instruction insn) {
        long low = cpu.mmu.load64(cpu.readAddress(insn, 8));
        int high = cpu.mmu.load16(upperPart(cpu, insn, false));
        cpu.x87Unit.begin();
        cpu.x87Unit.context.mantissa = low;
        cpu.x87Unit.context.signExponent = high;
    }

    /** Linear address of the two bytes behind the significand: ten bytes are two accesses (SDM vol. 3, 9.1.1). */
    private static long upperPart(Cpu cpu, Instruction insn, boolean write) {
        return cpu.linear(insn.segment, cpu.offset(insn) + 8 & insn.addressMask(), 2, write);
    }

    private static Semantics store(Row row, boolean pop) {
        if (row.encoding().equals(QUIET_STORE)) {
            return (cpu, insn) -> X87Transfer.storeRegisterQuietly(cpu.x87Unit, insn.rm & 7);
        }
        if (!X87Bindings.isMemory(row)) {
            return (cpu, insn) -> X87Transfer.storeRegister(cpu.x87Unit, insn.rm & 7, pop);
        }
        int width = X87Bindings.width(row);
        if (width == 80) {
            return (cpu, insn) -> {
                X87Transfer.takeTop(cpu.x87Unit);
                storeTenBytes(cpu, insn);
            };
        }
        FloatFormat format = X87Bindings.format(row);
        return store(width, unit -> X87Transfer.floatToStore(unit, format), pop);
    }

    private static Semantics storeInteger(Row row, boolean truncate, boolean pop) {
        int width = X87Bindings.width(row);
        return store(width, unit -> X87Transfer.integerToStore(unit, width, truncate), pop);
    }

    /** A store that is not to be carried out, because of an unmasked exception, does not look at its operand's address. */
    private static Semantics store(int width, Value value, boolean pop) {
        int size = width / 8;
        return (cpu, insn) -> {
            long result = value.compute(cpu.x87Unit);
            if (cpu.x87Unit.storable()) {
                cpu.mmu.store(cpu.writeAddress(insn, size), size, result);
            }
            X87Transfer.finishStore(cpu.x87Unit, pop);
        };
    }

    private static void storeDecimal(Cpu cpu, Instruction insn) {
        X87Transfer.decimalToStore(cpu.x87Unit);
        storeTenBytes(cpu, insn);
    }

    /** Ends FSTP m80fp and FBSTP, whose ten bytes stand in the context; the first eight stay when the other two fault. */
    private static void storeTenBytes(Cpu cpu, Instruction insn) {
        if (cpu.x87Unit.storable()) {
            cpu.mmu.store64(cpu.writeAddress(insn, 8), cpu.x87Unit.context.mantissa);
            cpu.mmu.store16(upperPart(cpu, insn, true), cpu.x87Unit.context.signExponent);
        }
        X87Transfer.finishStore(cpu.x87Unit, true);
    }
}
