/**
 * The GDB remote serial protocol server: bytes on a socket in front of a debugger session.
 */
package dev.ringside.gdb;
