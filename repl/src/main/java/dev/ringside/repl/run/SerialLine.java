package dev.ringside.repl.run;

import dev.ringside.emulator.device.serial.ByteSink;

/** The cable between COM1 and a console that is plugged in once the machine is built. */
final class SerialLine implements ByteSink {
    private ByteSink end = ByteSink.NULL;
    private volatile boolean withinLine;

    /** Plugs the console in. */
    void connect(ByteSink console) {
        end = console;
    }

    @Override
    public void accept(int value) {
        withinLine = value != '\n';
        end.accept(value);
    }

    /** Whether the guest has begun a line and not ended it; from now on it has none. */
    boolean breakOff() {
        boolean was = withinLine;
        withinLine = false;
        return was;
    }
}
