/**
 * Hot guest code becomes JVM code. Three phases, each with a dump a person can read: {@code ControlFlow} finds a {@code Region} of basic
 * blocks, {@code FlagLiveness} says where flags are looked at, {@code UnitWriter} writes bytecode, an {@code Emitter} per group of
 * instructions. {@code UnitClass} turns that into a hidden class. What is not worth putting in line calls the semantics that the
 * interpreter calls.
 *
 * <p>A unit executes exactly what the interpreter would: the same instruction counts, faults, TLB fills. Where something is not plain (a
 * device, a watched page, a store into code) it steps back to before the instruction and leaves that to the interpreter.
 */
package dev.ringside.emulator.engine.translator;
