package dev.ringside.symbols.expression.vocabulary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registers of an x86 processor with all their parts (SDM vol. 1, 3.4; vol. 3, 2.3, 2.5, 3.4.3; vol. 4). Names are the manual's:
 * {@code sp} is the low half of ESP, not gdb's name for the stack pointer.
 */
public final class Registers {
    private static final String[] LEGACY = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
    private static final String[] SEGMENTS = {"es", "cs", "ss", "ds", "fs", "gs", "ldtr", "tr"};

    private static final Map<String, RegisterRow> ROWS = rows();

    private Registers() {}

    /** The row called {@code name}, in small letters. */
    public static Optional<RegisterRow> named(String name) {
        return Optional.ofNullable(ROWS.get(name));
    }

    /** All rows, in the order of the manual. */
    public static Collection<RegisterRow> all() {
        return ROWS.values();
    }

    private static Map<String, RegisterRow> rows() {
        var rows = new ArrayList<RegisterRow>();
        general(rows);
        segments(rows);
        control(rows);
        modelSpecific(rows);
        float80(rows);
        var named = new LinkedHashMap<String, RegisterRow>();
        for (RegisterRow row : rows) {
            if (named.put(row.name(), row) != null) {
                throw new IllegalStateException("two rows " + row.name());
            }
        }
        return Collections.unmodifiableMap(named);
    }

    private static void general(List<RegisterRow> rows) {
        for (int i = 0; i < 16; i++) {
            boolean legacy = i < LEGACY.length;
            String whole = legacy ? "r" + LEGACY[i] : "r" + i;
            String help = "general register";
            rows.add(new RegisterRow(whole, whole, 0, 64, help));
            rows.add(new RegisterRow(legacy ? "e" + LEGACY[i] : whole + "d", whole, 0, 32, help + ", low 32 bits"));
            rows.add(new RegisterRow(legacy ? LEGACY[i] : whole + "w", whole, 0, 16, help + ", low 16 bits"));
            String low = !legacy ? whole + "b" : i < 4 ? LEGACY[i].charAt(0) + "l" : LEGACY[i] + "l";
            rows.add(new RegisterRow(low, whole, 0, 8, help + ", low byte"));
            if (i < 4) {
                rows.add(new RegisterRow(LEGACY[i].charAt(0) + "h", whole, 8, 8, help + ", bits 8 to 15"));
            }
        }
        String pointer = "instruction pointer";
        rows.add(new RegisterRow("rip", "rip", 0, 64, pointer));
        rows.add(new RegisterRow("eip", "rip", 0, 32, pointer + ", low 32 bits"));
        rows.add(new RegisterRow("ip", "rip", 0, 16, pointer + ", low 16 bits"));
        rows.add(new RegisterRow("pc", "rip", 0, 64, pointer + ", as gdb calls it"));
        rows.add(new RegisterRow("rflags", "eflags", 0, 64, "flags"));
        rows.add(new RegisterRow("eflags", "eflags", 0, 32, "flags, low 32 bits"));
        rows.add(new RegisterRow("flags", "eflags", 0, 16, "flags, low 16 bits"));
        bits(rows, "", "eflags", "flag", "cf:0 pf:2 af:4 zf:6 sf:7 tf:8 if:9 df:10 of:11 nt:14 rf:16 vm:17 ac:18 vif:19 vip:20 id:21");
        rows.add(new RegisterRow("iopl", "eflags", 12, 2, "I/O privilege level"));
    }

    private static void segments(List<RegisterRow> rows) {
        for (String segment : SEGMENTS) {
            rows.add(new RegisterRow(segment, segment, 0, 16, "selector"));
            rows.add(new RegisterRow(segment + ".base", segment + "_base", 0, 64, "hidden base"));
            rows.add(new RegisterRow(segment + ".limit", segment + "_limit", 0, 32, "hidden limit, in bytes"));
            rows.add(new RegisterRow(segment + ".attr", segment + "_attr", 0, 32, "hidden attributes"));
        }
        for (String table : new String[] {"gdtr", "idtr"}) {
            rows.add(new RegisterRow(table + ".base", table + "_base", 0, 64, "base of the table"));
            rows.add(new RegisterRow(table + ".limit", table + "_limit", 0, 16, "limit of the table"));
        }
    }

    private static void control(List<RegisterRow> rows) {
        for (int number : new int[] {0, 2, 3, 4, 8}) {
            rows.add(new RegisterRow("cr" + number, "cr" + number, 0, 64, "control register"));
        }
        bits(rows, "cr0.", "cr0", "bit of CR0", "pe:0 mp:1 em:2 ts:3 et:4 ne:5 wp:16 am:18 nw:29 cd:30 pg:31");
        bits(rows, "cr4.", "cr4", "bit of CR4", "vme:0 pvi:1 tsd:2 de:3 pse:4 pae:5 mce:6 pge:7 pce:8 osfxsr:9 osxmmexcpt:10 umip:11 "
            + "fsgsbase:16 osxsave:18 smep:20 smap:21");
        for (int number : new int[] {0, 1, 2, 3, 6, 7}) {
            rows.add(new RegisterRow("dr" + number, "dr" + number, 0, 64, "debug register"));
        }
        rows.add(new RegisterRow("xcr0", "xcr0", 0, 64, "extended control register"));
        rows.add(new RegisterRow("cpl", "cpl", 0, 2, "current privilege level"));
    }

    private static void modelSpecific(List<RegisterRow> rows) {
        rows.add(new RegisterRow("efer", "efer", 0, 64, "MSR 0xc0000080"));
        bits(rows, "efer.", "efer", "bit of EFER", "sce:0 lme:8 lma:10 nxe:11");
        String[] named = {"fs_base:fs_base:0xc0000100", "gs_base:gs_base:0xc0000101", "kernel_gs_base:k_gs_base:0xc0000102",
            "star:star:0xc0000081", "lstar:lstar:0xc0000082", "cstar:cstar:0xc0000083", "fmask:fmask:0xc0000084",
            "sysenter_cs:sysenter_cs:0x174", "sysenter_esp:sysenter_esp:0x175", "sysenter_eip:sysenter_eip:0x176", "pat:pat:0x277"};
        for (String msr : named) {
            String[] columns = msr.split(":");
            rows.add(new RegisterRow(columns[0], columns[1], 0, 64, "MSR " + columns[2]));
        }
    }

    private static void float80(List<RegisterRow> rows) {
        for (int i = 0; i < 8; i++) {
            rows.add(new RegisterRow("st" + i, "st" + i, 0, 80, "x87 register, bits as they are"));
        }
        for (int i = 0; i < 8; i++) {
            rows.add(new RegisterRow("mm" + i, "st" + i, 0, 64, "MMX register"));
        }
        for (String name : new String[] {"fctrl", "fstat", "ftag"}) {
            rows.add(new RegisterRow(name, name, 0, 16, "x87 control, status, tags"));
        }
        for (int i = 0; i < 16; i++) {
            rows.add(new RegisterRow("xmm" + i, "xmm" + i, 0, 128, "SSE register"));
        }
        rows.add(new RegisterRow("mxcsr", "mxcsr", 0, 32, "SSE control and status"));
    }

    private static void bits(List<RegisterRow> rows, String prefix, String register, String help, String bits) {
        for (String bit : bits.split(" ")) {
            String[] parts = bit.split(":");
            rows.add(new RegisterRow(prefix + parts[0], register, Integer.parseInt(parts[1]), 1, help));
        }
    }
}
