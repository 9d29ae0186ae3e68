/**
 * Expressions over a machine: compiled, for rules that are asked in the middle of the guest's code, and walked, for a prompt.
 *
 * <p>{@link dev.ringside.emulator.debug.condition.ConditionCompiler} makes a hidden class of a typed tree.
 * {@link dev.ringside.emulator.debug.condition.MachineContext} lets the language's own evaluator look at a machine; what that says is what
 * compiled code says. Both only look: no TLB entry, no accessed bit, no device register, no trace entry comes of it.
 */
package dev.ringside.emulator.debug.condition;
