package dev.ringside.emulator.debug.rule;

/**
 * What a rule logged.
 *
 * @param rule the rule's number
 * @param name the rule's name; may be empty
 * @param instructions instructions that the machine had retired
 * @param text the line
 */
public record LogLine(int rule, String name, long instructions, String text) {}
