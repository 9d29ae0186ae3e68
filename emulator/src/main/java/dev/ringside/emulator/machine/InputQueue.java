package dev.ringside.emulator.machine;

import dev.ringside.emulator.state.StateException;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
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
    private List<Input> replayed;
    private Consumer<Input> log = input -> {};
    private boolean recorded;
    private volatile boolean nudged;
    private long taken;

    /** Joins a device: {@code sink} takes the bytes of {@code channel}. */
    void connect(String channel, IntConsumer sink) {
        channels.put(channel, sink);
    }

    /** Offers a byte, 0 to 255, from any thread. What is offered on a channel that no device listens on is dropped. */
    public void offer(String channel, int value) {
        if (channels.containsKey(channel)) {
            offers.add(new Offer(channel, value & 0xFF));
        }
    }

    /** Hands every input that is taken to {@code consumer}: the log of {@code --record}. */
    public void record(Consumer<Input> consumer) {
        log = consumer;
        recorded = true;
    }

    /** Whether inputs are handed to a log. */
    public boolean recorded() {
        return recorded;
    }

    /**
     * Takes inputs from a log instead of from outside.
     *
     * @param inputs the whole log since power-up, in order; a machine that has taken inputs goes on behind them
     * @throws StateException when the log names a channel that this machine does not have
     */
    public void replay(List<Input> inputs) {
        for (Input input : inputs) {
            if (!channels.containsKey(input.channel())) {
                throw new StateException("input log: expected a channel of this machine, found \"" + input.channel() + "\"");
            }
        }
        replayed = List.copyOf(inputs);
    }

    /** How many inputs of the replayed log the machine has not taken yet; 0 without a log. */
    public long remaining() {
        return replayed == null ? 0 : Math.max(replayed.size() - taken, 0);
    }

    /** Ends idle that is being paced, from any thread: the machine is to look up. */
    void nudge() {
        nudged = true;
    }

    /** The machine has looked up. */
    void calm() {
        nudged = false;
    }

    /** Whether something waits to be taken now, or the machine is to look up. */
    boolean waiting() {
        return nudged || offered();
    }

    /** Whether something from outside waits to be taken. */
    boolean offered() {
        return replayed == null && !offers.isEmpty();
    }

    /** The log entry that comes next, or null. */
    Input nextReplay() {
        return remaining() == 0 ? null : replayed.get((int) taken);
    }

    /**
     * Takes what is to be taken at this moment.
     *
     * @throws StateException when the log that is replayed has an input for a moment that the machine never was at
     */
    void take(long virtualTime, long instructions) {
        if (replayed == null) {
            for (Offer o = offers.poll(); o != null; o = offers.poll()) {
                deliver(new Input(virtualTime, instructions, o.channel, o.value));
            }
            return;
        }
        for (Input next = nextReplay(); next != null && due(next, virtualTime, instructions); next = nextReplay()) {
            deliver(next);
        }
    }

    private boolean due(Input next, long virtualTime, long instructions) {
        if (next.virtualTime() < virtualTime || next.instructions() < instructions) {
            throw new StateException("input log: entry " + (taken + 1) + " belongs at " + next.virtualTime() + " ns, instruction "
                    + next.instructions() + ", which this run passes by (it is at " + virtualTime + " ns, instruction " + instructions
                    + "): the log is of another guest or configuration");
        }
        return next.virtualTime() == virtualTime && next.instructions() == instructions;
    }

    private void deliver(Input input) {
        taken++;
        log.accept(input);
        channels.get(input.channel()).accept(input.value());
    }

    // The position in the log is state: a machine restored from a snapshot goes on with the inputs after it.
    @Override
    public void state(StateStream s) {
        taken = Math.max(s.i64("taken", taken), 0);
    }
}
