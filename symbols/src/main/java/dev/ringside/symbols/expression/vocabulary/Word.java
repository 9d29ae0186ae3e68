package dev.ringside.symbols.expression.vocabulary;

/**
 * A word as completion and the reference page show it.
 *
 * @param name how it is written
 * @param form how it is used: its type, or its parameters
 * @param help one line
 */
public record Word(String name, String form, String help) {}
