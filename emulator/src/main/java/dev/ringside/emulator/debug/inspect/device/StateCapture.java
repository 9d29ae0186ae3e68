package dev.ringside.emulator.debug.inspect.device;

import dev.ringside.emulator.debug.inspect.device.StateValue.Field;
import dev.ringside.emulator.debug.inspect.layout.Layout;
import dev.ringside.emulator.debug.inspect.layout.Layouts;
import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A pass that keeps what components say of their state, as saving does, to be looked at. */
final class StateCapture implements StateStream {
    /** Most numbers kept of an array, and most fields of a group: written disk sectors are fields, too. */
    private static final int MOST_NUMBERS = 256, MOST_FIELDS = 128;

    private final String layouts;
    private final Deque<List<Field>> groups = new ArrayDeque<>();
    private final Deque<String> names = new ArrayDeque<>();
    private final Deque<int[]> omitted = new ArrayDeque<>();

    private StateCapture(String layouts) {
        this.layouts = layouts;
    }

    /** The state of a part whose numbers have layouts called {@code name.field}; digits that end the name do not count. */
    static StateValue.Group of(String name, Stateful part) {
        boolean known = Layouts.all().stream().anyMatch(l -> l.name().startsWith(name + "."));
        StateCapture capture = new StateCapture(known ? name : name.replaceAll("[0-9]+$", ""));
        capture.open();
        part.state(capture);
        return capture.close();
    }

    private void open() {
        groups.push(new ArrayList<>());
        omitted.push(new int[1]);
    }

    private StateValue.Group close() {
        return new StateValue.Group(groups.pop(), omitted.pop()[0]);
    }

    private void add(String name, StateValue value) {
        if (groups.peek().size() < MOST_FIELDS) {
            groups.peek().add(new Field(name, value));
        } else {
            omitted.peek()[0]++;
        }
    }

    @Override
    public void begin(String name) {
        names.push(name);
        open();
    }

    @Override
    public void end() {
        StateValue group = close();
        add(names.pop(), group);
    }

    @Override
    public boolean bool(String name, boolean value) {
        add(name, new StateValue.Flag(value));
        return value;
    }

    @Override
    public int i32(String name, int value) {
        add(name, new StateValue.Number(value & 0xFFFFFFFFL, 32, layout(name)));
        return value;
    }

    @Override
    public long i64(String name, long value) {
        add(name, new StateValue.Number(value, 64, layout(name)));
        return value;
    }

    private Optional<Layout> layout(String name) {
        return Layouts.find(layouts + "." + name);
    }

    @Override
    public String text(String name, String value) {
        add(name, new StateValue.Text(value));
        return value;
    }

    @Override
    public void i8s(String name, byte[] values) {
        List<Long> kept = new ArrayList<>();
        for (int i = 0; i < Math.min(values.length, MOST_NUMBERS); i++) {
            kept.add(values[i] & 0xFFL);
        }
        add(name, new StateValue.Numbers(8, values.length, kept));
    }

    @Override
    public void i32s(String name, int[] values) {
        List<Long> kept = new ArrayList<>();
        for (int i = 0; i < Math.min(values.length, MOST_NUMBERS); i++) {
            kept.add(values[i] & 0xFFFFFFFFL);
        }
        add(name, new StateValue.Numbers(32, values.length, kept));
    }

    @Override
    public void i64s(String name, long[] values) {
        List<Long> kept = new ArrayList<>();
        for (int i = 0; i < Math.min(values.length, MOST_NUMBERS); i++) {
            kept.add(values[i]);
        }
        add(name, new StateValue.Numbers(64, values.length, kept));
    }

    @Override
    public void pages(String name, byte[] values) {
        i8s(name, values);
    }

    @Override
    public byte[] blob(String name, byte[] value) {
        i8s(name, value);
        return value;
    }

    @Override
    public boolean restoring() {
        return false;
    }
}
