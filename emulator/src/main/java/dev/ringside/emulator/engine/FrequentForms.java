package dev.ringside.emulator.engine;

import dev.ringside.emulator.engine.Shape.Operation;
import dev.ringside.emulator.engine.Shape.Place;
import dev.ringside.emulator.isa.Conditions;
import dev.ringside.emulator.isa.Instruction;
import dev.ringside.emulator.isa.Operand;
import dev.ringside.emulator.isa.Row;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chooses a specialised form for the instructions that programs consist of; null for all others. */
final class FrequentForms {
    private record Meaning(Operation operation, int condition) {}

    private static final Map<String, Meaning> MEANINGS = meanings();
    private static final Specializer DATA = new Specializer(MethodHandles.lookup(), "DataOp");

    private FrequentForms() {}

    private static Map<String, Meaning> meanings() {
        Map<String, Meaning> map = new HashMap<>();
        for (Operation o : Operation.values()) {
            if (o != Operation.SET && o != Operation.CMOV && o != Operation.IMUL3) {
                map.put(o.name(), new Meaning(o, 0));
            }
        }
        map.put("MOVSXD", new Meaning(Operation.MOVSX, 0));
        Conditions.forEach((suffix, code) -> {
            map.put("SET" + suffix, new Meaning(Operation.SET, code));
            map.put("CMOV" + suffix, new Meaning(Operation.CMOV, code));
        });
        return map;
    }

    static Op of(Instruction insn) {
        if (insn.row.mnemonic().startsWith("J") || insn.row.mnemonic().equals("CALL") || insn.row.mnemonic().equals("RET")) {
            return BranchOps.of(insn);
        }
        if (insn.row.mnemonic().equals("PUSH") || insn.row.mnemonic().equals("POP")) {
            return StackOps.of(insn);
        }
        Meaning meaning = MEANINGS.get(insn.row.mnemonic());
        return meaning == null ? null : data(insn, meaning);
    }

    private static Op data(Instruction insn, Meaning meaning) {
        Row row = insn.row;
        List<Operand> operands = row.operands();
        Operation operation = meaning.operation;
        if (operation == Operation.IMUL && operands.size() != 2) {
            if (operands.size() != 3) {
                return null;
            }
            operation = Operation.IMUL3;
        }
        int sourceOperand = operands.size() == 1 ? -1 : 1;
        Place destination = OperandPlaces.of(insn, 0);
        Place source = sourceOperand < 0 ? Place.NONE : OperandPlaces.of(insn, sourceOperand);
        if (destination == null || source == null || operation == Operation.LEA && source != Place.MEMORY) {
            return null;
        }
        int width = operands.get(0).size();
        int sourceWidth = sourceOperand < 0 ? width : operands.get(sourceOperand).size();
        if (source == Place.IMMEDIATE || sourceWidth == 0) {
            sourceWidth = width;
        }
        boolean addressed = destination == Place.MEMORY || source == Place.MEMORY;
        int mode = addressed ? insn.mode : 0;
        long addressMask = addressed ? insn.addressMask() : 0;
        return DATA.make(new Shape(operation, meaning.condition, destination, source, width, sourceWidth, mode, addressMask), insn);
    }
}
