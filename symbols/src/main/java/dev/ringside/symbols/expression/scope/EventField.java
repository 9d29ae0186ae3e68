package dev.ringside.symbols.expression.scope;

import dev.ringside.symbols.expression.type.Type;

/**
 * A field of an event.
 *
 * @param name as it is written, points included
 * @param type its type, a scalar
 * @param index which one it is, for whoever reads it
 */
public record EventField(String name, Type type, int index) {}
