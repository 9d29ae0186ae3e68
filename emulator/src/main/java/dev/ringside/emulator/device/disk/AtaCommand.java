package dev.ringside.emulator.device.disk;

/** The commands of a disk (ATA/ATAPI-6, chapter 8), one row each; every other code is aborted. */
enum AtaCommand {
    RECALIBRATE(0x10, Kind.NOTHING, false),
    READ_SECTORS(0x20, Kind.READ, false),
    READ_SECTORS_NO_RETRY(0x21, Kind.READ, false),
    READ_SECTORS_EXT(0x24, Kind.READ, true),
    READ_DMA_EXT(0x25, Kind.READ_DMA, true),
    READ_NATIVE_MAX_EXT(0x27, Kind.NATIVE_MAX, true),
    READ_MULTIPLE_EXT(0x29, Kind.READ_MULTIPLE, true),
    WRITE_SECTORS(0x30, Kind.WRITE, false),
    WRITE_SECTORS_NO_RETRY(0x31, Kind.WRITE, false),
    WRITE_SECTORS_EXT(0x34, Kind.WRITE, true),
    WRITE_DMA_EXT(0x35, Kind.WRITE_DMA, true),
    WRITE_MULTIPLE_EXT(0x39, Kind.WRITE_MULTIPLE, true),
    VERIFY(0x40, Kind.VERIFY, false),
    VERIFY_NO_RETRY(0x41, Kind.VERIFY, false),
    VERIFY_EXT(0x42, Kind.VERIFY, true),
    SEEK(0x70, Kind.NOTHING, false),
    DIAGNOSTIC(0x90, Kind.DIAGNOSTIC, false),
    INITIALIZE_PARAMETERS(0x91, Kind.GEOMETRY, false),
    READ_MULTIPLE(0xC4, Kind.READ_MULTIPLE, false),
    WRITE_MULTIPLE(0xC5, Kind.WRITE_MULTIPLE, false),
    SET_MULTIPLE(0xC6, Kind.SET_MULTIPLE, false),
    READ_DMA(0xC8, Kind.READ_DMA, false),
    READ_DMA_NO_RETRY(0xC9, Kind.READ_DMA, false),
    WRITE_DMA(0xCA, Kind.WRITE_DMA, false),
    WRITE_DMA_NO_RETRY(0xCB, Kind.WRITE_DMA, false),
    STANDBY_IMMEDIATE(0xE0, Kind.NOTHING, false),
    IDLE_IMMEDIATE(0xE1, Kind.NOTHING, false),
    STANDBY(0xE2, Kind.NOTHING, false),
    IDLE(0xE3, Kind.NOTHING, false),
    CHECK_POWER_MODE(0xE5, Kind.POWER_MODE, false),
    SLEEP(0xE6, Kind.NOTHING, false),
    FLUSH_CACHE(0xE7, Kind.FLUSH, false),
    FLUSH_CACHE_EXT(0xEA, Kind.FLUSH, true),
    IDENTIFY(0xEC, Kind.IDENTIFY, false),
    SET_FEATURES(0xEF, Kind.FEATURES, false),
    READ_NATIVE_MAX(0xF8, Kind.NATIVE_MAX, false);

    /** What the drive does. */
    enum Kind {
        NOTHING, READ, READ_MULTIPLE, READ_DMA, WRITE, WRITE_MULTIPLE, WRITE_DMA, VERIFY, NATIVE_MAX, DIAGNOSTIC, GEOMETRY,
        SET_MULTIPLE, POWER_MODE, FLUSH, IDENTIFY, FEATURES
    }

    private static final AtaCommand[] BY_CODE = new AtaCommand[256];

    static {
        for (AtaCommand c : values()) {
            BY_CODE[c.code] = c;
        }
    }

    private final int code;
    final Kind kind;
    /** Takes a 48-bit address and a 16-bit count. */
    final boolean ext;

    AtaCommand(int code, Kind kind, boolean ext) {
        this.code = code;
        this.kind = kind;
        this.ext = ext;
    }

    /** The command with this code, or null. */
    static AtaCommand of(int code) {
        return BY_CODE[code];
    }
}
