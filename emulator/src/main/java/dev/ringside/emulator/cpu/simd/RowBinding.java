package dev.ringside.emulator.cpu.simd;

import dev.ringside.emulator.cpu.Semantics;
import dev.ringside.emulator.isa.Row;

/** Makes the semantics of one row of the instruction table; what depends on the row's operands is settled here, once. */
@FunctionalInterface
interface RowBinding {
    /** The semantics of {@code row}, without the checks that {@link Availability} adds. */
    Semantics bind(Row row);
}
