package dev.ringside.repl.workbench;

import dev.ringside.emulator.debug.Session;
import dev.ringside.repl.workbench.result.Cell;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a person at the prompt has before them: the guest, what is known of its program, and everything that is remembered from one
 * command to the next. Its parts do the work.
 */
public final class Workbench {
    private final Guest guest;
    private final CommandTable commands;
    private final Cancellation cancellation = new Cancellation();
    private final LiveMachine machine;
    private final Running running;
    private final Settings settings = new Settings();
    private final ValueHistory values = new ValueHistory();
    private final UserVariables variables = new UserVariables();
    private final Aliases aliases = new Aliases();
    private final Expressions expressions;
    private final Executor executor = new Executor(this);
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private final Map<Object, Object> kept = new HashMap<>();
    private final Program program;
    private boolean interactive;
    private boolean consoleFirst;
    private boolean consoleHere;
    private SelectedFrame frame;
    private Object frameMoment;
    private Object keptMoment;

    /** A workbench for a guest, with these commands. */
    public Workbench(Guest guest, CommandTable commands) {
        this.guest = guest;
        this.commands = commands;
        machine = new LiveMachine(guest.session(), cancellation);
        running = new Running(guest.session().control());
        program = new Program(guest.session().program());
        expressions = new Expressions(this);
    }

    /** The guest. */
    public Guest guest() {
        return guest;
    }

    /** The guest's session: run control, rules. */
    public Session session() {
        return guest.session();
    }

    /** The guest's machine, to look at. */
    public LiveMachine machine() {
        return machine;
    }

    /** Runs the guest. */
    public Running running() {
        return running;
    }

    /** All commands. */
    public CommandTable commands() {
        return commands;
    }

    /** Carries out lines. */
    public Executor executor() {
        return executor;
    }

    /** Reads and evaluates expressions. */
    public Expressions expressions() {
        return expressions;
    }

    /** What can be set. */
    public Settings settings() {
        return settings;
    }

    /** The values that were printed. */
    public ValueHistory values() {
        return values;
    }

    /** The user's variables. */
    public UserVariables variables() {
        return variables;
    }

    /** The user's names for commands. */
    public Aliases aliases() {
        return aliases;
    }

    /** Ctrl-C. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Whether a person sits at a terminal. */
    public boolean interactive() {
        return interactive;
    }

    /** Tells whether a person sits at a terminal. */
    public void interactive(boolean terminal) {
        interactive = terminal;
    }

    /** Whether the guest's console is on the terminal of the prompt, so that keys can go to it. */
    public boolean consoleHere() {
        return consoleHere;
    }

    /** Tells whether the guest's console is on the terminal of the prompt. */
    public void consoleHere(boolean here) {
        consoleHere = here;
    }

    /** Whether the terminal is the guest's console first, and the prompt's only on demand: {@code run}. */
    public boolean consoleFirst() {
        return consoleFirst;
    }

    /** Tells whether the terminal is the guest's console first. */
    public void consoleFirst(boolean first) {
        consoleFirst = first;
    }

    /** What is known of the guest's program. */
    public Program program() {
        return program;
    }

    /** A linear address with the symbol that it belongs to. */
    public Cell.Address address(long linear) {
        return new Cell.Address(linear, 0, program.nameOf(linear));
    }

    /** The frame that was selected at this stop; empty: the innermost. */
    public Optional<SelectedFrame> frame() {
        return frame != null && machine.moment().equals(frameMoment) ? Optional.of(frame) : Optional.empty();
    }

    /** Selects a frame until the guest runs on. */
    public void select(SelectedFrame newFrame) {
        frame = newFrame;
        frameMoment = machine.moment();
    }

    /**
     * What a family of commands remembers from one command to the next: displays, saved outputs. Made when it is asked for first.
     *
     * @param type a class of the family's own
     */
    public synchronized <T> T part(Class<T> type, Supplier<T> made) {
        return type.cast(parts.computeIfAbsent(type, _ -> made.get()));
    }

    /**
     * What is the same as long as the guest stands where it is and nobody writes through the workbench: made once and kept so long.
     *
     * @param key an object of the asking class's own; the same key always has the same type
     */
    @SuppressWarnings("unchecked")
    public <T> T perStop(Object key, Supplier<T> made) {
        if (!machine.moment().equals(keptMoment)) {
            kept.clear();
            keptMoment = machine.moment();
        }
        // Not computeIfAbsent: making one view may ask for another.
        T known = (T) kept.get(key);
        if (known == null) {
            known = made.get();
            kept.put(key, known);
        }
        return known;
    }
}
