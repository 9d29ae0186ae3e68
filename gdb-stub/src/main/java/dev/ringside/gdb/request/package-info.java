/** What a client can ask, as types, and the parser that makes them from packets. */
package dev.ringside.gdb.request;
