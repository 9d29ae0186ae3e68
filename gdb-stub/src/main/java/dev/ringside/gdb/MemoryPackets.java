package dev.ringside.gdb;

import dev.ringside.emulator.debug.MemoryAccess;
import dev.ringside.gdb.request.Request;
import dev.ringside.gdb.wire.Hex;
import dev.ringside.gdb.wire.PacketDecoder;

/** Memory as packets carry it. */
final class MemoryPackets {
    /** Most bytes of memory whose digits fit in a packet. */
    private static final int LONGEST_READ = PacketDecoder.LONGEST / 2;

    private final MemoryAccess memory;

    MemoryPackets(MemoryAccess memory) {
        this.memory = memory;
    }

    /** A reply shorter than asked for says where memory ends; a client asks again for the rest. */
    Reply read(Request.ReadMemory request) {
        byte[] bytes = new byte[Math.min(request.length(), LONGEST_READ)];
        int count = memory.read(request.address(), bytes);
        return count == 0 && bytes.length > 0 ? Reply.error(RequestError.NO_MEMORY) : new Reply.Text(Hex.of(bytes, count));
    }

    Reply write(Request.WriteMemory request) {
        return memory.write(request.address(), request.bytes()) ? Reply.OK : Reply.error(RequestError.NO_MEMORY);
    }
}
