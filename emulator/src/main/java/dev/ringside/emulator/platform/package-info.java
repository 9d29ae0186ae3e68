/**
 * Who the machine pretends to be: one sub-package per platform, each a table of calls and its state.
 */
package dev.ringside.emulator.platform;
