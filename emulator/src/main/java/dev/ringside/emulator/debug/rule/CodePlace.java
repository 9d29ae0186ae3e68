package dev.ringside.emulator.debug.rule;

/** Where an instruction is executed from. */
public sealed interface CodePlace {
    /** As a user writes it. */
    String text();

    /** A linear address, in whatever address space. */
    record Linear(long address) implements CodePlace {
        @Override
        public String text() {
            return "0x" + Long.toHexString(address);
        }
    }

    /** A physical address of RAM or ROM, through whatever linear address it is executed. */
    record Physical(long address) implements CodePlace {
        @Override
        public String text() {
            return "phys:0x" + Long.toHexString(address);
        }
    }

    /**
     * An offset in a segment. When the rule is set, it becomes the linear address that it names then: in the segment that CS holds, if it
     * holds this selector; else in real and virtual-8086 mode at 16 times the selector; else in the segment that the descriptor tables name.
     * So real-mode code is met there however selector and offset are put together.
     */
    record Segmented(int selector, long offset) implements CodePlace {
        @Override
        public String text() {
            return "%04x:%04x".formatted(selector, offset);
        }
    }
}
