/**
 * Lock-step checks: two machines side by side, the reference on the interpreter, the other on an engine under test, compared
 * wherever the engine under test comes back by itself. {@link dev.ringside.emulator.lockstep.LockStep} is the command that looks for
 * differences in random code, test guests and whole boots; what it finds is saved as a file, and
 * {@link dev.ringside.emulator.lockstep.LockStepRegressionTest} replays the files in {@code src/test/resources/lockstep} for ever.
 */
package dev.ringside.emulator.lockstep;
