package dev.ringside.gdb;

/** What follows from a request. */
sealed interface Reply {
    /** A packet goes back. */
    record Text(String packet) implements Reply {}

    /** Nothing goes back now: the stop reply will. */
    record Later() implements Reply {}

    /** OK goes back, and acknowledgements end with it. */
    record NoAcknowledgements() implements Reply {}

    /** The packet goes back, when it is not empty, and the connection ends. */
    record Farewell(String packet) implements Reply {}

    /** Done. */
    Reply OK = new Text("OK");

    /** We do not know the request. */
    Reply UNSUPPORTED = new Text("");

    /** An error that the client can go on after. */
    static Reply error(RequestError error) {
        return new Text(error.packet());
    }
}
