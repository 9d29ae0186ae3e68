package dev.ringside.emulator.device;

/** A part of a device that answers at ports or addresses of its own. */
public interface DevicePart {
    /** Name of the device; where each processor has one, without its number. */
    String deviceName();
}
