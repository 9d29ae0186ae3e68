package dev.ringside.repl.workbench;

import dev.ringside.emulator.platform.AbiCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the guest has asked of its hypervisor: the last calls, and how often each. On the machine's thread. */
public final class AbiLog {
    private static final int KEPT = 4096;

    private final AbiCall[] last = new AbiCall[KEPT];
    private final Map<Name, Count> counts = new HashMap<>();
    private long total;
    private Consumer<AbiCall> live = call -> {};

    private record Name(AbiCall.Kind kind, String name) {}

    /**
     * How often a call was made.
     *
     * @param first instructions of the machine at the first, and {@code last} at the last one
     */
    public record Count(AbiCall.Kind kind, String name, long count, long first, long last) {}

    /** Takes a call. */
    public void add(AbiCall call) {
        last[(int) (total++ % KEPT)] = call;
        counts.compute(new Name(call.kind(), call.name()), (_, before) -> new Count(call.kind(), call.name(),
            before == null ? 1 : before.count() + 1, before == null ? call.instructions() : before.first(), call.instructions()));
        live.accept(call);
    }

    /** How many calls there were. */
    public long total() {
        return total;
    }

    /** The last calls, the oldest first; {@code most} of them, if so many are kept. */
    public List<AbiCall> last(long most) {
        long count = Math.min(Math.min(most, KEPT), total);
        var calls = new ArrayList<AbiCall>();
        for (long i = total - count; i < total; i++) {
            calls.add(last[(int) (i % KEPT)]);
        }
        return calls;
    }

    /** How often each call was made, the most frequent first. */
    public List<Count> counts() {
        return counts.values().stream().sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::kind)
            .thenComparing(Count::name)).toList();
    }

    /** Sets who hears of each call from now on, on the machine's thread. */
    public void live(Consumer<AbiCall> listener) {
        live = listener;
    }
}
