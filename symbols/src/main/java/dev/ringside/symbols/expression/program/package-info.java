/**
 * Names and types of a program as a scope of expressions: in front of the table of symbols and of the type library stand thin adapters, so
 * that the language knows neither BTF nor DWARF.
 */
package dev.ringside.symbols.expression.program;
