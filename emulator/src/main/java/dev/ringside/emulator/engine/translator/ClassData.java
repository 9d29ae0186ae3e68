package dev.ringside.emulator.engine.translator;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The objects that generated code names: its class data, so that the JIT compiler sees constants. */
public final class ClassData {
    /** Bootstrap method of constants that come from the class data, by index. */
    private static final DirectMethodHandleDesc AT = MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC,
            ClassDesc.of(MethodHandles.class.getName()), "classDataAt", MethodTypeDesc.of(ConstantDescs.CD_Object,
                    ConstantDescs.CD_MethodHandles_Lookup, ConstantDescs.CD_String, ConstantDescs.CD_Class, ConstantDescs.CD_int));

    private final List<Object> values = new ArrayList<>();
    private final Map<Object, DynamicConstantDesc<?>> names = new IdentityHashMap<>();

    /** No objects yet. */
    public ClassData() {}

    /** Pushes {@code value}, an instance of {@code type}. */
    public void push(CodeBuilder code, Object value, ClassDesc type) {
        DynamicConstantDesc<?> name = names.get(value);
        if (name == null) {
            name = DynamicConstantDesc.ofNamed(AT, ConstantDescs.DEFAULT_NAME, type, values.size());
            values.add(value);
            names.put(value, name);
        }
        code.loadConstant(name);
    }

    /** What to define the class with. */
    public List<Object> values() {
        return List.copyOf(values);
    }
}
