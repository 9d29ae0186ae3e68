package dev.ringside.emulator.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.Fault;
import dev.ringside.emulator.cpu.Flags;
import dev.ringside.emulator.isa.Instruction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Replays what an Intel processor (family 6, model 85) did with every row on random and special operands, under random MXCSR settings,
 * faults included. A record is 16 bytes of head (form, code length, signal, operand offset, code), the state before, and the state
 * after xored with the state before; a state is XMM0-2, the eight physical x87 registers, status word, abridged tags, MXCSR, EFLAGS,
 * RAX, RCX, RDX and 64 bytes of memory, where RBX and RDI point to the operand.
 */
class RecordedVectorsTest {
    private static final int HEAD = 16;
    private static final int STATE = 228;
    private static final int OPERANDS = 0x1_0000;
    private static final int FORMS = 709;

    private static final int SIGNAL_FPE = 8;
    private static final int SIGNAL_SEGV = 11;

    private final SimdMachine machine = SimdMachine.in64BitMode();
    private final Cpu cpu = machine.cpu;

    @Test
    void everyRowDoesWhatRealHardwareDid() throws IOException {
        var differences = new TreeMap<String, String>();
        var forms = new HashSet<Integer>();
        int records = 0;
        try (InputStream in = new GZIPInputStream(RecordedVectorsTest.class.getResourceAsStream("recorded-vectors.bin.gz"))) {
            byte[] bytes = new byte[HEAD + 2 * STATE];
            while (in.readNBytes(bytes, 0, bytes.length) == bytes.length) {
                ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                Instruction insn = machine.decode(Arrays.copyOfRange(bytes, 5, 5 + bytes[2]));
                replay(record, insn, differences);
                forms.add((int) record.getShort(0));
                records++;
            }
        }
        assertEquals(FORMS, forms.size(), "register and memory forms in " + records + " records");
        assertTrue(differences.isEmpty(), differences::toString);
    }

    private void replay(ByteBuffer record, Instruction insn, TreeMap<String, String> differences) {
        load(record, record.get(4));
        int signal = 0;
        try {
            machine.execute(insn);
        } catch (Fault fault) {
            signal = switch (fault.vector()) {
                case XM -> SIGNAL_FPE;
                case GP -> SIGNAL_SEGV;
                default -> -1;
            };
        }
        ByteBuffer after = store();
        Set<Integer> bad = new HashSet<>();
        for (int i = 0; i < STATE; i++) {
            if (after.get(i) != (byte) (record.get(HEAD + i) ^ record.get(HEAD + STATE + i))) {
                bad.add(i);
            }
        }
        if (signal != record.get(3) || !bad.isEmpty()) {
            differences.put(insn.row.name(), "signal " + record.get(3) + " here " + signal + ", different bytes " + bad);
        }
    }

    private void load(ByteBuffer record, int operandOffset) {
        record.position(HEAD);
        for (int i = 0; i < 6; i++) {
            cpu.vector.xmm[i] = record.getLong();
        }
        for (int i = 0; i < 8; i++) {
            cpu.x87.mantissa[i] = record.getLong();
            cpu.x87.signExponent[i] = record.getShort() & 0xFFFF;
        }
        cpu.x87.controlWord(0x37F);
        cpu.x87.statusWord(record.getShort());
        cpu.x87.abridgedTags(record.getShort());
        cpu.vector.mxcsr = record.getInt();
        cpu.setFlags(record.getInt());
        cpu.r[Cpu.RAX] = record.getLong();
        cpu.r[Cpu.RCX] = record.getLong();
        cpu.r[Cpu.RDX] = record.getLong();
        cpu.r[Cpu.RBX] = OPERANDS + operandOffset;
        cpu.r[Cpu.RDI] = OPERANDS + operandOffset;
        for (int i = 0; i < 8; i++) {
            cpu.mmu.store64(OPERANDS + 8 * i, record.getLong());
        }
    }

    private ByteBuffer store() {
        ByteBuffer state = ByteBuffer.allocate(STATE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 6; i++) {
            state.putLong(cpu.vector.xmm[i]);
        }
        for (int i = 0; i < 8; i++) {
            state.putLong(cpu.x87.mantissa[i]).putShort((short) cpu.x87.signExponent[i]);
        }
        state.putShort((short) cpu.x87.statusWord()).putShort((short) cpu.x87.abridgedTags());
        state.putInt(cpu.vector.mxcsr).putInt(cpu.flags.value() | Flags.IF);
        state.putLong(cpu.r[Cpu.RAX]).putLong(cpu.r[Cpu.RCX]).putLong(cpu.r[Cpu.RDX]);
        for (int i = 0; i < 8; i++) {
            state.putLong(cpu.mmu.load64(OPERANDS + 8 * i));
        }
        return state;
    }
}
