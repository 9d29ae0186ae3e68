package dev.ringside.symbols.btf;

import dev.ringside.symbols.types.ArrayType;
import dev.ringside.symbols.types.CompositeType;
import dev.ringside.symbols.types.EnumType;
import dev.ringside.symbols.types.FloatType;
import dev.ringside.symbols.types.ForwardType;
import dev.ringside.symbols.types.Function;
import dev.ringside.symbols.types.FunctionType;
import dev.ringside.symbols.types.IntegerType;
import dev.ringside.symbols.types.Member;
import dev.ringside.symbols.types.PointerType;
import dev.ringside.symbols.types.QualifiedType;
import dev.ringside.symbols.types.TaggedType;
import dev.ringside.symbols.types.Type;
import dev.ringside.symbols.types.TypeReference;
import dev.ringside.symbols.types.TypedefType;
import dev.ringside.symbols.types.Variable;
import dev.ringside.symbols.types.VoidType;
import java.util.ArrayList;
import java.util.List;

/** Writes types as {@code bpftool btf dump} does, without what the model does not keep: types of array indices. */
final class BpftoolText {
    private final BtfTypes types;
    private final List<String> lines = new ArrayList<>();

    BpftoolText(BtfTypes types) {
        this.types = types;
    }

    List<String> lines() {
        var sections = types.dataSections().iterator();
        for (int id = 1; id < types.end(); id++) {
            if (types.isType(id)) {
                type(id, types.type(id));
            } else if (!declaration(id)) {
                section(id, sections.next());
            }
        }
        return lines;
    }

    private boolean declaration(int id) {
        try {
            Function f = types.function(id);
            line(id, "FUNC", f.name(), "type_id=" + f.type().id() + " linkage=" + (f.external() ? "global" : "static"));
            return true;
        } catch (RuntimeException _) {
            // no function, so perhaps a variable
        }
        try {
            Variable v = types.variable(id);
            line(id, "VAR", v.name(), "type_id=" + v.type().id() + ", linkage=" + (v.external() ? "global" : "static"));
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private void section(int id, BtfDataSection section) {
        line(id, "DATASEC", section.name(), "size=" + section.size() + " vlen=" + section.variables().size());
        for (BtfDataSection.Placed placed : section.variables()) {
            lines.add("\toffset=" + placed.offset() + " size=" + placed.size() + " (VAR '" + placed.variable().name() + "')");
        }
    }

    private void type(int id, Type type) {
        switch (type) {
            case VoidType _ -> throw new AssertionError(id);
            case IntegerType t -> line(id, "INT", t.name(), "size=" + t.byteSize() + " bits_offset=0 nr_bits=" + t.bits() + " encoding=" + encoding(t));
            case FloatType t -> line(id, "FLOAT", t.name(), "size=" + t.byteSize());
            case PointerType t -> line(id, "PTR", "", "type_id=" + t.target().id());
            case ArrayType t -> line(id, "ARRAY", "", "type_id=" + t.element().id() + " nr_elems=" + t.count());
            case CompositeType t -> composite(id, t);
            case EnumType t -> enumeration(id, t);
            case TypedefType t -> line(id, "TYPEDEF", t.name(), "type_id=" + t.target().id());
            case QualifiedType t -> line(id, t.qualifier().name(), "", "type_id=" + t.target().id());
            case TaggedType t -> line(id, "TYPE_TAG", t.tag(), "type_id=" + t.target().id());
            case ForwardType t -> line(id, "FWD", t.name(), "fwd_kind=" + t.keyword().keyword());
            case FunctionType t -> prototype(id, t);
        }
    }

    private static String encoding(IntegerType type) {
        return type.encoding() == IntegerType.Encoding.BOOLEAN ? "BOOL" : type.encoding().isSigned() ? "SIGNED" : "(none)";
    }

    private void composite(int id, CompositeType type) {
        line(id, type.kind().name(), type.name(), "size=" + type.byteSize() + " vlen=" + type.members().size());
        for (Member m : type.members()) {
            part(m.name(), "type_id=" + m.type().id() + " bits_offset=" + m.bitOffset() + (m.isBitField() ? " bitfield_size=" + m.bitFieldSize() : ""));
        }
    }

    private void enumeration(int id, EnumType type) {
        line(id, type.byteSize() == 8 ? "ENUM64" : "ENUM", type.name(),
            "encoding=" + (type.signed() ? "SIGNED" : "UNSIGNED") + " size=" + type.byteSize() + " vlen=" + type.enumerators().size());
        for (EnumType.Enumerator e : type.enumerators()) {
            part(e.name(), "val=" + (type.signed() ? Long.toString(e.value()) : Long.toUnsignedString(e.value()))
                + (type.byteSize() == 8 ? type.signed() ? "LL" : "ULL" : ""));
        }
    }

    private void prototype(int id, FunctionType type) {
        line(id, "FUNC_PROTO", "", "ret_type_id=" + type.result().id() + " vlen=" + (type.parameters().size() + (type.variadic() ? 1 : 0)));
        type.parameters().forEach(p -> part(p.name(), "type_id=" + p.type().id()));
        if (type.variadic()) {
            part("", "type_id=" + TypeReference.VOID.id());
        }
    }

    private void line(int id, String kind, String name, String rest) {
        lines.add("[" + id + "] " + kind + " '" + (name.isEmpty() ? "(anon)" : name) + "' " + rest);
    }

    private void part(String name, String rest) {
        lines.add("\t'" + (name.isEmpty() ? "(anon)" : name) + "' " + rest);
    }
}
