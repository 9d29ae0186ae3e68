package dev.ringside.repl.options;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.TreeSet;
import picocli.CommandLine.TypeConversionException;

/** Numbers as users write them: sizes, durations, ports, dates. Each parser says what it wanted when it cannot read a text. */
public final class Numbers {
    private static final long MEBIBYTE = 1L << 20;

    private Numbers() {}

    /**
     * A size with a unit: {@code 64M}, {@code 1G}, {@code 2048K}; without a unit it is in MiB.
     *
     * @return bytes, a multiple of 1 MiB
     */
    public static long memorySize(String text) {
        String wanted = "a size such as 256M or 1G";
        long unit = switch (text.isEmpty() ? ' ' : Character.toUpperCase(text.charAt(text.length() - 1))) {
            case 'K' -> 1L << 10;
            case 'M' -> MEBIBYTE;
            case 'G' -> 1L << 30;
            default -> 0;
        };
        long count = parse(unit == 0 ? text : text.substring(0, text.length() - 1), 10, 1, 1L << 32, text, wanted);
        long bytes = count * (unit == 0 ? MEBIBYTE : unit);
        if (bytes % MEBIBYTE != 0) {
            throw new TypeConversionException("'" + text + "' is not a whole number of MiB");
        }
        return bytes;
    }

    /** A duration of host time: {@code 500ms}, {@code 60s}, {@code 10m}, {@code 2h}; without a unit it is in seconds. */
    public static Duration duration(String text) {
        String wanted = "a duration such as 500ms, 60s, 10m or 2h";
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long count = parse(text.substring(0, digits), 10, 1, 1_000_000_000, text, wanted);
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(count);
            case "s", "" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> throw not(text, wanted);
        };
    }

    /** A number of instructions: {@code 4000000000}, {@code 4_000_000_000}, {@code 500k}, {@code 20M}, {@code 4G} (powers of ten). */
    public static long count(String text) {
        String wanted = "a number of instructions such as 4000000 or 4M";
        long unit = switch (text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) {
            case 'k', 'K' -> 1_000L;
            case 'm', 'M' -> 1_000_000L;
            case 'g', 'G' -> 1_000_000_000L;
            default -> 1L;
        };
        String digits = unit == 1 ? text : text.substring(0, text.length() - 1);
        return parse(digits.replace("_", ""), 10, 0, Long.MAX_VALUE / unit, text, wanted) * unit;
    }

    /** A 64-bit number: decimal, or hex after {@code 0x}. */
    public static long bits(String text) {
        String wanted = "a 64-bit number, decimal or 0x and hex digits";
        try {
            return text.startsWith("0x") || text.startsWith("0X")
                ? parseUnsigned(text.substring(2), 16) : text.startsWith("-") ? Long.parseLong(text) : parseUnsigned(text, 10);
        } catch (NumberFormatException _) {
            throw not(text, wanted);
        }
    }

    /** Ports separated by commas: {@code 0x190,0xe9}; each 0 to 0xffff, hex after {@code 0x}. In rising order. */
    public static TreeSet<Integer> ports(String text) {
        var ports = new TreeSet<Integer>();
        for (String port : text.split(",", -1)) {
            boolean hex = port.startsWith("0x") || port.startsWith("0X");
            ports.add((int) parse(hex ? port.substring(2) : port, hex ? 16 : 10, 0, 0xffff, port, "an I/O port such as 0xe9"));
        }
        return ports;
    }

    /**
     * A date and time in UTC: {@code 2026-01-01} or {@code 2026-01-01T12:00:00}.
     *
     * @return seconds since 1970-01-01T00:00:00Z
     */
    public static long date(String text) {
        try {
            String full = text.contains("T") ? text.replaceFirst("Z$", "") : text + "T00:00:00";
            long seconds = LocalDateTime.parse(full).toEpochSecond(ZoneOffset.UTC);
            if (seconds >= 0 && seconds < 253_402_300_800L) {
                return seconds;
            }
        } catch (DateTimeParseException _) {
            // answered below, with the dates that are out of range
        }
        throw not(text, "a date from 1970 to 9999, such as 2026-01-01 or 2026-01-01T12:00:00");
    }

    /** A decimal number within bounds. */
    static int decimal(String text, int least, int most, String wanted) {
        return (int) parse(text, 10, least, most, text, wanted);
    }

    private static long parse(String digits, int radix, long least, long most, String whole, String wanted) {
        try {
            long value = parseUnsigned(digits, radix);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // answered below, with the numbers that are out of range
        }
        throw not(whole, wanted);
    }

    private static long parseUnsigned(String digits, int radix) {
        if (digits.startsWith("+")) {
            throw new NumberFormatException("sign");
        }
        return Long.parseUnsignedLong(digits, radix);
    }

    private static TypeConversionException not(String text, String wanted) {
        return new TypeConversionException("'" + text + "' is not " + wanted);
    }
}
