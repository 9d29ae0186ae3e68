package dev.ringside.symbols.unwind.orc;

import static dev.ringside.symbols.unwind.GeneralRegister.R10;
import static dev.ringside.symbols.unwind.GeneralRegister.R13;
import static dev.ringside.symbols.unwind.GeneralRegister.RBP;
import static dev.ringside.symbols.unwind.GeneralRegister.RDI;
import static dev.ringside.symbols.unwind.GeneralRegister.RDX;
import static dev.ringside.symbols.unwind.GeneralRegister.RSP;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.unwind.Frame;
import dev.ringside.symbols.unwind.FrameMethod;
import dev.ringside.symbols.unwind.FrameRegisters;
import dev.ringside.symbols.unwind.GeneralRegister;
import dev.ringside.symbols.unwind.LinuxRegisters;
import dev.ringside.symbols.unwind.StackMemory;
import dev.ringside.symbols.unwind.Step;
import dev.ringside.symbols.unwind.UnreadableException;
import dev.ringside.symbols.unwind.Unwinder;
import dev.ringside.symbols.unwind.WalkEnd;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Unwinds a kernel by its own tables, by the rules of the kernel's own unwinder (arch/x86/kernel/unwind_orc.c). They tell instruction
 * pointer, stack pointer and frame pointer; the other registers of a caller are known only where an interrupt has saved them.
 */
public final class OrcUnwinder implements Unwinder {
    private static final int WORD = 8;

    /** Code that a table speaks of, from the first address to before the last. */
    private record Text(long from, long to) {
        boolean contains(long pc) {
            return Long.compareUnsigned(pc, from) >= 0 && Long.compareUnsigned(pc, to) < 0;
        }
    }

    private final StackMemory memory;
    private final OrcTable table;
    private final List<Text> text;

    private OrcUnwinder(MemoryView memory, OrcTable table, List<Text> text) {
        this.memory = new StackMemory(memory);
        this.table = table;
        this.text = text;
    }

    /** An unwinder for a kernel's own code, not that of its modules. */
    public static OrcUnwinder ofKernel(MemoryView memory, SymbolTable symbols, OrcTable table) {
        List<Text> text = Stream.of(between(symbols, "_stext", "_etext"), between(symbols, "_sinittext", "_einittext"))
            .flatMap(Optional::stream).toList();
        return new OrcUnwinder(memory, table, text);
    }

    /** An unwinder for {@code size} bytes of code from {@code from} on, such as a module's. */
    public static OrcUnwinder of(MemoryView memory, OrcTable table, long from, long size) {
        return new OrcUnwinder(memory, table, List.of(new Text(from, from + size)));
    }

    private static Optional<Text> between(SymbolTable symbols, String from, String to) {
        List<Symbol> first = symbols.named(from);
        List<Symbol> last = symbols.named(to);
        return first.isEmpty() || last.isEmpty() ? Optional.empty() : Optional.of(new Text(first.getFirst().address(), last.getFirst().address()));
    }

    @Override
    public Step caller(Frame frame) throws UnreadableException {
        if (frame.registers().width() != 64 || text.stream().noneMatch(t -> t.contains(frame.lookupPc()))) {
            return new Step.NoRule("ORC does not know this code");
        }
        Optional<OrcEntry> rule = table.at(frame.lookupPc());
        if (rule.isEmpty() || rule.get().type() == OrcEntry.Type.UNDEFINED) {
            return new Step.NoRule("ORC has no rule here");
        }
        if (rule.get().type() == OrcEntry.Type.END_OF_STACK) {
            return new Step.End(new WalkEnd.Outermost("the kernel's tables say that nothing has called this code"));
        }
        return apply(rule.get(), frame.registers());
    }

    private Step apply(OrcEntry rule, FrameRegisters registers) throws UnreadableException {
        GeneralRegister base = base(rule.spBase());
        if (!registers.knows(base)) {
            return new Step.NoRule("ORC needs " + base.name(64) + ", which is not known in this frame");
        }
        long from = registers.get(base).getAsLong();
        long sp = switch (rule.spBase()) {
            case BP_INDIRECT -> memory.read(from + rule.spOffset(), WORD, "saved stack pointer");
            // Until Linux 5.11 interrupts kept the old stack pointer so far up the stack; since then calls keep it at the stack pointer.
            case SP_INDIRECT -> rule.type() == OrcEntry.Type.CALL ? memory.read(from, WORD, "saved stack pointer") + rule.spOffset()
                : memory.read(from + rule.spOffset(), WORD, "saved stack pointer");
            case SP, BP -> from + rule.spOffset();
            default -> from;
        };
        return switch (rule.type()) {
            case REGISTERS -> LinuxRegisters.read(memory, 64, sp).step(OptionalLong.empty(), FrameMethod.ORC, true);
            case REGISTERS_PARTIAL -> LinuxRegisters.pushedByProcessor(memory, framePointer(rule, registers, registers.keeping(Set.of()), sp), sp)
                .step(OptionalLong.empty(), FrameMethod.ORC, true);
            default -> {
                FrameRegisters caller = registers.keeping(Set.of()).withPc(memory.read(sp - WORD, WORD, "return address")).with(RSP, sp);
                yield new Step.Caller(framePointer(rule, registers, caller, sp), OptionalLong.of(sp), FrameMethod.ORC, false, true);
            }
        };
    }

    private FrameRegisters framePointer(OrcEntry rule, FrameRegisters frame, FrameRegisters caller, long sp) throws UnreadableException {
        return switch (rule.bpBase()) {
            case PREVIOUS_SP -> caller.with(RBP, memory.read(sp + rule.bpOffset(), WORD, "saved frame pointer"));
            case BP -> frame.knows(RBP)
                ? caller.with(RBP, memory.read(frame.get(RBP).getAsLong() + rule.bpOffset(), WORD, "saved frame pointer")) : caller;
            case UNDEFINED -> frame.knows(RBP) ? caller.with(RBP, frame.get(RBP).getAsLong()) : caller;
            default -> caller;
        };
    }

    private static GeneralRegister base(OrcEntry.Base base) {
        return switch (base) {
            case BP, BP_INDIRECT -> RBP;
            case R10 -> R10;
            case R13 -> R13;
            case DI -> RDI;
            case DX -> RDX;
            case SP, SP_INDIRECT, PREVIOUS_SP, UNDEFINED -> RSP;
        };
    }
}
