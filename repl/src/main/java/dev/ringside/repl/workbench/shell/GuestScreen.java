package dev.ringside.repl.workbench.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jline.reader.LineReader;

/**
 * The part of a terminal that the guest's console and the prompt share. The guest's bytes come on the machine's thread, which never waits
 * for the line editor: while somebody types, lines go through a queue and a thread of their own, which prints them above the prompt.
 */
public final class GuestScreen {
    private static final int UNFINISHED_MILLIS = 200;
    private static final int LONGEST_LINE = 4096;

    private final OutputStream out;
    private final BlockingQueue<String> above = new LinkedBlockingQueue<>();
    private final StringBuilder line = new StringBuilder();
    private Thread printer;
    private LineReader reader;
    private boolean typing;
    private boolean withinLine;
    private boolean raw;
    private IOException failure;

    /** A screen. @param out where the terminal's bytes go, unbuffered */
    public GuestScreen(OutputStream out) {
        this.out = out;
    }

    /** The line editor above which lines are printed. */
    void reader(LineReader newReader) {
        reader = newReader;
        printer = Thread.ofPlatform().daemon().name("guest lines").start(this::printAbove);
    }

    /** Takes a byte of the guest's console. On the machine's thread. */
    public synchronized void accept(int value) {
        if (typing) {
            hold((byte) value);
            return;
        }
        withinLine = value != '\n';
        write(new byte[] {(byte) value});
    }

    private void write(byte[] bytes) {
        if (failure != null) {
            return;
        }
        try {
            out.write(bytes);
        } catch (IOException e) {
            failure = e;
        }
    }

    private void hold(byte value) {
        if (value == '\n' || line.length() >= LONGEST_LINE) {
            above.add(line.toString());
            line.setLength(0);
        } else if (value != '\r') {
            line.append((char) (value & 0xFF));
        }
    }

    /** Lines that stay unfinished for a moment, such as a guest's own prompt, are printed too. */
    private void printAbove() {
        try {
            while (true) {
                String next = above.poll(UNFINISHED_MILLIS, TimeUnit.MILLISECONDS);
                if (next == null) {
                    next = unfinished();
                }
                if (next != null) {
                    print(decoded(next));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String unfinished() {
        if (line.isEmpty()) {
            return null;
        }
        String rest = line.toString();
        line.setLength(0);
        return rest;
    }

    private static String decoded(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private void print(String text) {
        if (reader.isReading()) {
            reader.printAbove(text);
        } else {
            synchronized (this) {
                write((text + end()).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Shows lines of ours, whatever the terminal is doing. From any thread but the machine's. */
    void between(List<String> lines) {
        boolean editing;
        synchronized (this) {
            editing = typing;
            if (!editing) {
                write(((withinLine ? end() : "") + String.join(end(), lines) + end()).getBytes(StandardCharsets.UTF_8));
                withinLine = false;
            }
        }
        if (editing) {
            print(String.join("\n", lines));
        }
    }

    private String end() {
        return raw ? "\r\n" : "\n";
    }

    /** Somebody begins or ends to type a line. */
    void typing(boolean now) {
        List<String> left = new ArrayList<>();
        synchronized (this) {
            typing = now;
            if (!now) {
                above.drainTo(left);
                Optional.ofNullable(unfinished()).ifPresent(left::add);
                left.forEach(text -> write((decoded(text) + end()).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** The terminal is raw: line ends need a carriage return. */
    synchronized void raw(boolean now) {
        raw = now;
    }

    /** Ends a line of the guest's that stands unfinished. */
    public synchronized void freshLine() {
        if (withinLine) {
            write(end().getBytes(StandardCharsets.UTF_8));
            withinLine = false;
        }
    }

    /** What went wrong with the terminal, if anything did. */
    public synchronized Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }
}
