package dev.ringside.emulator.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortBusTest {
    private final PortBus bus = new PortBus();
    private final List<String> seen = new ArrayList<>();

    private final PortDevice echo = new PortDevice() {
        @Override
        public int in(int port, int size) {
            seen.add("in %x/%d".formatted(port, size));
            return port & 0xFF;
        }

        @Override
        public void out(int port, int size, int value) {
            seen.add("out %x/%d=%x".formatted(port, size, value));
        }
    };

    @Test
    void unclaimedPortsReadAsOnesInEveryWidth() {
        assertEquals(0xFF, bus.in(0x10, 1));
        assertEquals(0xFFFF, bus.in(0x10, 2));
        assertEquals(-1, bus.in(0x10, 4));
    }

    @Test
    void wideAccessToAByteDeviceIsSplitLowPortFirst() {
        bus.claim(0x40, 4, PortBus.BYTE, echo);
        assertEquals(0x4342_4140, bus.in(0x40, 4));
        bus.out(0x41, 2, 0xBBAA);
        assertEquals(List.of("in 40/1", "in 41/1", "in 42/1", "in 43/1", "out 41/1=aa", "out 42/1=bb"), seen);
    }

    @Test
    void aSplitAccessMayLeaveTheDevice() {
        bus.claim(0x40, 1, PortBus.BYTE, echo);
        assertEquals(0xFF40, bus.in(0x40, 2));
    }

    @Test
    void widthsOfOnePortMayBelongToDifferentDevices() {
        bus.claim(0xCF8, 4, PortBus.DWORD, echo);
        List<Integer> reset = new ArrayList<>();
        bus.claim(0xCF9, 1, PortBus.BYTE, new PortDevice() {
            @Override
            public int in(int port, int size) {
                return 0;
            }

            @Override
            public void out(int port, int size, int value) {
                reset.add(value);
            }
        });
        bus.out(0xCF9, 1, 6);
        bus.out(0xCF8, 4, 0x8000_0000);
        assertEquals(List.of(6), reset);
        assertEquals(List.of("out cf8/4=80000000"), seen);
    }

    @Test
    void theObserverSeesTheAccessAsTheGuestMadeIt() {
        bus.claim(0x40, 4, PortBus.BYTE, echo);
        bus.observe(new PortBus.Observer() {
            @Override
            public void portRead(int port, int size, int value) {
                seen.add("saw read %x/%d=%x".formatted(port, size, value));
            }

            @Override
            public void portWrite(int port, int size, int value) {
                seen.add("saw write %x/%d=%x".formatted(port, size, value));
            }
        });
        bus.in(0x40, 2);
        bus.out(0x80, 1, 9);
        assertEquals(List.of("in 40/1", "in 41/1", "saw read 40/2=4140", "saw write 80/1=9"), seen);
    }

    @Test
    void claimingAPortTwiceInOneWidthIsAMistake() {
        bus.claim(0x40, 4, PortBus.BYTE, echo);
        assertThrows(IllegalArgumentException.class, () -> bus.claim(0x43, 1, PortBus.BYTE, echo));
    }

    @Test
    void releasedPortsAreFreeAgain() {
        bus.claim(0x40, 4, PortBus.BYTE, echo);
        bus.release(echo);
        assertEquals(0xFF, bus.in(0x40, 1));
    }

    @Test
    void portsWrapAt64K() {
        bus.claim(0, 1, PortBus.BYTE, echo);
        assertEquals(0x00FF, bus.in(0xFFFF, 2));
    }
}
