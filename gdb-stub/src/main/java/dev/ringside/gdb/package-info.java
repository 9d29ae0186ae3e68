/**
 * The GDB remote serial protocol in front of a debugger session (GDB manual, appendix E). Layers, from the socket inwards:
 * {@link dev.ringside.gdb.wire} turns bytes into packets, {@link dev.ringside.gdb.request} packets into typed requests,
 * {@link dev.ringside.gdb.Stub} requests into work on the session and replies.
 */
package dev.ringside.gdb;
