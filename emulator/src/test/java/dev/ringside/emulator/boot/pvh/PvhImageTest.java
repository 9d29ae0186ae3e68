package dev.ringside.emulator.boot.pvh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.ElfBuilder;
import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.LoadedMemory;
import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.boot.guest.GuestImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PvhImageTest {
    private static final LoadRequest REQUEST =
        LoadRequest.of(MemoryMap.pc(64 << 20)).withCommandLine("console=ttyS0").withRsdp(0xE_0000);

    private static byte[] kernel(int noteType, byte... entry) {
        return new ElfBuilder(true, 0x100_0000).load(0xFFFF_FFFF_8100_0000L, 0x100_0000, new byte[0x100], 0x2000)
            .note("Xen", noteType, entry).build();
    }

    private static LoadPlan load(byte[] bytes, LoadRequest request) throws ImageException {
        return GuestImage.recognise(ImageBytes.of("vmlinux", bytes)).load(request);
    }

    @Test
    void theKernelIsEnteredAtItsNoteWithEbxAtTheStartInformation() throws ImageException {
        var plan = load(kernel(18, (byte) 0x50, (byte) 0, (byte) 0, (byte) 1), REQUEST);
        assertEquals(EntryState.Mode.PROTECTED_32, plan.entry().mode());
        assertEquals(0x100_0050, plan.entry().rip());
        var memory = new LoadedMemory(plan);
        long info = plan.entry().general().get(GeneralRegister.RBX);
        assertEquals(0x336E_C578L, memory.u32(info));
        assertEquals(1, memory.u32(info + 4));
        assertEquals(0, memory.u32(info + 12));
        assertEquals("console=ttyS0", memory.text(memory.u64(info + 24)));
        assertEquals(0xE_0000, memory.u64(info + 32));
        assertEquals(4, memory.u32(info + 48));
        long last = memory.u64(info + 40) + 3 * 24;
        assertEquals(0x10_0000, memory.u64(last));
        assertEquals(63 << 20, memory.u64(last + 8));
        assertEquals(1, memory.u32(last + 16));
    }

    @Test
    void theTaskRegisterHoldsABusyTssWithBaseZero() throws ImageException {
        var task = load(kernel(18, (byte) 0, (byte) 0, (byte) 0, (byte) 1), REQUEST).entry().task();
        assertEquals(0, task.base());
        assertEquals(0x67, task.limit());
        assertEquals(0x8B, task.access());
    }

    @Test
    void modulesAreListed() throws ImageException {
        var initrd = new BootModule(ImageBytes.of("initrd", new byte[] {1, 2, 3, 4, 5}), "text");
        var plan = load(kernel(18, (byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 0, (byte) 0, (byte) 0, (byte) 0),
            REQUEST.withModules(List.of(initrd)));
        var memory = new LoadedMemory(plan);
        long info = plan.entry().general().get(GeneralRegister.RBX);
        assertEquals(1, memory.u32(info + 12));
        long entry = memory.u64(info + 16);
        assertEquals((64 << 20) - 0x1000, memory.u64(entry));
        assertEquals(5, memory.u64(entry + 8));
        assertEquals("text", memory.text(memory.u64(entry + 16)));
        assertEquals(0x0403_0201, memory.u32(memory.u64(entry)));
    }

    @Test
    void anEntryOutsideTheKernelIsRefused() {
        assertThrows(ImageException.class, () -> load(kernel(18, (byte) 0, (byte) 0x20, (byte) 0, (byte) 1), REQUEST));
        assertThrows(ImageException.class, () -> load(kernel(18, (byte) 0), REQUEST));
    }

    @Test
    void aKernelForXenPvOnlyIsRecognisedAndSaysThatItCannotBootYet() throws ImageException {
        var image = GuestImage.recognise(ImageBytes.of("vmlinux", kernel(1, (byte) 0, (byte) 0, (byte) 0, (byte) 1)));
        assertTrue(image instanceof GuestImage.XenPv);
        assertTrue(assertThrows(ImageException.class, () -> image.load(REQUEST)).found().contains("Xen PV"));
    }
}
