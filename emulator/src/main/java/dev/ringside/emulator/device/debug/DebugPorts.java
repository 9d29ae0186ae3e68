package dev.ringside.emulator.device.debug;

import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.device.power.SystemControl;
import dev.ringside.emulator.device.serial.ByteSink;
import dev.ringside.emulator.state.StateStream;

/**
 * Three ports that emulators offer to kernels under test: 80h shows power-on self-test codes, E9h prints a character,
 * F4h ends the run with exit code {@code (value << 1) | 1}.
 */
public final class DebugPorts implements Device, PortDevice {
    /** POST codes; systems also write here to wait a moment. */
    public static final int POST_PORT = 0x80;
    /** The debug console, which reads as its own number so that guests can find it. */
    public static final int CONSOLE_PORT = 0xE9;
    /** The exit port; four ports wide. */
    public static final int EXIT_PORT = 0xF4;

    private final ByteSink console;
    private final SystemControl system;
    private int post;

    /** @param console takes what is written to E9h */
    public DebugPorts(ByteSink console, SystemControl system) {
        this.console = console;
        this.system = system;
    }

    /** Claims its ports. */
    public void attach(PortBus bus) {
        bus.claim(POST_PORT, 1, PortBus.BYTE, this);
        bus.claim(CONSOLE_PORT, 1, PortBus.BYTE, this);
        bus.claim(EXIT_PORT, 4, PortBus.BYTE | PortBus.WORD | PortBus.DWORD, this);
    }

    @Override
    public String name() {
        return "debug-ports";
    }

    @Override
    public String summary() {
        return "POST code 0x" + Integer.toHexString(post);
    }

    @Override
    public void reset() {
        post = 0;
    }

    @Override
    public int in(int port, int size) {
        return switch (port) {
            case POST_PORT -> post;
            case CONSOLE_PORT -> CONSOLE_PORT;
            default -> 0;
        };
    }

    @Override
    public void out(int port, int size, int value) {
        switch (port) {
            case POST_PORT -> post = value;
            case CONSOLE_PORT -> console.accept(value);
            default -> system.exit(value << 1 | 1);
        }
    }

    @Override
    public void state(StateStream s) {
        post = s.i32("post", post);
    }
}
