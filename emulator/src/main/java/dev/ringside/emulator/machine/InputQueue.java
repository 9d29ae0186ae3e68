package dev.ringside.emulator.machine;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The one way in: everything from outside goes through here, is stamped with the moment the machine takes it, and can be
 * logged. Host threads offer; the machine takes between instructions. When a log is replayed, what is offered is ignored
 * and the log's entries arrive at exactly their stamps.
 */
public final class InputQueue implements Stateful {
    private record Offer(String channel, int value) {}

    private final Queue<Offer> offers = new ConcurrentLinkedQueue<>();
    private final Map<String, IntConsumer> channels = new HashMap<>();
    private final ArrayDeque<Input> replay = new ArrayDeque<>();
    private boolean replaying;
    private Consumer<Input> log = input -> {};
    private volatile boolean nudged;
    private long taken;

    /** Joins a device: {@code sink} takes the bytes of {@code channel}. */
    void connect(String channel, IntConsumer sink) {
        channels.put(channel, sink);
    }

    /** Offers a byte from any thread. */
    public void offer(String channel, int value) {
        offers.add(new Offer(channel, value));
    }

    /** Hands every input that is taken to {@code consumer}: the log of {@code --record}. */
    public void record(Consumer<Input> consumer) {
        log = consumer;
    }

    /** Takes inputs from a log instead of from outside. */
    public void replay(List<Input> inputs) {
        replaying = true;
        replay.clear();
        replay.addAll(inputs);
        for (long skip = taken; skip > 0 && !replay.isEmpty(); skip--) {
            replay.remove();
        }
    }

    /** Ends idle that is being paced, from any thread: the machine is to look up. */
    void nudge() {
        nudged = true;
    }

    /** Whether something waits to be taken now, or the machine is to look up. */
    boolean waiting() {
        return nudged || !replaying && !offers.isEmpty();
    }

    /** The log entry that comes next, or null. */
    Input nextReplay() {
        return replay.peek();
    }

    /** Takes what is to be taken at this moment. */
    void take(long virtualTime, long instructions) {
        nudged = false;
        if (replaying) {
            while (!replay.isEmpty() && replay.peek().virtualTime() <= virtualTime && replay.peek().instructions() <= instructions) {
                deliver(replay.remove());
            }
            return;
        }
        for (Offer o = offers.poll(); o != null; o = offers.poll()) {
            deliver(new Input(virtualTime, instructions, o.channel, o.value));
        }
    }

    private void deliver(Input input) {
        taken++;
        log.accept(input);
        IntConsumer sink = channels.get(input.channel());
        if (sink != null) {
            sink.accept(input.value());
        }
    }

    // The position in the log is state: a machine restored from a snapshot goes on with the inputs after it.
    @Override
    public void state(StateStream s) {
        taken = s.i64("taken", taken);
    }
}
