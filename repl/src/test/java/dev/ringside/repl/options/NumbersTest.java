package dev.ringside.repl.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Numbers are read as people write them, and nothing else is taken for one. */
class NumbersTest {
    @Test
    void sizesHaveUnits() {
        assertEquals(256L << 20, Numbers.memorySize("256M"));
        assertEquals(256L << 20, Numbers.memorySize("256"));
        assertEquals(1L << 30, Numbers.memorySize("1g"));
        assertEquals(2L << 20, Numbers.memorySize("2048K"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "0", "0M", "-1M", "+1M", "1.5G", "1T", "99999999999G", "0x10", "1M "})
    void otherSizesAreRefused(String text) {
        assertThrows(TypeConversionException.class, () -> Numbers.memorySize(text));
    }

    @Test
    void durationsHaveUnits() {
        assertEquals(Duration.ofMillis(500), Numbers.duration("500ms"));
        assertEquals(Duration.ofSeconds(60), Numbers.duration("60"));
        assertEquals(Duration.ofSeconds(60), Numbers.duration("60s"));
        assertEquals(Duration.ofMinutes(10), Numbers.duration("10m"));
        assertEquals(Duration.ofHours(2), Numbers.duration("2h"));
        for (String text : List.of("", "s", "0s", "-1s", "1d", "1.5s", "1 s")) {
            assertThrows(TypeConversionException.class, () -> Numbers.duration(text), text);
        }
    }

    @Test
    void instructionCountsUsePowersOfTen() {
        assertEquals(4_000_000, Numbers.count("4M"));
        assertEquals(4_000_000_000L, Numbers.count("4_000_000_000"));
        assertEquals(9_000_000_000L, Numbers.count("9G"));
        assertEquals(0, Numbers.count("0"));
        for (String text : List.of("", "M", "-1", "1e9", "99999999999G", "9223372036854775808")) {
            assertThrows(TypeConversionException.class, () -> Numbers.count(text), text);
        }
    }

    @Test
    void seedsAreAny64Bits() {
        assertEquals(-1, Numbers.bits("0xffffffffffffffff"));
        assertEquals(-1, Numbers.bits("-1"));
        assertEquals(-1, Numbers.bits("18446744073709551615"));
        for (String text : List.of("", "0x", "0x1g", "0x10000000000000000", "-0x1", "+1")) {
            assertThrows(TypeConversionException.class, () -> Numbers.bits(text), text);
        }
    }

    @Test
    void portsAreAListInRisingOrder() {
        assertEquals(List.of(0xe9, 0x190), List.copyOf(Numbers.ports("0x190,233")));
        for (String text : List.of("", "0x190,", "65536", "x")) {
            assertThrows(TypeConversionException.class, () -> Numbers.ports(text), text);
        }
    }

    @Test
    void datesAreUtc() {
        assertEquals(1_767_225_600L, Numbers.date("2026-01-01"));
        assertEquals(1_767_225_600L + 12 * 3600, Numbers.date("2026-01-01T12:00:00"));
        assertEquals(0, Numbers.date("1970-01-01T00:00:00Z"));
        for (String text : List.of("", "2026", "2026-02-30", "1969-12-31", "yesterday")) {
            assertThrows(TypeConversionException.class, () -> Numbers.date(text), text);
        }
    }

    @Test
    void endpointsMayNameAHost() {
        assertEquals(new Endpoint("", 1234), Endpoint.parse("1234"));
        assertEquals(new Endpoint("0.0.0.0", 1), Endpoint.parse("0.0.0.0:1"));
        assertEquals(new Endpoint("::1", 65535), Endpoint.parse("[::1]:65535"));
        for (String text : List.of("", ":", "host:", "0", "65536", "host:x")) {
            assertThrows(TypeConversionException.class, () -> Endpoint.parse(text), text);
        }
    }
}
