package dev.ringside.emulator.memory;

/**
 * What translated code meets when an instruction needs more than it was translated for: a device register, a watched page, a
 * store into decoded code, an address that is not canonical. Thrown before the instruction has changed anything but the TLB,
 * which the interpreter, who takes the instruction over, would have filled in the same way.
 */
public final class NotPlain extends RuntimeException {
    /** The only one: it carries nothing. */
    public static final NotPlain SIGNAL = new NotPlain();

    private NotPlain() {
        super(null, null, false, false);
    }
}
