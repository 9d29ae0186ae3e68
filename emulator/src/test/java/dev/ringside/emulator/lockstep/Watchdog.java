package dev.ringside.emulator.lockstep;

/** Says on standard error what a run is at when it has got nowhere for a minute: an engine that hangs cannot say it itself. */
final class Watchdog {
    private static final long MINUTE = 60_000;

    private volatile String place = "";
    private volatile long progress;

    Watchdog() {
        Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
    }

    /** There is progress. */
    void at(String newPlace) {
        place = newPlace;
        progress++;
    }

    private void watch() {
        long seen = -1;
        while (true) {
            try {
                Thread.sleep(MINUTE);
            } catch (InterruptedException e) {
                return;
            }
            if (seen == progress) {
                System.err.println("no progress for a minute since " + place);
            }
            seen = progress;
        }
    }
}
