package dev.ringside.repl.workbench;

/** Chapters of the commands, in the order of help and of the reference page. */
public enum Group {
    /** Running. */
    RUNNING("Running the guest"),
    /** Rules. */
    RULES("Breakpoints and rules"),
    /** Looking at data. */
    DATA("Values and memory"),
    /** Code, stack, source. */
    CODE("Code and calls"),
    /** The hypervisor's side. */
    PARAVIRT("Guest and hypervisor"),
    /** Processor, page tables, devices. */
    MACHINE("The machine"),
    /** What runs in the guest. */
    SYSTEM("The guest's system"),
    /** The prompt itself. */
    PROMPT("The prompt");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    /** Its title. */
    public String title() {
        return title;
    }
}
