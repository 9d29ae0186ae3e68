package dev.ringside.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A tool that knows nothing but the protocol and the target description puts a machine that was just switched on into user mode
 * with paging, runs an instruction there and looks at the outcome: with one packet for all registers, memory in binary, one step.
 */
class OutsideToolTest {
    private static final int PAGE_TABLES = 0x1000, CODE = 0x400000, PHYSICAL_CODE = 0x20000, DATA = 0x401000, PHYSICAL_DATA = 0x21000;
    private static final int TABLES = 0x8000, HANDLER = 0x402000, PHYSICAL_HANDLER = 0x22000, KERNEL_STACK = 0x402F00;

    private ServedGuest guest;
    private RawClient client;
    private Map<String, Integer> offsets;
    private StringBuilder registers;

    @BeforeEach
    void connect() throws IOException {
        guest = ServedGuest.real("F4").serve(GdbArchitecture.X86_64);
        client = new RawClient(guest.port());
        client.stopAcknowledging();
        offsets = describedOffsets();
        registers = new StringBuilder(client.ask("g"));
        pageTables();
        userMode();
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        guest.close();
    }

    /** Where each register begins in a {@code g} packet, in digits, and where the last one ends. */
    private Map<String, Integer> describedOffsets() throws IOException {
        String xml = client.ask("qXfer:features:read:target.xml:0,2000") + client.ask("qXfer:features:read:target.xml:2000,2000").substring(1);
        Map<String, Integer> found = new LinkedHashMap<>();
        int at = 0;
        for (Matcher m = Pattern.compile("<reg name=\"(\\w+)\" bitsize=\"(\\d+)\"").matcher(xml); m.find(); ) {
            found.put(m.group(1), at);
            at += Integer.parseInt(m.group(2)) / 4;
        }
        found.put("end", at);
        return found;
    }

    private void set(String register, long value, int bytes) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < bytes; i++) {
            digits.append("%02x".formatted(value >>> 8 * i & 0xFF));
        }
        int at = offsets.get(register);
        registers.replace(at, at + digits.length(), digits.toString());
    }

    private long get(String register, int bytes) {
        long value = 0;
        int at = offsets.get(register);
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | Integer.parseInt(registers, at + 2 * i, at + 2 * i + 2, 16);
        }
        return value;
    }

    private void memory(long address, int... bytes) throws IOException {
        StringBuilder content = new StringBuilder();
        for (int b : bytes) {
            content.append((char) b);
        }
        assertEquals("OK", client.ask("X%x,%x:%s".formatted(address, bytes.length, content)));
    }

    private void quad(long address, long value) throws IOException {
        int[] bytes = new int[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (int) (value >>> 8 * i) & 0xFF;
        }
        memory(address, bytes);
    }

    /** Still in real mode, where linear addresses are physical ones: three user pages at 4 MiB, and the tables the processor needs. */
    private void pageTables() throws IOException {
        quad(PAGE_TABLES, PAGE_TABLES + 0x1007);
        quad(PAGE_TABLES + 0x1000, PAGE_TABLES + 0x2007);
        quad(PAGE_TABLES + 0x2010, PAGE_TABLES + 0x3007);
        quad(PAGE_TABLES + 0x3000, PHYSICAL_CODE + 7);
        quad(PAGE_TABLES + 0x3008, PHYSICAL_DATA + 7);
        quad(PAGE_TABLES + 0x3010, PHYSICAL_HANDLER + 3);
        quad(PAGE_TABLES + 0x3018, TABLES + 3);
        // GDT: kernel code at 8. IDT at +0x100: gates 0, 13 and 14. TSS at +0x300: RSP0.
        quad(TABLES + 8, 0x00AF9B000000FFFFL);
        for (int vector : new int[] {0, 13, 14}) {
            quad(TABLES + 0x100 + 16 * vector, 0x0040_8E00_0008_2000L | (long) vector << 4);
        }
        quad(TABLES + 0x304, KERNEL_STACK);
    }

    private void userMode() throws IOException {
        String[] segments = {"cs", "ss", "ds", "es"};
        for (String name : segments) {
            set(name, name.equals("cs") ? 0x33 : 0x2B, 4);
            set(name + "_base", 0, 8);
            set(name + "_limit", 0xFFFFFFFFL, 4);
            set(name + "_attr", name.equals("cs") ? 0xA0FB : 0xC0F3, 4);
        }
        set("cr0", 0x80000033L, 8);
        set("cr3", PAGE_TABLES, 8);
        set("cr4", 0x620, 8);
        set("efer", 0x100, 8);
        set("cpl", 3, 4);
        set("gdtr_base", 0x403000, 8);
        set("gdtr_limit", 0xF, 4);
        set("idtr_base", 0x403100, 8);
        set("idtr_limit", 0xEF, 4);
        set("tr_base", 0x403300, 8);
        set("tr_limit", 0x67, 4);
        set("tr_attr", 0x8B, 4);
        set("rsp", DATA + 0x800, 8);
        set("rip", CODE, 8);
        set("eflags", 2, 4);
    }

    private void write() throws IOException {
        assertEquals("OK", client.ask("G" + registers));
    }

    private void step() throws IOException {
        assertTrue(client.ask("s").startsWith("T05"));
        registers = new StringBuilder(client.ask("g"));
    }

    @Test
    void everythingThatWasWrittenIsThere() throws IOException {
        write();
        long enabled = get("efer", 8);
        assertEquals(0x100, enabled);
        set("efer", 0x500, 8);
        assertEquals(registers.toString(), client.ask("g"));
        assertEquals(offsets.get("end"), registers.length());
    }

    @Test
    void anIntegerInstructionWithAMemoryOperand() throws IOException {
        set("rax", 0xFFFF_FFFF_FFFF_FFFFL, 8);
        set("rbx", DATA + 0x10, 8);
        write();
        memory(CODE, 0x48, 0x01, 0x03);
        quad(DATA + 0x10, 1);
        step();
        assertEquals(CODE + 3, get("rip", 8));
        assertEquals(0x57, get("eflags", 4));
        assertEquals(3, get("cpl", 4));
        assertEquals("0000000000000000", client.ask("m%x,8".formatted(DATA + 0x10)));
    }

    @Test
    void vectorAndFloatingPointInstructions() throws IOException {
        set("xmm1", 0x3FF8000000000000L, 8);
        set("mxcsr", 0x1F80, 4);
        set("fctrl", 0x37F, 4);
        set("fstat", 6 << 11, 4);
        set("ftag", 0x0FFF, 4);
        set("st0", 0xC000000000000000L, 8);
        registers.replace(offsets.get("st0") + 16, offsets.get("st0") + 20, "ff3f");
        registers.replace(offsets.get("st1") + 16, offsets.get("st1") + 20, "ff3f");
        set("st1", 0x8000000000000000L, 8);
        write();
        memory(CODE, 0xF2, 0x0F, 0x58, 0xC9, 0xDE, 0xC1);
        step();
        assertEquals(0x4008000000000000L, get("xmm1", 8));
        step();
        assertEquals(0xA000000000000000L, get("st0", 8));
        assertEquals(7 << 11, get("fstat", 4));
        assertEquals(0x3FFF, get("ftag", 4));
    }

    @Test
    void aFaultEndsTheStepInItsHandler() throws IOException {
        set("rcx", 0x500000, 8);
        write();
        memory(CODE, 0x8B, 0x01);
        step();
        assertEquals(HANDLER + 14 * 16, get("rip", 8));
        assertEquals(0x500000, get("cr2", 8));
        assertEquals(0, get("cpl", 4));
        assertEquals(KERNEL_STACK - 48, get("rsp", 8));
        assertEquals("0400000000000000", client.ask("m%x,8".formatted(KERNEL_STACK - 48)));
    }

    @Test
    void manyInstructionsOneAfterTheOtherEachFromAFreshState() throws IOException {
        String fresh = registers.toString();
        for (int i = 0; i < 200; i++) {
            registers = new StringBuilder(fresh);
            set("rax", i, 8);
            write();
            // Divide by zero every fourth time, otherwise ADD EAX, imm8: the code changes under the decoder's feet.
            boolean divides = i % 4 == 3;
            memory(CODE, divides ? new int[] {0xF7, 0xF1, 0x90} : new int[] {0x83, 0xC0, i & 0x7F});
            step();
            assertEquals(divides ? HANDLER : CODE + 3, get("rip", 8), "round " + i);
            assertEquals(divides ? i : i + (i & 0x7F), get("rax", 8), "round " + i);
        }
    }

    @Test
    void memoryIsReachedThroughThePageTablesOfTheMoment() throws IOException {
        write();
        assertEquals("E0e", client.ask("m%x,1".formatted(PAGE_TABLES)));
        memory(DATA, "ringside".getBytes(StandardCharsets.ISO_8859_1)[0]);
        assertEquals("72", client.ask("m%x,1".formatted(DATA)));
    }
}
