package dev.ringside.emulator.device.keyboard;

import dev.ringside.emulator.device.Clock;
import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.device.power.A20Gate;
import dev.ringside.emulator.device.power.SystemControl;
import dev.ringside.emulator.state.StateStream;
import java.util.Arrays;

/**
 * The 8042 keyboard controller of a PS/2 (IBM PS/2 hardware interface technical reference): a keyboard on IRQ 1, a mouse on
 * IRQ 12, and the two things it does besides, gate A20 and the reset wire.
 */
public final class Ps2Controller implements Device, PortDevice {
    /** ISA interrupt of the keyboard. */
    public static final int KEYBOARD_IRQ = 1;
    /** ISA interrupt of the mouse. */
    public static final int MOUSE_IRQ = 12;

    private static final int DATA_PORT = 0x60;
    private static final int COMMAND_PORT = 0x64;

    /** Time between two bytes of a device, in ns: the cable is slower than a processor. */
    private static final long BYTE_TIME = 20_000;

    // status register
    private static final int OUTPUT_FULL = 1;
    private static final int SYSTEM_FLAG = 1 << 2;
    private static final int WAS_COMMAND = 1 << 3;
    private static final int UNLOCKED = 1 << 4;
    private static final int FROM_MOUSE = 1 << 5;

    // command byte
    private static final int KEYBOARD_INTERRUPT = 1;
    private static final int MOUSE_INTERRUPT = 1 << 1;
    private static final int KEYBOARD_OFF = 1 << 4;
    private static final int MOUSE_OFF = 1 << 5;
    private static final int TRANSLATE = 1 << 6;
    /** What firmware leaves: keyboard interrupt, system flag, mouse off, translation. */
    private static final int COMMAND_BYTE_AT_RESET = KEYBOARD_INTERRUPT | SYSTEM_FLAG | MOUSE_OFF | TRANSLATE;

    // commands
    private static final int READ_RAM = 0x20;
    private static final int WRITE_RAM = 0x60;
    private static final int RAM_SIZE = 0x20;
    private static final int MOUSE_DISABLE = 0xA7;
    private static final int MOUSE_ENABLE = 0xA8;
    private static final int MOUSE_TEST = 0xA9;
    private static final int SELF_TEST = 0xAA;
    private static final int KEYBOARD_TEST = 0xAB;
    private static final int KEYBOARD_DISABLE = 0xAD;
    private static final int KEYBOARD_ENABLE = 0xAE;
    private static final int READ_INPUT_PORT = 0xC0;
    private static final int READ_OUTPUT_PORT = 0xD0;
    private static final int WRITE_OUTPUT_PORT = 0xD1;
    private static final int WRITE_KEYBOARD_OUTPUT = 0xD2;
    private static final int WRITE_MOUSE_OUTPUT = 0xD3;
    private static final int WRITE_MOUSE = 0xD4;
    private static final int A20_OFF = 0xDD;
    private static final int A20_ON = 0xDF;
    private static final int READ_TEST_INPUTS = 0xE0;
    private static final int PULSE = 0xF0;

    private static final int SELF_TEST_PASSED = 0x55;
    private static final int INTERFACE_TEST_PASSED = 0x00;
    private static final int INPUT_PORT_VALUE = 0x80;
    // output port
    private static final int NO_RESET = 1;
    private static final int A20 = 1 << 1;
    private static final int OUTPUT_PORT_FIXED = 0xCC;

    private final Ps2Keyboard keyboard = new Ps2Keyboard();
    private final Ps2Mouse mouse = new Ps2Mouse();
    private final Clock clock;
    private final Clock.Timer cable;
    private final InterruptLine irq1;
    private final InterruptLine irq12;
    private final A20Gate a20;
    private final SystemControl system;

    private final byte[] ram = new byte[RAM_SIZE];
    private int status = SYSTEM_FLAG | UNLOCKED;
    private int output;
    /** A command that waits for a byte at the data port, or 0. */
    private int command;
    private boolean breakSeen;

    /** A controller with its two devices. */
    public Ps2Controller(Clock clock, InterruptLine irq1, InterruptLine irq12, A20Gate a20, SystemControl system) {
        this.clock = clock;
        this.irq1 = irq1;
        this.irq12 = irq12;
        this.a20 = a20;
        this.system = system;
        cable = clock.timer("i8042", this::fetch);
        ram[0] = COMMAND_BYTE_AT_RESET;
    }

    /** Claims ports 60h and 64h. */
    public void attach(PortBus bus) {
        bus.claim(DATA_PORT, 1, PortBus.BYTE, this);
        bus.claim(COMMAND_PORT, 1, PortBus.BYTE, this);
    }

    @Override
    public String name() {
        return "i8042";
    }

    @Override
    public String summary() {
        return "keyboard " + (on(KEYBOARD_OFF) ? "off" : "on") + ", mouse " + (on(MOUSE_OFF) ? "off" : "on")
                + ((status & OUTPUT_FULL) != 0 ? ", a byte waits" : "");
    }

    @Override
    public void reset() {
        Arrays.fill(ram, (byte) 0);
        ram[0] = COMMAND_BYTE_AT_RESET;
        status = SYSTEM_FLAG | UNLOCKED;
        output = 0;
        command = 0;
        breakSeen = false;
        keyboard.reset();
        mouse.reset();
        cable.cancel();
        updateIrqs();
    }

    /**
     * A key went down or up; see {@link Ps2Keyboard#key}. The machine calls this from its input queue.
     *
     * @return whether the keyboard took it
     */
    public boolean key(int... scanCode) {
        boolean taken = keyboard.key(scanCode);
        listen();
        return taken;
    }

    private boolean on(int bit) {
        return (ram[0] & bit) != 0;
    }

    // ---- from the devices ----

    private void listen() {
        boolean ready = !on(KEYBOARD_OFF) && keyboard.hasByte() || !on(MOUSE_OFF) && mouse.hasByte();
        if (ready && (status & OUTPUT_FULL) == 0 && cable.due() == Clock.Timer.NEVER) {
            cable.set(clock.now() + BYTE_TIME);
        }
    }

    private void fetch() {
        if ((status & OUTPUT_FULL) != 0) {
            return;
        }
        if (!on(KEYBOARD_OFF) && keyboard.hasByte()) {
            fromKeyboard(keyboard.nextByte());
        } else if (!on(MOUSE_OFF) && mouse.hasByte()) {
            put(mouse.nextByte(), true);
        }
        listen();
    }

    private void fromKeyboard(int value) {
        if (!on(TRANSLATE)) {
            put(value, false);
        } else if (value == ScanCodes.BREAK) {
            breakSeen = true;
        } else {
            put(ScanCodes.toSet1(value, breakSeen), false);
            breakSeen = false;
        }
    }

    /** Puts a byte into the output buffer. */
    private void put(int value, boolean fromMouse) {
        output = value;
        status = status & ~FROM_MOUSE | OUTPUT_FULL | (fromMouse ? FROM_MOUSE : 0);
        updateIrqs();
    }

    private void updateIrqs() {
        boolean full = (status & OUTPUT_FULL) != 0;
        boolean fromMouse = (status & FROM_MOUSE) != 0;
        irq1.set(full && !fromMouse && on(KEYBOARD_INTERRUPT));
        irq12.set(full && fromMouse && on(MOUSE_INTERRUPT));
    }

    // ---- ports ----

    @Override
    public int in(int port, int size) {
        if (port == COMMAND_PORT) {
            return status;
        }
        status &= ~(OUTPUT_FULL | FROM_MOUSE);
        updateIrqs();
        listen();
        return output;
    }

    @Override
    public void out(int port, int size, int value) {
        if (port == COMMAND_PORT) {
            status |= WAS_COMMAND;
            command = 0;
            execute(value);
        } else {
            status &= ~WAS_COMMAND;
            int waiting = command;
            command = 0;
            parameter(waiting, value);
        }
        listen();
    }

    private void execute(int value) {
        if (value >= READ_RAM && value < READ_RAM + RAM_SIZE) {
            put(ram[value - READ_RAM] & 0xFF, false);
        } else if (value >= WRITE_RAM && value < WRITE_RAM + RAM_SIZE) {
            command = value;
        } else if (value >= PULSE) {
            pulse(value & NO_RESET);
        } else {
            switch (value) {
                case MOUSE_DISABLE -> ram[0] |= MOUSE_OFF;
                case MOUSE_ENABLE -> ram[0] &= ~MOUSE_OFF;
                case KEYBOARD_DISABLE -> ram[0] |= KEYBOARD_OFF;
                case KEYBOARD_ENABLE -> ram[0] &= ~KEYBOARD_OFF;
                case SELF_TEST -> put(SELF_TEST_PASSED, false);
                case KEYBOARD_TEST, MOUSE_TEST -> put(INTERFACE_TEST_PASSED, false);
                case READ_INPUT_PORT -> put(INPUT_PORT_VALUE, false);
                case READ_OUTPUT_PORT -> put(OUTPUT_PORT_FIXED | NO_RESET | (a20.isOpen() ? A20 : 0), false);
                case READ_TEST_INPUTS -> put(0, false);
                case WRITE_OUTPUT_PORT, WRITE_KEYBOARD_OUTPUT, WRITE_MOUSE_OUTPUT, WRITE_MOUSE -> command = value;
                case A20_OFF, A20_ON -> a20.set(value == A20_ON);
                default -> { } // what other controllers do with other commands differs
            }
        }
    }

    private void parameter(int waiting, int value) {
        switch (waiting) {
            case 0 -> {
                ram[0] &= ~KEYBOARD_OFF; // a byte for the keyboard opens its interface
                keyboard.receive(value);
            }
            case WRITE_OUTPUT_PORT -> {
                a20.set((value & A20) != 0);
                pulse(value & NO_RESET);
            }
            case WRITE_KEYBOARD_OUTPUT -> put(value, false);
            case WRITE_MOUSE_OUTPUT -> put(value, true);
            case WRITE_MOUSE -> {
                ram[0] &= ~MOUSE_OFF;
                mouse.receive(value);
            }
            default -> {
                ram[waiting - WRITE_RAM] = (byte) value;
                status = status & ~SYSTEM_FLAG | ram[0] & SYSTEM_FLAG;
                updateIrqs();
            }
        }
    }

    /** The reset wire is low-active. */
    private void pulse(int noReset) {
        if (noReset == 0) {
            system.reset();
        }
    }

    @Override
    public void state(StateStream s) {
        s.part("keyboard", keyboard);
        s.part("mouse", mouse);
        s.i8s("ram", ram);
        status = s.i32("status", status);
        output = s.i32("output", output);
        command = s.i32("command", command);
        breakSeen = s.bool("breakSeen", breakSeen);
    }
}
