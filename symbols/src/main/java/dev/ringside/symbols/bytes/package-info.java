/**
 * Bytes nobody vouches for, and how every reader of this module gets at them: a {@link dev.ringside.symbols.bytes.ByteSource} is a
 * file, an array or guest memory; a {@link dev.ringside.symbols.bytes.ByteWindow} is a bounded piece of it that names file, section
 * and offset when something is wrong.
 */
package dev.ringside.symbols.bytes;
