package dev.ringside.symbols.linux;

/**
 * A task of the kernel: a thread of a process, or one of the kernel's own.
 *
 * @param address linear address of its {@code struct task_struct}
 * @param pid     the thread's number
 * @param tgid    the process's number: that of its first thread
 * @param parent  the process's number of its parent; 0: none
 * @param name    {@code comm}
 * @param state   what it does
 * @param mm      linear address of its {@code struct mm_struct}; 0: a thread of the kernel, or one that is gone
 * @param cpu     the processor it runs on or ran on last
 * @param stack   lowest linear address of its kernel stack; 0: none any more
 * @param kernel  whether it is a thread of the kernel (PF_KTHREAD)
 */
public record Task(long address, int pid, int tgid, int parent, String name, TaskState state, long mm, int cpu, long stack, boolean kernel) {
}
