package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.Setting;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.repl.workbench.result.Cell;
import dev.ringside.repl.workbench.result.Result;
import dev.ringside.repl.workbench.result.Result.Branch;
import dev.ringside.repl.workbench.result.Style;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.type.ArrayType;
import dev.ringside.symbols.expression.type.BooleanType;
import dev.ringside.symbols.expression.type.CompositeType;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.type.Member;
import dev.ringside.symbols.expression.type.OpaqueType;
import dev.ringside.symbols.expression.type.PointerType;
import dev.ringside.symbols.expression.type.TextType;
import dev.ringside.symbols.expression.type.Type;
import dev.ringside.symbols.expression.type.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Values as they are printed. Structs and arrays are read from linear memory and opened as deep as the settings say; what cannot be read
 * says so at its place. On the machine's thread.
 */
final class ValueText {
    private static final int LONGEST_OPAQUE = 64;

    private final Workbench workbench;
    private final MemoryAccess memory;
    private final char format;
    private final int elements;
    private final int depth;

    /**
     * For values in a format.
     *
     * @param format one of gdb's letters: x, d, u, o, t, z, a, c, s; 0: by type
     */
    ValueText(Workbench workbench, char format) {
        this.workbench = workbench;
        this.format = format;
        memory = workbench.machine().memory();
        elements = workbench.settings().number(Setting.ELEMENTS);
        depth = workbench.settings().number(Setting.DEPTH);
    }

    /** A value with its name, and what is inside it below. */
    Result show(Cell name, Value value) {
        List<Branch> inside = new ArrayList<>();
        Cell head = Cell.line(name, Cell.text("="), cell(value, depth, inside));
        return inside.isEmpty() ? Result.line(head) : new Result.Tree(List.of(new Branch(head, inside)));
    }

    private Cell cell(Value value, int deep, List<Branch> inside) {
        return switch (value.type()) {
            case TextType _ -> Cell.text(Expression.quoted(value.text()), Style.STRING);
            case BooleanType _ -> format == 0 ? Cell.text(value.truth() ? "true" : "false") : formatted(value.bits(), 8);
            case IntegerType type -> format == 0 ? byType(type, value.bits()) : formatted(value.bits(), type.bits());
            case PointerType type -> format == 0 ? pointer(type, value.bits()) : formatted(value.bits(), (int) type.bytes() * 8);
            case ArrayType type -> array(type, value.bits(), deep, inside);
            case CompositeType type -> composite(type, value.bits(), deep, inside);
            case OpaqueType type -> opaque(type, value.bits());
        };
    }

    /** Signed numbers in decimal; unsigned ones too when they are small, with their bits beside. */
    private static Cell byType(IntegerType type, long bits) {
        Cell number = new Cell.Number(bits, type.signed());
        boolean small = bits >= -9 && bits <= 9;
        return small ? number : Cell.line(number, Cell.joined(Cell.text("(", Style.REMARK), Cell.hex(cut(bits, type.bits())).marked(Style.REMARK),
            Cell.text(")", Style.REMARK)));
    }

    private Cell pointer(PointerType type, long bits) {
        Cell address = workbench.address(bits);
        boolean text = type.target() instanceof IntegerType target && target.bits() == 8 && target.signed();
        return text && bits != 0 ? Cell.line(Cell.text("(" + type.name() + ")", Style.REMARK), address, string(bits, elements))
            : type.target() instanceof OpaqueType ? address : Cell.line(Cell.text("(" + type.name() + ")", Style.REMARK), address);
    }

    /** A number in the format that was asked for. */
    Cell formatted(long value, int bits) {
        long cut = cut(value, bits);
        return switch (format) {
            case 'x', 0 -> Cell.hex(cut);
            case 'z' -> new Cell.Hex(cut, (bits + 3) / 4);
            case 'd' -> new Cell.Number(new IntegerType(bits, true).canonical(cut), true);
            case 'u' -> Cell.count(cut);
            case 'o' -> Cell.text((cut == 0 ? "" : "0") + Long.toOctalString(cut), Style.NUMBER);
            case 't' -> Cell.text(Long.toBinaryString(cut), Style.NUMBER);
            case 'a' -> workbench.address(cut);
            case 'c' -> Cell.line(new Cell.Number(new IntegerType(Math.min(bits, 8), true).canonical(cut), true),
                Cell.text("'" + character((int) cut & 0xFF) + "'", Style.STRING));
            case 's' -> string(cut, elements);
            default -> throw new CommandException("expected a format out of x d u o t z a c s i, found '" + format + "'");
        };
    }

    private static long cut(long value, int bits) {
        return bits >= 64 ? value : value & (1L << bits) - 1;
    }

    private static String character(int value) {
        return value == '\'' ? "\\'" : value >= ' ' && value < 0x7F ? String.valueOf((char) value) : "\\%03o".formatted(value);
    }

    /** The text at an address, up to a 0 or {@code most} characters. */
    Cell string(long address, int most) {
        byte[] bytes = new byte[Math.max(1, most)];
        int count = memory.read(address, bytes);
        int length = 0;
        while (length < count && bytes[length] != 0) {
            length++;
        }
        if (count == 0) {
            return new Cell.Missing("cannot read memory at 0x" + Long.toHexString(address));
        }
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        return Cell.text(Expression.quoted(text) + (length == bytes.length ? "..." : ""), Style.STRING);
    }

    private Cell array(ArrayType type, long address, int deep, List<Branch> inside) {
        boolean characters = type.element() instanceof IntegerType element && element.bits() == 8 && (element.signed() || format == 's');
        if (characters && (format == 0 || format == 's') && type.count() > 0) {
            return string(address, (int) Math.min(type.count(), elements));
        }
        long count = Math.min(type.count(), elements);
        for (long i = 0; i < count && deep > 0; i++) {
            workbench.cancellation().check();
            List<Branch> below = new ArrayList<>();
            Cell element = at(type.element(), address + i * type.element().bytes(), 0, deep - 1, below);
            inside.add(new Branch(Cell.line(Cell.text("[" + i + "]", Style.REGISTER), Cell.text("="), element), below));
        }
        if (deep > 0 && count < type.count()) {
            inside.add(new Branch(Cell.text("... " + (type.count() - count) + " more (set elements)", Style.REMARK), List.of()));
        }
        return Cell.line(Cell.text(type.name(), Style.REMARK), Cell.text("at", Style.REMARK), workbench.address(address));
    }

    private Cell composite(CompositeType type, long address, int deep, List<Branch> inside) {
        if (deep > 0) {
            List<Member> members = type.members();
            for (Member member : members.subList(0, Math.min(members.size(), Math.max(1, elements)))) {
                workbench.cancellation().check();
                List<Branch> below = new ArrayList<>();
                Cell value = at(member.type(), address + (member.bitOffset() >> 3), (int) (member.bitOffset() & 7), deep - 1, below);
                String name = member.name().isEmpty() ? "(unnamed)" : member.name();
                inside.add(new Branch(Cell.line(Cell.text(name, Style.REGISTER), Cell.text("="), value), below));
            }
            if (members.size() > elements) {
                inside.add(new Branch(Cell.text("... " + (members.size() - elements) + " more (set elements)", Style.REMARK), List.of()));
            }
        }
        return Cell.line(Cell.text(type.name(), Style.REMARK), Cell.text("at", Style.REMARK), workbench.address(address));
    }

    /** What lies in memory. */
    private Cell at(Type type, long address, int firstBit, int deep, List<Branch> inside) {
        if (!type.scalar()) {
            return cell(Value.of(type, address), deep, inside);
        }
        int bits = type instanceof IntegerType integer ? integer.bits() : (int) type.bytes() * 8;
        byte[] bytes = new byte[(firstBit + bits + 7) / 8];
        if (memory.read(address, bytes) < bytes.length) {
            return new Cell.Missing("cannot read memory at 0x" + Long.toHexString(address));
        }
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            int shift = i * 8 - firstBit;
            value |= shift < 0 ? (bytes[i] & 0xFFL) >> -shift : shift < 64 ? (bytes[i] & 0xFFL) << shift : 0;
        }
        long canonical = type instanceof IntegerType integer ? integer.canonical(value) : cut(value, bits);
        return cell(Value.of(type, canonical), deep, inside);
    }

    /** Of what the language cannot read, the bytes. */
    private Cell opaque(OpaqueType type, long address) {
        if (type.bytes() == 0) {
            return Cell.line(Cell.text(type.name(), Style.REMARK), Cell.text("at", Style.REMARK), workbench.address(address));
        }
        byte[] bytes = new byte[(int) Math.min(type.bytes(), LONGEST_OPAQUE)];
        int count = memory.read(address, bytes);
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append("%02x".formatted(bytes[i]));
        }
        return Cell.line(Cell.text(type.name(), Style.REMARK), count == 0
            ? new Cell.Missing("cannot read memory at 0x" + Long.toHexString(address)) : Cell.text(text.toString(), Style.NUMBER));
    }
}
