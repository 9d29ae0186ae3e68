package dev.ringside.emulator.debug;

/** A front end that wants to know when the guest stops. Called on the machine's thread; must not block. */
public interface RunListener {
    /** The guest has stopped and stays so until somebody resumes it. */
    void stopped(Stop stop);

    /** The run is over. */
    void ended(RunEnd end);
}
