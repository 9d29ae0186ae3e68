package dev.ringside.emulator.debug;

import dev.ringside.emulator.machine.Machine;
import dev.ringside.emulator.machine.SnapshotFile;
import dev.ringside.emulator.state.StateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Saved states of the machine, in memory under names or in files. Rules and breakpoints are no part of them: they stay as they are when a
 * state is restored. On the machine's thread, inside {@link RunControl#call}.
 */
public final class Snapshots {
    /** Bytes of a piece of a saved state. */
    private static final int PIECE = 1 << 20;

    /**
     * A saved state.
     *
     * @param name what it is called
     * @param instructions instructions that the machine had retired
     * @param hash the machine's state hash
     * @param bytes room that it takes, compressed
     */
    public record Snapshot(String name, long instructions, long hash, long bytes) {}

    private record Kept(Snapshot snapshot, List<byte[]> pieces) {}

    private final Machine machine;
    private final RunControl control;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    Snapshots(Machine machine, RunControl control) {
        this.machine = machine;
        this.control = control;
    }

    /** Saves the machine under a name; what had the name before is gone. */
    public Snapshot save(String name) {
        Pieces pieces = new Pieces();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(pieces, deflater, PIECE)) {
            machine.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        List<byte[]> all = pieces.all();
        Snapshot snapshot = new Snapshot(name, machine.cpu(0).instructions, machine.stateHash(), all.stream().mapToLong(piece -> piece.length).sum());
        kept.remove(name);
        kept.put(name, new Kept(snapshot, all));
        return snapshot;
    }

    /**
     * Puts the machine into a saved state; the guest is stopped then. Rules stay armed.
     *
     * @throws RefusedException when there is none of this name, or inputs are being recorded: a recording cannot jump back
     */
    public Snapshot restore(String name) throws RefusedException {
        Kept found = kept.get(name);
        if (found == null) {
            throw new RefusedException("there is no snapshot \"" + name + "\"");
        }
        requireNoRecording();
        List<ByteArrayInputStream> streams = found.pieces.stream().map(ByteArrayInputStream::new).toList();
        try (InflaterInputStream in = new InflaterInputStream(new SequenceInputStream(Collections.enumeration(streams)))) {
            machine.restore(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        control.restored(name);
        return found.snapshot;
    }

    private void requireNoRecording() throws RefusedException {
        if (machine.inputs().recorded()) {
            throw new RefusedException("inputs are being recorded, and a recording cannot jump to another moment");
        }
    }

    /** Forgets a snapshot; returns whether there was one. */
    public boolean delete(String name) {
        return kept.remove(name) != null;
    }

    /** All snapshots, in the order of saving. */
    public List<Snapshot> list() {
        return kept.values().stream().map(Kept::snapshot).toList();
    }

    /**
     * Saves the machine to a file, as {@code ringside run --save} does.
     *
     * @throws IOException when the file cannot be written
     */
    public void saveTo(Path file) throws IOException {
        new SnapshotFile(file).save(machine);
    }

    /**
     * Puts the machine into the state that a file holds; the guest is stopped then.
     *
     * @throws RefusedException when the file holds none, a damaged one, or one of another machine; or see {@link #restore}. One line
     * @throws IOException when the file cannot be read
     */
    public void restoreFrom(Path file) throws RefusedException, IOException {
        requireNoRecording();
        try {
            new SnapshotFile(file).restore(machine);
        } catch (StateException e) {
            throw new RefusedException(e.getMessage());
        }
        control.restored(file.toString());
    }

    /** Output in pieces, so that a large state needs no array of its size, and is not copied again and again. */
    private static final class Pieces extends OutputStream {
        private final List<byte[]> full = new ArrayList<>();
        private ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE);

        @Override
        public void write(int value) {
            piece.write(value);
            cut();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            piece.write(bytes, offset, length);
            cut();
        }

        private void cut() {
            if (piece.size() >= PIECE) {
                full.add(piece.toByteArray());
                piece = new ByteArrayOutputStream(PIECE);
            }
        }

        List<byte[]> all() {
            full.add(piece.toByteArray());
            return List.copyOf(full);
        }
    }
}
