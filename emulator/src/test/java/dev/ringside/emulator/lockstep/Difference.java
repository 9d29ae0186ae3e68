package dev.ringside.emulator.lockstep;

import java.util.List;

/**
 * Two machines that have come apart.
 *
 * @param from the instruction count at which they were last seen to agree in everything
 * @param to the count at which they differ
 * @param before the state at {@code from}, as {@code Machine.save} writes it
 * @param steps how many steps lie between; 1 when one unit, or one stretch up to an odd count, is to blame
 * @param fields what they differ in
 */
record Difference(long from, long to, byte[] before, int steps, List<String> fields) {}
