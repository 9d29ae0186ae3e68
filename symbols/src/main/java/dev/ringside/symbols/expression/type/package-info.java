/**
 * Types of expressions: only what typing and reading need to know. Readers of type information (BTF, DWARF) put a
 * {@link dev.ringside.symbols.expression.type.CompositeType} in front of their structs; all other types are plain values.
 */
package dev.ringside.symbols.expression.type;
