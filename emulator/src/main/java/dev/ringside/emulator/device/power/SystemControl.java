package dev.ringside.emulator.device.power;

/** What devices can do to the machine as a whole; the machine acts after the instruction that asked. */
public interface SystemControl {
    /** The reset wire was pulsed. */
    void reset();

    /** The power was switched off. */
    void powerOff();

    /** The run ends with a process exit code: the guest wrote to the debug exit port. */
    void exit(int code);
}
