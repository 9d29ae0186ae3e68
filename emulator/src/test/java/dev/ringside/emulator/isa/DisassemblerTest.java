package dev.ringside.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A few texts by hand; objdump checks the rest ({@link ObjdumpComparisonTest}). */
class DisassemblerTest {
    private static void reads(int mode, String hex, String intel, String att) {
        Instruction instruction = Bytes.decode(mode, hex);
        assertEquals(intel, Disassembler.format(instruction, Bytes.of(hex), 0, Syntax.INTEL, null));
        assertEquals(att, Disassembler.format(instruction, Bytes.of(hex), 0, Syntax.ATT, null));
    }

    @Test
    void bothSyntaxes() {
        reads(32, "8b 44 8d f8", "mov    eax,DWORD PTR [ebp+ecx*4-0x8]", "mov    -0x8(%ebp,%ecx,4),%eax");
        reads(64, "c6 40 01 7f", "mov    BYTE PTR [rax+0x1],0x7f", "movb   $0x7f,0x1(%rax)");
        reads(16, "ff 2e 34 12", "jmp    DWORD PTR ds:0x1234", "ljmp   *0x1234");
        reads(64, "48 0f be 00", "movsx  rax,BYTE PTR [rax]", "movsbq (%rax),%rax");
        reads(32, "dc e9", "fsub   st(1),st", "fsubr  %st,%st(1)");
        reads(32, "c3", "ret", "ret");
    }

    @Test
    void prefixes() {
        reads(32, "f3 a5", "rep movs DWORD PTR es:[edi],DWORD PTR ds:[esi]", "rep movsl %ds:(%esi),%es:(%edi)");
        reads(64, "f0 48 0f b1 0f", "lock cmpxchg QWORD PTR [rdi],rcx", "lock cmpxchg %rcx,(%rdi)");
        reads(64, "66 2e 0f 1f 84 00 00 00 00 00", "cs nop WORD PTR [rax+rax*1+0x0]", "cs nopw 0x0(%rax,%rax,1)");
        reads(64, "65 48 8b 04 25 28 00 00 00", "mov    rax,QWORD PTR gs:0x28", "mov    %gs:0x28,%rax");
    }

    @Test
    void symbolsNameTargets() {
        SymbolResolver symbols = address -> address == 0x1010 ? "here+0x4" : null;
        byte[] call = Bytes.of("e8 0b 00 00 00");
        assertEquals("call   0x1010 <here+0x4>", Disassembler.format(Bytes.decode(32, "e8 0b 00 00 00"), call, 0, Syntax.INTEL, symbols));
        byte[] load = Bytes.of("8b 05 0a 00 00 00");
        assertEquals("mov    0xa(%rip),%eax        # 0x1010 <here+0x4>",
                Disassembler.format(Bytes.decode(64, "8b 05 0a 00 00 00"), load, 0, Syntax.ATT, symbols));
    }

    @Test
    void listingGoesOnAfterBytesThatAreNoInstruction() {
        List<Listing.Line> lines = new Listing(32, Syntax.INTEL, null).lines(Bytes.of("90 0f 04 40 e8 01"), 0x100, 10);
        assertEquals(List.of("nop", "(bad)", "add    al,0x40", "(bad)", "(bad)"), lines.stream().map(Listing.Line::text).toList());
        assertEquals(0x105, lines.getLast().address());
        assertEquals("04 40", lines.get(2).bytes());
        assertEquals(2, new Listing(32, Syntax.INTEL, null).lines(Bytes.of("90 0f 04 40 e8 01"), 0x100, 2).size());
    }
}
