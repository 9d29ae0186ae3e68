package dev.ringside.repl.workbench.command;

import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.repl.workbench.Argument;
import dev.ringside.repl.workbench.CommandException;
import dev.ringside.repl.workbench.MemoryPlace;
import dev.ringside.repl.workbench.SelectedFrame;
import dev.ringside.repl.workbench.Workbench;
import dev.ringside.symbols.expression.type.Value;
import dev.ringside.symbols.expression.vocabulary.RegisterRow;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code PLACE = EXPRESSION}: a user variable, a register or a part of one, or what lies in memory. On the machine's thread. */
final class Assignment {
    private static final Pattern VARIABLE = Pattern.compile("\\$[A-Za-z_]\\w*");
    private static final int LARGEST = 8;

    private final Workbench workbench;

    Assignment(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Index of the equals sign that assigns; -1: there is none. */
    static int sign(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (c == '"' || c == '\'') {
                int end = text.indexOf(c, i + 1);
                i = end < 0 ? i : end;
            } else if (c == '=' && depth == 0) {
                boolean comparison = i + 1 < text.length() && text.charAt(i + 1) == '=' || i > 0 && "=!<>".indexOf(text.charAt(i - 1)) >= 0;
                if (!comparison) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** Carries out an assignment. */
    void carryOut(Argument text) {
        int sign = sign(text.text());
        if (sign < 0) {
            throw text.expected("PLACE = EXPRESSION");
        }
        Argument place = part(text, 0, sign);
        Argument what = part(text, sign + 1, text.text().length());
        Value value = workbench.expressions().value(what);
        if (VARIABLE.matcher(place.text()).matches() && register(place.text()).isEmpty()) {
            workbench.variables().set(place.text().substring(1), value);
            return;
        }
        if (!value.type().scalar()) {
            throw what.expected("a number or a pointer");
        }
        Optional<RegisterRow> register = register(place.text());
        if (register.isPresent()) {
            setRegister(place, register.get(), value.bits());
        } else {
            setMemory(place, value.bits());
        }
        workbench.machine().changed();
    }

    private static Argument part(Argument text, int from, int to) {
        String raw = text.text().substring(from, to);
        int blanks = raw.length() - raw.stripLeading().length();
        return new Argument(raw.strip(), text.column() + from + blanks);
    }

    private static Optional<RegisterRow> register(String name) {
        return dev.ringside.symbols.expression.vocabulary.Registers.named(name.replaceFirst("^[$%]", "").toLowerCase(Locale.ROOT));
    }

    private void setRegister(Argument place, RegisterRow row, long bits) {
        if (row.wide()) {
            throw place.expected("a register of at most 64 bits");
        }
        if (workbench.frame().map(SelectedFrame::level).orElse(0) > 0) {
            throw new CommandException("a register can be set in the innermost frame only (frame 0)");
        }
        Registers registers = workbench.machine().registers();
        Register register = registers.named(row.register());
        RegisterValue before = registers.read(register);
        long mask = (row.bits() == 64 ? -1 : (1L << row.bits()) - 1) << row.firstBit();
        long low = before.low() & ~mask | bits << row.firstBit() & mask;
        try {
            registers.write(register, new RegisterValue(low, before.high()));
        } catch (RefusedException e) {
            throw new CommandException(place.column(), e.getMessage());
        }
        long after = registers.read(register).low();
        if ((after & mask) != (low & mask)) {
            throw new CommandException(place.column(), row.name() + " cannot hold 0x" + Long.toHexString(bits) + " now: it is 0x"
                + Long.toHexString((after & mask) >>> row.firstBit()));
        }
    }

    private void setMemory(Argument place, long bits) {
        MemoryPlace to = MemoryPlace.of(place, workbench);
        if (!to.type().scalar() || to.type().bytes() < 1 || to.type().bytes() > LARGEST) {
            throw place.expected("a register, a variable, or a number in memory such as u32[0x1000]");
        }
        MemoryAccess memory = to.physical() ? workbench.machine().physicalMemory() : workbench.machine().memory();
        byte[] bytes = new byte[(int) to.type().bytes()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bits >>> 8 * i);
        }
        if (!memory.write(to.address(), bytes)) {
            throw new CommandException(place.column(), "cannot write memory at " + (to.physical() ? "phys:" : "") + "0x" + Long.toHexString(to.address()));
        }
    }
}
