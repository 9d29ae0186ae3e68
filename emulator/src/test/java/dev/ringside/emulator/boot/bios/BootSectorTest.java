package dev.ringside.emulator.boot.bios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.LoadedMemory;
import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.boot.guest.GuestImage;
import org.junit.jupiter.api.Test;

class BootSectorTest {
    private static ImageBytes disk(int size) {
        var bytes = new byte[size];
        bytes[0] = (byte) 0xFA;
        bytes[510] = 0x55;
        bytes[511] = (byte) 0xAA;
        return ImageBytes.of("disk.img", bytes);
    }

    @Test
    void theFirstSectorIsEnteredAt7C00InRealModeWithTheDriveInDl() throws ImageException {
        var image = GuestImage.recognise(disk(1 << 20));
        assertTrue(image instanceof GuestImage.Disk);
        var plan = image.load(LoadRequest.of(MemoryMap.pc(16 << 20)));
        assertEquals(EntryState.Mode.REAL, plan.entry().mode());
        assertEquals(0x7C00, plan.entry().rip());
        assertEquals(0x80L, plan.entry().general().get(GeneralRegister.RDX));
        var memory = new LoadedMemory(plan);
        assertEquals(0xFA, memory.u8(0x7C00));
        assertEquals(0xAA, memory.u8(0x7DFF));
        assertEquals(512, plan.segments().getLast().length());
    }

    @Test
    void imagesOfFloppySizeAreFloppies() {
        assertEquals(0, BootSector.of(disk(1440 << 10)).drive());
        assertEquals(0, BootSector.of(disk(360 << 10)).drive());
        assertEquals(0x80, BootSector.of(disk((1440 << 10) + 512)).drive());
        assertEquals(0x80, new BootSector(disk(512), 1L << 40).drive());
    }

    @Test
    void withoutSignatureThereIsNoBootSector() {
        assertThrows(ImageException.class, () -> GuestImage.recognise(ImageBytes.of("disk.img", new byte[1 << 20])));
        assertThrows(ImageException.class, () -> BootSector.of(ImageBytes.of("x", new byte[511])).load());
    }
}
