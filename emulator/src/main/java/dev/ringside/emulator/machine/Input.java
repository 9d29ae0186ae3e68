package dev.ringside.emulator.machine;

/**
 * One thing that came from outside: a byte for a device.
 *
 * @param virtualTime when the machine took it
 * @param instructions how many instructions had retired then
 * @param channel which device takes it, such as {@code com1}
 * @param value the byte, 0 to 255
 */
public record Input(long virtualTime, long instructions, String channel, int value) {}
