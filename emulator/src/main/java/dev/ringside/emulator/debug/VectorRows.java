package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.VectorState;

/** XMM registers and MXCSR (SDM vol. 1, 10.2). */
final class VectorRows {
    private static final RegisterType MXCSR = RegisterType.flags("mxcsr_bits",
            "IE:0 DE:1 ZE:2 OE:3 UE:4 PE:5 DAZ:6 IM:7 DM:8 ZM:9 OM:10 UM:11 PM:12 FZ:15");

    private VectorRows() {}

    static void addTo(RegisterTable table) {
        for (int i = 0; i < table.registers; i++) {
            int number = i;
            table.add(RegisterTable.wideRow("xmm" + i, 128, RegisterGroup.VECTOR, new RegisterType.Vector(),
                    cpu -> new RegisterValue(cpu.vector.xmm[2 * number], cpu.vector.xmm[2 * number + 1]),
                    (write, value) -> {
                        write.cpu().vector.xmm[2 * number] = value.low();
                        write.cpu().vector.xmm[2 * number + 1] = value.high();
                    }));
        }
        table.add(RegisterTable.row("mxcsr", 32, RegisterGroup.VECTOR, MXCSR, cpu -> cpu.vector.mxcsr,
                (write, value) -> write.cpu().vector.mxcsr = (int) value, cpu -> VectorState.MXCSR_MASK));
    }
}
