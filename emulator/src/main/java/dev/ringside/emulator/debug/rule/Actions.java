package dev.ringside.emulator.debug.rule;

import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.RegisterWidth;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.emulator.debug.condition.CompiledValue;
import dev.ringside.emulator.debug.rule.RuleAction.Performer;
import dev.ringside.emulator.debug.rule.RuleAction.When;
import dev.ringside.emulator.platform.AbiCall;
import dev.ringside.emulator.platform.AbiValue;
import dev.ringside.symbols.expression.Expression;
import dev.ringside.symbols.expression.type.IntegerType;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import java.util.List;

/** The usual actions' working parts. */
final class Actions {
    private Actions() {}

    /** Makes the working part. */
    @FunctionalInterface
    interface Binder {
        Performer bind(Binding binding) throws RefusedException;
    }

    private record Simple(When when, String text, Binder binder) implements RuleAction {
        @Override
        public Performer bind(Binding binding) throws RefusedException {
            return binder.bind(binding);
        }
    }

    static RuleAction inside(String text, Binder binder) {
        return new Simple(When.INSIDE, text, binder);
    }

    static RuleAction stopped(String text, Binder binder) {
        return new Simple(When.STOPPED, text, binder);
    }

    static Performer count(Binding binding, Expression expression) throws RefusedException {
        CompiledValue value = binding.compileScalar(expression);
        Histogram histogram = binding.rule().histogram(expression.text());
        return happening -> {
            if (happening.evaluate(value)) {
                histogram.add(value.result());
            } else {
                histogram.addMissing();
            }
        };
    }

    static Performer record(Binding binding) throws RefusedException {
        binding.rules().requireRecorder();
        return happening -> binding.rules().record(happening.call().orElseGet(() -> asCall(binding.rule(), happening)));
    }

    // An event that is no ABI call goes into the trace under its rule's name, its fields as arguments.
    private static AbiCall asCall(Rule rule, Happening happening) {
        RuleHit hit = happening.hit();
        List<AbiValue> fields = hit.fields().stream()
                .map(field -> new AbiValue(field.name(), type(field.type()), field.value(), field.meaning())).toList();
        String name = rule.spec().name().isEmpty() ? "rule " + rule.number() : rule.spec().name();
        return new AbiCall(hit.instructions(), hit.cpu(), hit.linear(), happening.cpu().cpl, rule.spec().selector().kind().label(), AbiCall.Kind.RULE,
                name, fields, List.of());
    }

    private static AbiValue.Type type(IntegerType type) {
        return type.signed() ? AbiValue.Type.SIGNED : type.bits() <= 16 ? AbiValue.Type.UNSIGNED : AbiValue.Type.HEX;
    }

    static Performer snapshot(Binding binding, Template name) {
        Template.Writer writer = name.writer(binding);
        return happening -> binding.session().snapshots().save(Template.line(writer, happening));
    }

    // A part of a register is written into what the rest of it holds.
    static Performer setRegister(Binding binding, String name, Expression expression) throws RefusedException {
        CompiledValue value = binding.compileScalar(expression);
        RegisterRow part = dev.ringside.symbols.expression.vocabulary.Registers.named(name)
                .orElseThrow(() -> new RefusedException("there is no register " + name));
        if (part.firstBit() + part.bits() > Long.SIZE) {
            throw new RefusedException("expected a register of at most 64 bits, found " + name);
        }
        Registers registers = binding.session().registers(0, RegisterWidth.BITS_64);
        Register row = registers.named(part.register());
        long mask = -1L >>> Long.SIZE - part.bits() << part.firstBit();
        return happening -> {
            long bits = read(happening, value, expression) << part.firstBit();
            registers.write(row, RegisterValue.of(registers.read(row).low() & ~mask | bits & mask));
        };
    }

    static Performer setMemory(Binding binding, Selector.Space space, Expression address, int size, Expression expression) throws RefusedException {
        CompiledValue at = binding.compileScalar(address);
        CompiledValue value = binding.compileScalar(expression);
        MemoryAccess memory = space == Selector.Space.PHYSICAL ? binding.session().physicalMemory() : binding.session().linearMemory(0);
        return happening -> {
            long where = read(happening, at, address);
            long bits = read(happening, value, expression);
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = (byte) (bits >>> 8 * i);
            }
            if (!memory.write(where, bytes)) {
                throw new RefusedException("cannot write memory at 0x" + Long.toHexString(where));
            }
        };
    }

    private static long read(Happening happening, CompiledValue value, Expression expression) throws RefusedException {
        if (!happening.evaluate(value)) {
            throw new RefusedException(expression.text() + " has no value");
        }
        return value.result();
    }

    static Performer skip(Binding binding, Expression expression) throws RefusedException {
        boolean entry = binding.rule().spec().selector() instanceof Selector.Abi abi && abi.phase() == Selector.Phase.ENTRY;
        if (!entry) {
            throw new RefusedException("skip: expected a rule on the entry of an ABI call, found " + binding.rule().spec().selector().text());
        }
        CompiledValue value = binding.compileScalar(expression);
        return happening -> {
            if (happening.evaluate(value)) {
                happening.answer(value.result());
            }
        };
    }
}
