package dev.ringside.gdb;

import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterGroup;
import dev.ringside.emulator.debug.RegisterType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file target.xml, made from the rows of the register table (GDB manual, appendix G). Registers are numbered as they come:
 * that is also their order in {@code g} packets. The features that gdb knows hold exactly the registers that gdb wants there;
 * everything else is in a feature of our own.
 */
final class TargetDescription {
    private static final String CORE = "org.gnu.gdb.i386.core", SSE = "org.gnu.gdb.i386.sse", SEGMENTS = "org.gnu.gdb.i386.segments",
            OWN = "dev.ringside.system";

    /** The fields that gdb users expect in an XMM register. */
    private static final String VECTOR = """
              <vector id="v4f" type="ieee_single" count="4"/>
              <vector id="v2d" type="ieee_double" count="2"/>
              <vector id="v16i8" type="int8" count="16"/>
              <vector id="v8i16" type="int16" count="8"/>
              <vector id="v4i32" type="int32" count="4"/>
              <vector id="v2i64" type="int64" count="2"/>
              <union id="vec128">
                <field name="v4_float" type="v4f"/>
                <field name="v2_double" type="v2d"/>
                <field name="v16_int8" type="v16i8"/>
                <field name="v8_int16" type="v8i16"/>
                <field name="v4_int32" type="v4i32"/>
                <field name="v2_int64" type="v2i64"/>
                <field name="uint128" type="uint128"/>
              </union>
            """;

    private final GdbArchitecture architecture;

    TargetDescription(GdbArchitecture architecture) {
        this.architecture = architecture;
    }

    /** The file's text. */
    String xml() {
        Map<String, StringBuilder> features = new LinkedHashMap<>();
        Map<String, Set<RegisterType>> types = new LinkedHashMap<>();
        for (Register row : architecture.width.rows()) {
            String feature = feature(row.group());
            types.computeIfAbsent(feature, name -> new LinkedHashSet<>()).add(row.type());
            features.computeIfAbsent(feature, name -> new StringBuilder()).append(register(row, feature));
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE target SYSTEM \"gdb-target.dtd\">\n<target>\n");
        xml.append("  <architecture>").append(architecture.gdbName).append("</architecture>\n");
        features.forEach((name, registers) -> {
            xml.append("  <feature name=\"").append(name).append("\">\n");
            types.get(name).forEach(type -> xml.append(definition(type)));
            xml.append(registers).append("  </feature>\n");
        });
        return xml.append("</target>\n").toString();
    }

    private String feature(RegisterGroup group) {
        return switch (group) {
            case GENERAL, SELECTOR, X87 -> CORE;
            case VECTOR -> SSE;
            // gdb knows these only in 64-bit processors.
            case THREAD_BASE -> architecture == GdbArchitecture.X86_64 ? SEGMENTS : OWN;
            case SEGMENT, CONTROL, DEBUG, X87_UPPER, MODEL_SPECIFIC, TRANSIENT -> OWN;
        };
    }

    private static String register(Register row, String feature) {
        String group = row.group() == RegisterGroup.X87 ? " group=\"float\"" : "";
        return "    <reg name=\"" + row.name() + "\" bitsize=\"" + row.bits() + "\" type=\"" + typeName(row, feature) + "\"" + group + "/>\n";
    }

    private static String typeName(Register row, String feature) {
        return switch (row.type()) {
            case RegisterType.Number() -> (feature.equals(CORE) ? "int" : "uint") + row.bits();
            case RegisterType.CodePointer() -> "code_ptr";
            case RegisterType.DataPointer() -> "data_ptr";
            case RegisterType.ExtendedFloat() -> "i387_ext";
            case RegisterType.Vector() -> "vec128";
            case RegisterType.FlagBits flags -> flags.name() + row.bytes();
        };
    }

    private String definition(RegisterType type) {
        return switch (type) {
            case RegisterType.Vector() -> VECTOR;
            case RegisterType.FlagBits flags -> flagsOf(flags);
            case RegisterType.Number(), RegisterType.CodePointer(), RegisterType.DataPointer(), RegisterType.ExtendedFloat() -> "";
        };
    }

    private String flagsOf(RegisterType.FlagBits flags) {
        List<Register> users = architecture.width.rows().stream().filter(row -> row.type().equals(flags)).toList();
        int bytes = users.getFirst().bytes();
        StringBuilder xml = new StringBuilder("    <flags id=\"" + flags.name() + bytes + "\" size=\"" + bytes + "\">\n");
        for (RegisterType.Flag flag : flags.bits()) {
            xml.append("      <field name=\"").append(flag.name()).append("\" start=\"").append(flag.bit()).append("\" end=\"")
                    .append(flag.bit()).append("\"/>\n");
        }
        return xml.append("    </flags>\n").toString();
    }
}
