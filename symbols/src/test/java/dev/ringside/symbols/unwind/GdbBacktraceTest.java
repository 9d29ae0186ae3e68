package dev.ringside.symbols.unwind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringside.symbols.unwind.cfi.CallFrameInfo;
import dev.ringside.symbols.unwind.cfi.CfiUnwinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * At every instruction of a program the call stack is the one that gdb sees, by whatever means it is found. It fails when a frame is left
 * out or made up, or when a register that is said to be known in a frame is not what gdb says.
 */
class GdbBacktraceTest {
    private static final int LIMIT = 100;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {64, 32})
    void callFrameInformationGivesEveryFrameAndRegister(int bits) throws Exception {
        var run = GdbRun.of(folder, bits);
        assertTrue(run.stops().size() > 60, () -> run.stops().size() + " instructions");
        CallFrameInfo info = CallFrameInfo.of(run.file()).getFirst();
        for (GdbRun.Stop stop : run.stops()) {
            var found = new StackWalk(run.symbols()::locate, List.of(new CfiUnwinder(info, stop.memory(), 0))).from(stop.live(), LIMIT);
            assertEquals(stop.frames().size(), found.frames().size(), () -> stop.live() + "\n" + found);
            for (int i = 0; i < found.frames().size(); i++) {
                assertEquals("", run.disagreement(found.frames().get(i), stop.frames().get(i)), "frame " + i + " of " + found);
            }
            assertInstanceOf(WalkEnd.Outermost.class, found.end());
        }
    }

    /** The canonical frame address of a frame is the stack pointer of its caller, unless the caller was interrupted. */
    @ParameterizedTest
    @ValueSource(ints = {64, 32})
    void frameAddressesAreTheCallersStackPointers(int bits) throws Exception {
        var run = GdbRun.of(folder, bits);
        CallFrameInfo info = CallFrameInfo.of(run.file()).getFirst();
        for (GdbRun.Stop stop : run.stops()) {
            List<Frame> found = new StackWalk(run.symbols()::locate, List.of(new CfiUnwinder(info, stop.memory(), 0))).from(stop.live(), LIMIT).frames();
            for (int i = 0; i + 1 < found.size(); i++) {
                assertEquals(stop.frames().get(i + 1).get(bits == 64 ? "rsp" : "esp"), found.get(i).cfa().getAsLong());
            }
        }
    }

    /** The program does not always keep frame pointers: then no frame says that it is sure. All that do are gdb's. */
    @ParameterizedTest
    @ValueSource(ints = {64, 32})
    void framesByFramePointerAreRightWhereTheySayThatTheyAreSure(int bits) throws Exception {
        var run = GdbRun.of(folder, bits);
        Set<String> whole = new HashSet<>();
        for (GdbRun.Stop stop : run.stops()) {
            var found = new StackWalk(run.symbols()::locate, List.of(new FramePointers(stop.memory(), run.symbols()::locate))).from(stop.live(), LIMIT);
            List<Frame> sure = found.frames().stream().filter(Frame::sure).toList();
            for (int i = 0; i < sure.size(); i++) {
                assertEquals("", run.disagreement(sure.get(i), stop.frames().get(i)), "frame " + i + " of " + found);
            }
            if (sure.size() == stop.frames().size()) {
                whole.add(sure.getFirst().symbol().orElseThrow().symbol().name());
            }
        }
        assertTrue(whole.containsAll(Set.of("main", "leaf", "framed")), whole::toString);
    }

    /** Without any knowledge of frames: every return address of gdb's is among what the scan finds, and none is said to be sure. */
    @ParameterizedTest
    @ValueSource(ints = {64, 32})
    void theScanMissesNoReturnAddress(int bits) throws Exception {
        var run = GdbRun.of(folder, bits);
        Function<Map<String, Long>, Long> pc = f -> f.get(bits == 64 ? "rip" : "eip");
        for (GdbRun.Stop stop : run.stops()) {
            var found = new StackWalk(run.symbols()::locate, List.of(new StackScan(stop.memory(), run.symbols()::locate))).from(stop.live(), LIMIT);
            var left = new ArrayList<>(found.frames().stream().skip(1).map(Frame::pc).toList());
            assertTrue(found.frames().stream().skip(1).noneMatch(Frame::sure));
            boolean signal = stop.frames().stream().anyMatch(f -> run.symbols().locate(pc.apply(f)).orElseThrow().symbol().name().equals("restorer"));
            for (Map<String, Long> frame : signal ? List.<Map<String, Long>>of() : stop.frames().subList(1, stop.frames().size())) {
                assertTrue(left.remove(pc.apply(frame)), () -> Long.toHexString(pc.apply(frame)) + " in " + found);
            }
        }
    }
}
