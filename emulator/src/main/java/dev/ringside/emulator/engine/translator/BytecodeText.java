package dev.ringside.emulator.engine.translator;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A class file's methods for a person to read, an instruction a line, with names for the places that are branched to. */
final class BytecodeText {
    private final StringBuilder text = new StringBuilder();
    private final Map<Label, Integer> labels = new HashMap<>();

    private BytecodeText() {}

    static String of(byte[] classFile) {
        StringBuilder all = new StringBuilder();
        for (MethodModel method : ClassFile.of().parse(classFile).methods()) {
            all.append("method ").append(method.methodName().stringValue()).append(method.methodType().stringValue()).append('\n');
            method.code().ifPresent(code -> {
                BytecodeText body = new BytecodeText();
                body.write(code);
                all.append(body.text);
            });
        }
        return all.toString();
    }

    private void write(CodeModel code) {
        for (CodeElement element : code) {
            switch (element) {
                case LabelTarget target -> text.append("  ").append(name(target.label())).append(":\n");
                case ExceptionCatch c -> text.append("    on any exception between ").append(name(c.tryStart())).append(" and ")
                        .append(name(c.tryEnd())).append(" go to ").append(name(c.handler())).append('\n');
                case Instruction i -> text.append("    ").append(mnemonic(i)).append(operand(i)).append('\n');
                default -> { }
            }
        }
    }

    // The short forms have their operand in their names.
    private static String mnemonic(Instruction instruction) {
        String name = instruction.opcode().name().toLowerCase(Locale.ROOT);
        return switch (instruction) {
            case LoadInstruction _, StoreInstruction _ -> name.replaceFirst("_.*", "");
            case ConstantInstruction _ -> "push";
            default -> name;
        };
    }

    private String operand(Instruction instruction) {
        return switch (instruction) {
            case BranchInstruction i -> " " + name(i.target());
            case LoadInstruction i -> " " + i.slot();
            case StoreInstruction i -> " " + i.slot();
            case IncrementInstruction i -> " " + i.slot() + " by " + i.constant();
            case ConstantInstruction i -> " " + i.constantValue();
            case FieldInstruction i -> " " + simple(i.owner().asInternalName()) + "." + i.name().stringValue();
            case InvokeInstruction i -> " " + simple(i.owner().asInternalName()) + "." + i.name().stringValue() + i.type().stringValue();
            case NewObjectInstruction i -> " " + simple(i.className().asInternalName());
            default -> "";
        };
    }

    private static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }

    private String name(Label label) {
        return "L" + labels.computeIfAbsent(label, l -> labels.size());
    }
}
