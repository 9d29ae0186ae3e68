package dev.ringside.repl.run;

import dev.ringside.emulator.boot.bios.BiosDisk;
import dev.ringside.emulator.device.disk.DiskImage;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The drive of the BIOS's disk services over a disk image. A host that cannot read its own file ends the run. */
record SectorDisk(DiskImage image) implements BiosDisk {
    @Override
    public long sectors() {
        return image.sectors();
    }

    @Override
    public void read(long sector, byte[] buffer) {
        try {
            image.read(sector, buffer, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean write(long sector, byte[] buffer) {
        try {
            image.write(sector, buffer, 0);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
