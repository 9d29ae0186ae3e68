package dev.ringside.emulator.cpu;

/**
 * The pins FERR# and IGNNE# by which a PC reports x87 errors through IRQ 13 while CR0.NE is clear (SDM vol.1 appendix D). A waiting x87
 * instruction that meets a pending error asserts FERR# and holds the processor until an interrupt comes, unless IGNNE# is asserted.
 */
public interface NumericErrorLine {
    /** Asserts FERR#: an x87 instruction has met a pending error. May be called again while nothing has changed. */
    void assertError();

    /** Whether IGNNE# is asserted, as a write to port F0h does until FERR# goes away: x87 instructions execute in spite of the error. */
    boolean ignored();

    /** Deasserts FERR#: the errors have been cleared or masked. */
    void clearError();

    /** Pins that are not connected: the processor waits for any interrupt. */
    NumericErrorLine NONE = new NumericErrorLine() {
        @Override
        public void assertError() {}

        @Override
        public boolean ignored() {
            return false;
        }

        @Override
        public void clearError() {}
    };
}
