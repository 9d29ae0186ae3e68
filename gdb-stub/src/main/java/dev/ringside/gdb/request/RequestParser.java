package dev.ringside.gdb.request;

import dev.ringside.gdb.request.Request.BreakpointKind;
import dev.ringside.gdb.wire.Hex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes requests from packets by a table: a row says how a packet begins and who reads the rest. The first row that fits counts,
 * so longer beginnings stand before shorter ones.
 */
public final class RequestParser {
    /** Reads what follows the beginning. */
    @FunctionalInterface
    private interface Rest {
        Request parse(String rest) throws MalformedRequestException;
    }

    private record Row(String beginning, boolean whole, Rest rest) {
        boolean fits(String packet) {
            return whole ? packet.equals(beginning) : packet.startsWith(beginning);
        }
    }

    private static final List<Row> ROWS = List.of(
            whole("?", new Request.WhyStopped()),
            whole("g", new Request.ReadRegisters()),
            begins("G", rest -> new Request.WriteRegisters(bytes(rest))),
            begins("p", rest -> new Request.ReadRegister(count(rest))),
            begins("P", RequestParser::writeRegister),
            begins("m", RequestParser::readMemory),
            begins("M", rest -> writeMemory(rest, false)),
            begins("X", rest -> writeMemory(rest, true)),
            begins("c", rest -> new Request.Continue(place(rest))),
            begins("C", rest -> new Request.Continue(place(afterSignal(rest)))),
            begins("s", rest -> new Request.Step(place(rest))),
            begins("S", rest -> new Request.Step(place(afterSignal(rest)))),
            whole("k", new Request.Kill()),
            begins("vKill;", rest -> new Request.KillProcess()),
            whole("D", new Request.Detach()),
            begins("D;", rest -> new Request.Detach()),
            begins("Z0,", rest -> new Request.SetBreakpoint(BreakpointKind.SOFTWARE, breakpointAddress(rest))),
            begins("Z1,", rest -> new Request.SetBreakpoint(BreakpointKind.HARDWARE, breakpointAddress(rest))),
            begins("z0,", rest -> new Request.ClearBreakpoint(BreakpointKind.SOFTWARE, breakpointAddress(rest))),
            begins("z1,", rest -> new Request.ClearBreakpoint(BreakpointKind.HARDWARE, breakpointAddress(rest))),
            whole("vCont?", new Request.ContinueActions()),
            begins("vCont;", RequestParser::actions),
            begins("qSupported", rest -> new Request.Supported(features(rest))),
            whole("QStartNoAckMode", new Request.StartNoAckMode()),
            begins("qXfer:features:read:", RequestParser::readFeatures),
            begins("Hg", rest -> new Request.SelectThread(thread(rest))),
            begins("Hc", rest -> new Request.SelectThread(thread(rest))),
            begins("T", rest -> new Request.ThreadAlive(thread(rest))),
            whole("qC", new Request.CurrentThread()),
            whole("qfThreadInfo", new Request.FirstThreads()),
            whole("qsThreadInfo", new Request.MoreThreads()),
            begins("qAttached", rest -> new Request.Attached()));

    private RequestParser() {}

    private static Row whole(String packet, Request request) {
        return new Row(packet, true, rest -> request);
    }

    private static Row begins(String beginning, Rest rest) {
        return new Row(beginning, false, rest);
    }

    /**
     * What a packet asks; {@link Request.Unsupported} when no row fits.
     *
     * @throws MalformedRequestException when a row fits and the rest does not
     */
    public static Request parse(String packet) throws MalformedRequestException {
        for (Row row : ROWS) {
            if (row.fits(packet)) {
                return row.rest.parse(packet.substring(row.beginning.length()));
            }
        }
        return new Request.Unsupported();
    }

    // ---- pieces ----

    private static long number(String digits) throws MalformedRequestException {
        try {
            return Hex.number(digits);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException("not a hex number of at most 64 bits: " + digits);
        }
    }

    private static int count(String digits) throws MalformedRequestException {
        long value = number(digits);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new MalformedRequestException("too large: " + digits);
        }
        return (int) value;
    }

    private static byte[] bytes(String digits) throws MalformedRequestException {
        try {
            return Hex.bytes(digits);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException("not pairs of hex digits");
        }
    }

    /** The parts of {@code text} before and after the first {@code separator}. */
    private static String[] split(String text, char separator) throws MalformedRequestException {
        int at = text.indexOf(separator);
        if (at < 0) {
            throw new MalformedRequestException("no " + separator);
        }
        return new String[] {text.substring(0, at), text.substring(at + 1)};
    }

    private static OptionalLong place(String digits) throws MalformedRequestException {
        return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(digits));
    }

    private static String afterSignal(String rest) throws MalformedRequestException {
        String[] parts = rest.indexOf(';') < 0 ? new String[] {rest, ""} : split(rest, ';');
        number(parts[0]);
        return parts[1];
    }

    // "p1.2" names a thread within a process, for clients that think in processes.
    private static long thread(String text) throws MalformedRequestException {
        String id = text.startsWith("p") ? text.substring(text.indexOf('.') + 1) : text;
        return id.equals("-1") ? -1 : number(id);
    }

    // ---- requests ----

    private static Request writeRegister(String rest) throws MalformedRequestException {
        String[] parts = split(rest, '=');
        return new Request.WriteRegister(count(parts[0]), bytes(parts[1]));
    }

    private static Request readMemory(String rest) throws MalformedRequestException {
        String[] parts = split(rest, ',');
        return new Request.ReadMemory(number(parts[0]), count(parts[1]));
    }

    private static Request writeMemory(String rest, boolean binary) throws MalformedRequestException {
        String[] place = split(rest, ':');
        String[] range = split(place[0], ',');
        byte[] content = binary ? place[1].getBytes(StandardCharsets.ISO_8859_1) : bytes(place[1]);
        if (content.length != count(range[1])) {
            throw new MalformedRequestException("length " + range[1] + ", but " + content.length + " bytes");
        }
        return new Request.WriteMemory(number(range[0]), content);
    }

    // "address,kind"; conditions after a semicolon come only to stubs that say they evaluate them.
    private static long breakpointAddress(String rest) throws MalformedRequestException {
        String[] parts = split(rest, ',');
        count(parts[1]);
        return number(parts[0]);
    }

    // One processor: the first action is the one that concerns it.
    private static Request actions(String rest) throws MalformedRequestException {
        String first = rest.split(";", 2)[0];
        String action = first.split(":", 2)[0];
        if (first.length() > action.length()) {
            thread(first.substring(action.length() + 1));
        }
        if (action.isEmpty()) {
            throw new MalformedRequestException("no action");
        }
        return switch (action.charAt(0)) {
            case 'c', 'C' -> new Request.Continue(OptionalLong.empty());
            case 's', 'S' -> new Request.Step(OptionalLong.empty());
            default -> throw new MalformedRequestException("unknown action " + action);
        };
    }

    private static Set<String> features(String rest) {
        return new TreeSet<>(Arrays.asList((rest.startsWith(":") ? rest.substring(1) : rest).split(";")));
    }

    private static Request readFeatures(String rest) throws MalformedRequestException {
        String[] file = split(rest, ':');
        String[] range = split(file[1], ',');
        return new Request.ReadFeatures(file[0], count(range[0]), count(range[1]));
    }
}
