package dev.ringside.emulator.boot.bios;

import static dev.ringside.emulator.boot.bios.BiosCall.AX;
import static dev.ringside.emulator.boot.bios.BiosCall.BX;
import static dev.ringside.emulator.boot.bios.BiosCall.CX;
import static dev.ringside.emulator.boot.bios.BiosCall.DX;

import dev.ringside.emulator.cpu.Cpu;
import java.util.List;

/** INT 13h for the one drive the machine was booted from; hard disks also by linear address (Phoenix, Enhanced Disk Drive 1.1). */
final class DiskServices {
    private static final int INTERRUPT = 0x13;
    private static final int HARD_DISK = 0x80;
    private static final int OK = 0x00;
    private static final int BAD_COMMAND = 0x01;
    private static final int WRITE_PROTECTED = 0x03;
    private static final int NOT_FOUND = 0x04;

    private static final int EXTENSIONS_VERSION = 0x21;
    private static final int EXTENSIONS_SUBSET = 1;
    private static final int PACKET_SIZE = 16;
    private static final int PARAMETERS_SIZE = 0x1A;
    private static final int GEOMETRY_VALID = 0x02;
    private static final int MOST_SECTORS = 127;

    private final int number;
    private final BiosDisk disk;
    private final DriveGeometry geometry;
    private final byte[] buffer = new byte[DriveGeometry.SECTOR];

    DiskServices(int number, BiosDisk disk) {
        this.number = number;
        this.disk = disk;
        this.geometry = DriveGeometry.of(disk.sectors());
    }

    /** What a service does with the drive; returns the status that AH and CF tell. */
    @FunctionalInterface
    private interface DriveWork {
        int run(BiosCall call);
    }

    List<BiosService> rows() {
        return List.of(
            row(0x00, "reset disk system", call -> OK),
            BiosService.byAh(INTERRUPT, 0x01, "get status of last operation", this::lastStatus),
            row(0x02, "read sectors", call -> transferTrack(call, false)),
            row(0x03, "write sectors", call -> transferTrack(call, true)),
            row(0x08, "get drive parameters", this::parameters),
            BiosService.byAh(INTERRUPT, 0x15, "get drive type", this::driveType),
            row(0x41, "check for extensions", this::extensions),
            row(0x42, "extended read", call -> transferPacket(call, false)),
            row(0x43, "extended write", call -> transferPacket(call, true)),
            row(0x48, "get extended drive parameters", this::extendedParameters));
    }

    private BiosService row(int ah, String name, DriveWork work) {
        return BiosService.byAh(INTERRUPT, ah, name, call -> {
            boolean extended = ah >= 0x41;
            boolean mine = call.low(DX) == number && (!extended || isHardDisk());
            int status = mine ? work.run(call) : BAD_COMMAND;
            call.store8(statusByte(), status);
            if (ah != 0x41 || status != OK) {
                call.setHigh(AX, status);
            }
            call.setCarry(status != OK);
        });
    }

    private boolean isHardDisk() {
        return number >= HARD_DISK;
    }

    private int statusByte() {
        return isHardDisk() ? BiosData.DISK_STATUS : BiosData.FLOPPY_STATUS;
    }

    private void lastStatus(BiosCall call) {
        int status = call.load8(statusByte());
        call.setHigh(AX, status);
        call.setCarry(status != OK);
    }

    private int transferTrack(BiosCall call, boolean write) {
        int cylinder = call.high(CX) | (call.low(CX) & 0xC0) << 2;
        long first = geometry.sector(cylinder, call.high(DX), call.low(CX) & 0x3F);
        int count = call.low(AX);
        if (first < 0 || count == 0) {
            return first < 0 ? NOT_FOUND : BAD_COMMAND;
        }
        int done = transfer(call, first, count, call.extra(call.word(BX)), write);
        call.setLow(AX, done);
        return status(done, count, first, write);
    }

    private int transferPacket(BiosCall call, boolean write) {
        long packet = call.data(call.word(Cpu.RSI));
        int count = call.load16(packet + 2);
        if (call.load8(packet) < PACKET_SIZE || count > MOST_SECTORS) {
            return BAD_COMMAND;
        }
        long target = ((long) call.load16(packet + 6) << 4) + call.load16(packet + 4);
        long first = call.load64(packet + 8);
        int done = transfer(call, first, count, target, write);
        call.store16(packet + 2, done);
        return status(done, count, first, write);
    }

    private int status(int done, int count, long first, boolean write) {
        if (done == count) {
            return OK;
        }
        boolean exists = first >= 0 && first < disk.sectors() - done;
        return write && exists ? WRITE_PROTECTED : NOT_FOUND;
    }

    /** Copies sectors between the drive and memory; returns how many were copied before the drive's end or its write protection. */
    private int transfer(BiosCall call, long first, int count, long linear, boolean write) {
        for (int i = 0; i < count; i++) {
            long sector = first + i;
            long at = linear + (long) i * buffer.length;
            if (sector < 0 || sector >= disk.sectors()) {
                return i;
            }
            if (write) {
                for (int b = 0; b < buffer.length; b++) {
                    buffer[b] = (byte) call.load8(at + b);
                }
                if (!disk.write(sector, buffer)) {
                    return i;
                }
            } else {
                disk.read(sector, buffer);
                for (int b = 0; b < buffer.length; b++) {
                    call.store8(at + b, buffer[b]);
                }
            }
        }
        return count;
    }

    private int parameters(BiosCall call) {
        int lastCylinder = geometry.cylinders() - 1;
        call.setHigh(CX, lastCylinder);
        call.setLow(CX, geometry.sectors() | lastCylinder >> 2 & 0xC0);
        call.setHigh(DX, geometry.heads() - 1);
        call.setLow(DX, 1);
        if (!isHardDisk()) {
            call.setLow(BX, DriveGeometry.floppyType(disk.sectors()));
            call.setExtraSegment(0xF000);
            call.setWord(Cpu.RDI, BiosArea.disketteTable());
        }
        return OK;
    }

    private void driveType(BiosCall call) {
        boolean mine = call.low(DX) == number;
        call.setHigh(AX, mine ? isHardDisk() ? 3 : 1 : 0);
        if (mine && isHardDisk()) {
            call.setWord(CX, (int) (disk.sectors() >> 16));
            call.setWord(DX, (int) disk.sectors());
        }
        call.setCarry(false);
    }

    private int extensions(BiosCall call) {
        if (call.word(BX) != 0x55AA) {
            return BAD_COMMAND;
        }
        call.setWord(BX, 0xAA55);
        call.setHigh(AX, EXTENSIONS_VERSION);
        call.setWord(CX, EXTENSIONS_SUBSET);
        return OK;
    }

    private int extendedParameters(BiosCall call) {
        long at = call.data(call.word(Cpu.RSI));
        if (call.load16(at) < PARAMETERS_SIZE) {
            return BAD_COMMAND;
        }
        call.store16(at, PARAMETERS_SIZE);
        call.store16(at + 2, GEOMETRY_VALID);
        call.store32(at + 4, geometry.cylinders());
        call.store32(at + 8, geometry.heads());
        call.store32(at + 12, geometry.sectors());
        call.store64(at + 16, disk.sectors());
        call.store16(at + 24, DriveGeometry.SECTOR);
        return OK;
    }

    /** INT 19h: the boot sector again, at 0000:7C00 with DL the drive. */
    void bootstrap(BiosCall call) {
        transfer(call, 0, 1, BootSector.LOAD_ADDRESS, false);
        call.setLow(DX, number);
    }
}
