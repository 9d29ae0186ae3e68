package dev.ringside.gdb.wire;

/** What a client sends. */
public sealed interface Incoming {
    /** A packet's content, unescaped; one character (0 to 255) for each byte. */
    record Packet(String content) implements Incoming {}

    /** The client got our last packet. */
    record Ack() implements Incoming {}

    /** The client wants our last packet again. */
    record Nack() implements Incoming {}

    /** Ctrl-C. */
    record Break() implements Incoming {}

    /** A packet with a checksum that is wrong or is no number. */
    record Corrupt() implements Incoming {}

    /** A packet longer than {@link PacketDecoder#LONGEST}. Its content is lost. */
    record Unusable() implements Incoming {}
}
