package dev.ringside.emulator.device.firmware;

/** Where firmware tables are written: guest memory, before the guest runs. */
@FunctionalInterface
public interface FirmwareMemory {
    /** Writes {@code bytes} from {@code physicalAddress} up. */
    void write(long physicalAddress, byte[] bytes);
}
