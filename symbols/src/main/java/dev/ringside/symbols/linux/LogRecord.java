package dev.ringside.symbols.linux;

/**
 * A record of the kernel's log.
 *
 * @param sequence    its number, from 0
 * @param nanoseconds when, by the guest's clock since its boot
 * @param level       how important, 0 (emergency) to 7 (debug)
 * @param facility    who says it: 0 the kernel; others as syslog numbers them
 * @param text        the text without time and level; several lines where the kernel printed several at once
 */
public record LogRecord(long sequence, long nanoseconds, int level, int facility, String text) {
}
