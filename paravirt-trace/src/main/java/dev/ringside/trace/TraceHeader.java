package dev.ringside.trace;

/**
 * What a trace says about itself in its first line.
 *
 * @param platform the platform the machine pretended to be, as {@code --platform} names it
 * @param guest    the guest as the user named it
 */
public record TraceHeader(String platform, String guest) {
    /** The version of the file format that this code writes, and the only one it reads. */
    public static final int VERSION = 1;
}
