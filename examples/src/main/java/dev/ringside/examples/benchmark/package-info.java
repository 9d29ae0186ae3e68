/**
 * How fast the engines are: small guests that are measured, not tested. Run by the scripts in {@code examples/benchmark}.
 */
package dev.ringside.examples.benchmark;
