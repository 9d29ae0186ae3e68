package dev.ringside.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.emulator.debug.Session;
import dev.ringside.symbols.linux.LinuxKernel;
import dev.ringside.symbols.linux.StructLayout;
import dev.ringside.symbols.linux.ViewException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Puts a module into the list of a stopped kernel, in memory that the kernel leaves alone: its first MiB. The guest then prints it as any
 * other, so that what it says can be compared, with no package of modules at hand.
 */
final class ForgedModule {
    private static final long PHYSICAL = 0x20000;
    private static final int STRINGS = 0x4000, LETTERS = 0x4100, TABLES = 0x4200, SYMBOLS = 0x4300, SIZE = 0x5000;
    private static final long BASE = 0xFFFF_FFFF_C000_0000L;
    private static final int SYMBOL_BYTES = 24;

    private final LinuxKernel kernel;
    private final long linear;
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    private ForgedModule(LinuxKernel kernel) throws ViewException {
        this.kernel = kernel;
        this.linear = kernel.pointer(kernel.symbol("page_offset_base")) + PHYSICAL;
    }

    static void link(Session session, LinuxKernel kernel) throws ViewException {
        var forged = new ForgedModule(kernel);
        forged.fill();
        assertTrue(session.physicalMemory().write(PHYSICAL, forged.bytes.array()));
        long list = forged.linear + kernel.struct("module").field("list").offset();
        byte[] link = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(list).array();
        long modules = kernel.symbol("modules");
        assertTrue(session.linearMemory(0).write(modules, link));
        assertTrue(session.linearMemory(0).write(modules + 8, link));
    }

    private void fill() throws ViewException {
        StructLayout module = kernel.struct("module");
        put(module, "list.next", kernel.symbol("modules"));
        put(module, "list.prev", kernel.symbol("modules"));
        bytes.put((int) module.field("name").offset(), text("ringside_forged"));
        put(module, "core_layout.base", BASE);
        bytes.putInt((int) module.field("core_layout.size").offset(), 0x3000);
        bytes.putInt((int) module.field("core_layout.text_size").offset(), 0x1000);
        bytes.putInt((int) module.field("refcnt").offset(), 3);
        for (String list : new String[] {"source_list", "target_list"}) {
            long at = linear + module.field(list).offset();
            put(module, list + ".next", at);
            put(module, list + ".prev", at);
        }
        put(module, "kallsyms", linear + TABLES);
        StructLayout tables = kernel.struct("mod_kallsyms");
        put(TABLES, tables, "symtab", linear + SYMBOLS);
        bytes.putInt(TABLES + (int) tables.field("num_symtab").offset(), 3);
        put(TABLES, tables, "strtab", linear + STRINGS);
        put(TABLES, tables, "typetab", linear + LETTERS);
        bytes.put(STRINGS + 1, text("ringside_probe"));
        bytes.put(STRINGS + 32, text("ringside_data"));
        bytes.put(LETTERS, text("?td"));
        symbol(1, 1, BASE + 0x20);
        symbol(2, 32, BASE + 0x2000);
    }

    private void put(StructLayout layout, String member, long value) throws ViewException {
        put(0, layout, member, value);
    }

    private void put(int struct, StructLayout layout, String member, long value) throws ViewException {
        bytes.putLong(struct + (int) layout.field(member).offset(), value);
    }

    private void symbol(int number, int name, long address) {
        int at = SYMBOLS + number * SYMBOL_BYTES;
        bytes.putInt(at, name).putShort(at + 6, (short) 1).putLong(at + 8, address).putLong(at + 16, 0x10);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
