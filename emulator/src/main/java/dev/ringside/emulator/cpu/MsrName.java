package dev.ringside.emulator.cpu;

/**
 * A model-specific register that exists.
 *
 * @param name its name, in capital letters
 * @param number what ECX holds to name it
 */
public record MsrName(String name, int number) {}
