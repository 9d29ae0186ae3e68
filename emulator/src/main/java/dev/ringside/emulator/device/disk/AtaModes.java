package dev.ringside.emulator.device.disk;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;

/** What a guest can set up in a drive: geometry, sectors of a block, transfer mode, write cache (ATA/ATAPI-6, chapter 8). */
final class AtaModes implements Stateful {
    // SET FEATURES subcommands
    private static final int SET_TRANSFER_MODE = 0x03;
    private static final int WRITE_CACHE_ON = 0x02;
    private static final int WRITE_CACHE_OFF = 0x82;
    private static final int READ_AHEAD_OFF = 0x55;
    private static final int READ_AHEAD_ON = 0xAA;

    // transfer modes: a kind in bits 7:3, a number in bits 2:0
    private static final int KIND = 0xF8;
    private static final int PIO = 0x00;
    private static final int PIO_WITH_FLOW_CONTROL = 0x08;
    private static final int MULTIWORD_DMA = 0x20;
    private static final int LAST_MULTIWORD_DMA = 2;

    private int multiple;
    private int dmaMode = -1;
    private boolean writeCache = true;
    private int heads = AtaIdentify.HEADS;
    private int sectorsPerTrack = AtaIdentify.SECTORS_PER_TRACK;

    void reset() {
        multiple = 0;
        dmaMode = -1;
        writeCache = true;
        heads = AtaIdentify.HEADS;
        sectorsPerTrack = AtaIdentify.SECTORS_PER_TRACK;
    }

    /** Sectors of a DRQ block of READ and WRITE MULTIPLE, 0 while those are off. */
    int multiple() {
        return multiple;
    }

    /** The selected multiword DMA mode, or -1. */
    int dmaMode() {
        return dmaMode;
    }

    boolean writeCache() {
        return writeCache;
    }

    int heads() {
        return heads;
    }

    int sectorsPerTrack() {
        return sectorsPerTrack;
    }

    /** INITIALIZE DEVICE PARAMETERS; false to abort. */
    boolean setGeometry(TaskFile registers) {
        int tracks = registers.get(TaskFile.COUNT, false);
        if (tracks == 0) {
            return false;
        }
        sectorsPerTrack = tracks;
        heads = (registers.get(TaskFile.DEVICE, false) & 15) + 1;
        return true;
    }

    /** SET MULTIPLE MODE; false to abort. */
    boolean setMultiple(TaskFile registers) {
        int wanted = registers.get(TaskFile.COUNT, false);
        if (wanted > AtaIdentify.MOST_MULTIPLE || Integer.bitCount(wanted) > 1) {
            return false;
        }
        multiple = wanted;
        return true;
    }

    /** SET FEATURES; false to abort. */
    boolean setFeatures(TaskFile registers) {
        int feature = registers.get(TaskFile.FEATURES, false);
        return switch (feature) {
            case SET_TRANSFER_MODE -> setTransferMode(registers.get(TaskFile.COUNT, false));
            case WRITE_CACHE_ON, WRITE_CACHE_OFF -> {
                writeCache = feature == WRITE_CACHE_ON;
                yield true;
            }
            case READ_AHEAD_ON, READ_AHEAD_OFF -> true;
            default -> false;
        };
    }

    private boolean setTransferMode(int mode) {
        int kind = mode & KIND;
        if (kind == MULTIWORD_DMA && mode - kind <= LAST_MULTIWORD_DMA) {
            dmaMode = mode - kind;
            return true;
        }
        return kind == PIO || kind == PIO_WITH_FLOW_CONTROL;
    }

    @Override
    public void state(StateStream s) {
        multiple = s.i32("multiple", multiple);
        dmaMode = s.i32("dmaMode", dmaMode);
        writeCache = s.bool("writeCache", writeCache);
        heads = Math.max(1, s.i32("heads", heads));
        sectorsPerTrack = Math.max(1, s.i32("sectorsPerTrack", sectorsPerTrack));
    }
}
