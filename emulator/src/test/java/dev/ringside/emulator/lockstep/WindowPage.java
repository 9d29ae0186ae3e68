package dev.ringside.emulator.lockstep;

/** What one page of a random program's data window is. */
enum WindowPage {
    /** Read and written. */
    WRITABLE,
    /** Only read. */
    READ_ONLY,
    /** Not there: every access faults. */
    ABSENT,
    /** The same memory as the first page of the window. */
    ALIAS,
    /** The same memory as the first page of the program's code: what is stored there changes the code. */
    CODE
}
