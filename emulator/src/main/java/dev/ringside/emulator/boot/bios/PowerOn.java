package dev.ringside.emulator.boot.bios;

import dev.ringside.emulator.cpu.Ports;

/** How the BIOS leaves the devices: one row per port write, in this order. */
enum PowerOn {
    MASTER_ICW1(0x20, 0x11),
    MASTER_ICW2_VECTOR_08(0x21, 0x08),
    MASTER_ICW3_SLAVE_ON_IRQ2(0x21, 0x04),
    MASTER_ICW4_8086(0x21, 0x01),
    SLAVE_ICW1(0xA0, 0x11),
    SLAVE_ICW2_VECTOR_70(0xA1, 0x70),
    SLAVE_ICW3_IRQ2(0xA1, 0x02),
    SLAVE_ICW4_8086(0xA1, 0x01),
    MASTER_MASK_ALL_BUT_TIMER_KEYBOARD_SLAVE(0x21, 0xF8),
    SLAVE_MASK_ALL(0xA1, 0xFF),
    TIMER_0_SQUARE_WAVE(0x43, 0x36),
    TIMER_0_LOW_65536(0x40, 0x00),
    TIMER_0_HIGH_65536(0x40, 0x00),
    COM1_DIVISOR_LATCH(0x3FB, 0x83),
    COM1_DIVISOR_LOW_115200(0x3F8, 0x01),
    COM1_DIVISOR_HIGH(0x3F9, 0x00),
    COM1_8N1(0x3FB, 0x03),
    COM1_FIFO(0x3FA, 0x07),
    COM1_DTR_RTS(0x3FC, 0x03);

    private final int port;
    private final int value;

    PowerOn(int port, int value) {
        this.port = port;
        this.value = value;
    }

    static void run(Ports ports) {
        for (var row : values()) {
            ports.out(row.port, 1, row.value);
        }
    }
}
