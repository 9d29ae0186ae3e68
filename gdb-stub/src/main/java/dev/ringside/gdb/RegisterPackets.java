package dev.ringside.gdb;

import dev.ringside.emulator.debug.RefusedException;
import dev.ringside.emulator.debug.Register;
import dev.ringside.emulator.debug.RegisterValue;
import dev.ringside.emulator.debug.Registers;
import dev.ringside.gdb.request.Request;
import dev.ringside.gdb.wire.Hex;
import java.util.ArrayList;
import java.util.List;

/** Registers as packets carry them: little-endian bytes, in the order of the target description. */
final class RegisterPackets {
    private final Registers registers;

    RegisterPackets(Registers registers) {
        this.registers = registers;
    }

    Reply readAll() {
        StringBuilder all = new StringBuilder();
        registers.rows().forEach(row -> all.append(hex(row)));
        return new Reply.Text(all.toString());
    }

    Reply read(int number) {
        return number < registers.rows().size() ? new Reply.Text(hex(registers.rows().get(number))) : Reply.error(RequestError.BAD_REQUEST);
    }

    private String hex(Register row) {
        RegisterValue value = registers.read(row);
        byte[] bytes = new byte[row.bytes()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((i < 8 ? value.low() : value.high()) >>> 8 * (i & 7));
        }
        return Hex.of(bytes);
    }

    Reply write(Request.WriteRegister request) {
        List<Register> rows = registers.rows();
        if (request.number() >= rows.size() || request.value().length != rows.get(request.number()).bytes()) {
            return Reply.error(RequestError.BAD_REQUEST);
        }
        try {
            registers.write(rows.get(request.number()), value(request.value(), 0, request.value().length));
            return Reply.OK;
        } catch (RefusedException e) {
            return Reply.error(RequestError.REFUSED);
        }
    }

    /** Takes the first registers too: a client that knows no more than gdb's own sends those. */
    Reply writeAll(byte[] bytes) {
        List<RegisterValue> values = new ArrayList<>();
        int at = 0;
        for (Register row : registers.rows()) {
            if (at == bytes.length) {
                break;
            }
            if (at + row.bytes() > bytes.length) {
                return Reply.error(RequestError.BAD_REQUEST);
            }
            values.add(value(bytes, at, row.bytes()));
            at += row.bytes();
        }
        if (at < bytes.length) {
            return Reply.error(RequestError.BAD_REQUEST);
        }
        try {
            registers.writeAll(values);
            return Reply.OK;
        } catch (RefusedException e) {
            return Reply.error(RequestError.REFUSED);
        }
    }

    private static RegisterValue value(byte[] bytes, int from, int count) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < count; i++) {
            long b = bytes[from + i] & 0xFFL;
            if (i < 8) {
                low |= b << 8 * i;
            } else {
                high |= b << 8 * (i - 8);
            }
        }
        return new RegisterValue(low, high);
    }
}
