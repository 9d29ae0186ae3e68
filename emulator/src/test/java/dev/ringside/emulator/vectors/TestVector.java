package dev.ringside.emulator.vectors;

import java.util.List;

/**
 * A case with what a real processor made of it.
 *
 * @param test the case
 * @param ending how it ended
 * @param result the processor afterwards; after an exception, the state that it would return to
 * @param changed what differs in memory from before, in ascending order
 */
record TestVector(TestCase test, Ending ending, MachineState result, List<MemoryPatch> changed) {}
