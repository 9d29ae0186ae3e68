package dev.ringside.emulator.boot.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.boot.BootModule;
import dev.ringside.emulator.boot.BzImageBuilder;
import dev.ringside.emulator.boot.EntryState;
import dev.ringside.emulator.boot.GeneralRegister;
import dev.ringside.emulator.boot.ImageBytes;
import dev.ringside.emulator.boot.ImageException;
import dev.ringside.emulator.boot.LoadPlan;
import dev.ringside.emulator.boot.LoadRequest;
import dev.ringside.emulator.boot.LoadedMemory;
import dev.ringside.emulator.boot.MemoryMap;
import dev.ringside.emulator.boot.Unpack;
import dev.ringside.emulator.boot.compression.Compression;
import dev.ringside.emulator.boot.compression.Packers;
import dev.ringside.emulator.boot.guest.GuestImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BzImageTest {
    private static final LoadRequest REQUEST = LoadRequest.of(MemoryMap.pc(64 << 20)).withCommandLine("console=ttyS0 nokaslr");

    private static byte[] image(boolean is64) {
        return BzImageBuilder.gzip(is64, TestKernel.build(is64)).build();
    }

    private static LoadPlan load(byte[] image, LoadRequest request) throws ImageException {
        return BzImage.read(ImageBytes.of("vmlinuz", image)).load(request);
    }

    private static ImageException refusal(byte[] image, LoadRequest request) {
        var e = assertThrows(ImageException.class, () -> load(image, request));
        assertEquals(1, e.getMessage().lines().count());
        return e;
    }

    @Test
    void a32BitKernelIsEnteredInProtectedModeAtItsElfEntryWithEsiAtTheBootParameters() throws ImageException {
        var plan = load(image(false), REQUEST);
        assertEquals(EntryState.Mode.PROTECTED_32, plan.entry().mode());
        assertEquals(BzImageBuilder.ADDRESS + 0x10, plan.entry().rip());
        assertEquals("HdrS", new LoadedMemory(plan).text(plan.entry().general().get(GeneralRegister.RSI) + 0x202).substring(0, 4));
        assertEquals(LoadPlan.Slide.NONE, plan.slide());
    }

    @Test
    void a64BitKernelIsEnteredInLongModeOnIdentityPageTables() throws ImageException {
        var plan = load(image(true), REQUEST);
        var control = plan.entry().control();
        assertEquals(EntryState.Mode.LONG_64, plan.entry().mode());
        assertEquals(0x500, control.efer());
        assertEquals(0x20, control.cr4());
        assertTrue(control.cr0() < 0xFFFF_FFFFL && (control.cr0() & 0x8000_0001L) == 0x8000_0001L);
        assertEquals(3, new LoadedMemory(plan).u64(control.cr3()) & 0xFFF);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void segmentsDoNotOverlapAndTheKernelsZerosAreItsOwn(boolean is64) throws ImageException {
        var segments = load(image(is64), REQUEST.withModules(List.of(BootModule.of(ImageBytes.of("initrd", new byte[9000])))))
            .segments();
        for (var one : segments) {
            assertTrue(segments.stream().filter(s -> s != one)
                .allMatch(s -> s.end() <= one.physicalAddress() || s.physicalAddress() >= one.end()), one.what());
        }
        assertEquals(TestKernel.DATA_MEMORY, segments.get(1).length());
    }

    @Test
    void theBootParametersDescribeMemoryCommandLineInitialRamDiskAndAcpi() throws ImageException {
        var initrd = BootModule.of(ImageBytes.of("initrd", new byte[] {1, 2, 3, 4, 5}));
        var plan = load(image(false), REQUEST.withModules(List.of(initrd)).withRsdp(0xE_1230));
        var memory = new LoadedMemory(plan);
        long params = plan.entry().general().get(GeneralRegister.RSI);
        assertEquals(0xE_1230, memory.u64(params + 0x70));
        assertEquals(63 * 1024, memory.u32(params + 0x1E0));
        assertEquals(4, memory.u8(params + 0x1E8));
        assertEquals(0, memory.u8(params + 0x1EF));
        assertEquals(0xFF, memory.u8(params + 0x210));
        assertEquals(1, memory.u8(params + 0x211), "LOADED_HIGH without KASLR");
        assertEquals("console=ttyS0 nokaslr", memory.text(memory.u32(params + 0x228)));
        assertEquals((64 << 20) - 0x1000, memory.u32(params + 0x218));
        assertEquals(5, memory.u32(params + 0x21C));
        assertEquals(0x0403_0201, memory.u32((64 << 20) - 0x1000));
        long last = params + 0x2D0 + 3 * 20;
        assertEquals(0x10_0000, memory.u64(last));
        assertEquals(63 << 20, memory.u64(last + 8));
        assertEquals(1, memory.u32(last + 16));
        assertEquals(0, memory.u32(params + 0x26C), "nothing after the header");
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyCompressionOfThePayloadGivesTheSameKernel(Compression compression) throws Exception {
        var kernel = TestKernel.build(true);
        var packed = Packers.pack(compression, kernel);
        var payload = compression == Compression.GZIP ? packed : BzImageBuilder.withSize(packed, kernel.length);
        var image = new BzImageBuilder(true, payload).build();
        assertArrayEquals(kernel, BzImage.read(ImageBytes.of("vmlinuz", image)).unpack());
        image[BzImageBuilder.PAYLOAD + packed.length / 2] ^= 0x55;
        image[BzImageBuilder.PAYLOAD + 6] ^= 0x55;
        assertEquals("vmlinuz", refusal(image, REQUEST).file().substring(0, 7));
    }

    @Test
    void theGuestsOwnDecompressorIsEnteredByEitherProtocol() throws ImageException {
        var bytes = image(true);
        var low = load(bytes, REQUEST.withUnpack(new Unpack.ByGuest(Unpack.Entry.PROTECTED_32)));
        assertEquals(BzImageBuilder.ADDRESS, low.entry().rip());
        assertEquals(EntryState.Mode.PROTECTED_32, low.entry().mode());
        assertEquals(bytes.length - BzImageBuilder.PROTECTED_MODE, low.segments().getFirst().length());
        var high = load(bytes, REQUEST.withUnpack(new Unpack.ByGuest(Unpack.Entry.LONG_64)));
        assertEquals(BzImageBuilder.ADDRESS + 0x200, high.entry().rip());
        assertEquals(EntryState.Mode.LONG_64, high.entry().mode());
        assertEquals(0x236, refusal(image(false), REQUEST.withUnpack(new Unpack.ByGuest(Unpack.Entry.LONG_64))).offset());
    }

    @Test
    void truncationAnywhereIsReported() {
        var whole = image(true);
        for (int length = 0x206; length < whole.length; length++) {
            refusal(Arrays.copyOf(whole, length), REQUEST);
        }
        for (int length = 0; length < 0x200; length++) {
            var cut = ImageBytes.of("cut", Arrays.copyOf(whole, length));
            assertThrows(ImageException.class, () -> GuestImage.recognise(cut));
        }
    }

    @Test
    void tooLittleMemoryIsReportedBeforeAnythingIsUnpacked() {
        var e = refusal(image(true), LoadRequest.of(MemoryMap.pc(0x108_0000)));
        assertEquals("vmlinuz: offset 0x260: expected the kernel within memory, "
            + "found 0x1000000 to 0x1100000 where memory ends at 0x1080000", e.getMessage());
    }

    @Test
    void anInitialRamDiskThatDoesNotFitIsReported() {
        var e = refusal(image(true), REQUEST.withModules(List.of(BootModule.of(ImageBytes.of("big.cpio", new byte[50 << 20])))));
        assertEquals("big.cpio", e.file());
    }

    @Test
    void aCommandLineLongerThanTheKernelTakesIsReported() {
        assertEquals(0x238, refusal(image(true), REQUEST.withCommandLine("x".repeat(256))).offset());
    }

    @Test
    void aPayloadThatClaimsMoreThanTheKernelsMemoryIsNotUnpacked() {
        var e = refusal(BzImageBuilder.gzip(true, new byte[0x10_0001]).build(), REQUEST);
        assertTrue(e.expected().contains("at most 1048576 bytes"), e.getMessage());
    }

    @Test
    void oldProtocolsAreRefusedWhereTheyLackWhatIsNeeded() throws ImageException {
        var kernel = TestKernel.build(false);
        assertTrue(refusal(BzImageBuilder.gzip(false, kernel).version(0x207).build(), REQUEST).expected().contains("2.08"));
        assertEquals(0x206, refusal(BzImageBuilder.gzip(false, kernel).version(0x100).build(), REQUEST).offset());
        var byGuest = REQUEST.withUnpack(new Unpack.ByGuest(Unpack.Entry.PROTECTED_32));
        assertEquals(0x10_0000, load(BzImageBuilder.gzip(false, kernel).version(0x207).build(), byGuest).entry().rip());
        var zImage = image(false);
        zImage[0x211] = 0;
        assertEquals(0x211, refusal(zImage, REQUEST).offset());
    }

    @Test
    void onlyTheFirstModuleIsTheInitialRamDisk() throws ImageException {
        var modules = Stream.of("one", "two").map(n -> BootModule.of(ImageBytes.of(n, new byte[16]))).toList();
        assertEquals(List.of("two: not loaded, Linux takes one initial RAM disk"),
            load(image(true), REQUEST.withModules(modules)).notes());
    }
}
