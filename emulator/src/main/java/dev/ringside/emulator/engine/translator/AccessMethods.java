package dev.ringside.emulator.engine.translator;

import dev.ringside.emulator.memory.Mmu;
import dev.ringside.emulator.memory.PlainAccess;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Short methods of a unit's own class through which its code reaches memory: each is one of {@link PlainAccess} with all that is fixed
 * filled in. An access in the unit is then one call of few bytes, which C2 puts in line and C1 leaves as it is.
 */
final class AccessMethods {
    /** The kinds of access there are; a method's name is the kind and the width. */
    enum Kind { LOAD, UPDATE, STORE }

    private record Method(Kind kind, int width) implements Comparable<Method> {
        @Override
        public int compareTo(Method other) {
            return kind != other.kind ? kind.compareTo(other.kind) : Integer.compare(width, other.width);
        }

        String name() {
            return kind.name().toLowerCase(Locale.ROOT) + width;
        }

        ClassDesc value() {
            return width == 64 ? ConstantDescs.CD_long : ConstantDescs.CD_int;
        }

        MethodTypeDesc type() {
            return kind == Kind.STORE ? MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, value())
                    : MethodTypeDesc.of(value(), ConstantDescs.CD_long);
        }

        MethodTypeDesc plainType() {
            return type().insertParameterTypes(0, MMU, TAGS, ADDEND, BYTES);
        }
    }

    private static final ClassDesc PLAIN = PlainAccess.class.describeConstable().orElseThrow(), MMU = Mmu.class.describeConstable().orElseThrow(),
            TAGS = ConstantDescs.CD_long.arrayType(), ADDEND = ConstantDescs.CD_int.arrayType(), BYTES = ConstantDescs.CD_byte.arrayType();

    private final ClassDesc unit;
    private final ClassData data;
    private final Mmu mmu;
    private final Mmu.Tables tables;
    private final TreeSet<Method> used = new TreeSet<>();

    AccessMethods(ClassDesc unit, ClassData data, Mmu mmu, Mmu.Tables tables) {
        this.unit = unit;
        this.data = data;
        this.mmu = mmu;
        this.tables = tables;
    }

    /** Calls one: pops a linear address and, to store, a value; pushes what was loaded. */
    void call(CodeBuilder code, Kind kind, int width) {
        Method method = new Method(kind, width);
        used.add(method);
        code.invokestatic(unit, method.name(), method.type());
    }

    /** Adds the methods that were called to the class. */
    void write(ClassBuilder builder) {
        for (Method method : used) {
            builder.withMethodBody(method.name(), method.type(), ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, code -> write(code, method));
        }
    }

    private void write(CodeBuilder code, Method method) {
        data.push(code, mmu, MMU);
        data.push(code, method.kind == Kind.LOAD ? tables.readTags() : tables.writeTags(), TAGS);
        data.push(code, tables.addend(), ADDEND);
        data.push(code, tables.bytes(), BYTES);
        code.lload(0);
        if (method.kind == Kind.STORE) {
            code.loadLocal(TypeKind.from(method.value()), 2);
        }
        code.invokestatic(PLAIN, method.name(), method.plainType());
        code.return_(TypeKind.from(method.type().returnType()));
    }
}
