package dev.ringside.gdb;

import dev.ringside.emulator.debug.Breakpoints;
import dev.ringside.gdb.request.Request;
import dev.ringside.gdb.request.Request.BreakpointKind;
import java.util.EnumMap;
import java.util.Map;

/** A client's breakpoints. The two kinds are two owners: a client may set both at one address and clear one. */
final class BreakpointPackets {
    /** Each change lets the engine forget decoded code: a client that sets millions would stop the guest. */
    private static final int MOST = 4096;

    private final Breakpoints breakpoints;
    private final Map<BreakpointKind, Breakpoints.Owner> owners = new EnumMap<>(BreakpointKind.class);

    BreakpointPackets(Breakpoints breakpoints) {
        this.breakpoints = breakpoints;
        for (BreakpointKind kind : BreakpointKind.values()) {
            owners.put(kind, new Breakpoints.Owner("gdb"));
        }
    }

    Reply set(Request.SetBreakpoint request) {
        if (breakpoints.count() >= MOST) {
            return Reply.error(RequestError.FULL);
        }
        breakpoints.set(request.address(), owners.get(request.kind()));
        return Reply.OK;
    }

    Reply clear(Request.ClearBreakpoint request) {
        breakpoints.clear(request.address(), owners.get(request.kind()));
        return Reply.OK;
    }

    void clearAll() {
        owners.values().forEach(breakpoints::clearAll);
    }

    /** What a stop reply says of a breakpoint; nothing when it is somebody else's. */
    String reason(long linear) {
        if (breakpoints.has(linear, owners.get(BreakpointKind.SOFTWARE))) {
            return "swbreak:;";
        }
        return breakpoints.has(linear, owners.get(BreakpointKind.HARDWARE)) ? "hwbreak:;" : "";
    }
}
