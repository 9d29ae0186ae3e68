/**
 * How fast Ringside is beside QEMU's translator: the benchmark guest and Debian's boots on both, in turn, measured from outside.
 * Run by {@code examples/benchmark/versus-qemu}. {@code IntegerLoop} measures the interpreter by itself.
 */
package dev.ringside.examples.benchmark;
