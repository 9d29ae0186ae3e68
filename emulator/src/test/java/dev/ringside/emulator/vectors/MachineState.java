package dev.ringside.emulator.vectors;

import dev.ringside.emulator.isa.Instruction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Everything of the processor that user code sees, as one image of {@link #SIZE} bytes, little-endian: the form in which
 * recorder, vector files and comparisons pass it on.
 *
 * <pre>
 *   0  general registers, 16 times 8 bytes in the manual's encoding order
 * 128  rip
 * 136  EFLAGS, 8 bytes
 * 144  selectors of ES, CS, SS, DS, FS, GS, 2 bytes each; 4 bytes unused
 * 160  the first 416 bytes of an FXSAVE64 area: control word, status word, tags, opcode, instruction and data offset,
 *      MXCSR, MXCSR mask (unused), ST(0)-ST(7), XMM0-XMM15
 * 576  bases of FS and GS, 8 bytes each; 0 in 32-bit code
 * </pre>
 */
final class MachineState {
    static final int SIZE = 592;

    private static final int RIP = 128, FLAGS = 136, SELECTORS = 144, FX = 160;
    private static final int CONTROL = FX, STATUS = FX + 2, TAGS = FX + 4, OPCODE = FX + 6, INSTRUCTION = FX + 8, DATA = FX + 16, MXCSR = FX + 24;
    private static final int ST = FX + 32, XMM = FX + 160, BASES = FX + 416;

    private final byte[] image;
    private final ByteBuffer fields;

    MachineState() {
        this(new byte[SIZE]);
    }

    /** Over {@code image}, which is not copied. */
    MachineState(byte[] image) {
        if (image.length != SIZE) {
            throw new IllegalArgumentException("image of " + image.length + " bytes");
        }
        this.image = image;
        this.fields = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    }

    MachineState copy() {
        return new MachineState(image.clone());
    }

    /** The image itself. */
    byte[] image() {
        return image;
    }

    long register(int number) {
        return fields.getLong(8 * number);
    }

    void register(int number, long value) {
        fields.putLong(8 * number, value);
    }

    long rip() {
        return fields.getLong(RIP);
    }

    void rip(long value) {
        fields.putLong(RIP, value);
    }

    int flags() {
        return fields.getInt(FLAGS);
    }

    void flags(int value) {
        fields.putInt(FLAGS, value);
    }

    int selector(int segment) {
        return fields.getShort(SELECTORS + 2 * segment) & 0xFFFF;
    }

    void selector(int segment, int value) {
        fields.putShort(SELECTORS + 2 * segment, (short) value);
    }

    int controlWord() {
        return fields.getShort(CONTROL) & 0xFFFF;
    }

    void controlWord(int value) {
        fields.putShort(CONTROL, (short) value);
    }

    int statusWord() {
        return fields.getShort(STATUS) & 0xFFFF;
    }

    void statusWord(int value) {
        fields.putShort(STATUS, (short) value);
    }

    /** One bit for each physical register, set when it is not empty. */
    int tags() {
        return image[TAGS] & 0xFF;
    }

    void tags(int value) {
        image[TAGS] = (byte) value;
    }

    int opcode() {
        return fields.getShort(OPCODE) & 0xFFFF;
    }

    void opcode(int value) {
        fields.putShort(OPCODE, (short) value);
    }

    long instructionOffset() {
        return fields.getLong(INSTRUCTION);
    }

    void instructionOffset(long value) {
        fields.putLong(INSTRUCTION, value);
    }

    long dataOffset() {
        return fields.getLong(DATA);
    }

    void dataOffset(long value) {
        fields.putLong(DATA, value);
    }

    int mxcsr() {
        return fields.getInt(MXCSR);
    }

    void mxcsr(int value) {
        fields.putInt(MXCSR, value);
    }

    /** Significand of ST(i). */
    long mantissa(int i) {
        return fields.getLong(ST + 16 * i);
    }

    /** Sign and exponent of ST(i). */
    int signExponent(int i) {
        return fields.getShort(ST + 16 * i + 8) & 0xFFFF;
    }

    void st(int i, long mantissa, int signExponent) {
        fields.putLong(ST + 16 * i, mantissa);
        fields.putShort(ST + 16 * i + 8, (short) signExponent);
    }

    /** Half 0 (low) or 1 of an XMM register. */
    long xmm(int number, int half) {
        return fields.getLong(XMM + 16 * number + 8 * half);
    }

    void xmm(int number, int half, long value) {
        fields.putLong(XMM + 16 * number + 8 * half, value);
    }

    /** Base of {@code segment}, FS or GS. */
    long base(int segment) {
        return fields.getLong(BASES + 8 * (segment - Instruction.FS));
    }

    void base(int segment, long value) {
        fields.putLong(BASES + 8 * (segment - Instruction.FS), value);
    }

    /** Clears what the processor leaves unused: the kernel fills some of it with other things. */
    void clearUnused() {
        fields.putInt(FLAGS + 4, 0);
        fields.putInt(SELECTORS + 12, 0);
        image[TAGS + 1] = 0;
        fields.putInt(MXCSR + 4, 0);
        for (int i = 0; i < 8; i++) {
            Arrays.fill(image, ST + 16 * i + 10, ST + 16 * i + 16, (byte) 0);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MachineState s && Arrays.equals(image, s.image);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(image);
    }
}
