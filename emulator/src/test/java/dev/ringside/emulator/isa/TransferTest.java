package dev.ringside.emulator.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TransferTest {
    @Test
    void nearBranchesAreToldByTheirTarget() {
        assertEquals(Transfer.RELATIVE, of("eb 00"));
        assertEquals(Transfer.RELATIVE, of("0f 84 00 00 00 00"));
        assertEquals(Transfer.RELATIVE, of("e2 00"), "LOOP");
        assertEquals(Transfer.RELATIVE, of("e8 00 00 00 00"));
        assertEquals(Transfer.COMPUTED, of("ff e0"));
        assertEquals(Transfer.COMPUTED, of("ff 10"));
        assertEquals(Transfer.RETURN, of("c3"));
        assertEquals(Transfer.RETURN, of("c2 04 00"));
    }

    @Test
    void farOnesHaveAPointerOrNoTargetAtAll() {
        assertEquals(Transfer.FAR, of("ea 00 00 00 00 08 00"));
        assertEquals(Transfer.FAR, of("ff 28"), "JMP m16:32");
        assertEquals(Transfer.FAR, of("ca 04 00"), "RETF");
        assertEquals(Transfer.FAR, of("cd 80"));
        assertEquals(Transfer.FAR, of("cf"));
    }

    @Test
    void aStringInstructionRepeatsOnlyWithAPrefix() {
        assertEquals(Transfer.REPEATED, of("f3 a4"));
        assertEquals(Transfer.REPEATED, of("f2 a6"));
        assertEquals(Transfer.NONE, of("a4"));
        assertEquals(Transfer.NONE, of("f3 90"), "PAUSE");
    }

    @Test
    void whatChangesTheCodeThatFollowsSerializes() {
        assertEquals(Transfer.SERIALIZING, of("0f 22 d8"), "MOV CR3");
        assertEquals(Transfer.SERIALIZING, of("f4"));
        assertEquals(Transfer.NONE, of("01 c8"));
    }

    private static Transfer of(String bytes) {
        return Transfer.of(Bytes.decode(32, bytes));
    }
}
