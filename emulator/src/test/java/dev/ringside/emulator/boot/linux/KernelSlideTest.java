package dev.ringside.emulator.boot.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.BzImageBuilder;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.LoadedMemory;
import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.boot.Unpack;
import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSlideTest {
    private static LoadPlan load(byte[] kernel, boolean is64, long megabytes, long seed) throws ImageException {
        var image = BzImageBuilder.gzip(is64, kernel).build();
        return BzImage.read(ImageBytes.of("vmlinuz", image))
            .load(LoadRequest.of(MemoryMap.pc(megabytes << 20)).withUnpack(new Unpack.ByHost(OptionalLong.of(seed))));
    }

    private static LoadPlan load(boolean is64, long seed) throws ImageException {
        return load(TestKernel.build(is64), is64, 256, seed);
    }

    @Test
    void a32BitKernelMovesByTheSameDistanceInBothAddressSpaces() throws ImageException {
        for (long seed = 0; seed < 20; seed++) {
            var plan = load(false, seed);
            long slide = plan.slide().physical();
            assertEquals(slide, plan.slide().virtual());
            var memory = new LoadedMemory(plan);
            long data = TestKernel.DATA + slide;
            assertEquals(TestKernel.OFFSET_32 + data, memory.u32(data));
            assertEquals(0x1234_5678, memory.u32(data + 8), "a number the table does not name");
            assertEquals(TestKernel.OFFSET_32 + BzImageBuilder.ADDRESS + slide, memory.u32(data + 28));
            assertEquals(BzImageBuilder.ADDRESS + 0x10 + slide, plan.entry().rip());
        }
    }

    @Test
    void a64BitKernelMovesIndependentlyInBothAddressSpaces() throws ImageException {
        var slides = new HashSet<LoadPlan.Slide>();
        for (long seed = 0; seed < 20; seed++) {
            var plan = load(true, seed);
            slides.add(plan.slide());
            long virtual = plan.slide().virtual();
            var memory = new LoadedMemory(plan);
            long data = TestKernel.DATA + plan.slide().physical();
            assertEquals(TestKernel.OFFSET_64 + TestKernel.DATA + virtual, memory.u64(data));
            assertEquals(TestKernel.OFFSET_64 + TestKernel.DATA + virtual, (int) memory.u32(data + 12));
            assertEquals(-0x1000 - virtual, (int) memory.u32(data + 16), "an inverse relocation");
            assertTrue(virtual + BzImageBuilder.ADDRESS + 0x10_0000 <= 1 << 30);
        }
        assertTrue(slides.size() > 15);
        assertTrue(slides.stream().anyMatch(s -> s.physical() != s.virtual()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyPlaceIsAlignedAndFitsIntoMemory(boolean is64) throws ImageException {
        for (long seed = -50; seed < 50; seed++) {
            var slide = load(TestKernel.build(is64), is64, 24, seed).slide();
            assertEquals(0, slide.physical() % BzImageBuilder.ALIGNMENT);
            assertEquals(0, slide.virtual() % BzImageBuilder.ALIGNMENT);
            assertTrue(slide.physical() >= 0 && BzImageBuilder.ADDRESS + slide.physical() + 0x10_0000 <= 24 << 20);
        }
    }

    @Test
    void theSameSeedGivesTheSamePlaceAndTheKernelIsToldThatItMoved() throws ImageException {
        var plan = load(true, 42);
        assertEquals(plan.slide(), load(true, 42).slide());
        long params = plan.entry().general().get(GeneralRegister.RSI);
        assertEquals(3, new LoadedMemory(plan).u8(params + 0x211));
    }

    @Test
    void aKernelWithoutRelocationTableCannotBeMoved() {
        var kernel = TestKernel.build(true);
        var e = assertThrows(ImageException.class, () -> load(Arrays.copyOf(kernel, kernel.length - 24), true, 256, 1));
        assertEquals("vmlinuz (unpacked)", e.file());
        assertTrue(e.expected().contains("relocation table"), e.getMessage());
    }

    @Test
    void aDamagedRelocationTableIsRefused() {
        for (int back : new int[] {4, 8, 12}) {
            var kernel = TestKernel.build(true);
            kernel[kernel.length - back + 1] ^= 0x40;
            assertThrows(ImageException.class, () -> load(kernel, true, 256, 1));
        }
    }

    @Test
    void aKernelThatIsNotRelocatableCannotBeMoved() {
        var image = BzImageBuilder.gzip(true, TestKernel.build(true)).build();
        image[0x234] = 0;
        var request = LoadRequest.of(MemoryMap.pc(256 << 20)).withUnpack(new Unpack.ByHost(OptionalLong.of(1)));
        var e = assertThrows(ImageException.class, () -> BzImage.read(ImageBytes.of("vmlinuz", image)).load(request));
        assertEquals(0x234, e.offset());
    }
}
