package dev.ringside.emulator.device.firmware;

import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.state.StateStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The firmware configuration device (QEMU's fw_cfg, docs/specs/fw_cfg): a 16-bit selector at port 510h, the bytes of the
 * selected item at port 511h. There is no DMA interface; beyond an item's end and for unknown items it reads zeros.
 */
public final class FwCfg implements Device, PortDevice {
    private static final int SELECTOR_PORT = 0x510;
    private static final int DATA_PORT = 0x511;

    // items
    private static final int SIGNATURE = 0x00;
    private static final int INTERFACE = 0x01;
    private static final int RAM_SIZE = 0x03;
    private static final int CPU_COUNT = 0x05;
    private static final int MAXIMUM_CPUS = 0x0F;
    private static final int DIRECTORY = 0x19;
    private static final int FIRST_FILE = 0x20;
    /** Interface bit: the selector and data ports are here. */
    private static final int TRADITIONAL = 1;
    private static final int DIRECTORY_ENTRY = 64;
    private static final int FILE_NAME = 56;
    /** The selector's write-enable bit, which means nothing any more. */
    private static final int SELECTOR_MASK = 0xBFFF;

    private static final byte[] NOTHING = {};

    private final SortedMap<Integer, byte[]> items = new TreeMap<>();
    private int selector;
    private int position;

    /**
     * @param ramSize bytes of RAM
     * @param files what the directory lists, by name
     * @throws IllegalArgumentException if a name has more than 55 bytes
     */
    public FwCfg(long ramSize, int cpus, SortedMap<String, byte[]> files) {
        items.put(SIGNATURE, "QEMU".getBytes(StandardCharsets.US_ASCII));
        items.put(INTERFACE, little(4).putInt(TRADITIONAL).array());
        items.put(RAM_SIZE, little(8).putLong(ramSize).array());
        items.put(CPU_COUNT, little(2).putShort((short) cpus).array());
        items.put(MAXIMUM_CPUS, little(2).putShort((short) cpus).array());
        List<String> names = new ArrayList<>(files.keySet());
        ByteBuffer directory = ByteBuffer.allocate(4 + names.size() * DIRECTORY_ENTRY).putInt(names.size());
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.US_ASCII);
            if (name.length >= FILE_NAME) {
                throw new IllegalArgumentException("fw_cfg file name \"" + names.get(i) + "\" is too long");
            }
            byte[] content = files.get(names.get(i));
            items.put(FIRST_FILE + i, content);
            directory.putInt(content.length).putShort((short) (FIRST_FILE + i)).putShort((short) 0);
            directory.put(Arrays.copyOf(name, FILE_NAME));
        }
        items.put(DIRECTORY, directory.array());
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Claims ports 510h (16 bits) and 511h (8 bits). */
    public void attach(PortBus bus) {
        bus.claim(SELECTOR_PORT, 2, PortBus.WORD, this);
        bus.claim(DATA_PORT, 1, PortBus.BYTE, this);
    }

    @Override
    public String name() {
        return "fw-cfg";
    }

    @Override
    public void reset() {
        selector = 0;
        position = 0;
    }

    @Override
    public int in(int port, int size) {
        if (port == SELECTOR_PORT) {
            return selector;
        }
        byte[] item = items.getOrDefault(selector, NOTHING);
        return position < item.length ? item[position++] & 0xFF : 0;
    }

    @Override
    public void out(int port, int size, int value) {
        if (port == SELECTOR_PORT) {
            selector = value & SELECTOR_MASK;
            position = 0;
        }
    }

    @Override
    public void state(StateStream s) {
        selector = s.i32("selector", selector);
        position = Math.max(0, s.i32("position", position));
    }
}
