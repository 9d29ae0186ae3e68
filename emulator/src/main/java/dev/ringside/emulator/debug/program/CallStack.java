package dev.ringside.emulator.debug.program;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.symbols.SymbolTable;
import dev.ringside.symbols.bytes.MemoryView;
import dev.ringside.symbols.unwind.Backtrace;
import dev.ringside.symbols.unwind.CodeSymbols;
import dev.ringside.symbols.unwind.Frame;
import dev.ringside.symbols.unwind.FramePointers;
import dev.ringside.symbols.unwind.RealModeFrames;
import dev.ringside.symbols.unwind.StackScan;
import dev.ringside.symbols.unwind.StackWalk;
import dev.ringside.symbols.unwind.Step;
import dev.ringside.symbols.unwind.Unwinder;
import dev.ringside.symbols.unwind.orc.OrcTable;
import dev.ringside.symbols.unwind.orc.OrcUnwinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The call stack of a processor, as it stands. In a Linux kernel with ORC its own tables are followed, in code with call frame information
 * that; elsewhere frame pointers; and where nothing else leads on, the stack is looked through and what is found is marked as a guess. A
 * stack goes on from an interrupt handler to what was interrupted, and ends where the kernel was entered from user mode. Looking changes
 * nothing. Belongs to the machine's thread.
 */
public final class CallStack {
    private final Cpu cpu;
    private final Supplier<MemoryView> memory;
    private final Supplier<SymbolTable> kernel;
    private final CodeSymbols names;
    private final KernelTables tables = new KernelTables();

    /**
     * The call stack of a processor.
     *
     * @param memory by linear addresses, as it is when asked
     * @param kernel the symbols of the kernel that runs now, among them those of its unwind tables
     * @param names  what addresses of code belong to
     */
    public CallStack(Cpu cpu, Supplier<MemoryView> memory, Supplier<SymbolTable> kernel, CodeSymbols names) {
        this.cpu = cpu;
        this.memory = memory;
        this.kernel = kernel;
        this.names = names;
    }

    /** The frames, innermost first, at most {@code limit} (at least 1), and why there are no more. */
    public Backtrace frames(int limit) {
        return walk().from(LiveFrame.of(cpu), limit);
    }

    /** The frame that the current function returns to; empty: it has no caller, or none can be found. Takes one step only. */
    public Optional<Frame> caller() {
        StackWalk walk = walk();
        Frame live = walk.live(LiveFrame.of(cpu));
        return walk.step(live) instanceof Step.Caller step ? Optional.of(walk.outer(live, step)) : Optional.empty();
    }

    /** How many frames there are, the current one included; never more than {@code limit}. */
    public int depth(int limit) {
        return frames(limit).frames().size();
    }

    /** Why the kernel's own tables are not used, in one line; empty when they are. */
    public String missingTables() {
        tables.of(kernel.get(), memory.get());
        return tables.missing();
    }

    private StackWalk walk() {
        MemoryView view = memory.get();
        List<Unwinder> unwinders = new ArrayList<>();
        if (!cpu.protectedMode() || cpu.v86()) {
            unwinders.add(new RealModeFrames(view));
        } else {
            SymbolTable symbols = kernel.get();
            Optional<OrcTable> orc = cpu.longMode() ? tables.of(symbols, view) : Optional.empty();
            orc.ifPresent(table -> unwinders.add(OrcUnwinder.ofKernel(view, symbols, table)));
            unwinders.add(new FramePointers(view, names));
            unwinders.add(new StackScan(view, names));
        }
        return new StackWalk(names, unwinders);
    }
}
