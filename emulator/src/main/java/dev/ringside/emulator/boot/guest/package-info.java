/**
 * Recognises what a guest file is and plans its boot.
 */
package dev.ringside.emulator.boot.guest;
