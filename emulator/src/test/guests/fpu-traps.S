# Claim: CR0.TS, EM and MP decide between #NM, #UD and execution for WAIT, x87, MMX and SSE as the manual's table says; an unmasked x87
# exception is raised by the next waiting instruction, as #MF with NE and as IRQ 13 without; non-waiting instructions do not
# raise it; an unmasked SSE exception is #XM, or #UD without OSXMMEXCPT. Intel SDM 3A 2.5, 6.15; 1 8.7, 11.5. It fails if one
# combination raises something else.

.include "harness.inc"
.include "pic.inc"

.set MP, 2
.set EM, 4
.set TS, 8
.set CR0_NE, 32
# Kinds of instructions.
.set WAITS, 0
.set X87, 1
.set MMX, 2
.set SSE, 3
.set FXSR, 4
.set FREE_OF_IT, 5

.set OSFXSR, 0x200
.set OSXMMEXCPT, 0x400

test_main:
    call    table
    call    pending
    call    by_interrupt
    call    sse_exceptions
    ret

# ---------------------------------------------------------------- CR0.EM, MP, TS

# Each kind of instruction under each of the eight combinations of EM, TS and MP, and with OSFXSR on and off.
table:
    xor     ebp, ebp                        # bit 0 MP, 1 EM, 2 TS, 3 OSFXSR
1:  mov     edi, offset kinds
2:  mov     eax, cr4
    and     eax, ~OSFXSR
    test    ebp, 8
    jz      3f
    or      eax, OSFXSR
3:  mov     cr4, eax
    clts
    mov     eax, cr0
    and     eax, ~(MP | EM | TS)
    mov     cr0, eax
    fninit
    mov     ecx, ebp
    and     ecx, 7
    shl     ecx, 1
    or      eax, ecx
    or      eax, CR0_NE
    mov     cr0, eax
    TRY
        call    [edi]
    END_TRY
    call    expect
    mov     edx, eax
    mov     eax, [fault_code]
    shr     eax, 16
    mov     ebx, edi
    sub     ebx, offset kinds
    shl     ebx, 8
    or      ebx, ebp
    call    match
    add     edi, 8
    cmp     edi, offset kinds_end
    jb      2b
    inc     ebp
    cmp     ebp, 16
    jb      1b
    clts
    mov     eax, cr0
    and     eax, ~(MP | EM | TS)
    or      eax, CR0_NE
    mov     cr0, eax
    mov     eax, cr4
    or      eax, OSFXSR
    mov     cr4, eax
    fninit
    MATCHED_HW "16*13", "EM, TS, MP, OSFXSR"
    ret

# EAX = the vector due for the kind at EDI under EBP.
expect:
    mov     eax, NO_FAULT
    mov     ecx, [edi+4]
    cmp     ecx, WAITS
    je      1f
    cmp     ecx, X87
    je      2f
    cmp     ecx, MMX
    je      3f
    cmp     ecx, FREE_OF_IT
    je      9f
    # SSE: #UD by EM or without OSFXSR, then #NM by TS
    test    ebp, 2
    jnz     8f
    cmp     ecx, FXSR                       # FXSAVE does not ask for OSFXSR; EM gives it #NM
    je      5f
    test    ebp, 8
    jz      8f
5:  test    ebp, 4
    jnz     7f
    ret
1:  mov     ecx, ebp                        # WAIT: TS and MP together
    and     ecx, 5
    cmp     ecx, 5
    je      7f
    ret
2:  test    ebp, 6                          # x87: EM or TS
    jnz     7f
    ret
3:  test    ebp, 2                          # MMX: #UD by EM, #NM by TS
    jnz     8f
    test    ebp, 4
    jnz     7f
9:  ret
7:  mov     eax, 7
    ret
8:  mov     eax, 6
    cmp     ecx, FXSR
    jne     9b
    mov     eax, 7
    ret

.section .data
.align 4
kinds:
    .long   do_wait, WAITS, do_fld, X87, do_fninit, X87, do_fnop, X87, do_fnstsw, X87, do_fldm, X87
    .long   do_mmx, MMX, do_emms, MMX, do_sse, SSE, do_sse2, SSE, do_ldmxcsr, SSE, do_fxsave, FXSR
    .long   do_sfence, FREE_OF_IT
kinds_end:

.section .text
do_wait:
    fwait
    ret
do_fld:
    fld1
    ret
do_fninit:
    fninit
    ret
do_fnop:
    fnop
    ret
do_fnstsw:
    fnstsw  ax
    ret
do_fldm:
    fld     dword ptr [one]
    ret
do_mmx:
    paddb   mm0, mm1
    ret
do_emms:
    emms
    ret
do_sse:
    addps   xmm0, xmm1
    ret
do_sse2:
    paddb   xmm0, xmm1
    ret
do_ldmxcsr:
    ldmxcsr [mxcsr]
    ret
do_fxsave:
    fxsave  [area]
    ret
do_sfence:
    sfence
    prefetchnta [one]
    ret

# ---------------------------------------------------------------- #MF

# An unmasked division by zero, which stays pending.
.macro PENDING_ERROR
    fninit
    fldcw   [unmasked]
    fld1
    fldz
    fdivp   st(1), st
.endm

pending:
    mov     word ptr [unmasked], 0x037b     # all masked but division by zero
    TRY
        PENDING_ERROR
        mov     eax, 1                      # integer instructions do not care
        fnstsw  ax
        mov     ebx, eax
        fnstcw  [control]
        fnop_here:
        fwait
    CAUGHT  16, 0, "the next waiting instruction raises #MF"
    CHECK   "dword ptr [fault_eip]", "offset fnop_here", "EIP is that instruction, here WAIT"
    mov     eax, [fault_ebx]
    and     eax, 0x8084
    CHECK   eax, 0x8084, "FNSTSW before it saw ZE, ES and B"
    TRY
        fnclex
        fwait
    PASSED  "FNCLEX clears it"
    TRY
        PENDING_ERROR
        fld1
    CAUGHT_HW 16, 0, "an x87 instruction raises it"
    TRY
        fninit
        fld1
    PASSED  "FNINIT clears it"
    TRY
        PENDING_ERROR
        paddb   mm0, mm1
    CAUGHT_HW 16, 0, "an MMX instruction raises it"
    TRY
        fninit
        PENDING_ERROR
        addps   xmm0, xmm1
        fnsave  [area]
    PASSED  "SSE and FNSAVE do not"
    TRY
        fninit
        PENDING_ERROR
        fnstenv [area]                      # masks all exceptions when it has stored
        fwait
        fldcw   [unmasked]
p1:     fwait
    CAUGHT_HW 16, 0, "FNSTENV masks the error, FLDCW makes it pending again"
    CHECK_HW "dword ptr [fault_eip]", "offset p1", "so the second WAIT raises it"
    TRY
        fninit
        mov     word ptr [control], 0x037f
        fldcw   [control]
        fld1
        fldz
        fdivp   st(1), st                   # masked
        fldcw   [unmasked]                  # now the flag in the status word is unmasked
        fwait
    CAUGHT_HW 16, 0, "unmasking a flag that is set makes it pending"
    TRY
        fninit
        PENDING_ERROR
        mov     eax, cr0
        or      eax, TS | MP
        mov     cr0, eax
        fwait
    CAUGHT  7, 0, "#NM comes before #MF"
    clts
    fninit
    ret

# ---------------------------------------------------------------- FERR and IRQ 13

by_interrupt:
    cmp     byte ptr [is_tcg], 0            # QEMU 7.2 ends with a failed assertion here
    je      1f
    ret
1:  call    pic_init
    mov     eax, cr0
    and     eax, ~CR0_NE
    mov     cr0, eax
    OUT_BYTE 0x21, 0xfb                     # the line of the second controller
    OUT_BYTE 0xa1, 0xdf                     # IRQ 13
    TRY
        PENDING_ERROR
        sti
        fwait
        nop
        nop
    CAUGHT  "IRQ_BASE + 13", 0, "without NE the error comes as IRQ 13"
    OUT_BYTE 0xf0, 0
    OUT_BYTE 0xa0, 0x20
    OUT_BYTE 0x20, 0x20
    TRY
        fnclex
        sti
        fwait
        nop
    PASSED  "after port F0 and FNCLEX it is quiet"
    OUT_BYTE 0x21, 0xff
    mov     eax, cr0
    or      eax, CR0_NE
    mov     cr0, eax
    fninit
    ret

# ---------------------------------------------------------------- #XM

sse_exceptions:
    mov     eax, cr4
    or      eax, OSFXSR | OSXMMEXCPT
    mov     cr4, eax
    xorps   xmm1, xmm1
    movss   xmm0, [one]
    mov     dword ptr [mxcsr], 0x1d80       # all masked but division by zero
    TRY
        ldmxcsr [mxcsr]
1:      divss   xmm0, xmm1
    CAUGHT_HW 19, 0, "an unmasked SSE exception is #XM"
    CHECK_HW "dword ptr [fault_eip]", "offset 1b", "at the instruction itself"
    stmxcsr [control]
    mov     eax, [control]
    and     eax, 0x3f
    CHECK   eax, 4, "MXCSR.ZE is set"
    movd    eax, xmm0
    CHECK_HW eax, 0x3f800000, "the destination is unchanged"
    mov     eax, cr4
    and     eax, ~OSXMMEXCPT
    mov     cr4, eax
    TRY
        divss   xmm0, xmm1
    CAUGHT_HW 6, 0, "without OSXMMEXCPT it is #UD"
    mov     dword ptr [mxcsr], 0x1f80
    TRY
        ldmxcsr [mxcsr]
        divss   xmm0, xmm1
    PASSED  "a masked one is none"
    mov     dword ptr [mxcsr], 0xffff0000
    TRY
        ldmxcsr [mxcsr]
    CAUGHT_HW 13, 0, "LDMXCSR of reserved bits"
    mov     eax, cr4
    or      eax, OSXMMEXCPT
    mov     cr4, eax
    ret

.section .data
.align 16
area:
    .skip   512
one:
    .float  1.0
mxcsr:
    .long   0x1f80
unmasked:
    .word   0
control:
    .long   0
