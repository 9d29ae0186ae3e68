package dev.ringside.emulator.debug.inspect.segment;

import dev.ringside.emulator.cpu.Cpu;
import dev.ringside.emulator.cpu.SegmentRegisters;
import dev.ringside.emulator.cpu.system.Descriptor;
import dev.ringside.emulator.debug.inspect.segment.TaskStateView.Field;
import dev.ringside.emulator.debug.inspect.segment.TaskStateView.PortBitmap;
import dev.ringside.emulator.debug.inspect.segment.TaskStateView.PortRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the task state that TR holds (SDM vol. 3, figures 7-2, 7-10, 7-11). */
final class TaskStateReader {
    /** Name, offset, size. */
    private static final String FIELDS_64 = "RSP0:4:8 RSP1:12:8 RSP2:20:8 IST1:36:8 IST2:44:8 IST3:52:8 IST4:60:8 IST5:68:8 IST6:76:8 IST7:84:8 "
            + "IOMAP:102:2";
    private static final String FIELDS_32 = "LINK:0:2 ESP0:4:4 SS0:8:2 ESP1:12:4 SS1:16:2 ESP2:20:4 SS2:24:2 CR3:28:4 EIP:32:4 EFLAGS:36:4 "
            + "EAX:40:4 ECX:44:4 EDX:48:4 EBX:52:4 ESP:56:4 EBP:60:4 ESI:64:4 EDI:68:4 ES:72:2 CS:76:2 SS:80:2 DS:84:2 FS:88:2 GS:92:2 LDT:96:2 "
            + "T:100:2 IOMAP:102:2";
    private static final String FIELDS_16 = "LINK:0:2 SP0:2:2 SS0:4:2 SP1:6:2 SS1:8:2 SP2:10:2 SS2:12:2 IP:14:2 FLAGS:16:2 AX:18:2 CX:20:2 DX:22:2 "
            + "BX:24:2 SP:26:2 BP:28:2 SI:30:2 DI:32:2 ES:34:2 CS:36:2 SS:38:2 DS:40:2 LDT:42:2";
    private static final int IOMAP = 102, PORTS = 0x10000;

    private final Cpu cpu;
    private final DescriptorReader reader;

    TaskStateReader(Cpu cpu, DescriptorReader reader) {
        this.cpu = cpu;
        this.reader = reader;
    }

    Optional<TaskStateView> current() {
        SegmentRegisters s = cpu.segments;
        int type = s.access[SegmentRegisters.TR] & 0x1F;
        if (!cpu.protectedMode() || Descriptor.isNull(s.selector[SegmentRegisters.TR]) || !s.usable(SegmentRegisters.TR)) {
            return Optional.empty();
        }
        int bits = cpu.longMode() ? 64 : (type & Descriptor.WIDE) != 0 ? 32 : 16;
        long base = s.base[SegmentRegisters.TR];
        long limit = s.limit[SegmentRegisters.TR];
        List<Field> fields = new ArrayList<>();
        for (String row : (bits == 64 ? FIELDS_64 : bits == 32 ? FIELDS_32 : FIELDS_16).split(" ")) {
            String[] columns = row.split(":");
            int offset = Integer.parseInt(columns[1]);
            int size = Integer.parseInt(columns[2]);
            fields.add(new Field(columns[0], offset, size, offset + size - 1 <= limit ? reader.read(base + offset, size) : Optional.empty()));
        }
        Optional<PortBitmap> ports = bits == 16 || limit < IOMAP + 1 ? Optional.empty() : reader.read(base + IOMAP, 2).map(at -> ports(base, limit, at));
        return Optional.of(new TaskStateView(s.selector[SegmentRegisters.TR], base, limit, bits, fields, ports));
    }

    // As the processor checks: the byte of the port and the one after it must lie within the limit (SDM vol. 1, 18.5.2).
    private PortBitmap ports(long base, long limit, long offset) {
        List<PortRun> allowed = new ArrayList<>();
        int from = -1;
        int port = 0;
        for (; port < PORTS && offset + (port >>> 3) + 1 <= limit; port += 8) {
            long bits = reader.read(base + offset + (port >>> 3), 1).orElse(0xFFL);
            for (int i = 0; i < 8; i++) {
                boolean open = (bits >>> i & 1) == 0;
                if (open && from < 0) {
                    from = port + i;
                } else if (!open && from >= 0) {
                    allowed.add(new PortRun(from, port + i - 1));
                    from = -1;
                }
            }
        }
        if (from >= 0) {
            allowed.add(new PortRun(from, port - 1));
        }
        return new PortBitmap((int) offset, offset + 1 <= limit, allowed);
    }
}
