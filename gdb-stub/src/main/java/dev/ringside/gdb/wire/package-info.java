/** Framing: packets, checksums, escapes, acknowledgements (GDB manual, E.1). */
package dev.ringside.gdb.wire;
