/**
 * Names, types, source lines and expressions. Stands on nothing of ours, so that every other room may use it.
 */
package dev.ringside.symbols;
