package dev.ringside.emulator.debug;

import dev.ringside.emulator.cpu.Cpu;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The registers of one processor as a table of rows. Reading changes nothing. Writing keeps the processor's derived state (mode,
 * CPL where it follows from the mode, translations, address checks) in step with what was written.
 */
public final class Registers {
    /** A processor model without a model-specific register shows 0 for it and refuses every write. */
    private static final Set<RegisterGroup> SKIPPED_WHEN_SAME = EnumSet.of(RegisterGroup.TRANSIENT, RegisterGroup.MODEL_SPECIFIC);

    private final Cpu cpu;
    private final RegisterWidth width;

    /** The registers of a processor, seen so wide; without a machine around it, too. */
    public Registers(Cpu cpu, RegisterWidth width) {
        this.cpu = cpu;
        this.width = width;
    }

    /** The rows, in the order of the table. */
    public List<Register> rows() {
        return width.rows();
    }

    /**
     * The row called {@code name}.
     *
     * @throws NoSuchElementException when there is none
     */
    public Register named(String name) {
        return rows().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow(() -> new NoSuchElementException("no register " + name));
    }

    /** The content of a register. */
    public RegisterValue read(Register row) {
        return row.getter().apply(cpu);
    }

    /** The bits of a register that {@link #write} can change now. */
    public RegisterValue writable(Register row) {
        return row.writable().apply(cpu);
    }

    /**
     * Writes a register, as a user at a prompt means it: a selector brings its hidden part along (see {@link #writeAll} for the
     * other way), rip lets a halted or shut down processor execute again, CR3 flushes translations. Bits that cannot be written
     * are ignored.
     *
     * @throws RefusedException when the processor cannot hold the value
     */
    public void write(Register row, RegisterValue value) throws RefusedException {
        RegisterWrite write = new RegisterWrite(cpu);
        try {
            row.loader().set(write, value.truncated(row.bits()));
        } finally {
            write.finish();
        }
    }

    /**
     * Writes all registers at once, each exactly as given: selectors and hidden parts are independent of each other. Only
     * {@link RegisterGroup#TRANSIENT transient} state gives way to an rip that moves, unless it is given anew.
     *
     * @param values one for each of the first {@link #rows()}; missing ones leave their registers alone
     * @throws RefusedException when the processor cannot hold one of the values; the other registers are written
     */
    public void writeAll(List<RegisterValue> values) throws RefusedException {
        List<Register> rows = rows();
        List<RegisterValue> before = rows.stream().map(this::read).toList();
        RegisterWrite write = new RegisterWrite(cpu);
        RefusedException refused = null;
        for (int i = 0; i < values.size(); i++) {
            Register row = rows.get(i);
            if (values.get(i).equals(before.get(i)) && SKIPPED_WHEN_SAME.contains(row.group())) {
                continue;
            }
            try {
                row.setter().set(write, values.get(i).truncated(row.bits()));
            } catch (RefusedException e) {
                refused = e;
            }
        }
        write.finish();
        if (refused != null) {
            throw refused;
        }
    }
}
