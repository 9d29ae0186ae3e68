/**
 * Bundled guests: what {@code ringside guests} lists and {@code ringside run NAME} finds.
 */
package dev.ringside.repl.guests;
