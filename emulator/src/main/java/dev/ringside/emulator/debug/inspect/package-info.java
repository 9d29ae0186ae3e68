/**
 * The machine as people look at it: page tables, descriptor tables, registers, interrupt controllers, devices, and explanations in words.
 * Everything is an immutable value, made at the moment of asking and rendered by whoever asked; nothing here has an effect on the guest:
 * no accessed bit, no TLB entry, no device register that is read by a read. {@code Inspector} is the way in.
 */
package dev.ringside.emulator.debug.inspect;
