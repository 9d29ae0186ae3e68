package dev.ringside.trace;

/** The names of the fields in a trace file, each written and read in one place. */
final class Field {
    static final String VERSION = "ringside-trace";
    static final String GUEST = "guest";
    static final String END = "end";
    static final String INSTRUCTIONS = "at";
    static final String CPU = "cpu";
    static final String RIP = "rip";
    static final String CPL = "cpl";
    static final String PLATFORM = "platform";
    static final String KIND = "kind";
    static final String NAME = "name";
    static final String ARGUMENTS = "arguments";
    static final String RESULTS = "results";
    static final String TYPE = "type";
    static final String VALUE = "value";
    static final String MEANING = "meaning";

    private Field() {}
}
