# Claim: virtual-8086 mode has 64 KiB real-mode segments at CPL 3; CLI, STI, PUSHF, POPF, INT n and IRET raise #GP(0) when IOPL < 3
# and work when it is 3; port access always asks the bitmap; an interrupt pushes and then clears all four data segments and
# leaves VM; an unprivileged POPF or IRET never changes VM or IOPL. Intel SDM 3B 21.2. It fails if one of these is ignored.

.include "harness.inc"
.include "v86.inc"

.set TSSV, FREE                             # a task state with an I/O bitmap
.set CONF, FREE + 8
.set CODE1, FREE + 16
.set TASK, FREE + 24
.set VECTOR, 0x60
.set BITMAP, 0x68                           # where the I/O bitmap begins in the task state

# One instruction in virtual-8086 mode with IOPL 0 must raise the exception, at its own address.
.macro REFUSED vector, error, what, code:vararg
    TRY
        IN_V86
        \code
        hlt
        END_V86
    CAUGHT  \vector, \error, "\what"
    mov     eax, [fault_eip]
    sub     eax, [v86_ip]
    CHECK   eax, 0, "\what: EIP is the instruction"
.endm

# With IOPL 3 it is allowed.
.macro ALLOWED what, code:vararg
    TRY
        IN_V86 IOPL3
        \code
        int     BACK_VECTOR
        END_V86
    PASSED  "\what"
.endm

test_main:
    DESCRIPTOR TSSV, "offset tssv", "0x68 + 128", SYS_TSS32
    DESCRIPTOR CONF, 0, 0xfffff, CONF_XR, "GRAN + BIG"
    DESCRIPTOR CODE1, 0, 0xfffff, "CODE_XR + DPL1", "GRAN + BIG"
    mov     eax, TSSV
    ltr     ax
    call    state
    call    sensitive
    call    ports
    call    interrupts
    call    by_task
    ret

# ---------------------------------------------------------------- the state inside, and the frame outside

state:
    TRY
        mov     ebx, 0x12345678
        IN_V86  IOPL3
        mov     ax, cs
        mov     cx, ss
        mov     dx, ds
        mov     si, sp
        push    0x3000
        pop     es
        push    0x4000
        pop     fs
        push    0x5000
        pop     gs
        mov     di, 0x6000
        mov     ds, di
        int     BACK_VECTOR
        END_V86
    PASSED  "IRET enters, INT n leaves"
    movzx   eax, word ptr [fault_eax]
    CHECK   eax, 0x1000, "CS"
    movzx   eax, word ptr [fault_ecx]
    CHECK   eax, 0x2000, "SS"
    movzx   eax, word ptr [fault_edx]
    CHECK   eax, 0x1000, "DS"
    movzx   eax, word ptr [fault_esi]
    CHECK   eax, 0x1000, "SP"
    CHECK   "dword ptr [fault_ebx]", 0x12345678, "32-bit registers pass"
    CHECK   "dword ptr [fault_v86_es]", 0x3000, "frame: ES"
    CHECK   "dword ptr [fault_v86_ds]", 0x6000, "frame: DS"
    CHECK   "dword ptr [fault_v86_fs]", 0x4000, "frame: FS"
    CHECK   "dword ptr [fault_v86_gs]", 0x5000, "frame: GS"
    CHECK   "dword ptr [fault_ss]", 0x2000, "frame: SS"
    CHECK   "dword ptr [fault_esp]", 0x1000, "frame: ESP"
    CHECK   "dword ptr [fault_cs]", 0x1000, "frame: CS"
    mov     eax, [fault_eflags]
    and     eax, VM | IOPL3
    CHECK   eax, "VM | IOPL3", "frame: EFLAGS with VM and IOPL"
    mov     eax, [fault_ds]
    or      eax, [fault_es]
    or      eax, [fault_fs]
    or      eax, [fault_gs]
    CHECK   eax, 0, "the handler starts with null data segments"
    mov     eax, offset interrupt_stack_top
    sub     eax, 9*4
    CHECK   "dword ptr [fault_frame_esp]", eax, "nine dwords on the stack of ring 0"

    TRY
        IN_V86  IOPL3
        mov     ax, 0xffff
        mov     ds, ax
        mov     ecx, ds:[0x10]              # linear 0x100000
        mov     ax, 0xf000
        mov     ds, ax
        mov     word ptr cs:[low_word], 0x1234
        mov     ax, 0x1000
        mov     es, ax
        mov     dx, es:[low_word]
        int     BACK_VECTOR
        END_V86
    PASSED  "a segment's base is its selector times 16"
    CHECK   "dword ptr [fault_ecx]", "dword ptr [0x100000]", "FFFF:0010 is linear 1 MiB"
    movzx   eax, word ptr [fault_edx]
    CHECK   eax, 0x1234, "a write through CS is allowed"
    TRY
        IN_V86
        mov     ax, ds:[0xffff]
        END_V86
    CAUGHT_HW 13, 0, "a word at offset FFFF"
    TRY
        IN_V86
        mov     ebx, 0x10000
        mov     al, ds:[ebx]
        END_V86
    CAUGHT_HW 13, 0, "a 32-bit offset beyond 64 KiB"
    TRY
        IN_V86
        mov     ax, ss:[0xffff]
        END_V86
    CAUGHT_HW 12, 0, "the same through SS"
    ret

.section .low
low_word_at:
    .word   0
.set low_word, low_word_at - low_start
.section .text

# ---------------------------------------------------------------- IOPL-sensitive and privileged instructions

sensitive:
    REFUSED 13, 0, "CLI", cli
    REFUSED 13, 0, "STI", sti
    REFUSED 13, 0, "PUSHF", pushf
    REFUSED 13, 0, "POPF", popf
    REFUSED 13, 0, "PUSHFD", .byte 0x66, 0x9c
    REFUSED 13, 0, "POPFD", .byte 0x66, 0x9d
    REFUSED 13, 0, "IRET", iret
    REFUSED 13, 0, "INT 60", int 0x60
    REFUSED 13, 0, "INT 3 as CD 03", .byte 0xcd, 3
    REFUSED 13, 0, "HLT", hlt
    REFUSED 13, 0, "LGDT", .byte 0x0f, 0x01, 0x16, 0, 0
    REFUSED 13, 0, "MOV EAX, CR0", .byte 0x0f, 0x20, 0xc0
    REFUSED 13, 0, "MOV DR7, EAX", .byte 0x0f, 0x23, 0xf8
    REFUSED 13, 0, "CLTS", clts
    REFUSED 13, 0, "WRMSR", wrmsr
    REFUSED 6, 0, "SLDT", .byte 0x0f, 0x00, 0xc0
    REFUSED 6, 0, "LTR", .byte 0x0f, 0x00, 0xd8
    REFUSED 6, 0, "VERR", .byte 0x0f, 0x00, 0xe0
    REFUSED 6, 0, "LAR", .byte 0x0f, 0x02, 0xc0
    REFUSED 6, 0, "LSL", .byte 0x0f, 0x03, 0xc0
    REFUSED 6, 0, "ARPL", .byte 0x63, 0xc0
    ALLOWED "CLI with IOPL 3", cli
    ALLOWED "STI with IOPL 3", sti
    ALLOWED "SMSW", .byte 0x0f, 0x01, 0xe0
    ALLOWED "SGDT", .byte 0x0f, 0x01, 0x06, 0, 0x80
    TRY
        IN_V86  IOPL3
        push    0x7002                      # NT, IOPL 3
        popf
        pushf
        pop     bx
        pushfd
        pop     ecx
        .byte   0x66, 0x68                  # push imm32: VM and RF as well
        .long   0x00030202
        popfd
        pushfd
        pop     edx
        int     BACK_VECTOR
        END_V86
    PASSED  "PUSHF and POPF with IOPL 3"
    movzx   eax, word ptr [fault_ebx]
    and     eax, 0x7200
    CHECK   eax, 0x7000, "PUSHF shows IOPL 3 and what POPF wrote"
    mov     eax, [fault_ecx]
    and     eax, VM | IOPL3
    CHECK   eax, IOPL3, "PUSHFD shows VM as 0"
    mov     eax, [fault_edx]
    and     eax, 0x13200
    CHECK   eax, 0x3200, "POPFD sets IF, cannot change IOPL, clears RF"
    mov     eax, [fault_eflags]
    and     eax, VM
    CHECK   eax, VM, "and VM is still set"
    TRY
        IN_V86  IOPL3
        push    0x0202                      # flags
        push    0x1000
        push    offset low_iret - low_start
        iret
low_iret:
        pushf
        pop     bx
        int     BACK_VECTOR
        END_V86
    PASSED  "IRET with IOPL 3"
    movzx   eax, word ptr [fault_ebx]
    and     eax, 0x3200
    CHECK   eax, 0x3200, "loads IF, keeps IOPL"
    TRY
        ENTER_RING3 IOPL3
        push    VM | 2
        popfd
        mov     eax, cs
        mov     ebx, eax
        BACK
    PASSED  "POPFD at CPL 3 with VM in the image"
    CHECK   "dword ptr [fault_ebx]", USER32, "does not enter virtual-8086 mode"
    TRY
        ENTER_RING3
        push    0
        push    0
        push    0
        push    0
        push    USERDATA
        push    esp
        push    VM | 2
        push    USER32
        push    offset 1f
        iretd
1:      pushfd
        pop     ebx
        mov     eax, cs
        mov     ecx, eax
        BACK
    CAUGHT_HW NO_FAULT, 0, "IRET at CPL 3 with VM in the image"
    CHECK_HW "dword ptr [fault_ecx]", USER32, "does not either"
    ret

# ---------------------------------------------------------------- ports

ports:
    REFUSED 13, 0, "IN from a port whose bit is set", in al, 0x21
    TRY
        IN_V86  IOPL3
        in      al, 0x21
        int     BACK_VECTOR
        END_V86
    CAUGHT  13, 0, "IOPL 3 does not help"
    and     byte ptr [tssv+BITMAP+0x21/8], ~(1 << (0x21 % 8))
    TRY
        IN_V86
        in      al, 0x21
        in      ax, 0x21                    # the second byte's bit is set
        END_V86
    CAUGHT  13, 0, "a word needs both bits"
    movzx   eax, word ptr [fault_eip]
    sub     eax, [v86_ip]
    CHECK   eax, 2, "the byte was allowed"
    TRY
        IN_V86
        mov     dx, 0x3ff                   # the bitmap ends with this port's byte
        in      al, dx
        END_V86
    CAUGHT  13, 0, "a port in the last byte of the bitmap needs a byte behind it"
    TRY
        ENTER_RING3
        in      al, 0x21
        BACK
    PASSED  "ring 3 with IOPL 0 may use a port whose bit is clear"
    TRY
        ENTER_RING3
        in      al, 0x22
    CAUGHT  13, 0, "and no other"
    TRY
        ENTER_RING3 IOPL3
        in      al, 0x22
        BACK
    PASSED  "ring 3 with IOPL 3 may use any"
    or      byte ptr [tssv+BITMAP+0x21/8], 1 << (0x21 % 8)
    ret

# ---------------------------------------------------------------- interrupts

interrupts:
    TRY
        IN_V86
        int3
        END_V86
    CAUGHT  3, 0, "INT3 as CC is not IOPL-sensitive"
    TRY
        IN_V86
        ud2
        END_V86
    CAUGHT  6, 0, "an exception needs no IOPL"
    mov     eax, [fault_eflags]
    and     eax, VM
    CHECK   eax, VM, "and its frame has VM"
    IDT_GATE VECTOR, CODE32, "offset stubs + VECTOR*16", SYS_INT32
    TRY
        IN_V86  IOPL3
        int     VECTOR
        END_V86
    CAUGHT  13, "VECTOR*8 + 2", "INT n with IOPL 3 checks the gate's DPL"
    IDT_GATE VECTOR, CONF, "offset stubs + VECTOR*16", "SYS_INT32 + DPL3"
    TRY
        IN_V86  IOPL3
        int     VECTOR
        END_V86
    CAUGHT  13, CONF, "a gate to conforming code"
    IDT_GATE VECTOR, CODE1, "offset stubs + VECTOR*16", "SYS_INT32 + DPL3"
    TRY
        IN_V86  IOPL3
        int     VECTOR
        END_V86
    CAUGHT_HW 13, CODE1, "a gate to ring 1"
    IDT_GATE VECTOR, CODE32, "offset 1f", "SYS_TRAP32 + DPL3"
    TRY
        IN_V86  IOPL3 | 0x200
        int     VECTOR
        mov     bx, 0x77
        int     BACK_VECTOR
        END_V86
    PASSED  "a handler in ring 0 that returns by IRET"
    movzx   eax, word ptr [fault_ebx]
    CHECK   eax, 0x77, "goes on behind the INT"
    CHECK   "dword ptr [fault_v86_ds]", 0x1000, "with its segments"
    mov     eax, [handler_flags]
    and     eax, 0x20200
    CHECK   eax, 0x200, "a trap gate keeps IF; VM is clear inside"
    ret
1:  push    eax
    push    ebx
    mov     ebx, DATA32
    mov     ds, ebx
    pushfd
    pop     dword ptr [handler_flags]
    pop     ebx
    pop     eax
    iretd

# ---------------------------------------------------------------- a task that starts in virtual-8086 mode

by_task:
    DESCRIPTOR TASK, "offset task", "0x68 + 128", SYS_TSS32
    TRY
        call    TASK:0
    CAUGHT  13, 0, "a task whose flags have VM runs in virtual-8086 mode (its CLI is refused)"
    mov     eax, [fault_eflags]
    and     eax, VM
    CHECK   eax, VM, "VM is in the frame"
    CHECK   "dword ptr [fault_cs]", 0x1000, "CS is a real-mode segment"
    CHECK   "dword ptr [fault_v86_gs]", 0x5555, "any value is a segment"
    ret

.section .low
low_task:
.code16
    cli
.code32

.section .data
.align 4
tssv:
    .long   0, interrupt_stack_top, DATA32
    .skip   88
    .word   0, BITMAP
    .fill   129, 1, 0xff
.align 4
task:
    .long   TSSV, interrupt_stack_top, DATA32
    .long   0, 0, 0, 0, 0
    .long   low_task - low_start, VM | 2
    .long   0, 0, 0, 0, 0x1000, 0, 0, 0
    .long   0x2222, 0x1000, 0x2000, 0x3333, 0x4444, 0x5555
    .long   0
    .word   0, BITMAP
    .fill   129, 1, 0xff

.section .bss
.align 4
handler_flags:
    .skip   4
