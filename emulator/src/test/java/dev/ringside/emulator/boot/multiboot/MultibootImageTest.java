package dev.ringside.emulator.boot.multiboot;

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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultibootImageTest {
    private static final int MAGIC = 0x1BADB002;
    private static final LoadRequest REQUEST = LoadRequest.of(MemoryMap.pc(32 << 20)).withCommandLine("kernel -v");

    private static byte[] header(int flags, int... addresses) {
        var b = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(MAGIC).putInt(flags).putInt(-(MAGIC + flags));
        for (int address : addresses) {
            b.putInt(address);
        }
        return b.array();
    }

    private static byte[] elf(boolean is64, long entry) {
        return new ElfBuilder(is64, entry).load(0x10_0000, 0x10_0000, header(1), 0x3000).build();
    }

    private static byte[] flat(int... addresses) {
        return ByteBuffer.allocate(0x200).put(0x40, header(0x10000, addresses)).array();
    }

    private static LoadPlan load(byte[] bytes, LoadRequest request) throws ImageException {
        return GuestImage.recognise(ImageBytes.of("kernel", bytes)).load(request);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anElfKernelIsEnteredInProtectedModeWithTheMagicInEax(boolean is64) throws ImageException {
        var plan = load(elf(is64, 0x10_000C), REQUEST);
        assertEquals(EntryState.Mode.PROTECTED_32, plan.entry().mode());
        assertEquals(0x10_000C, plan.entry().rip());
        assertEquals(0x2BAD_B002L, plan.entry().general().get(GeneralRegister.RAX));
        assertEquals(0x11, plan.entry().control().cr0());
    }

    @Test
    void anEntryGivenAsVirtualAddressIsTranslated() throws ImageException {
        var bytes = new ElfBuilder(false, 0xC010_0004L).load(0xC010_0000L, 0x10_0000, header(0), 0x1000).build();
        assertEquals(0x10_0004, load(bytes, REQUEST).entry().rip());
    }

    @Test
    void theInformationStructureTellsCommandLineMemoryMapAndLoader() throws ImageException {
        var plan = load(elf(false, 0x10_0000), REQUEST);
        var memory = new LoadedMemory(plan);
        long info = plan.entry().general().get(GeneralRegister.RBX);
        assertEquals(0x24D, memory.u32(info));
        assertEquals(639, memory.u32(info + 4));
        assertEquals(31 * 1024, memory.u32(info + 8));
        assertEquals("kernel -v", memory.text(memory.u32(info + 16)));
        assertEquals("Ringside", memory.text(memory.u32(info + 64)));
        assertEquals(4 * 24, memory.u32(info + 44));
        long last = memory.u32(info + 48) + 3 * 24;
        assertEquals(20, memory.u32(last));
        assertEquals(0x10_0000, memory.u64(last + 4));
        assertEquals(31 << 20, memory.u64(last + 12));
        assertEquals(1, memory.u32(last + 20));
    }

    @Test
    void modulesLieOnPagesAboveTheKernelWithTheirText() throws ImageException {
        var one = new BootModule(ImageBytes.of("one", new byte[] {7, 8, 9}), "first module");
        var two = BootModule.of(ImageBytes.of("two", new byte[5000]));
        var plan = load(elf(false, 0x10_0000), REQUEST.withModules(List.of(one, two)));
        var memory = new LoadedMemory(plan);
        long info = plan.entry().general().get(GeneralRegister.RBX);
        assertEquals(2, memory.u32(info + 20));
        long entry = memory.u32(info + 24);
        assertEquals(0x10_3000, memory.u32(entry));
        assertEquals(0x10_3003, memory.u32(entry + 4));
        assertEquals("first module", memory.text(memory.u32(entry + 8)));
        assertEquals(0x0908_07, memory.u32(0x10_3000));
        assertEquals(0x10_4000, memory.u32(entry + 16));
        assertEquals(0x10_4000 + 5000, memory.u32(entry + 20));
    }

    @Test
    void aFlatImageGoesWhereItsHeaderSays() throws ImageException {
        var plan = load(flat(0x20_0010, 0x20_0000, 0x20_0100, 0x20_4000, 0x20_0050), REQUEST);
        var image = plan.segments().getFirst();
        assertEquals(0x20_0000, image.physicalAddress());
        assertEquals(0x30, image.offset());
        assertEquals(0x100, image.count());
        assertEquals(0x4000, image.length());
        assertEquals(0x20_0050, plan.entry().rip());
    }

    @Test
    void aFlatImageWithoutEndReachesToTheEndOfTheFile() throws ImageException {
        var image = load(flat(0x20_0040, 0x20_0000, 0, 0, 0x20_0050), REQUEST).segments().getFirst();
        assertEquals(0x200, image.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "end", "bss", "entry", "memory"})
    void aFlatHeaderThatDoesNotAddUpIsRefused(String fault) {
        var bytes = switch (fault) {
            case "before" -> flat(0x20_0041, 0x20_0000, 0, 0, 0x20_0050);
            case "end" -> flat(0x20_0040, 0x20_0000, 0x20_0201, 0, 0x20_0050);
            case "bss" -> flat(0x20_0040, 0x20_0000, 0x20_0200, 0x20_01FF, 0x20_0050);
            case "entry" -> flat(0x20_0040, 0x20_0000, 0, 0, 0x20_0200);
            default -> flat(0x1FF_FF40, 0x1FF_FF00, 0, 0, 0x1FF_FF00);
        };
        assertThrows(ImageException.class, () -> load(bytes, REQUEST));
    }

    @Test
    void unknownDemandsAreRefusedAndAWrongChecksumIsNoHeader() {
        var demands = new ElfBuilder(false, 0x10_0000).load(0x10_0000, 0x10_0000, header(8), 0x1000).build();
        assertTrue(assertThrows(ImageException.class, () -> load(demands, REQUEST)).expected().contains("flags"));
        var wrong = header(1);
        wrong[8]++;
        var bytes = new ElfBuilder(false, 0x10_0000).load(0x10_0000, 0x10_0000, wrong, 0x1000).build();
        assertTrue(assertThrows(ImageException.class, () -> load(bytes, REQUEST)).expected().contains("multiboot header"));
    }

    @Test
    void aVideoModeIsNotPromised() throws ImageException {
        var bytes = new ElfBuilder(false, 0x10_0000).load(0x10_0000, 0x10_0000, header(4), 0x1000).build();
        assertEquals(List.of("kernel: asks for a video mode, there is none to give"), load(bytes, REQUEST).notes());
    }

    @Test
    void anEntryOutOfReachOf32BitCodeIsRefused() {
        var bytes = new ElfBuilder(true, 1L << 32).load(1L << 32, 1L << 32, header(0), 0x1000).build();
        var e = assertThrows(ImageException.class, () -> load(bytes, LoadRequest.of(MemoryMap.pc(6L << 30))));
        assertTrue(e.expected().contains("32-bit"), e.getMessage());
    }

    @Test
    void aModuleThatDoesNotFitIsNamed() {
        var big = BootModule.of(ImageBytes.of("big.mod", new byte[32 << 20]));
        var e = assertThrows(ImageException.class, () -> load(elf(false, 0x10_0000), REQUEST.withModules(List.of(big))));
        assertEquals("big.mod", e.file());
    }
}
