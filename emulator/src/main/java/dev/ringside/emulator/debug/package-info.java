/**
 * The debugger core: session, run control, breakpoints, inspection; what every front end uses.
 */
package dev.ringside.emulator.debug;
