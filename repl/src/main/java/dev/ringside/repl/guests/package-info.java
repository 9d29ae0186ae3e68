/**
 * Guests by name: those that come with Ringside, and Debian's kernels, which are fetched by package name, unpacked and given an
 * initial RAM disk here. What {@code ringside guests} lists and {@code ringside run NAME} finds.
 */
package dev.ringside.repl.guests;
