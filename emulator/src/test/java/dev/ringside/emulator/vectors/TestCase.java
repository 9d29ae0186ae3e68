package dev.ringside.emulator.vectors;

import java.util.List;

/**
 * One instruction and the state it is to be executed in.
 *
 * @param code its bytes, which stand at the initial rip
 * @param branch whether it may continue elsewhere than behind itself; the recorder then stops it by the trap flag
 * @param initial the processor before it
 * @param memory what differs from {@link MemoryWindows#pattern}
 */
record TestCase(byte[] code, boolean branch, MachineState initial, List<MemoryPatch> memory) {}
