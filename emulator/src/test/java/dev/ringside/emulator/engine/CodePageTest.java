package dev.ringside.emulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.isa.Decoder;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.machine.InstructionSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code that is executed at ever new linear addresses, as that of programs loaded anywhere, takes no more room than at a few. */
class CodePageTest {
    private static final int MANY = 40;

    @ParameterizedTest
    @EnumSource
    void onePageAtManyAddressesRunsTheSameAtEach(TestEngine engine) {
        FlatGuest guest = new FlatGuest(engine).paged();
        // mov ecx, 100; again: inc eax; dec ecx; jnz again; jmp to the same offset one page on
        guest.code("B964000000 40 49 75FC E9F20F0000");
        for (int i = 1; i < MANY; i++) {
            guest.map(FlatGuest.CODE + (i << 12), FlatGuest.CODE | 7);
        }
        guest.at(FlatGuest.CODE).run(MANY * (1 + 300 + 1));
        assertEquals(MANY * 100, guest.cpu.r[Cpu.RAX]);
        assertEquals(FlatGuest.CODE + (MANY << 12), guest.cpu.rip);
    }

    @Test
    void theAddressThatWasAddedToLongestAgoLeaves() {
        CodePage page = new CodePage();
        for (int i = 0; i < 8; i++) {
            assertFalse(page.executedAt(i * 0x1000L));
        }
        Block first = block(0);
        Block second = block(0x1000);
        page.blocks.add(first);
        page.blocks.add(second);
        assertFalse(page.executedAt(0));
        assertTrue(page.executedAt(0x9000), "the block at 0x1000 leaves");
        assertTrue(first.valid);
        assertFalse(second.valid);
        assertFalse(page.executedAt(0xA000), "nothing was at 0x2000");
    }

    private static Block block(long linear) {
        Instruction nop = new Decoder(CpuModel.standard().features()).decode(new byte[] {(byte) 0x90}, 0, 1, linear, 32);
        Op op = new OpFactory(InstructionSet.semantics()).make(nop);
        return new Block(linear, linear, 0, 32, null, 1, new Op[] {op}, null, true);
    }
}
