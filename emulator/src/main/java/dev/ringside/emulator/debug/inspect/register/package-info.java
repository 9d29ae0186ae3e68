/** Model-specific registers and CPUID leaves as the guest sees them, read without the platform hearing of it. */
package dev.ringside.emulator.debug.inspect.register;
