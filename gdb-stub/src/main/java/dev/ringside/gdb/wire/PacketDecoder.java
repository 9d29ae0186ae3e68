package dev.ringside.gdb.wire;

/** Cuts a client's bytes into packets. Takes any bytes; what lies between packets and means nothing is skipped. */
public final class PacketDecoder {
    /** Most bytes between {@code $} and {@code #}; what we tell clients as PacketSize. */
    public static final int LONGEST = 0x4000;

    private static final char START = '$', END = '#', ESCAPE = '}', ESCAPE_FLIP = 0x20, CTRL_C = 3;

    private enum State { BETWEEN, CONTENT, ESCAPED, FIRST_DIGIT, SECOND_DIGIT }

    private final StringBuilder content = new StringBuilder();
    private State state = State.BETWEEN;
    private boolean verifies = true;
    private int length;
    private int sum;
    private int expected;

    /** From now on checksums are not looked at: after QStartNoAckMode a bad packet could not be asked for again. */
    public void stopVerifying() {
        verifies = false;
    }

    /**
     * Takes the next byte, 0 to 255.
     *
     * @return what the byte completes, or null
     */
    public Incoming take(int value) {
        char c = (char) value;
        return switch (state) {
            case BETWEEN -> between(c);
            case CONTENT -> content(c);
            case ESCAPED -> {
                count(c);
                append((char) (c ^ ESCAPE_FLIP));
                state = State.CONTENT;
                yield null;
            }
            case FIRST_DIGIT -> {
                expected = Character.digit(c, 16);
                state = State.SECOND_DIGIT;
                yield null;
            }
            case SECOND_DIGIT -> {
                state = State.BETWEEN;
                yield complete(Character.digit(c, 16));
            }
        };
    }

    private Incoming between(char c) {
        return switch (c) {
            case '+' -> new Incoming.Ack();
            case '-' -> new Incoming.Nack();
            case CTRL_C -> new Incoming.Break();
            case START -> start();
            default -> null;
        };
    }

    private Incoming start() {
        content.setLength(0);
        length = 0;
        sum = 0;
        state = State.CONTENT;
        return null;
    }

    private Incoming content(char c) {
        switch (c) {
            // A start inside a packet: the client gave the first one up.
            case START -> start();
            case END -> state = State.FIRST_DIGIT;
            case ESCAPE -> {
                count(c);
                state = State.ESCAPED;
            }
            default -> {
                count(c);
                append(c);
            }
        }
        return null;
    }

    private void count(char c) {
        sum += c;
        length = Math.min(length + 1, LONGEST + 1);
    }

    private void append(char c) {
        if (content.length() < LONGEST) {
            content.append(c);
        }
    }

    private Incoming complete(int lastDigit) {
        if (length > LONGEST) {
            return new Incoming.Unusable();
        }
        if (verifies && (expected < 0 || lastDigit < 0 || (expected << 4 | lastDigit) != (sum & 0xFF))) {
            return new Incoming.Corrupt();
        }
        return new Incoming.Packet(content.toString());
    }
}
