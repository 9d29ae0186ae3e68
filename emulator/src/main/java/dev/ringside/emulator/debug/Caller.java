package dev.ringside.emulator.debug;

/**
 * Where the function that runs returns to.
 *
 * @param linear linear address of the instruction that it returns to
 * @param stackPointer the stack pointer right after the return, apart from arguments that the return takes away
 * @param how how it was found, in a few words
 * @param certain whether that is more than a guess
 */
public record Caller(long linear, long stackPointer, String how, boolean certain) {}
