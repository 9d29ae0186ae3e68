package dev.ringside.symbols.linux;

import java.util.Map;
import java.util.Optional;

/**
 * Types of variables that everybody who looks at a kernel asks for. BTF of most kernels knows per-CPU variables only; these are declared in
 * headers of the kernel's sources, as they have been for many years. Where the types of a kernel have no such type, it has no such variable.
 */
public final class KnownVariables {
    private static final Map<String, String> TYPES = Map.ofEntries(
        Map.entry("init_task", "struct task_struct"),
        Map.entry("init_mm", "struct mm_struct"),
        Map.entry("init_pid_ns", "struct pid_namespace"),
        Map.entry("init_uts_ns", "struct uts_namespace"),
        Map.entry("init_nsproxy", "struct nsproxy"),
        Map.entry("init_cred", "struct cred"),
        Map.entry("init_user_ns", "struct user_namespace"),
        Map.entry("init_net", "struct net"),
        Map.entry("modules", "struct list_head"),
        Map.entry("super_blocks", "struct list_head"),
        Map.entry("pv_ops", "struct paravirt_patch_template"),
        Map.entry("pv_info", "struct pv_info"),
        Map.entry("boot_cpu_data", "struct cpuinfo_x86"),
        Map.entry("boot_params", "struct boot_params"),
        Map.entry("x86_platform", "struct x86_platform_ops"),
        Map.entry("x86_init", "struct x86_init_ops"),
        Map.entry("kvm_clock", "struct clocksource"),
        Map.entry("clocksource_tsc", "struct clocksource"),
        Map.entry("jiffies", "unsigned long"),
        Map.entry("jiffies_64", "u64"),
        Map.entry("nr_cpu_ids", "unsigned int"),
        Map.entry("nr_threads", "int"),
        Map.entry("total_forks", "unsigned long"),
        Map.entry("max_pfn", "unsigned long"),
        Map.entry("phys_base", "unsigned long"),
        Map.entry("page_offset_base", "unsigned long"),
        Map.entry("vmalloc_base", "unsigned long"),
        Map.entry("vmemmap_base", "unsigned long"),
        Map.entry("panic_timeout", "int"),
        Map.entry("oops_in_progress", "int"),
        Map.entry("system_state", "enum system_states"));

    /** Pointers: the type they point to. */
    private static final Map<String, String> POINTERS = Map.of("prb", "struct printk_ringbuffer", "saved_command_line", "char",
        "curr_clocksource", "struct clocksource");

    private KnownVariables() {}

    /**
     * The type of a variable.
     *
     * @return as {@link dev.ringside.symbols.types.TypeLibrary#find(String)} takes it; empty when it is not known here
     */
    public static Optional<String> type(String variable) {
        return Optional.ofNullable(TYPES.get(variable));
    }

    /** What a variable points to; empty when it is no pointer, or not known here. */
    public static Optional<String> pointee(String variable) {
        return Optional.ofNullable(POINTERS.get(variable));
    }
}
