package dev.ringside.emulator.device;

/** An interrupt wire that remembers its level and counts rising edges. */
public final class Line implements InterruptLine {
    /** The level now. */
    public boolean level;
    /** How often it rose. */
    public int rises;

    @Override
    public void set(boolean newLevel) {
        rises += newLevel && !level ? 1 : 0;
        level = newLevel;
    }
}
