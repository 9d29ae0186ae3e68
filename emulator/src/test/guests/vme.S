# Claim: with CR4.VME, virtual-8086 code with IOPL < 3 has a virtual interrupt flag: CLI, STI, PUSHF, POPF, IRET and INT n work on
# VIF; INT n goes through the interrupt vector table of the program where the redirection bit is clear; STI or POPF that enables
# with VIP pending raises #GP(0). With CR4.PVI, CLI and STI at CPL 3 work on VIF. Intel SDM 3B 21.3, 21.4 and tables there.
# It fails if a case faults that should not, or touches IF instead of VIF. QEMU's TCG has no VME: there this guest ends early.

.include "harness.inc"
.include "v86.inc"

.set TSSV, FREE
.set VECTOR, 0x60                           # redirection bit clear: to the program
.set OTHER, 0x61                            # set: to the monitor

test_main:
    mov     eax, 1
    cpuid
    and     edx, 2
    CHECK_HW edx, 2, "CPUID has VME"
    test    edx, edx
    jz      9f
    DESCRIPTOR TSSV, "offset tssv", "0x88 + 0x20", SYS_TSS32
    mov     eax, TSSV
    ltr     ax
    mov     dword ptr [VECTOR*4], 0x10000000
    mov     word ptr [VECTOR*4], offset low_handler - low_start
    or      byte ptr [tssv+0x68+OTHER/8], 1 << (OTHER % 8)
    or      byte ptr [idt+VECTOR*8+5], DPL3
    or      byte ptr [idt+OTHER*8+5], DPL3
    mov     eax, cr4
    or      eax, 1
    mov     cr4, eax
    call    virtual_flag
    call    pending
    call    redirection
    mov     eax, cr4
    and     eax, ~1
    or      eax, 2
    mov     cr4, eax
    call    protected_mode
9:  ret

# ---------------------------------------------------------------- VIF

# A program in virtual-8086 mode leaves with HLT, which is refused: fault_eflags then has its real flags.
.macro LEAVE what
        hlt
        END_V86
    END_TRY
    mov     eax, [fault_code]
    CHECK   eax, "13 << 16", "\what: ran to its end"
    mov     esi, [fault_eip]
    movzx   eax, byte ptr [esi+0x10000]
    CHECK   eax, 0xf4, "\what: which is the HLT"
.endm

.macro FLAGS mask, want, what
    mov     eax, [fault_eflags]
    and     eax, \mask
    CHECK   eax, "\want", "\what"
.endm

virtual_flag:
    TRY
        IN_V86  0x200
        sti
        LEAVE "STI"
    FLAGS   "VIF | 0x200", "VIF | 0x200", "STI sets VIF, IF is untouched"
    TRY
        IN_V86  "VIF | 0x200"
        cli
        LEAVE "CLI"
    FLAGS   "VIF | 0x200", 0x200, "CLI clears VIF, IF is untouched"
    TRY
        IN_V86  "VIF"
        pushf
        pop     bx
        cli
        pushf
        pop     cx
        LEAVE "PUSHF"
    movzx   eax, word ptr [fault_ebx]
    and     eax, 0x3200
    CHECK   eax, 0x3200, "PUSHF shows VIF as IF, and IOPL 3"
    movzx   eax, word ptr [fault_ecx]
    and     eax, 0x3200
    CHECK   eax, 0x3000, "PUSHF shows a clear VIF"
    TRY
        IN_V86  0x200
        push    0x0203
        popf
        LEAVE "POPF"
    FLAGS   "VIF | 0x3201", "VIF | 0x201", "POPF writes VIF from IF, not IF, not IOPL, and the rest"
    TRY
        IN_V86  "VIF | 0x200"
        push    0x0002
        popf
        LEAVE "POPF clear"
    FLAGS   "VIF | 0x200", 0x200, "POPF clears VIF"
    TRY
        IN_V86  0x200
        push    0x0202
        push    0x1000
        push    offset 1f - low_start
        iret
1:      LEAVE "IRET"
    FLAGS   "VIF | 0x200", "VIF | 0x200", "IRET writes VIF"
    TRY
        IN_V86
        pushfd
        END_V86
    CAUGHT  13, 0, "PUSHFD has no virtual form"
    TRY
        IN_V86
        push    0
        push    0
        popfd
        END_V86
    CAUGHT  13, 0, "nor has POPFD"
    TRY
        IN_V86
        push    0x0102                      # TF
        popf
        END_V86
    CAUGHT  13, 0, "POPF may not set TF"
    TRY
        IN_V86
        push    0x0102
        push    0x1000
        push    0
        iret
        END_V86
    CAUGHT  13, 0, "nor may IRET"
    TRY
        IN_V86  "IOPL3 | VIF"
        cli
        pushf
        pop     bx
        int     OTHER
        END_V86
    CAUGHT  OTHER, 0, "with IOPL 3 nothing is virtual"
    FLAGS   "VIF | 0x200", VIF, "CLI clears IF and leaves VIF"
    movzx   eax, word ptr [fault_ebx]
    and     eax, 0x200
    CHECK   eax, 0, "PUSHF shows IF"
    ret

# ---------------------------------------------------------------- VIP

pending:
    TRY
        IN_V86  VIP
        sti
        END_V86
    CAUGHT  13, 0, "STI with VIP pending"
    FLAGS   "VIF | VIP", VIP, "has changed nothing"
    TRY
        IN_V86  VIP
        push    0x0202
        popf
        END_V86
    CAUGHT  13, 0, "POPF that enables, with VIP pending"
    TRY
        IN_V86  VIP
        push    0x0202
        push    0x1000
        push    0
        iret
        END_V86
    CAUGHT  13, 0, "IRET that enables, with VIP pending"
    TRY
        IN_V86  VIP
        push    0x0002
        popf
        cli
        LEAVE "POPF and CLI that do not enable, with VIP pending"
    TRY
        IN_V86  "VIP | VIF"
        nop
        END_V86
    CAUGHT_HW 13, 0, "VIF and VIP both set when virtual-8086 code runs"
    ret

# ---------------------------------------------------------------- the redirection bitmap

.section .low
.code16
low_handler:
    mov     bp, sp
    mov     cx, [bp]                        # IP
    mov     dx, [bp+2]                      # CS
    mov     si, [bp+4]                      # FLAGS
    pushf
    pop     di
    iret
.code32
.section .text

redirection:
    TRY
        IN_V86  "VIF | 0x200"
        int     VECTOR
        LEAVE "INT 60"
    mov     eax, [fault_eip]
    movzx   ecx, word ptr [fault_ecx]
    CHECK   ecx, eax, "to the program: its IP is on its own stack"
    movzx   eax, word ptr [fault_esi]
    and     eax, 0x3200
    CHECK   eax, 0x3200, "its flags show VIF as IF, and IOPL 3"
    movzx   eax, word ptr [fault_edi]
    and     eax, 0x3200
    CHECK   eax, 0x3000, "inside, VIF is clear"
    FLAGS   "VIF | 0x200", "VIF | 0x200", "IRET brought VIF back; IF never changed"
    TRY
        IN_V86
        int     OTHER
        END_V86
    CAUGHT  13, 0, "to the monitor with IOPL 0: refused"
    TRY
        IN_V86  IOPL3
        int     OTHER
        END_V86
    CAUGHT  OTHER, 0, "to the monitor with IOPL 3: through the IDT"
    TRY
        IN_V86  "IOPL3 | 0x200"
        int     VECTOR
        int     OTHER
        END_V86
    CAUGHT  OTHER, 0, "to the program with IOPL 3: through its table"
    movzx   eax, word ptr [fault_edi]
    and     eax, 0x3200
    CHECK   eax, 0x3000, "inside, IF is clear"
    movzx   eax, word ptr [fault_esi]
    and     eax, 0x3200
    CHECK   eax, 0x3200, "and was pushed"
    TRY
        IN_V86
        int3
        END_V86
    CAUGHT  3, 0, "INT3 as CC is never redirected"
    ret

# ---------------------------------------------------------------- PVI

protected_mode:
    TRY
        ENTER_RING3 0x200
        sti
        pushfd
        pop     ebx
        hlt
    CAUGHT  13, 0, "CR4.PVI: STI at CPL 3 does not fault"
    FLAGS   "VIF | 0x200", "VIF | 0x200", "it sets VIF"
    mov     eax, [fault_ebx]
    and     eax, 0x3200
    CHECK   eax, 0x200, "PUSHFD shows the real IF and IOPL"
    TRY
        ENTER_RING3 "VIF | 0x200"
        cli
        hlt
    CAUGHT  13, 0, "CLI does not fault"
    FLAGS   "VIF | 0x200", 0x200, "it clears VIF only"
    TRY
        ENTER_RING3 "VIP"
        sti
    CAUGHT  13, 0, "STI with VIP pending"
    mov     esi, [fault_eip]
    movzx   eax, byte ptr [esi]
    CHECK   eax, 0xfb, "EIP is the STI"
    TRY
        ENTER_RING3
        push    0x202
        popfd
        hlt
    CAUGHT  13, 0, "POPFD"
    FLAGS   "VIF | 0x200", 0, "is not virtual"
    TRY
        sti
        pushfd
        pop     ebx
        cli
    PASSED  "CPL 0 with PVI"
    ret

.section .data
.align 4
tssv:
    .long   0, interrupt_stack_top, DATA32
    .skip   88
    .word   0, 0x88
    .skip   32                              # redirection bitmap
    .fill   0x21, 1, 0xff
