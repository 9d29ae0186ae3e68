/**
 * What names mean, as a front end knows it: the seam to symbol tables, type information, events, user variables and value history.
 */
package dev.ringside.symbols.expression.scope;
