/**
 * Symbols as text, a line each: {@code System.map}, which the build of a Linux kernel leaves, and what {@code /proc/kallsyms} shows.
 */
package dev.ringside.symbols.systemmap;
