package dev.ringside.emulator.device.keyboard;

import dev.ringside.emulator.device.ByteQueue;
import dev.ringside.emulator.state.StateStream;

/**
 * A standard PS/2 mouse (IBM PS/2 hardware interface technical reference, auxiliary device): it answers its commands and
 * lies still.
 */
public final class Ps2Mouse implements Ps2Port {
    private static final int SCALING_1_1 = 0xE6;
    private static final int SCALING_2_1 = 0xE7;
    private static final int RESOLUTION = 0xE8;
    private static final int STATUS = 0xE9;
    private static final int STREAM_MODE = 0xEA;
    private static final int READ_DATA = 0xEB;
    private static final int WRAP_END = 0xEC;
    private static final int REMOTE_MODE = 0xF0;
    private static final int IDENTIFY = 0xF2;
    private static final int SAMPLE_RATE = 0xF3;
    private static final int ENABLE = 0xF4;
    private static final int DISABLE = 0xF5;
    private static final int DEFAULTS = 0xF6;
    private static final int RESET = 0xFF;

    private static final int ACK = 0xFA;
    private static final int ERROR = 0xFE;
    private static final int SELF_TEST_PASSED = 0xAA;
    private static final int ID = 0;
    private static final int DEFAULT_RESOLUTION = 2;
    private static final int DEFAULT_RATE = 100;
    private static final int STATUS_SCALING = 1 << 4;
    private static final int STATUS_ENABLED = 1 << 5;
    private static final int STATUS_REMOTE = 1 << 6;
    /** First byte of a movement packet with nothing moved and no button down; bit 3 is always 1. */
    private static final int STILL = 1 << 3;
    private static final int BUFFER = 16;

    private final ByteQueue answers = new ByteQueue(BUFFER);
    private int command;
    private boolean enabled;
    private boolean remote;
    private boolean scaling;
    private int resolution = DEFAULT_RESOLUTION;
    private int rate = DEFAULT_RATE;

    Ps2Mouse() { }

    @Override
    public void reset() {
        answers.clear();
        command = 0;
        defaults();
    }

    private void defaults() {
        enabled = false;
        remote = false;
        scaling = false;
        resolution = DEFAULT_RESOLUTION;
        rate = DEFAULT_RATE;
    }

    @Override
    public boolean hasByte() {
        return answers.size() > 0;
    }

    @Override
    public int nextByte() {
        return answers.remove();
    }

    private void answer(int... values) {
        for (int value : values) {
            answers.add(value);
        }
    }

    @Override
    public void receive(int value) {
        answers.clear(); // a command cuts off what is still to be sent
        if (command != 0) {
            if (command == RESOLUTION) {
                resolution = value & 3;
            } else {
                rate = value;
            }
            command = 0;
            answer(ACK);
            return;
        }
        switch (value) {
            case SCALING_1_1, SCALING_2_1 -> {
                scaling = value == SCALING_2_1;
                answer(ACK);
            }
            case RESOLUTION, SAMPLE_RATE -> {
                command = value;
                answer(ACK);
            }
            case STATUS -> answer(ACK, (scaling ? STATUS_SCALING : 0) | (enabled ? STATUS_ENABLED : 0)
                    | (remote ? STATUS_REMOTE : 0), resolution, rate);
            case STREAM_MODE, REMOTE_MODE -> {
                remote = value == REMOTE_MODE;
                answer(ACK);
            }
            case READ_DATA -> answer(ACK, STILL, 0, 0);
            case WRAP_END -> answer(ACK);
            case IDENTIFY -> answer(ACK, ID);
            case ENABLE, DISABLE -> {
                enabled = value == ENABLE;
                answer(ACK);
            }
            case DEFAULTS -> {
                defaults();
                answer(ACK);
            }
            case RESET -> {
                defaults();
                answer(ACK, SELF_TEST_PASSED, ID);
            }
            default -> answer(ERROR);
        }
    }

    @Override
    public void state(StateStream s) {
        s.part("answers", answers);
        command = s.i32("command", command);
        enabled = s.bool("enabled", enabled);
        remote = s.bool("remote", remote);
        scaling = s.bool("scaling", scaling);
        resolution = s.i32("resolution", resolution);
        rate = s.i32("rate", rate);
    }
}
