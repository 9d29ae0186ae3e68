package dev.ringside.emulator.debug.inspect.explain;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.OperandKind;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Row.Attribute;
import dev.ringside.emulator.isa.Transfer;
import java.util.ArrayList;
import java.util.List;

/** The exceptions that an instruction can raise, as they follow from its row, and which of them the processor's state makes certain now. */
final class PossibleExceptions {
    private final Cpu cpu;
    private final Instruction insn;
    private final Row row;
    private final List<Reason> reasons = new ArrayList<>();

    /**
     * A reason for an exception.
     *
     * @param exception as the manual writes it, {@code #GP(0)}
     * @param when in words
     * @param now whether it holds with the processor as it is; false also where that is not known beforehand
     */
    record Reason(String exception, String when, boolean now) {}

    PossibleExceptions(Cpu cpu, Instruction insn) {
        this.cpu = cpu;
        this.insn = insn;
        this.row = insn.row;
    }

    List<Reason> all() {
        privilege();
        units();
        lock();
        memory();
        transfers();
        byMnemonic();
        return List.copyOf(reasons);
    }

    private void add(String exception, String when, boolean now) {
        reasons.add(new Reason(exception, when, now));
    }

    private void privilege() {
        if (row.is(Attribute.CPL0)) {
            add("#GP(0)", "CPL is not 0", cpu.cpl != 0);
        }
        if (row.is(Attribute.CPL0_UD)) {
            add("#UD", "CPL is not 0", cpu.cpl != 0);
        }
        if (row.is(Attribute.IO)) {
            add("#GP(0)", "CPL is above IOPL, and the I/O permission bitmap does not allow the port", false);
        }
        if (row.is(Attribute.IOPL)) {
            add("#GP(0)", "CPL is above IOPL, or IOPL is not 3 in virtual-8086 mode", cpu.protectedMode() && !cpu.v86() && cpu.cpl > cpu.flags.iopl());
        }
        if (row.is(Attribute.PROTECTED)) {
            add("#UD", "real or virtual-8086 mode", !cpu.selectorsNameDescriptors());
        }
        if (row.is(Attribute.NOT64)) {
            add("#UD", "64-bit mode", insn.mode == 64);
        }
        if (row.is(Attribute.ONLY64)) {
            add("#UD", "not 64-bit mode", insn.mode != 64);
        }
        if (!cpu.model.has(row.feature())) {
            add("#UD", "the processor has no " + row.feature(), true);
        }
    }

    private void units() {
        boolean em = (cpu.cr0 & Cpu.CR0_EM) != 0;
        boolean ts = (cpu.cr0 & Cpu.CR0_TS) != 0;
        if (row.is(Attribute.SSE)) {
            add("#UD", "CR0.EM is set, or CR4.OSFXSR is clear", em || (cpu.cr4 & Cpu.CR4_OSFXSR) == 0);
            add("#NM", "CR0.TS is set", ts);
        } else if (row.is(Attribute.MMX)) {
            add("#UD", "CR0.EM is set", em);
            add("#NM", "CR0.TS is set", ts);
            add("#MF", "an x87 error is pending", false);
        } else if (row.is(Attribute.X87)) {
            add("#NM", "CR0.EM or CR0.TS is set", em || ts);
            add("#MF", "an x87 error is pending", false);
        }
    }

    private void lock() {
        if (insn.has(Instruction.LOCK)) {
            boolean wrong = !row.is(Attribute.LOCKABLE) || !insn.memory;
            add("#UD", "LOCK before an instruction that does not change memory", wrong);
        }
    }

    private void memory() {
        boolean accessed = row.operands().stream().anyMatch(o -> inMemory(o) && o.role() != Operand.Role.ADDRESS);
        if (!accessed) {
            return;
        }
        boolean stack = insn.segment == Instruction.SS;
        add(stack ? "#SS(0)" : "#GP(0)", insn.mode == 64 ? "an address is not canonical" : "an offset is outside the segment, or the segment's type forbids it",
                false);
        add("#PF", "a page is not mapped or not allowed", false);
        if (row.is(Attribute.ALIGNED)) {
            add("#GP(0)", "the 16-byte operand is not aligned", insn.memory && (cpu.segments.effectiveBase[insn.segment] + cpu.offset(insn) & 15) != 0);
        }
        add("#AC(0)", "alignment checks are on (CR0.AM, EFLAGS.AC, CPL 3) and an operand is not aligned", false);
    }

    private boolean inMemory(Operand o) {
        return switch (o.kind()) {
            case RM, MEM, MM_RM, XMM_RM -> insn.memory;
            default -> o.canBeMemory();
        };
    }

    private void transfers() {
        boolean loadsSegment = row.operands().stream().anyMatch(o -> o.kind() == OperandKind.SEGMENT && o.role() != Operand.Role.READ);
        if (loadsSegment) {
            add("#GP, #NP, #SS", "the selector names no usable segment", false);
        }
        switch (Transfer.of(insn)) {
            case RELATIVE, COMPUTED, RETURN -> add("#GP(0)", insn.mode == 64 ? "the target is not canonical" : "the target is outside the code segment", false);
            case FAR -> add("#GP, #NP, #SS, #TS", "the selector, gate, task or stack cannot be used", false);
            default -> { }
        }
    }

    private void byMnemonic() {
        switch (row.mnemonic()) {
            case "DIV", "IDIV" -> add("#DE", "the divisor is 0, or the quotient does not fit", false);
            case "AAM" -> add("#DE", "the immediate is 0", insn.immediate == 0);
            case "BOUND" -> add("#BR", "the index is outside the bounds", false);
            case "INTO" -> add("#OF", "EFLAGS.OF is set", cpu.flags.condition(0));
            case "INT3" -> add("#BP", "always: that is what it does", true);
            case "INT1" -> add("#DB", "always: that is what it does", true);
            case "UD0", "UD1", "UD2" -> add("#UD", "always: that is what it does", true);
            case "RDMSR", "WRMSR" -> add("#GP(0)", "ECX names no register, or the value is refused", false);
            case "VMCALL", "VMMCALL" -> add("#UD", "the platform takes no calls of this kind", false);
            case "RDTSC", "RDTSCP" -> add("#GP(0)", "CR4.TSD is set and CPL is not 0", (cpu.cr4 & Cpu.CR4_TSD) != 0 && cpu.cpl != 0);
            default -> { }
        }
        if (cpu.longMode() || cpu.protectedMode()) {
            boolean tables = List.of("SGDT", "SIDT", "SLDT", "SMSW", "STR").contains(row.mnemonic());
            if (tables) {
                add("#GP(0)", "CR4.UMIP is set and CPL is not 0", (cpu.cr4 & Cpu.CR4_UMIP) != 0 && cpu.cpl != 0);
            }
        }
    }
}
