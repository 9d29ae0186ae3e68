package dev.ringside.emulator.boot;

/** Memory as a load plan fills it, for tests. */
public final class LoadedMemory {
    private final LoadPlan plan;

    public LoadedMemory(LoadPlan plan) {
        this.plan = plan;
    }

    public int u8(long address) {
        for (var segment : plan.segments()) {
            long inside = address - segment.physicalAddress();
            if (inside >= 0 && inside < segment.length()) {
                return inside < segment.count() ? segment.source()[segment.offset() + (int) inside] & 0xFF : 0;
            }
        }
        return 0;
    }

    public long u32(long address) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | u8(address + i);
        }
        return value;
    }

    public long u64(long address) {
        return u32(address) | u32(address + 4) << 32;
    }

    public String text(long address) {
        var text = new StringBuilder();
        for (long at = address; u8(at) != 0; at++) {
            text.append((char) u8(at));
        }
        return text.toString();
    }
}
