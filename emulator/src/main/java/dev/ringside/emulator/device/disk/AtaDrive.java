package dev.ringside.emulator.device.disk;

import dev.ringside.emulator.state.StateStream;
import dev.ringside.emulator.state.Stateful;
import java.io.IOException;

/**
 * One ATA disk: its registers, commands and data buffer. It works in steps, each of which the channel starts a little after
 * the guest's write or read that called for it; between the two the drive is busy.
 */
final class AtaDrive implements Stateful {
    // status register
    static final int ERR = 1;
    static final int DRQ = 1 << 3;
    static final int DSC = 1 << 4;
    static final int DRDY = 1 << 6;
    static final int BSY = 1 << 7;
    private static final int READY = DRDY | DSC;

    // error register
    private static final int ABRT = 1 << 2;
    private static final int IDNF = 1 << 4;
    private static final int UNC = 1 << 6;
    private static final int DIAGNOSTIC_PASSED = 1;

    private static final int POWER_ACTIVE = 0xFF;

    /** What the next step is. */
    private enum Step { NONE, EXECUTE, READ_NEXT, WRITE_DONE }

    private final int number;
    private final DiskImage image;
    final TaskFile registers = new TaskFile();
    private final byte[] buffer = new byte[AtaIdentify.MOST_MULTIPLE * DiskImage.SECTOR];

    private int status = READY;
    private int error = DIAGNOSTIC_PASSED;
    private int commandCode;
    private Step step = Step.NONE;
    private int position;
    private int length;
    private boolean toDevice;
    private long lba;
    private int sectorsLeft;
    private int sectorsPerBlock;
    /** A DMA command waits for the bus master. */
    private boolean dma;
    private final AtaModes modes = new AtaModes();

    /** @param number of the disk in its machine, from 0 */
    String summary() {
        return image.sectors() + " sectors";
    }

    AtaDrive(int number, DiskImage image) {
        this.number = number;
        this.image = image;
    }

    /** After power-on, hardware and software reset. Geometry and modes last over a software reset. */
    void reset(boolean hardware) {
        status = READY;
        error = DIAGNOSTIC_PASSED;
        step = Step.NONE;
        stopTransfer();
        registers.setSignature();
        if (hardware) {
            modes.reset();
        }
    }

    private void stopTransfer() {
        position = 0;
        length = 0;
        sectorsLeft = 0;
        dma = false;
    }

    int status() {
        return status;
    }

    int error() {
        return error;
    }

    boolean busy() {
        return (status & BSY) != 0;
    }

    private AtaCommand command() {
        return AtaCommand.of(commandCode);
    }

    /** The guest writes the command register; {@link #step} follows. */
    void command(int code) {
        commandCode = code;
        error = 0;
        stopTransfer();
        busyUntil(Step.EXECUTE);
    }

    private void busyUntil(Step next) {
        status = BSY;
        step = next;
    }

    /** Whether {@link #step} is to be called. */
    boolean hasStep() {
        return step != Step.NONE;
    }

    /** Does what the drive was busy with. Returns whether it asks for an interrupt. */
    boolean step() {
        Step now = step;
        step = Step.NONE;
        status = READY;
        try {
            return switch (now) {
                case NONE -> false;
                case EXECUTE -> execute();
                case READ_NEXT -> readBlock();
                case WRITE_DONE -> writeBlock();
            };
        } catch (IOException e) {
            return fail(UNC);
        }
    }

    private boolean fail(int bits) {
        stopTransfer();
        error = bits;
        status = READY | ERR;
        return true;
    }

    private boolean execute() throws IOException {
        AtaCommand command = command();
        if (command == null) {
            return fail(ABRT);
        }
        return switch (command.kind) {
            case NOTHING -> true;
            case READ -> start(1, false) && readBlock() || failed();
            case READ_MULTIPLE -> start(modes.multiple(), false) && readBlock() || failed();
            case READ_DMA -> startDma(false);
            case WRITE -> startWrite(1);
            case WRITE_MULTIPLE -> startWrite(modes.multiple());
            case WRITE_DMA -> startDma(true);
            case VERIFY -> {
                boolean found = start(1, false);
                sectorsLeft = 0;
                yield found || failed();
            }
            case NATIVE_MAX -> {
                registers.setLba(command.ext ? image.sectors() - 1 : Math.min(image.sectors() - 1, 0x0FFF_FFFF), command.ext);
                yield true;
            }
            case DIAGNOSTIC -> {
                reset(false);
                yield true;
            }
            case GEOMETRY -> modes.setGeometry(registers) || fail(ABRT);
            case SET_MULTIPLE -> modes.setMultiple(registers) || fail(ABRT);
            case POWER_MODE -> {
                registers.setCount(POWER_ACTIVE);
                yield true;
            }
            case FLUSH -> {
                image.flush();
                yield true;
            }
            case IDENTIFY -> identify();
            case FEATURES -> modes.setFeatures(registers) || fail(ABRT);
        };
    }

    private boolean failed() {
        return (status & ERR) != 0;
    }

    private boolean identify() {
        byte[] words = AtaIdentify.of(number, image.sectors(), modes);
        System.arraycopy(words, 0, buffer, 0, words.length);
        offer(words.length, false);
        return true;
    }

    // ---- transfers ----

    /** Takes address and count from the registers; false if they leave the disk or the block size is not set. */
    private boolean start(int blockSectors, boolean write) {
        boolean ext = command().ext;
        if (blockSectors == 0) {
            fail(ABRT);
            return false;
        }
        lba = registers.lba(ext, modes.heads(), modes.sectorsPerTrack());
        sectorsLeft = registers.count(ext);
        sectorsPerBlock = blockSectors;
        toDevice = write;
        if (lba < 0 || lba + sectorsLeft > image.sectors()) {
            fail(IDNF);
            return false;
        }
        return true;
    }

    /** The first block of a write is asked for without an interrupt. */
    private boolean startWrite(int blockSectors) {
        if (!start(blockSectors, true)) {
            return true;
        }
        offer(blockLength(), true);
        return false;
    }

    private int blockLength() {
        return Math.min(sectorsLeft, sectorsPerBlock) * DiskImage.SECTOR;
    }

    private void offer(int bytes, boolean write) {
        position = 0;
        length = bytes;
        toDevice = write;
        status = READY | DRQ;
    }

    private boolean readBlock() throws IOException {
        int bytes = blockLength();
        for (int at = 0; at < bytes; at += DiskImage.SECTOR) {
            image.read(lba++, buffer, at);
        }
        sectorsLeft -= bytes / DiskImage.SECTOR;
        offer(bytes, false);
        return true;
    }

    private boolean writeBlock() throws IOException {
        for (int at = 0; at < length; at += DiskImage.SECTOR) {
            image.write(lba++, buffer, at);
        }
        sectorsLeft -= length / DiskImage.SECTOR;
        if (sectorsLeft > 0) {
            offer(blockLength(), true);
        }
        return true;
    }

    /** The guest reads {@code size} bytes from the data port. */
    int readData(int size) {
        if ((status & DRQ) == 0 || toDevice || dma) {
            return 0;
        }
        int value = 0;
        for (int i = 0; i < size && position < length; i++) {
            value |= (buffer[position++] & 0xFF) << i * 8;
        }
        if (position >= length) {
            if (sectorsLeft > 0) {
                busyUntil(Step.READ_NEXT);
            } else {
                status = READY;
            }
        }
        return value;
    }

    /** The guest writes {@code size} bytes to the data port. */
    void writeData(int size, int value) {
        if ((status & DRQ) == 0 || !toDevice || dma) {
            return;
        }
        for (int i = 0; i < size && position < length; i++) {
            buffer[position++] = (byte) (value >> i * 8);
        }
        if (position >= length) {
            busyUntil(Step.WRITE_DONE);
        }
    }

    private boolean startDma(boolean write) {
        if (!start(1, write)) {
            return true;
        }
        dma = true;
        status = READY | DRQ;
        return false;
    }

    /** Whether a DMA command waits for the bus master. */
    boolean wantsDma() {
        return dma;
    }

    /** Moves a whole DMA command through {@code busMaster}. Returns whether the command ended, well or badly. */
    boolean transfer(BusMaster busMaster) {
        try {
            while (sectorsLeft > 0) {
                if (toDevice) {
                    if (!busMaster.fetch(buffer, DiskImage.SECTOR)) {
                        return false;
                    }
                    image.write(lba, buffer, 0);
                } else {
                    image.read(lba, buffer, 0);
                    if (!busMaster.store(buffer, DiskImage.SECTOR)) {
                        return false;
                    }
                }
                lba++;
                sectorsLeft--;
            }
            stopTransfer();
            status = READY;
        } catch (IOException e) {
            fail(UNC);
        }
        return true;
    }

    @Override
    public void state(StateStream s) {
        s.part("image", image);
        s.part("registers", registers);
        s.i8s("buffer", buffer);
        status = s.i32("status", status);
        error = s.i32("error", error);
        commandCode = s.i32("command", commandCode) & 0xFF;
        step = Step.values()[s.i32("step", step.ordinal()) & 3];
        position = Math.clamp(s.i32("position", position), 0, buffer.length);
        length = Math.clamp(s.i32("length", length), 0, buffer.length);
        toDevice = s.bool("toDevice", toDevice);
        lba = s.i64("lba", lba);
        sectorsLeft = s.i32("sectorsLeft", sectorsLeft);
        sectorsPerBlock = s.i32("sectorsPerBlock", sectorsPerBlock);
        dma = s.bool("dma", dma);
        s.part("modes", modes);
    }
}
