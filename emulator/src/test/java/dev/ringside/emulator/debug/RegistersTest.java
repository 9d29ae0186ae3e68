package dev.ringside.emulator.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.cpu.CpuModel;
import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.MachineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RegistersTest {
    private static final int VALUES = 20, PAE_POINTERS = 0x2000;

    private static final List<Supplier<BareGuest>> MODES = List.of(() -> new BareGuest().real(), () -> new BareGuest().protected32(0),
            () -> new BareGuest().protected32(3), () -> new BareGuest().long64(0), () -> new BareGuest().long64(3));

    @Test
    void whatIsWrittenToARegisterReadsBackExceptForBitsThatCannotBeWritten() throws RefusedException {
        Random random = new Random(1);
        int accepted = 0;
        for (Supplier<BareGuest> mode : MODES) {
            BareGuest guest = mode.get();
            List<RegisterValue> start = readAll(guest.registers);
            for (RegisterWidth width : RegisterWidth.values()) {
                for (Register row : width.rows()) {
                    accepted += writeReadBack(guest, width, row, random);
                    guest.registers.writeAll(start);
                }
            }
        }
        assertTrue(accepted > MODES.size() * 2 * 100 * VALUES * 3 / 4, "accepted " + accepted);
    }

    private static int writeReadBack(BareGuest guest, RegisterWidth width, Register row, Random random) {
        Registers registers = guest.session.registers(0, width);
        int accepted = 0;
        for (int i = 0; i < VALUES; i++) {
            RegisterValue before = registers.read(row);
            RegisterValue mask = row.name().equals("ftag") ? emptyTags(before) : registers.writable(row);
            RegisterValue wanted = new RegisterValue(random.nextLong() >> random.nextInt(64), random.nextLong());
            try {
                registers.write(row, wanted);
            } catch (RefusedException e) {
                assertEquals(before, registers.read(row), row.name() + " was refused and changed");
                continue;
            }
            RegisterValue after = registers.read(row);
            String what = row.name() + " written with " + wanted;
            if (row.name().equals("ftag")) {
                assertEquals(emptyTags(wanted), emptyTags(after), what);
            } else {
                assertEquals(wanted.and(mask), after.and(mask), what);
            }
            accepted++;
        }
        return accepted;
    }

    /** The tag word reduced to which registers are empty; the other tags follow from the content. */
    private static RegisterValue emptyTags(RegisterValue tags) {
        return RegisterValue.of(tags.low() & tags.low() >>> 1 & 0x5555);
    }

    @Test
    void writingEverythingBackChangesNothing() throws RefusedException {
        for (Supplier<BareGuest> mode : MODES) {
            BareGuest guest = mode.get();
            guest.session.registers(0, RegisterWidth.BITS_64).writeAll(readAll(guest.registers));
            List<RegisterValue> settled = readAll(guest.registers);
            long hash = guest.machine.stateHash();
            guest.registers.writeAll(settled);
            assertEquals(settled, readAll(guest.registers));
            assertEquals(hash, guest.machine.stateHash());
        }
    }

    @Test
    void oneModesRegistersWrittenAtOncePutAMachineFromAnyModeIntoIt() throws RefusedException {
        for (Supplier<BareGuest> from : MODES) {
            for (Supplier<BareGuest> to : MODES) {
                BareGuest target = to.get();
                target.set("fstat", 0x2800);
                target.set("fctrl", 0x027F);
                target.registers.write(target.registers.named("st3"), new RegisterValue(0x8000000000000000L, 0x3FFF));
                List<RegisterValue> values = readAll(target.registers);
                BareGuest guest = from.get();
                guest.putQuad(BareGuest.PAGE_TABLES, BareGuest.PAGE_TABLES + 0x1007);
                guest.putQuad(BareGuest.PAGE_TABLES + 0x1000, 0x87);
                guest.registers.writeAll(values);
                assertEquals(values, readAll(guest.registers));
                assertEquals(target.session.mode(0), guest.session.mode(0));
            }
        }
    }

    private static List<RegisterValue> readAll(Registers registers) {
        return new ArrayList<>(registers.rows().stream().map(registers::read).toList());
    }

    @Test
    void theNarrowViewWritesZeroExtended() throws RefusedException {
        BareGuest guest = new BareGuest().long64(0);
        guest.set("rax", -1);
        Registers narrow = guest.session.registers(0, RegisterWidth.BITS_32);
        narrow.write(narrow.named("eax"), RegisterValue.of(-2));
        assertEquals(0xFFFFFFFEL, guest.get("rax"));
    }

    @Test
    void aSelectorBringsItsDescriptorAlong() {
        BareGuest guest = new BareGuest().protected32(0);
        guest.set("gdtr_base", 0x3000);
        guest.set("gdtr_limit", 0x17);
        guest.putQuad(0x3008, 0x00CFFB000000FFFFL);
        guest.putQuad(0x3010, 0x1240F312_34560FFFL);
        guest.set("ds", 0x13);
        assertEquals(0x12123456L, guest.get("ds_base"));
        assertEquals(0xFFF, guest.get("ds_limit"));
        assertEquals(0x40F3, guest.get("ds_attr"));
        guest.set("cs", 0xB);
        assertEquals(0xC0FB, guest.get("cs_attr"));
        assertEquals(3, guest.get("cpl"));
        assertEquals(0x00CFFB000000FFFFL, quad(guest, 0x3008), "the accessed bit in the table");
    }

    @Test
    void aSelectorThatNamesNothingChangesOnlyItself() {
        BareGuest guest = new BareGuest().protected32(0);
        guest.set("gdtr_limit", 0);
        guest.set("ds", 0x50);
        assertEquals(0x50, guest.get("ds"));
        assertEquals(0xC093, guest.get("ds_attr"));
    }

    @Test
    void inRealModeASelectorMovesTheBase() {
        BareGuest guest = new BareGuest().real();
        guest.set("es", 0xB800);
        assertEquals(0xB8000, guest.get("es_base"));
    }

    @Test
    void longModeFollowsFromItsEnableBitAndPaging() {
        BareGuest guest = new BareGuest();
        guest.set("efer", 0x500);
        assertEquals(0x100, guest.get("efer"));
        assertEquals(CpuMode.REAL, guest.session.mode(0));
        assertEquals(CpuMode.LONG_64, new BareGuest().long64(0).session.mode(0));
        assertEquals(CpuMode.PROTECTED, new BareGuest().protected32(0).session.mode(0));
    }

    @Test
    void impossibleValuesAreRefused() {
        BareGuest guest = new BareGuest().real();
        refused(guest, "cr0", 0x80000010L);
        refused(guest, "lstar", 0x0000_8000_0000_0000L);
        refused(guest, "activity", 3);
        refused(guest, "interruptibility", 3);
        BareGuest pae = new BareGuest().protected32(0);
        pae.putQuad(PAE_POINTERS, 0x3FL);
        pae.set("cr4", 0x20);
        pae.set("cr3", PAE_POINTERS);
        refused(pae, "cr0", 0x80000011L);
    }

    private static void refused(BareGuest guest, String register, long value) {
        long before = guest.get(register);
        Register row = guest.registers.named(register);
        assertThrows(RefusedException.class, () -> guest.registers.write(row, RegisterValue.of(value)));
        assertEquals(before, guest.get(register));
    }

    @Test
    void aProcessorWithoutLongModeHasTheRegistersButTakesNothing() {
        Session session = new Session(new Machine(MachineConfig.of(CpuModel.named("pentium3"), 1 << 20)));
        Registers registers = session.registers(0, RegisterWidth.BITS_64);
        assertEquals(RegisterValue.ZERO, registers.read(registers.named("lstar")));
        assertThrows(RefusedException.class, () -> registers.write(registers.named("lstar"), RegisterValue.of(1)));
        assertEquals(RegisterValue.ZERO, registers.writable(registers.named("efer")).and(RegisterValue.of(0x100)));
    }

    private static long quad(BareGuest guest, long physical) {
        byte[] bytes = new byte[8];
        assertEquals(8, guest.session.physicalMemory().read(physical, bytes));
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return value;
    }
}
