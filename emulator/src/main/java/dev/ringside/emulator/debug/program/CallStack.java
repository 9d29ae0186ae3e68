package dev.ringside.emulator.debug.program;

import dev.ringside.emulator.cpu.Cpu;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The call stack of a processor, as it stands. In a Linux kernel with ORC its own tables are followed, in code of files with call frame
 * information that; elsewhere frame pointers; and where nothing else leads on, the stack is looked through and what is found is marked as a
 * guess. A stack goes on from an interrupt handler to what was interrupted, and ends where the kernel was entered from user mode. Looking
 * changes nothing. Belongs to the machine's thread.
 */
public final class CallStack {
    private final Cpu cpu;
    private final GuestSymbols program;
    private final KernelTables kernel = new KernelTables();
    private final FileFrames files = new FileFrames();

    /** The call stack of a processor that runs this program. */
    public CallStack(Cpu cpu, GuestSymbols program) {
        this.cpu = cpu;
        this.program = program;
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
        kernel.unwinder(program.sets(), program.kernelMemory());
        return kernel.missing();
    }

    private StackWalk walk() {
        CodeSymbols names = linear -> program.nameOf(linear).map(NamedAddress::location);
        MemoryView memory = program.kernelMemory();
        List<Unwinder> unwinders = new ArrayList<>();
        if (!cpu.protectedMode() || cpu.v86()) {
            unwinders.add(new RealModeFrames(memory));
        } else {
            List<SymbolSet> sets = program.sets().stream().filter(set -> set.isSeenWith(cpu.cr3)).toList();
            if (cpu.longMode()) {
                kernel.unwinder(sets, memory).ifPresent(unwinders::add);
            }
            unwinders.addAll(files.unwinders(sets, memory));
            unwinders.add(new FramePointers(memory, names));
            unwinders.add(new StackScan(memory, names));
        }
        return new StackWalk(names, unwinders);
    }
}
