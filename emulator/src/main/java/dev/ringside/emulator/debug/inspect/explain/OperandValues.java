package dev.ringside.emulator.debug.inspect.explain;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.debug.inspect.paging.PageTables;
import dev.ringside.emulator.debug.inspect.paging.Walk;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.memory.PhysicalMemory;
import java.util.HexFormat;
import java.util.OptionalLong;

/** What operands hold now, and where those in memory lie. */
final class OperandValues {
    private static final int RBX = 3, RSI = 6, RDI = 7;

    private final Cpu cpu;
    private final MemoryAccess linear;

    OperandValues(Cpu cpu, MemoryAccess linear) {
        this.cpu = cpu;
        this.linear = linear;
    }

    /** What an operand holds, in words; the empty string for one that has nothing to hold. */
    String now(Instruction insn, Operand o) {
        OptionalLong address = address(insn, o);
        if (address.isPresent()) {
            return memory(address.getAsLong(), o);
        }
        return switch (o.kind()) {
            case REG, REG_OPCODE -> general(insn, insn.reg, o.size());
            case RM, RM_REG -> general(insn, insn.rm, o.registerSize());
            case FIXED -> general(insn, o.register(), o.size());
            case IMM -> Text.hex(o.size() == 64 || o.size() == 0 ? insn.immediate : insn.immediate & (1L << o.size()) - 1);
            case IMM2 -> Text.hex(insn.immediate2);
            case REL -> "to " + Text.hex(target(insn));
            case FAR_POINTER -> "to " + Text.hex(insn.immediate2) + ":" + Text.hex(insn.immediate);
            case SEGMENT -> Text.hex(cpu.segments.selector[o.register() >= 0 ? o.register() : Math.min(insn.reg, Instruction.GS)]);
            case CONTROL -> Text.hex(control(insn.reg));
            case DEBUG -> Text.hex(cpu.dr[insn.reg & 7]);
            case MM -> Text.hex(cpu.x87.mantissa[insn.reg & 7]);
            case MM_RM, MM_RM_REG -> Text.hex(cpu.x87.mantissa[insn.rm & 7]);
            case XMM -> vector(insn.reg);
            case XMM_RM, XMM_RM_REG -> vector(insn.rm);
            case XMM0 -> vector(0);
            default -> "";
        };
    }

    private String general(Instruction insn, int number, int size) {
        return Text.hex(size == 8 ? cpu.byteRegister(number, insn.highByte(number)) : cpu.register(number, size));
    }

    private long control(int number) {
        return switch (number) {
            case 0 -> cpu.cr0;
            case 2 -> cpu.cr2;
            case 3 -> cpu.cr3;
            case 4 -> cpu.cr4;
            default -> cpu.interrupts.taskPriority();
        };
    }

    private String vector(int number) {
        return "0x" + HexFormat.of().toHexDigits(cpu.vector.xmm[2 * number + 1]) + HexFormat.of().toHexDigits(cpu.vector.xmm[2 * number]);
    }

    /** The offset in CS of a relative branch's target. */
    static long target(Instruction insn) {
        long target = insn.nextRip() + insn.immediate;
        return insn.operandSize == 16 ? target & 0xFFFF : insn.operandSize == 32 ? target & 0xFFFFFFFFL : target;
    }

    /** Linear address of an operand that is in memory, with the registers as they are. */
    OptionalLong address(Instruction insn, Operand o) {
        return switch (o.kind()) {
            case RM, MEM, MM_RM, XMM_RM -> insn.memory ? OptionalLong.of(linear(insn.segment, cpu.offset(insn))) : OptionalLong.empty();
            case MOFFS -> OptionalLong.of(linear(insn.segment, insn.displacement & insn.addressMask()));
            case STRING_SOURCE -> OptionalLong.of(linear(insn.segment, cpu.r[RSI] & insn.addressMask()));
            case STRING_DESTINATION -> OptionalLong.of(linear(Instruction.ES, cpu.r[RDI] & insn.addressMask()));
            case XLAT -> OptionalLong.of(linear(insn.segment, cpu.r[RBX] + (cpu.r[0] & 0xFF) & insn.addressMask()));
            case MASKED_DESTINATION -> OptionalLong.of(linear(insn.segment, cpu.r[RDI] & insn.addressMask()));
            default -> OptionalLong.empty();
        };
    }

    private long linear(int segment, long offset) {
        return cpu.segments.effectiveBase[segment] + offset & cpu.linearMask;
    }

    private String memory(long address, Operand o) {
        String at = "at " + Text.hex(address);
        if (o.role() == Operand.Role.ADDRESS) {
            return at;
        }
        Walk walk = new PageTables(cpu).walk(address);
        if (walk.page().isEmpty() && walk.end() != Walk.End.PAGING_OFF) {
            return at + ", not mapped: " + walk.reason();
        }
        long physical = walk.page().map(Walk.Page::physical).orElse(address);
        PhysicalMemory memory = cpu.mmu.memory();
        boolean device = memory.devices().stream().anyMatch(d -> physical >= d.base() && physical < d.base() + d.size());
        if (device) {
            return at + ", physical " + Text.hex(physical) + ": a device's register, which is not read";
        }
        int size = Math.min(o.size() / 8, 16);
        byte[] bytes = new byte[Math.max(size, 1)];
        if (linear.read(address, bytes) < bytes.length) {
            return at + ", physical " + Text.hex(physical) + ": no memory there";
        }
        return at + (size == 0 ? "" : ", holds " + value(bytes));
    }

    private static String value(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        for (int i = bytes.length - 1; i >= 0; i--) {
            digits.append(HexFormat.of().toHexDigits(bytes[i]));
        }
        return "0x" + digits.toString().replaceFirst("^0+(?=.)", "");
    }
}
