package dev.ringside.emulator.device.serial;

import dev.ringside.emulator.device.ByteQueue;
import dev.ringside.emulator.device.Clock;
import dev.ringside.emulator.device.Device;
import dev.ringside.emulator.device.InterruptLine;
import dev.ringside.emulator.device.PortBus;
import dev.ringside.emulator.device.PortDevice;
import dev.ringside.emulator.state.StateStream;

/**
 * A 16550A serial port (National PC16550D datasheet), wired as a PC's COM port: OUT2 gates the interrupt.
 *
 * <p>A character takes {@link #CHARACTER_TIME} of virtual time in either direction, whatever the divisor says: long enough
 * that every empty holding register is an event of its own, short enough that a guest does not wait for its console. The
 * peer is a null modem that always has carrier, data set ready and clear to send, and that holds characters back while the
 * receiver has no room, so that typed or pasted input is never overrun.
 */
public final class Uart16550 implements Device, PortDevice {
    /** Virtual time that one character is on the wire, in ns. */
    public static final long CHARACTER_TIME = 1_000;

    /** I/O port and IRQ of COM1. */
    public static final int COM1_PORT = 0x3F8;
    /** ISA interrupt of COM1. */
    public static final int COM1_IRQ = 4;

    private static final int PORTS = 8;
    private static final int FIFO = 16;
    /** An interrupt comes when data waits this many character times without a read or an arrival. */
    private static final int TIMEOUT_CHARACTERS = 4;

    // registers, as offsets from the base port
    private static final int DATA = 0; // RBR, THR; DLL with DLAB
    private static final int IER = 1; // DLM with DLAB
    private static final int IIR = 2; // FCR when written
    private static final int LCR = 3;
    private static final int MCR = 4;
    private static final int LSR = 5;
    private static final int MSR = 6;
    private static final int SCR = 7;

    private static final int IER_RECEIVED = 1;
    private static final int IER_THR_EMPTY = 1 << 1;
    private static final int IER_LINE_STATUS = 1 << 2;
    private static final int IER_MODEM_STATUS = 1 << 3;
    private static final int IER_WRITABLE = 0x0F;

    /** Interrupt identifications in the order of their priority. */
    private static final int IIR_LINE_STATUS = 0x6;
    private static final int IIR_RECEIVED = 0x4;
    private static final int IIR_TIMEOUT = 0xC;
    private static final int IIR_THR_EMPTY = 0x2;
    private static final int IIR_MODEM_STATUS = 0x0;
    private static final int IIR_NONE = 0x1;
    private static final int IIR_FIFO = 0xC0;

    private static final int FCR_ENABLE = 1;
    private static final int FCR_CLEAR_RECEIVER = 1 << 1;
    private static final int FCR_CLEAR_TRANSMITTER = 1 << 2;
    private static final int[] TRIGGER_LEVELS = {1, 4, 8, 14};

    private static final int LCR_BREAK = 1 << 6;
    private static final int LCR_DLAB = 1 << 7;

    private static final int MCR_DTR = 1;
    private static final int MCR_RTS = 1 << 1;
    private static final int MCR_OUT1 = 1 << 2;
    private static final int MCR_OUT2 = 1 << 3;
    private static final int MCR_LOOP = 1 << 4;
    private static final int MCR_WRITABLE = 0x1F;

    private static final int LSR_DATA_READY = 1;
    private static final int LSR_OVERRUN = 1 << 1;
    private static final int LSR_BREAK = 1 << 4;
    private static final int LSR_THR_EMPTY = 1 << 5;
    private static final int LSR_TRANSMITTER_EMPTY = 1 << 6;

    private final String name;
    private final int base;
    private final Clock clock;
    private final InterruptLine irq;
    private final ByteSink sink;
    private final Clock.Timer transmitTimer;
    private final Clock.Timer receiveTimer;
    private final Clock.Timer timeoutTimer;

    private int ier;
    private int fcr;
    private int lcr;
    private int mcr;
    private int scratch;
    private int divisor;
    private final ModemLines modem = new ModemLines();
    private boolean overrun;
    private boolean breakSeen;
    private boolean thrEmptyInterrupt;
    private boolean timeoutInterrupt;

    private final ByteQueue received = new ByteQueue(FIFO);
    private final ByteQueue toSend = new ByteQueue(FIFO);
    /** What stands in the transmitter's shift register, or -1. */
    private int shifting = -1;
    /** What the peer has sent and the receiver had no room for yet. */
    private final ByteQueue wire = new ByteQueue(FIFO);

    /**
     * @param base first of its eight ports
     * @param sink takes what the guest sends
     */
    public Uart16550(String name, int base, Clock clock, InterruptLine irq, ByteSink sink) {
        this.name = name;
        this.base = base;
        this.clock = clock;
        this.irq = irq;
        this.sink = sink;
        transmitTimer = clock.timer(name + ".transmit", this::transmitted);
        receiveTimer = clock.timer(name + ".receive", this::arrive);
        timeoutTimer = clock.timer(name + ".timeout", this::timeout);
    }

    /** Claims its eight ports. */
    public void attach(PortBus bus) {
        bus.claim(base, PORTS, PortBus.BYTE, this);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return "divisor " + divisor + ", " + (5 + (lcr & 3)) + " bits, FIFOs " + (fifos() ? "on" : "off") + ", " + received.size() + " bytes received, "
                + (toSend.size() + (shifting >= 0 ? 1 : 0)) + " to send";
    }

    @Override
    public void reset() {
        ier = 0;
        fcr = 0;
        lcr = 0;
        mcr = 0;
        modem.reset();
        overrun = false;
        breakSeen = false;
        thrEmptyInterrupt = false;
        received.clear();
        clearTimeout();
        toSend.clear();
        shifting = -1;
        transmitTimer.cancel();
        irq.set(false);
    }

    // ---- receiver ----

    /** The peer sends a byte. The machine calls this from its input queue, never another thread. */
    public void receive(int value) {
        wire.add(value & 0xFF);
        listen();
    }

    /** How many bytes the peer still holds back. */
    public int waiting() {
        return wire.size();
    }

    private boolean fifos() {
        return (fcr & FCR_ENABLE) != 0;
    }

    private int capacity() {
        return fifos() ? FIFO : 1;
    }

    private boolean loopback() {
        return (mcr & MCR_LOOP) != 0;
    }

    /** Lets the next character of the wire arrive when there is one, and room for it. */
    private void listen() {
        boolean open = wire.size() > 0 && received.size() < capacity() && !loopback();
        if (open && receiveTimer.due() == Clock.Timer.NEVER) {
            receiveTimer.set(clock.now() + CHARACTER_TIME);
        }
    }

    private void arrive() {
        if (wire.size() > 0 && received.size() < capacity() && !loopback()) {
            push(wire.remove());
        }
        listen();
    }

    private void push(int value) {
        if (received.size() >= capacity()) {
            overrun = true;
            if (!fifos()) {
                received.clear(); // the newer character replaces the one in RBR
                received.add(value);
            }
        } else {
            received.add(value);
        }
        restartTimeout();
        update();
    }

    private void clearTimeout() {
        timeoutInterrupt = false;
        timeoutTimer.cancel();
    }

    private void restartTimeout() {
        clearTimeout();
        if (fifos() && received.size() > 0) {
            timeoutTimer.set(clock.now() + TIMEOUT_CHARACTERS * CHARACTER_TIME);
        }
    }

    private void timeout() {
        timeoutInterrupt = received.size() > 0;
        update();
    }

    private int readData() {
        int value = received.size() > 0 ? received.remove() : 0;
        restartTimeout();
        listen();
        update();
        return value;
    }

    // ---- transmitter ----

    private void send(int value) {
        thrEmptyInterrupt = false;
        if (toSend.size() >= capacity()) {
            if (fifos()) {
                return; // a full transmit FIFO loses what is written to it
            }
            toSend.clear();
        }
        toSend.add(value);
        shift();
        update();
    }

    /** Moves the next character into the shift register when that is free. */
    private void shift() {
        if (shifting < 0 && toSend.size() > 0) {
            shifting = toSend.remove();
            transmitTimer.set(clock.now() + CHARACTER_TIME);
            thrEmptyInterrupt |= toSend.size() == 0;
        }
    }

    private void transmitted() {
        int value = shifting;
        shifting = -1;
        shift();
        if (loopback()) {
            push(value);
        } else if ((lcr & LCR_BREAK) == 0) {
            sink.accept(value);
        }
        update();
    }

    /**
     * Sends at once what still waits in the transmitter. The port of a PC goes on sending when the processor has stopped for good;
     * here time stops with it.
     */
    public void finish() {
        while (shifting >= 0) {
            transmitTimer.cancel();
            transmitted();
        }
    }

    // ---- interrupts ----

    private int identification() {
        if ((ier & IER_LINE_STATUS) != 0 && (overrun || breakSeen)) {
            return IIR_LINE_STATUS;
        }
        if ((ier & IER_RECEIVED) != 0) {
            if (received.size() >= (fifos() ? TRIGGER_LEVELS[fcr >> 6] : 1)) {
                return IIR_RECEIVED;
            }
            if (timeoutInterrupt) {
                return IIR_TIMEOUT;
            }
        }
        if ((ier & IER_THR_EMPTY) != 0 && thrEmptyInterrupt) {
            return IIR_THR_EMPTY;
        }
        return (ier & IER_MODEM_STATUS) != 0 && modem.changed() ? IIR_MODEM_STATUS : IIR_NONE;
    }

    /** In loopback OUT2 is looped to DCD and its pin, which gates the interrupt, is inactive. */
    private void update() {
        irq.set(identification() != IIR_NONE && (mcr & (MCR_OUT2 | MCR_LOOP)) == MCR_OUT2);
    }

    // ---- ports ----

    @Override
    public int in(int port, int size) {
        boolean dlab = (lcr & LCR_DLAB) != 0;
        return switch (port - base) {
            case DATA -> dlab ? divisor & 0xFF : readData();
            case IER -> dlab ? divisor >> 8 : ier;
            case IIR -> readIdentification();
            case LCR -> lcr;
            case MCR -> mcr;
            case LSR -> readLineStatus();
            case MSR -> {
                int value = modem.read();
                update();
                yield value;
            }
            default -> scratch;
        };
    }

    private int readIdentification() {
        int id = identification();
        if (id == IIR_THR_EMPTY) {
            thrEmptyInterrupt = false;
            update();
        }
        return id | (fifos() ? IIR_FIFO : 0);
    }

    private int readLineStatus() {
        int value = (received.size() > 0 ? LSR_DATA_READY : 0)
                | (overrun ? LSR_OVERRUN : 0)
                | (breakSeen ? LSR_BREAK : 0)
                | (toSend.size() == 0 ? LSR_THR_EMPTY : 0)
                | (toSend.size() == 0 && shifting < 0 ? LSR_TRANSMITTER_EMPTY : 0);
        // Drivers poll this register: without an error to clear, nothing changes.
        if (overrun || breakSeen) {
            overrun = false;
            breakSeen = false;
            update();
        }
        return value;
    }

    @Override
    public void out(int port, int size, int value) {
        boolean dlab = (lcr & LCR_DLAB) != 0;
        switch (port - base) {
            case DATA -> {
                if (dlab) {
                    divisor = divisor & 0xFF00 | value;
                } else {
                    send(value);
                }
            }
            case IER -> {
                if (dlab) {
                    divisor = divisor & 0xFF | value << 8;
                } else {
                    writeInterruptEnable(value & IER_WRITABLE);
                }
            }
            case IIR -> writeFifoControl(value);
            case LCR -> writeLineControl(value);
            case MCR -> writeModemControl(value & MCR_WRITABLE);
            case SCR -> scratch = value;
            default -> { } // LSR and MSR are for factory tests when written
        }
    }

    /** Enabling the THR interrupt while THR is empty raises it at once. */
    private void writeInterruptEnable(int value) {
        if ((value & ~ier & IER_THR_EMPTY) != 0 && toSend.size() == 0) {
            thrEmptyInterrupt = true;
        }
        ier = value;
        update();
    }

    private void writeFifoControl(int value) {
        boolean toggled = ((value ^ fcr) & FCR_ENABLE) != 0;
        fcr = (value & FCR_ENABLE) != 0 ? value & (0xC0 | FCR_ENABLE) : 0;
        if (toggled || (value & FCR_CLEAR_RECEIVER) != 0) {
            received.clear();
            clearTimeout();
        }
        if (toggled || (value & FCR_CLEAR_TRANSMITTER) != 0) {
            thrEmptyInterrupt |= toSend.size() > 0;
            toSend.clear();
        }
        listen();
        update();
    }

    /** Break is seen only by the guest itself, in loopback. */
    private void writeLineControl(int value) {
        boolean begins = (value & ~lcr & LCR_BREAK) != 0;
        lcr = value;
        if (begins && loopback()) {
            breakSeen = true;
            push(0);
        }
    }

    private void writeModemControl(int value) {
        mcr = value;
        if (loopback()) {
            modem.loopBack((mcr & MCR_RTS) != 0, (mcr & MCR_DTR) != 0, (mcr & MCR_OUT1) != 0, (mcr & MCR_OUT2) != 0);
        } else {
            modem.connect();
        }
        listen();
        update();
    }

    @Override
    public void state(StateStream s) {
        ier = s.i32("ier", ier);
        fcr = s.i32("fcr", fcr);
        lcr = s.i32("lcr", lcr);
        mcr = s.i32("mcr", mcr);
        scratch = s.i32("scratch", scratch);
        divisor = s.i32("divisor", divisor);
        s.part("modem", modem);
        overrun = s.bool("overrun", overrun);
        breakSeen = s.bool("breakSeen", breakSeen);
        thrEmptyInterrupt = s.bool("thrEmptyInterrupt", thrEmptyInterrupt);
        timeoutInterrupt = s.bool("timeoutInterrupt", timeoutInterrupt);
        s.part("received", received);
        s.part("toSend", toSend);
        shifting = s.i32("shifting", shifting);
        s.part("wire", wire);
    }
}
