package dev.ringside.emulator.device.keyboard;

import dev.ringside.emulator.device.ByteQueue;
import dev.ringside.emulator.state.StateStream;

/**
 * An MF2 keyboard (IBM PS/2 hardware interface technical reference, keyboard section): its commands and a queue of scan
 * codes. It speaks scan code set 2; set selection is answered and remembered, keys come in set 2 all the same.
 */
public final class Ps2Keyboard implements Ps2Port {
    private static final int SET_LEDS = 0xED;
    private static final int ECHO = 0xEE;
    private static final int SCAN_CODE_SET = 0xF0;
    private static final int IDENTIFY = 0xF2;
    private static final int TYPEMATIC = 0xF3;
    private static final int ENABLE = 0xF4;
    private static final int DISABLE = 0xF5;
    private static final int DEFAULTS = 0xF6;
    private static final int FIRST_SET3_COMMAND = 0xF7;
    private static final int LAST_SET3_COMMAND = 0xFD;
    private static final int RESEND = 0xFE;
    private static final int RESET = 0xFF;

    private static final int ACK = 0xFA;
    private static final int SELF_TEST_PASSED = 0xAA;
    private static final int ID_FIRST = 0xAB;
    private static final int ID_SECOND = 0x83;
    private static final int DEFAULT_SET = 2;
    /** The keyboard's own buffer; a key that finds it full is lost. */
    private static final int BUFFER = 16;

    private final ByteQueue answers = new ByteQueue(BUFFER);
    private final ByteQueue keys = new ByteQueue(BUFFER);
    /** A command that waits for its parameter, or 0. */
    private int command;
    private boolean scanning = true;
    private int scanCodeSet = DEFAULT_SET;
    private int leds;
    private int lastByte;

    Ps2Keyboard() { }

    /**
     * A key went down or up: the bytes of its set 2 code. The machine calls this from its input queue.
     *
     * @return whether the keyboard took them; it does not while the guest has disabled it or its buffer is full
     */
    public boolean key(int... scanCode) {
        if (!scanning || keys.size() + scanCode.length > BUFFER) {
            return false;
        }
        for (int b : scanCode) {
            keys.add(b);
        }
        return true;
    }

    /** Scroll, number and caps lock lights in bits 0 to 2. */
    public int leds() {
        return leds;
    }

    @Override
    public void reset() {
        answers.clear();
        command = 0;
        defaults();
        scanning = true;
        leds = 0;
    }

    private void defaults() {
        keys.clear();
        scanCodeSet = DEFAULT_SET;
    }

    @Override
    public boolean hasByte() {
        return answers.size() > 0 || keys.size() > 0;
    }

    @Override
    public int nextByte() {
        lastByte = answers.size() > 0 ? answers.remove() : keys.remove();
        return lastByte;
    }

    @Override
    public void receive(int value) {
        if (command != 0) {
            int waiting = command;
            command = 0;
            parameter(waiting, value);
            return;
        }
        if (value == ECHO) {
            answers.add(ECHO);
            return;
        }
        if (value >= FIRST_SET3_COMMAND && value <= LAST_SET3_COMMAND) {
            answers.add(ACK); // key types exist in scan code set 3 only
            return;
        }
        switch (value) {
            case SET_LEDS, SCAN_CODE_SET, TYPEMATIC -> {
                command = value;
                answers.add(ACK);
            }
            case IDENTIFY -> {
                answers.add(ACK);
                answers.add(ID_FIRST);
                answers.add(ID_SECOND);
            }
            case ENABLE, DISABLE, DEFAULTS -> {
                answers.add(ACK);
                if (value != ENABLE) {
                    defaults();
                }
                scanning = value == DEFAULTS ? scanning : value == ENABLE;
            }
            case RESET -> {
                reset();
                answers.add(ACK);
                answers.add(SELF_TEST_PASSED);
            }
            case RESEND -> answers.add(lastByte);
            default -> answers.add(RESEND);
        }
    }

    private void parameter(int waiting, int value) {
        answers.add(ACK);
        switch (waiting) {
            case SET_LEDS -> leds = value & 7;
            case SCAN_CODE_SET -> {
                if (value == 0) {
                    answers.add(scanCodeSet);
                } else {
                    scanCodeSet = value & 3;
                }
            }
            default -> { } // typematic repeat is the host keyboard's business
        }
    }

    @Override
    public void state(StateStream s) {
        s.part("answers", answers);
        s.part("keys", keys);
        command = s.i32("command", command);
        scanning = s.bool("scanning", scanning);
        scanCodeSet = s.i32("scanCodeSet", scanCodeSet);
        leds = s.i32("leds", leds);
        lastByte = s.i32("lastByte", lastByte);
    }
}
