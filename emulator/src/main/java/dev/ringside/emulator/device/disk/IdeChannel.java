package dev.ringside.emulator.device.disk;

import dev.ringside.emulator.device.Clock;
import dev.ringside.emulator.device.DevicePart;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/**
 * One IDE channel at its legacy ports: a command block of eight, a control block of one, one interrupt, up to two drives.
 * Parameter registers are written into both drives; commands and data go to the selected one. Without any drive the ports
 * float high; an absent drive beside a present one reads as zeros.
 */
final class IdeChannel implements Stateful, PortDevice, DevicePart {
    /** Time a drive is busy before each step, in ns. */
    private static final long STEP_TIME = 10_000;

    private static final int DATA = 0;
    private static final int ERROR = 1;
    private static final int STATUS = 7;
    private static final int BLOCK = 8;

    // device control register
    private static final int INTERRUPT_OFF = 1 << 1;
    private static final int SOFTWARE_RESET = 1 << 2;
    private static final int HIGH_ORDER = 1 << 7;

    private final int commandPort;
    private final int controlPort;
    private final Clock clock;
    private final Clock.Timer timer;
    private final InterruptLine irq;
    private final AtaDrive[] drives;
    final BusMaster busMaster;
    private int selected;
    private int control;
    private boolean interrupt;

    /** @param drives two places, either may be null */
    IdeChannel(String name, int commandPort, int controlPort, Clock clock, InterruptLine irq, AtaDrive[] drives,
            BusMaster busMaster) {
        this.commandPort = commandPort;
        this.controlPort = controlPort;
        this.clock = clock;
        this.irq = irq;
        this.drives = drives;
        this.busMaster = busMaster;
        timer = clock.timer(name, this::step);
    }

    @Override
    public String deviceName() {
        return "ide";
    }

    /** Its disks, each with a blank before it. */
    String summary(String name) {
        return (drives[0] == null ? "" : " " + name + " master: " + drives[0].summary()) + (drives[1] == null ? "" : " " + name + " slave: " + drives[1].summary());
    }

    void attach(PortBus bus) {
        bus.claim(commandPort, BLOCK, PortBus.BYTE, this);
        bus.claim(commandPort, 2, PortBus.WORD, this);
        bus.claim(commandPort, 4, PortBus.DWORD, this);
        bus.claim(controlPort, 1, PortBus.BYTE, this);
    }

    void reset() {
        timer.cancel();
        selected = 0;
        control = 0;
        resetDrives(true);
        busMaster.reset();
        setInterrupt(false);
    }

    private void resetDrives(boolean hardware) {
        for (AtaDrive drive : drives) {
            if (drive != null) {
                drive.reset(hardware);
            }
        }
    }

    private AtaDrive drive() {
        return drives[selected];
    }

    private boolean empty() {
        return drives[0] == null && drives[1] == null;
    }

    private void setInterrupt(boolean level) {
        if (level) {
            busMaster.interrupt();
        }
        interrupt = level;
        updateIrq();
    }

    private void updateIrq() {
        irq.set(interrupt && (control & INTERRUPT_OFF) == 0);
    }

    private void step() {
        AtaDrive drive = drive();
        if (drive != null && drive.hasStep()) {
            if (drive.step()) {
                setInterrupt(true);
            }
            tryDma();
        }
    }

    /** Starts the next step of the selected drive, if the last access called for one. */
    private void schedule() {
        if (drive() != null && drive().hasStep()) {
            timer.set(clock.now() + STEP_TIME);
        }
    }

    /** A DMA command runs as soon as both the drive and the bus master are ready for it. */
    void tryDma() {
        AtaDrive drive = drive();
        if (drive != null && drive.wantsDma() && busMaster.active() && drive.transfer(busMaster)) {
            busMaster.finish();
            setInterrupt(true);
        }
    }

    @Override
    public int in(int port, int size) {
        if (empty()) {
            return (int) (0xFFFF_FFFFL >>> 32 - 8 * size);
        }
        AtaDrive drive = drive();
        if (drive == null) {
            return 0;
        }
        if (port == controlPort) {
            return drive.status();
        }
        int register = port - commandPort;
        switch (register) {
            case DATA -> {
                int value = drive.readData(size);
                schedule();
                return value;
            }
            case ERROR -> {
                return drive.error();
            }
            case STATUS -> {
                setInterrupt(false);
                return drive.status();
            }
            default -> {
                return drive.registers.get(register, (control & HIGH_ORDER) != 0);
            }
        }
    }

    @Override
    public void out(int port, int size, int value) {
        if (port == controlPort) {
            writeControl(value);
            return;
        }
        int register = port - commandPort;
        AtaDrive drive = drive();
        if (register == DATA) {
            if (drive != null) {
                drive.writeData(size, value);
                schedule();
            }
        } else if (register == STATUS) {
            writeCommand(drive, value);
        } else if (drive == null || !drive.busy()) {
            writeParameter(register, value);
        }
    }

    private void writeParameter(int register, int value) {
        for (AtaDrive d : drives) {
            if (d != null) {
                d.registers.write(register, value);
            }
        }
        control &= ~HIGH_ORDER;
        if (register == TaskFile.DEVICE) {
            selected = (value & TaskFile.DEVICE_1) != 0 ? 1 : 0;
        }
    }

    private void writeCommand(AtaDrive drive, int code) {
        if (drive != null && !drive.busy()) {
            setInterrupt(false);
            control &= ~HIGH_ORDER;
            drive.command(code);
            schedule();
        }
    }

    /** Software reset takes effect while its bit is set and ends at device 0. */
    private void writeControl(int value) {
        boolean resets = (value & ~control & SOFTWARE_RESET) != 0;
        control = value & (INTERRUPT_OFF | SOFTWARE_RESET | HIGH_ORDER);
        if (resets) {
            timer.cancel();
            resetDrives(false);
            selected = 0;
            interrupt = false;
        }
        updateIrq();
    }

    @Override
    public void state(StateStream s) {
        for (int i = 0; i < drives.length; i++) {
            if (drives[i] != null) {
                s.part("drive" + i, drives[i]);
            }
        }
        s.part("busMaster", busMaster);
        selected = s.i32("selected", selected) & 1;
        control = s.i32("control", control);
        interrupt = s.bool("interrupt", interrupt);
    }
}
