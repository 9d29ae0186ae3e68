/**
 * The words of the language, each a row of a table: registers with their parts, functions, type words, address spaces, what a rule
 * knows of itself, entries of a page walk. The parser looks words up here; completion and the reference page are made of the same rows.
 */
package dev.ringside.symbols.expression.vocabulary;
