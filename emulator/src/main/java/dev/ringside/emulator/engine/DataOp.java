package dev.ringside.emulator.engine;

import static dev.ringside.emulator.engine.Shape.Place.MEMORY;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.cpu.integer.Arithmetic;
import dev.ringside.emulator.cpu.integer.MultiplyDivide;
import dev.ringside.emulator.cpu.integer.Shifts;
import dev.ringside.emulator.engine.Shape.Operation;
import dev.ringside.emulator.isa.Instruction;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;

/**
 * Template of the frequent two-operand shapes: moves, arithmetic, shifts, conditional moves and sets. Never used itself;
 * {@link Specializer} makes a copy per {@link Shape}, in which the shape's parts are constants.
 */
final class DataOp extends Op implements Specializer.Template {
    private static final Shape SHAPE = shape();
    private static final Operation OPERATION = SHAPE.operation();
    private static final boolean READS = OPERATION.reads;
    private static final boolean WRITES = OPERATION.writes;
    private static final boolean IS_SHIFT = OPERATION.shift;
    private static final boolean UNARY = OPERATION.unary;
    private static final int CONDITION = SHAPE.condition();
    private static final Shape.Place SOURCE = SHAPE.source();
    private static final boolean WIDE = SHAPE.mode() == 64;
    private static final boolean TO_MEMORY = SHAPE.destination() == MEMORY;
    private static final int WIDTH = SHAPE.width();
    private static final int BYTES = WIDTH / 8;
    private static final int SHIFT = 64 - WIDTH;
    private static final int SOURCE_WIDTH = SHAPE.sourceWidth();
    private static final int SOURCE_SHIFT = 64 - SOURCE_WIDTH;
    private static final int COUNT_MASK = WIDTH == 64 ? 63 : 31;
    private static final long ADDRESS_MASK = SHAPE.addressMask();

    // Bytes: much code is run a few thousand times, from beyond the host's nearest caches, and then its size tells.
    private final byte base;
    private final byte indexRegister;
    private final byte scaleShift;
    private final byte segment;
    private final byte destination;
    private final byte destinationByte;
    private final byte source;
    private final byte sourceByte;
    private final long displacement;
    private final long immediate;

    DataOp(Instruction insn) {
        super(insn, false);
        base = (byte) insn.base;
        indexRegister = (byte) insn.index;
        scaleShift = (byte) insn.scaleShift;
        segment = (byte) insn.segment;
        displacement = insn.displacement;
        int to = OperandPlaces.register(insn, 0);
        boolean toHigh = WIDTH == 8 && insn.highByte(to);
        destination = (byte) (toHigh ? to - 4 : to);
        destinationByte = (byte) (toHigh ? 8 : 0);
        int last = insn.row.operands().size() - 1;
        int from = OperandPlaces.register(insn, OPERATION == Operation.IMUL3 ? 1 : last);
        boolean fromHigh = SOURCE_WIDTH == 8 && insn.highByte(from);
        source = (byte) (fromHigh ? from - 4 : from);
        sourceByte = (byte) (fromHigh ? 8 : 0);
        immediate = OperandPlaces.constant(insn);
    }

    @Override
    public Op of(Instruction insn) {
        return new DataOp(insn);
    }

    private static Shape shape() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, Shape.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Op execute(Cpu cpu) {
        if (TO_MEMORY) {
            cpu.underWay = index;
            executeToMemory(cpu);
            return cpu.attention == 0 ? next : null;
        }
        if (SOURCE == MEMORY && OPERATION != Operation.LEA) {
            cpu.underWay = index;
            executeToRegister(cpu, load(cpu, linear(cpu, SOURCE_WIDTH / 8, false), SOURCE_WIDTH));
            return cpu.attention == 0 ? next : null;
        }
        executeToRegister(cpu, OPERATION == Operation.LEA ? offset(cpu) : source(cpu));
        return next;
    }

    private void executeToMemory(Cpu cpu) {
        long b = SOURCE == MEMORY ? 0 : source(cpu);
        long linear = linear(cpu, BYTES, WRITES);
        long a = !READS ? 0 : WRITES ? cpu.mmu.loadForStore(linear, BYTES) : load(cpu, linear, WIDTH);
        long value = compute(cpu.flags, a, b);
        if (WRITES) {
            store(cpu, linear, value);
        }
    }

    private void executeToRegister(Cpu cpu, long b) {
        long a = READS ? register(cpu, destination, destinationByte, WIDTH) : 0;
        long value = compute(cpu.flags, a, b);
        if (WRITES) {
            setRegister(cpu, value);
        }
    }

    // Comparisons rather than switches: a switch over an enum goes through an array that the JIT compiler cannot fold.
    private long compute(Flags flags, long a, long b) {
        if (OPERATION == Operation.MOV || OPERATION == Operation.MOVZX || OPERATION == Operation.LEA) {
            return b;
        }
        if (OPERATION == Operation.MOVSX) {
            return b << SOURCE_SHIFT >> SOURCE_SHIFT;
        }
        if (OPERATION == Operation.SET) {
            return flags.condition(CONDITION) ? 1 : 0;
        }
        if (OPERATION == Operation.CMOV) {
            return flags.condition(CONDITION) ? b : a;
        }
        if (OPERATION == Operation.IMUL) {
            return MultiplyDivide.imul(flags, a, b, SHIFT);
        }
        if (OPERATION == Operation.IMUL3) {
            return MultiplyDivide.imul(flags, b, immediate, SHIFT);
        }
        return IS_SHIFT ? shift(flags, a, (int) b & COUNT_MASK) : UNARY ? unary(flags, a) : binary(flags, a, b);
    }

    private static long binary(Flags flags, long a, long b) {
        if (OPERATION == Operation.ADD) {
            return Arithmetic.add(flags, a, b, SHIFT);
        }
        if (OPERATION == Operation.SUB || OPERATION == Operation.CMP) {
            return Arithmetic.sub(flags, a, b, SHIFT);
        }
        if (OPERATION == Operation.AND || OPERATION == Operation.TEST) {
            return Arithmetic.and(flags, a, b, SHIFT);
        }
        if (OPERATION == Operation.OR) {
            return Arithmetic.or(flags, a, b, SHIFT);
        }
        if (OPERATION == Operation.XOR) {
            return Arithmetic.xor(flags, a, b, SHIFT);
        }
        return OPERATION == Operation.ADC ? Arithmetic.adc(flags, a, b, SHIFT) : Arithmetic.sbb(flags, a, b, SHIFT);
    }

    private static long unary(Flags flags, long a) {
        if (OPERATION == Operation.INC) {
            return Arithmetic.inc(flags, a, SHIFT);
        }
        if (OPERATION == Operation.DEC) {
            return Arithmetic.dec(flags, a, SHIFT);
        }
        return OPERATION == Operation.NEG ? Arithmetic.neg(flags, a, SHIFT) : ~a;
    }

    private static long shift(Flags flags, long a, int count) {
        if (count == 0) {
            return a;
        }
        if (OPERATION == Operation.SHL) {
            return Shifts.shl(flags, a, count, WIDTH);
        }
        if (OPERATION == Operation.SHR) {
            return Shifts.shr(flags, a, count, WIDTH);
        }
        if (OPERATION == Operation.SAR) {
            return Shifts.sar(flags, a, count, WIDTH);
        }
        return OPERATION == Operation.ROL ? Shifts.rol(flags, a, count, WIDTH) : Shifts.ror(flags, a, count, WIDTH);
    }

    private long source(Cpu cpu) {
        if (SOURCE == Shape.Place.REGISTER) {
            return register(cpu, source, sourceByte, SOURCE_WIDTH);
        }
        return SOURCE == Shape.Place.IMMEDIATE ? immediate : 0;
    }

    private static long register(Cpu cpu, int number, int byteShift, int width) {
        long value = cpu.r[number];
        return switch (width) {
            case 8 -> value >>> byteShift & 0xFF;
            case 16 -> value & 0xFFFF;
            case 32 -> value & 0xFFFFFFFFL;
            default -> value;
        };
    }

    private void setRegister(Cpu cpu, long value) {
        long[] r = cpu.r;
        switch (WIDTH) {
            case 8 -> r[destination] = r[destination] & ~(0xFFL << destinationByte) | (value & 0xFF) << destinationByte;
            case 16 -> r[destination] = r[destination] & ~0xFFFFL | value & 0xFFFF;
            case 32 -> r[destination] = value & 0xFFFFFFFFL;
            default -> r[destination] = value;
        }
    }

    private long offset(Cpu cpu) {
        long[] r = cpu.r;
        return r[base] + (r[indexRegister] << scaleShift) + displacement & ADDRESS_MASK;
    }

    private long linear(Cpu cpu, int bytes, boolean write) {
        return WIDE ? cpu.linear64(segment, offset(cpu), bytes) : cpu.linear32(segment, offset(cpu), bytes, write);
    }

    private static long load(Cpu cpu, long linear, int width) {
        return switch (width) {
            case 8 -> cpu.mmu.load8(linear);
            case 16 -> cpu.mmu.load16(linear);
            case 32 -> cpu.mmu.load32(linear) & 0xFFFFFFFFL;
            default -> cpu.mmu.load64(linear);
        };
    }

    private static void store(Cpu cpu, long linear, long value) {
        switch (WIDTH) {
            case 8 -> cpu.mmu.store8(linear, (int) value);
            case 16 -> cpu.mmu.store16(linear, (int) value);
            case 32 -> cpu.mmu.store32(linear, (int) value);
            default -> cpu.mmu.store64(linear, value);
        }
    }
}
