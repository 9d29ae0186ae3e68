package dev.ringside.emulator.isa;

/** Where an operand comes from, in the terms of the manual's opcode tables (SDM vol. 2, 3.1.1.3). */
public enum OperandKind {
    /** General register named by ModRM.reg (r8, r16, r32, r64). */
    REG,
    /** General register named by the low three opcode bits. */
    REG_OPCODE,
    /** General register or memory named by ModRM.rm (r/m8 ... r/m64). */
    RM,
    /** General register named by ModRM.rm; a memory form is invalid. */
    RM_REG,
    /** Memory named by ModRM.rm; a register form is invalid. */
    MEM,
    /** A general register fixed by the opcode (AL, CL, DX, rAX ...); {@link Operand#register()} names it. */
    FIXED,
    /** Immediate, already sign- or zero-extended as the row says ({@link Instruction#immediate}). */
    IMM,
    /** Second immediate of ENTER ({@link Instruction#immediate2}). */
    IMM2,
    /** The constant 1 of the short shift forms. */
    ONE,
    /** Relative branch target; {@link Instruction#immediate} is the displacement from the next instruction. */
    REL,
    /** Far pointer in the instruction: offset in immediate, selector in immediate2. */
    FAR_POINTER,
    /** Memory offset without ModRM (MOV A0-A3); the offset is {@link Instruction#displacement}. */
    MOFFS,
    /** Segment register named by ModRM.reg; or fixed by the opcode (PUSH ES): register() >= 0. */
    SEGMENT,
    /** Control register named by ModRM.reg. */
    CONTROL,
    /** Debug register named by ModRM.reg. */
    DEBUG,
    /** String source: segment:rSI. */
    STRING_SOURCE,
    /** String destination: ES:rDI. */
    STRING_DESTINATION,
    /** Table entry of XLAT: segment:rBX + AL. */
    XLAT,
    /** Implicit store address of MASKMOVQ and MASKMOVDQU: segment:rDI. */
    MASKED_DESTINATION,
    /** Top of the x87 stack. */
    ST0,
    /** x87 stack register named by ModRM.rm. */
    STI,
    /** MMX register named by ModRM.reg. */
    MM,
    /** MMX register or memory named by ModRM.rm. */
    MM_RM,
    /** MMX register named by ModRM.rm; a memory form is invalid. */
    MM_RM_REG,
    /** XMM register named by ModRM.reg. */
    XMM,
    /** XMM register or memory named by ModRM.rm. */
    XMM_RM,
    /** XMM register named by ModRM.rm; a memory form is invalid. */
    XMM_RM_REG,
    /** The implicit XMM0 of the SSE4.1 blends. */
    XMM0
}
