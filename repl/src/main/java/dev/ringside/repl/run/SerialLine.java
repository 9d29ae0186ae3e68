package dev.ringside.repl.run;

import dev.ringside.emulator.device.serial.ByteSink;

/** The cable between COM1 and a console that is plugged in once the machine is built. */
final class SerialLine implements ByteSink {
    private ByteSink end = ByteSink.NULL;

    /** Plugs the console in. */
    void connect(ByteSink console) {
        end = console;
    }

    @Override
    public void accept(int value) {
        end.accept(value);
    }
}
