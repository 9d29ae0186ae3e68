package dev.ringside.symbols.linux;

import dev.ringside.symbols.linux.StructLayout.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code struct task_struct}. Needs types. */
public final class Tasks {
    private static final int NAME_BYTES = 16;
    private static final long KERNEL_THREAD = 0x0020_0000;
    /** Threads of all processes together; more are not read. */
    private static final int MOST = 1 << 18;

    private final LinuxKernel kernel;
    private final Field tasks;
    private final Field pid;
    private final Field tgid;
    private final Field name;
    private final Field state;
    private final Field exitState;
    private final Field mm;
    private final Field parent;
    private final Field cpu;
    private final Field stack;
    private final Field flags;
    private final Field signal;
    private final Field threads;
    private final Field thread;

    /**
     * Tasks of a kernel.
     *
     * @param tasks  in the kernel's order: that of their start
     * @param broken why there may be more; empty: these are all
     */
    public record Listing(List<Task> tasks, Optional<String> broken) {
        /** Copies the list. */
        public Listing {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * A reader of a kernel's tasks.
     *
     * @throws ViewException when the types or a member are missing
     */
    public Tasks(LinuxKernel kernel) throws ViewException {
        this.kernel = kernel;
        StructLayout task = kernel.struct("task_struct");
        tasks = task.field("tasks");
        pid = task.field("pid");
        tgid = task.field("tgid");
        name = task.field("comm");
        state = task.field("__state", "state");
        exitState = task.field("exit_state");
        mm = task.field("mm");
        parent = task.field("real_parent");
        cpu = task.field("thread_info.cpu", "cpu");
        stack = task.field("stack");
        flags = task.field("flags");
        signal = task.field("signal");
        thread = task.field("thread_node");
        threads = kernel.struct("signal_struct").field("thread_head");
    }

    /**
     * All processes, the idle task ({@code init_task}, number 0) first: of each its first thread.
     *
     * @throws ViewException when there is no {@code init_task}, or it is not readable
     */
    public Listing processes() throws ViewException {
        long first = kernel.symbol("init_task");
        var found = new ArrayList<Task>();
        found.add(read(first));
        LinkedList list = LinkedList.at(kernel, tasks.in(first));
        Optional<String> broken = list.broken();
        for (long link : list.entries()) {
            try {
                found.add(read(kernel.truncated(link - tasks.offset())));
            } catch (ViewException e) {
                broken = broken.or(() -> Optional.of(e.getMessage()));
            }
        }
        return new Listing(found, broken);
    }

    /**
     * All threads of all processes, those of a process after one another.
     *
     * @throws ViewException as {@link #processes}
     */
    public Listing threads() throws ViewException {
        Listing processes = processes();
        var found = new ArrayList<Task>();
        Optional<String> broken = processes.broken();
        for (Task process : processes.tasks()) {
            Listing own = process.pid() == 0 || found.size() > MOST ? new Listing(List.of(process), Optional.empty()) : threads(process);
            found.addAll(own.tasks());
            broken = broken.or(own::broken);
        }
        return new Listing(found, broken);
    }

    private Listing threads(Task process) {
        var found = new ArrayList<Task>();
        try {
            long head = threads.in(kernel.pointer(signal.in(process.address())));
            LinkedList list = LinkedList.at(kernel, head);
            for (long link : list.entries()) {
                found.add(read(kernel.truncated(link - thread.offset())));
            }
            return new Listing(found, list.broken());
        } catch (ViewException e) {
            return new Listing(found.isEmpty() ? List.of(process) : found, Optional.of(e.getMessage()));
        }
    }

    /**
     * The task at an address.
     *
     * @throws ViewException when memory there is not mapped
     */
    public Task read(long address) throws ViewException {
        long parentAt = kernel.pointer(parent.in(address));
        return new Task(address, (int) pid.read(kernel, address), (int) tgid.read(kernel, address),
            parentAt == 0 ? 0 : (int) tgid.read(kernel, parentAt), kernel.text(name.in(address), NAME_BYTES),
            TaskState.of(state.read(kernel, address), exitState.read(kernel, address)), kernel.pointer(mm.in(address)),
            (int) cpu.read(kernel, address), kernel.pointer(stack.in(address)), (flags.read(kernel, address) & KERNEL_THREAD) != 0);
    }
}
