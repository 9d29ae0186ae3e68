package dev.ringside.emulator.engine;

/**
 * What an engine has done so far; no part of the state.
 *
 * @param interpreted instructions executed one by one
 * @param translated instructions executed by translated units
 * @param units units translated
 */
public record EngineStatistics(long interpreted, long translated, int units) {}
