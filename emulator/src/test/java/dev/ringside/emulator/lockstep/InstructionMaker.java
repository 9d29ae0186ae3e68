package dev.ringside.emulator.lockstep;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.RowSampler;
import java.util.EnumSet;
import java.util.Random;

/**
 * Adds single random instructions to a program. Memory operands mostly land in the data window, because the registers of the address
 * are loaded before; the stack pointer is mostly left alone; repeated instructions mostly repeat a few times.
 */
final class InstructionMaker {
    private static final int RARELY = 40;
    private static final int SMALL = 0x40;

    private final Environment environment;
    private final Random random;
    private final RowPool pool;
    private final RowSampler sampler;
    private final Encoder encoder;
    private final Decoder decoder = new Decoder(EnumSet.allOf(Feature.class));

    InstructionMaker(Environment environment, RowPool pool, Random random) {
        this.environment = environment;
        this.random = random;
        this.pool = pool;
        this.sampler = new RowSampler(random.nextLong());
        this.encoder = new Encoder(environment.mode());
    }

    /** Adds one, and what makes its address. */
    void add(CodeBuffer code) {
        int bits = environment.mode().bits();
        Instruction insn = null;
        byte[] bytes = {};
        while (insn == null) {
            Row row = pool.next(random);
            bytes = sampler.sample(row, bits);
            Instruction decoded = decoder.decode(bytes, 0, bytes.length, 0, bits);
            insn = decoded.row == row && (!changesStackPointer(decoded) || random.nextInt(RARELY) == 0) ? decoded : null;
        }
        prepareStrings(code, insn);
        if (insn.memory || moffs(insn.row)) {
            addWithOperand(code, insn, bytes);
        } else {
            code.add(bytes);
        }
    }

    private static boolean moffs(Row row) {
        return row.operands().stream().anyMatch(operand -> operand.kind() == OperandKind.MOFFS);
    }

    private static boolean changesStackPointer(Instruction insn) {
        for (Operand operand : insn.row.operands()) {
            boolean written = operand.role() != Operand.Role.READ && operand.role() != Operand.Role.ADDRESS;
            int register = switch (operand.kind()) {
                case REG, REG_OPCODE -> insn.reg;
                case RM, RM_REG -> insn.memory ? -1 : insn.rm;
                case FIXED -> operand.register();
                default -> -1;
            };
            if (written && register == Cpu.RSP && operand.size() > 8) {
                return true;
            }
        }
        return insn.row.mnemonic().equals("LEAVE");
    }

    private void prepareStrings(CodeBuffer code, Instruction insn) {
        boolean source = uses(insn.row, OperandKind.STRING_SOURCE);
        boolean destination = uses(insn.row, OperandKind.STRING_DESTINATION) || uses(insn.row, OperandKind.MASKED_DESTINATION);
        if ((insn.has(Instruction.REP) || insn.has(Instruction.REPNE)) && random.nextInt(RARELY) != 0) {
            code.add(encoder.move(Cpu.RCX, random.nextInt(random.nextInt(4) == 0 ? 400 : 9)));
        }
        if (source && random.nextInt(4) != 0) {
            code.add(encoder.move(Cpu.RSI, dataAddress()));
        }
        if (destination && random.nextInt(4) != 0) {
            code.add(encoder.move(Cpu.RDI, dataAddress()));
        }
        if (uses(insn.row, OperandKind.XLAT) && random.nextInt(4) != 0) {
            code.add(encoder.move(Cpu.RBX, dataAddress()));
        }
    }

    private static boolean uses(Row row, OperandKind kind) {
        return row.operands().stream().anyMatch(operand -> operand.kind() == kind);
    }

    private int dataAddress() {
        return environment.dataOffset(RandomData.address(random));
    }

    private void addWithOperand(CodeBuffer code, Instruction insn, byte[] bytes) {
        int size = sampler.displacementSize();
        int at = sampler.displacementAt();
        if (insn.has(Instruction.RIP_RELATIVE)) {
            code.add(new CodeLine(bytes, CodeLine.Fix.RIP_RELATIVE, at, size, RandomData.address(random), 0));
            return;
        }
        boolean based = insn.base != Instruction.NO_REGISTER;
        if (based && insn.base != Cpu.RSP && random.nextInt(3) != 0) {
            code.add(encoder.move(insn.base, dataAddress()));
        }
        if (insn.index != Instruction.NO_REGISTER && insn.index != insn.base && random.nextInt(4) != 0) {
            code.add(encoder.move(insn.index, based ? random.nextInt(SMALL) : dataAddress() >> insn.scaleShift));
        }
        if (size > 1 && random.nextInt(RARELY) != 0) {
            boolean registers = based || insn.index != Instruction.NO_REGISTER;
            int displacement = registers ? random.nextInt(SMALL) - SMALL / 4 : dataAddress();
            for (int i = 0; i < size; i++) {
                bytes[at + i] = (byte) (i < 4 ? displacement >> 8 * i : registers ? displacement >> 31 : 0);
            }
        }
        code.add(bytes);
    }
}
