package dev.ringside.emulator.debug.inspect.explain;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.inspect.explain.CodeReader.Code;
import dev.ringside.emulator.debug.inspect.explain.Explanation.Draft;
import dev.ringside.emulator.debug.inspect.layout.Layout;
import dev.ringside.emulator.debug.inspect.layout.Layouts;
import dev.ringside.emulator.isa.Conditions;
import dev.ringside.emulator.isa.Feature;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.Row;
import dev.ringside.emulator.isa.Row.Attribute;
import dev.ringside.emulator.isa.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Explains an instruction by its row, and what it would do with the processor as it is. */
final class InstructionExplainer {
    private static final Layout EFLAGS = Layouts.named("eflags");
    private static final int IOPL = 3 << 12;

    private final Cpu cpu;
    private final OperandValues values;

    InstructionExplainer(Cpu cpu, OperandValues values) {
        this.cpu = cpu;
        this.values = values;
    }

    Explanation of(Code code) {
        Instruction insn = code.instruction();
        if (!code.valid()) {
            return new Draft(Text.hex(code.at()) + ": no instruction", "SDM vol. 2, appendix A")
                    .say("the bytes are no instruction of this processor: executing them raises #UD").done();
        }
        Row row = insn.row;
        InstructionSummary summary = InstructionSummary.of(row.mnemonic());
        Draft draft = new Draft(Text.hex(code.at()) + ": " + code.text(), summary.source());
        draft.say(summary.words());
        draft.say("encoding", row.encoding() + ", " + insn.length + (insn.length == 1 ? " byte" : " bytes") + ", " + insn.mode + "-bit code");
        draft.say("needs", needs(row));
        operands(draft, code);
        flags(draft, row);
        branch(draft, insn);
        undefined(draft, row);
        exceptions(draft, insn);
        return draft.done();
    }

    private String needs(Row row) {
        List<String> needs = new ArrayList<>();
        if (row.is(Attribute.CPL0) || row.is(Attribute.CPL0_UD)) {
            needs.add("CPL 0 (it is " + cpu.cpl + ")");
        }
        if (row.is(Attribute.IO)) {
            needs.add("CPL at most IOPL, or the I/O bitmap (CPL is " + cpu.cpl + ", IOPL " + cpu.flags.iopl() + ")");
        }
        if (row.is(Attribute.IOPL)) {
            needs.add("CPL at most IOPL (CPL is " + cpu.cpl + ", IOPL " + cpu.flags.iopl() + ")");
        }
        if (row.is(Attribute.PROTECTED)) {
            needs.add("protected mode");
        }
        if (row.feature() != Feature.BASE) {
            needs.add("CPUID feature " + row.feature() + (cpu.model.has(row.feature()) ? " (on)" : " (off)"));
        }
        return needs.isEmpty() ? "nothing special" : String.join(", ", needs);
    }

    private void operands(Draft draft, Code code) {
        List<Operand> operands = code.instruction().row.operands();
        if (operands.isEmpty()) {
            return;
        }
        draft.part("operands");
        for (Operand o : operands) {
            String text = code.operand(o);
            String now = values.now(code.instruction(), o);
            draft.say(text.isEmpty() ? o.notation() : text, role(o.role()) + (now.isEmpty() ? "" : "; now " + now));
        }
    }

    private static String role(Operand.Role role) {
        return switch (role) {
            case READ -> "read";
            case WRITE -> "written";
            case READ_WRITE -> "read and written";
            case CONDITIONAL_WRITE -> "written under a condition";
            case ADDRESS -> "only its address is used";
        };
    }

    private void flags(Draft draft, Row row) {
        if ((row.flagsRead() | row.flagsWritten() | row.flagsUndefined()) == 0) {
            return;
        }
        draft.part("flags");
        if (row.flagsRead() != 0) {
            draft.say("read", now(row.flagsRead()));
        }
        if (row.flagsWritten() != 0) {
            draft.say("written", names(row.flagsWritten()));
        }
        if (row.flagsUndefined() != 0) {
            draft.say("undefined afterwards", names(row.flagsUndefined()));
        }
    }

    private static String names(int mask) {
        String flags = EFLAGS.flags(mask);
        return (mask & IOPL) != 0 ? flags.isEmpty() ? "IOPL" : flags + " IOPL" : flags;
    }

    private String now(int mask) {
        List<String> texts = new ArrayList<>();
        for (String name : names(mask).split(" ")) {
            texts.add(name + "=" + EFLAGS.field(name).orElseThrow().of(cpu.flags.value() & 0xFFFFFFFFL));
        }
        return String.join(" ", texts);
    }

    private void branch(Draft draft, Instruction insn) {
        int condition = Conditions.of(insn.row.mnemonic());
        if (condition < 0) {
            return;
        }
        boolean holds = cpu.flags.condition(condition);
        boolean jump = insn.row.mnemonic().startsWith("J");
        draft.part("now").say(jump ? holds ? "the condition holds: the branch is taken to " + Text.hex(OperandValues.target(insn))
                : "the condition does not hold: execution goes on at " + Text.hex(insn.nextRip())
                : holds ? "the condition holds" : "the condition does not hold");
    }

    private static void undefined(Draft draft, Row row) {
        if (!row.undefined().isEmpty()) {
            draft.part("left open by the manuals");
            row.undefined().stream().sorted().map(Undefined::name).map(name -> name.toLowerCase(Locale.ROOT).replace('_', ' ')).forEach(draft::say);
        }
    }

    private void exceptions(Draft draft, Instruction insn) {
        List<PossibleExceptions.Reason> reasons = new PossibleExceptions(cpu, insn).all();
        if (reasons.isEmpty()) {
            return;
        }
        draft.part("exceptions");
        reasons.forEach(r -> draft.say(r.exception(), r.when() + (r.now() ? " (so it is now)" : "")));
    }
}
