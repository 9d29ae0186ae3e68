package dev.ringside.symbols.linux;

/**
 * A module of the kernel.
 *
 * @param address linear address of its {@code struct module}
 * @param name    its name
 * @param state   whether it is usable
 * @param base    linear address of its code
 * @param size    bytes of its code and data, as {@code /proc/modules} counts them
 * @param text    bytes from {@code base} on that are code
 * @param users   how many use it
 */
public record KernelModule(long address, String name, State state, long base, long size, long text, int users) {
    /** {@code enum module_state}. */
    public enum State {
        /** Usable. */
        LIVE("Live"),
        /** Its beginning is being run. */
        COMING("Loading"),
        /** It is being taken away. */
        GOING("Unloading"),
        /** Its memory is being set up. */
        UNFORMED("Unformed");

        private final String title;

        State(String title) {
            this.title = title;
        }

        /** As {@code /proc/modules} has it. */
        public String title() {
            return title;
        }
    }
}
