package dev.ringside.emulator.debug.inspect.explain;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.debug.inspect.explain.Explanation.Draft;
import dev.ringside.emulator.debug.inspect.paging.Level;
import dev.ringside.emulator.debug.inspect.paging.PageTables;
import dev.ringside.emulator.debug.inspect.paging.WalkStep;
import dev.ringside.emulator.debug.inspect.register.ModelSpecific;
import dev.ringside.emulator.debug.inspect.segment.DescriptorTables;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.platform.CallRow;
import dev.ringside.emulator.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Explains, in words. Belongs to the machine's thread; what it answers belongs to anybody. */
public final class Explainer {
    private final Cpu cpu;
    private final CodeReader code;
    private final InstructionExplainer instructions;
    private final DescriptorExplainer descriptors;
    private final FaultExplainer faults;
    private final RegisterExplainer registers;
    private final CallExplainer calls;

    /**
     * Explains one processor of a machine.
     *
     * @param linear memory as the processor sees it
     * @param names names of linear addresses; the empty string for an address without one
     */
    public Explainer(Machine machine, int number, MemoryAccess linear, LongFunction<String> names) {
        cpu = machine.cpu(number);
        code = new CodeReader(cpu, linear, names);
        instructions = new InstructionExplainer(cpu, new OperandValues(cpu, linear));
        DescriptorTables tables = new DescriptorTables(cpu, linear);
        descriptors = new DescriptorExplainer(tables, names);
        faults = new FaultExplainer(cpu, code, tables, descriptors);
        registers = new RegisterExplainer(cpu);
        calls = new CallExplainer(cpu, machine.extension(Platform.class));
    }

    /** The instruction that is next. */
    public Explanation instruction() {
        return instruction(cpu.segments.effectiveBase[Instruction.CS] + cpu.rip & cpu.linearMask);
    }

    /** The instruction at a linear address, read as code of the current size. */
    public Explanation instruction(long address) {
        Optional<CodeReader.Code> found = code.at(address, cpu.codeSize);
        if (found.isEmpty()) {
            return new Draft(Text.hex(address), "SDM vol. 3, 4.7").say("no instruction can be read there: "
                    + new PageTables(cpu).walk(address).reason()).done();
        }
        Explanation plain = instructions.of(found.get());
        Optional<Explanation> target = target(found.get());
        if (target.isEmpty()) {
            return plain;
        }
        List<Explanation.Part> parts = new ArrayList<>(plain.parts());
        parts.add(new Explanation.Part("now: " + target.get().title(), target.get().parts().stream().flatMap(p -> p.lines().stream()).toList()));
        return new Explanation(plain.title(), plain.source(), parts);
    }

    /** What an instruction names by the registers as they are: a call, an MSR, a leaf, a gate. */
    private Optional<Explanation> target(CodeReader.Code at) {
        if (!at.valid()) {
            return Optional.empty();
        }
        return switch (at.instruction().row.mnemonic()) {
            case "VMCALL", "VMMCALL" -> calls.atInstruction();
            case "RDMSR", "WRMSR" -> msr((int) cpu.r[Cpu.RCX]);
            case "CPUID" -> Optional.of(leaf((int) cpu.r[Cpu.RAX], (int) cpu.r[Cpu.RCX]));
            default -> Optional.empty();
        };
    }

    /** The last exception. */
    public Explanation lastFault() {
        return faults.last();
    }

    /** An error code of the exception {@code vector}. */
    public Explanation errorCode(int vector, int error) {
        return faults.errorCode(vector, error);
    }

    /** A call of the platform, by name or by number. */
    public Optional<Explanation> call(String name) {
        return calls.named(name);
    }

    /** A call of the platform, by number. */
    public Optional<Explanation> call(long number) {
        return calls.numbered(number);
    }

    /** The calls that the platform knows. */
    public List<CallRow> calls() {
        return calls.rows();
    }

    /**
     * A paging-structure entry, in the current paging mode.
     *
     * @throws IllegalArgumentException when the mode has no entries of this level
     */
    public Explanation entry(Level level, long value) {
        WalkStep step = new PageTables(cpu).entry(level, value);
        Draft draft = new Draft(level + " " + Text.hex(step.value()) + ": " + step.layout().title(), step.layout().source());
        Text.fields(draft, step.fields());
        if (!step.present()) {
            draft.say("the processor looks at no other bit; they are the system's");
        } else if (step.reserved() != 0) {
            draft.say("reserved", "bits " + Text.hex(step.reserved()) + " are set: an access raises #PF with RSVD set");
        }
        return draft.done();
    }

    /** What a selector names. */
    public Explanation selector(int selector) {
        return descriptors.selector(selector);
    }

    /** A model-specific register, by number; empty where RDMSR would raise #GP(0). */
    public Optional<Explanation> msr(int number) {
        return new ModelSpecific(cpu).numbered(number).map(RegisterExplainer::msr);
    }

    /** CR0, CR3, CR4, EFLAGS, DR6, or a model-specific register by name. */
    public Optional<Explanation> register(String name) {
        return registers.register(name);
    }

    /** A leaf of CPUID. */
    public Explanation leaf(int leaf, int subleaf) {
        return registers.leaf(leaf, subleaf);
    }

    /** A CPUID feature, by name. */
    public Optional<Explanation> feature(String name) {
        return registers.feature(name);
    }
}
