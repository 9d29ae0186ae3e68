/**
 * Recording and analysis of what a guest asked of its hypervisor.
 *
 * <p>A trace file is text, one JSON object a line. The first line is the header
 * ({@code {"ringside-trace":1,"platform":"kvm","guest":"..."}}), each further line one event in the order in which it happened, and
 * the last line ({@code {"end":N}}) says how many there were: a file without it was cut short. Addresses and bit patterns are
 * strings in hex, since JSON numbers lose the low bits of 64-bit values in most readers.
 */
package dev.ringside.trace;
