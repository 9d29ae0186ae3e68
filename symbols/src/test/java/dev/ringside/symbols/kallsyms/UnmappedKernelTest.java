package dev.ringside.symbols.kallsyms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.Symbol;
import dev.ringside.symbols.bytes.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A kernel in RAM says where it will run; how far that is from where it is shows at its banner, or it is not believed. */
class UnmappedKernelTest {
    private static final byte[] BANNER = "Linux version 6.1.0-test (someone)\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final long PAGE = 4096;

    /** RAM with a kernel in it, whose banner stands {@code astray} bytes from where its symbol says. */
    private record Ram(byte[] bytes, List<Symbol> symbols, long distance) {
        static Ram with(KallsymsBuilder builder, long physical, boolean banner, long astray) {
            List<Symbol> symbols = new ArrayList<>(builder.symbols(600));
            int length = builder.build(symbols).length;
            long bannerAt = Math.max(builder.base + length + PAGE, symbols.getLast().address() + 1) + 0x123;
            if (banner) {
                symbols.add(KallsymsBuilder.symbol("linux_banner", bannerAt, 'R', false));
            }
            byte[] image = builder.build(symbols);
            byte[] ram = new byte[(int) (physical + (bannerAt - builder.base) + 2 * PAGE)];
            System.arraycopy(image, 0, ram, (int) physical, image.length);
            System.arraycopy(BANNER, 0, ram, (int) (physical + bannerAt - builder.base + astray), BANNER.length);
            return new Ram(ram, symbols, builder.base - physical);
        }

        UnmappedKernel.Found find(boolean is64) throws FormatException {
            return UnmappedKernel.find(KallsymsBuilder.view(0, bytes), bytes.length, is64);
        }
    }

    private static Stream<KallsymsLayout> layouts() {
        return Arrays.stream(KallsymsLayout.values()).filter(layout -> layout.form != AddressTable.Form.FROM_THEMSELVES);
    }

    @TestFactory
    Stream<DynamicTest> everyLayoutIsFoundWhereverItIs() {
        return layouts().map(layout -> DynamicTest.dynamicTest(layout.toString(), () -> {
            for (long physical : new long[] {0x10_0000, 0x34_5000}) {
                var ram = Ram.with(new KallsymsBuilder(layout, true), physical, true, 0);
                UnmappedKernel.Found found = ram.find(true);
                assertEquals(ram.symbols(), found.kernel().symbols());
                assertEquals(ram.distance(), found.distance());
                assertTrue(found.kernel().tokens() - ram.distance() > physical && found.kernel().tokens() - ram.distance() < ram.bytes().length);
            }
        }));
    }

    @Test
    void withoutABannersSymbolOnlyTheUsualDistanceOf32BitKernelsIsBelieved() throws FormatException {
        var usual = Ram.with(new KallsymsBuilder(KallsymsLayout.OFFSETS, false), 0x100_0000, false, 0);
        assertEquals(0xC000_0000L, usual.find(false).distance());
        assertEquals(usual.symbols(), usual.find(false).kernel().symbols());
        var wide = Ram.with(new KallsymsBuilder(KallsymsLayout.OFFSETS, true), 0x10_0000, false, 0);
        assertThrows(FormatException.class, () -> wide.find(true));
    }

    @Test
    void aBannerThatIsNotWholePagesAwayIsAnothers() {
        var ram = Ram.with(new KallsymsBuilder(KallsymsLayout.OFFSETS, true), 0x10_0000, true, 8);
        String message = assertThrows(FormatException.class, () -> ram.find(true)).getMessage();
        assertTrue(message.endsWith("expected linux_banner at one distance from its symbol, found none"), message);
    }
}
