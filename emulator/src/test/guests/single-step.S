# Claim: with TF set at the start of an instruction a trap comes behind it: not behind the POPF or IRET that sets TF but behind the
# next; INT n, exceptions and interrupts clear TF for the handler; MOV SS delays the trap by one instruction; each REP iteration
# traps; SYSCALL and SYSENTER follow their masks; DR6.BS is set. Intel SDM 3B 17.3.1.4, 3A 6.12.1.3. It fails if a trap is missed.

.include "harness.inc"
.include "long.inc"
.include "v86.inc"

.set TF, 0x100

# Runs `code` with TF; the traps it takes are listed in `trail`. Ends when TF is cleared by STEPS_END's POPFD.
.macro STEPS
    mov     dword ptr [trail_length], 0
    push    TF | 2
    popfd
.endm

.macro STEPS_END
    push    2
    popfd
97:
.endm

# Trap number `index` (from 0) came at `label`.
.macro STEP index, label, what
    CHECK   "dword ptr [trail + 4*(\index)]", "offset \label", "\what"
.endm

test_main:
    call    ordinary
    call    setters
    call    transfers
    call    repeats
    call    elsewhere
    call    long_mode
    ret

# #DB: note EIP and go on, with TF as it is in the frame.
note_step:
    push    eax
    push    ebx
    mov     eax, [trail_length]
    cmp     eax, 64
    jae     90f
    mov     ebx, [esp+8]
    mov     [trail+eax*4], ebx
    inc     dword ptr [trail_length]
90: mov     eax, dr6
    mov     [last_dr6], eax
    xor     eax, eax
    mov     dr6, eax
    pop     ebx
    pop     eax
    iretd

note_on:
    IDT_GATE 1, CODE32, "offset note_step", SYS_INT32
    ret

note_off:
    IDT_GATE 1, CODE32, "offset stubs + 16", SYS_INT32
    ret

ordinary:
    call    note_on
    STEPS
    nop
o1: mov     eax, 1
o2: add     eax, 2
o3: jmp     o4
    nop
o4: push    eax
o5: pop     eax
o6: call    o7
o7: add     esp, 4
o8: STEPS_END
o9: CHECK   "dword ptr [trail_length]", 10, "ten instructions, ten traps"
    STEP    0, o1, "the first behind the instruction after POPFD"
    STEP    1, o2, "behind MOV"
    STEP    2, o3, "behind ADD"
    STEP    3, o4, "behind JMP: at its target"
    STEP    4, o5, "behind PUSH"
    STEP    5, o6, "behind POP"
    STEP    6, o7, "behind CALL: at its target"
    STEP    7, o8, "behind ADD ESP"
    STEP    9, o9, "the POPFD that clears TF still traps"
    mov     eax, [last_dr6]
    and     eax, 0x400f
    CHECK   eax, 0x4000, "DR6.BS"
    ret

setters:
    STEPS
    pushfd
    pop     eax
    STEPS_END
    and     eax, TF
    CHECK   eax, TF, "PUSHFD shows TF"
    mov     dword ptr [trail_length], 0
    push    TF | 2
    push    CODE32
    push    offset s1
    iretd
s1: nop
s2: nop
    STEPS_END
    STEP    0, s2, "IRET that sets TF: the trap comes behind the next instruction"
    STEPS
    nop
    mov     ecx, ss
    mov     ss, ecx
s3: nop
s4: nop
    STEPS_END
    CHECK_HW "dword ptr [trail+8]", "offset s4", "MOV SS: no trap behind it, but behind the next instruction"
    STEPS
    nop
    push    ss
    pop     ss
s5: nop
s6: nop
    STEPS_END
    CHECK_HW "dword ptr [trail+8]", "offset s6", "POP SS likewise"
    ret

transfers:
    # INT n clears TF; its handler runs at full speed and IRET brings TF back.
    IDT_GATE 0x60, CODE32, "offset handler", SYS_TRAP32
    STEPS
    nop
t1: int     0x60
t2: nop
t3: nop
    STEPS_END
    STEP    0, t1, "before INT"
    STEP    1, t3, "INT, its handler and IRET give no trap, the instruction behind does"
    mov     eax, [handler_flags]
    and     eax, TF
    CHECK   eax, 0, "TF is clear in the handler"
    # A fault: the handler's IRET repeats or skips; no trap for the faulting instruction itself.
    IDT_GATE 6, CODE32, "offset skip_2", SYS_INT32
    STEPS
    nop
t4: ud2
t5: nop
t6: nop
    STEPS_END
    STEP    0, t4, "before UD2"
    STEP    1, t6, "a fault gives no trap of its own"
    IDT_GATE 6, CODE32, "offset stubs + 6*16", SYS_INT32
    ret

handler:
    pushfd
    pop     dword ptr [handler_flags]
    iretd
skip_2:
    add     dword ptr [esp], 2
    iretd

repeats:
    STEPS
    mov     edi, offset buffer
    mov     ecx, 3
r1: rep     stosb
r2: nop
    STEPS_END
    STEP    1, r1, "before REP"
    STEP    2, r1, "behind the first iteration: EIP is the REP"
    STEP    3, r1, "behind the second"
    STEP    4, r2, "behind the third: EIP is the next instruction"
    STEPS
    xor     ecx, ecx
r3: rep     stosb
r4: nop
    STEPS_END
    STEP    1, r4, "a REP with no iteration is one step"
    STEPS
    mov     esi, offset buffer
    mov     edi, offset buffer + 8
    mov     ecx, 3
    mov     byte ptr [buffer+1], 0x77
r5: repe    cmpsb
r6: nop
    STEPS_END
    STEP    4, r5, "REPE CMPSB: first iteration"
    STEP    5, r6, "it ends at a difference"
    ret

elsewhere:
    call    note_off
    TRY
        ENTER_RING3 TF | 2
        nop
e1:     nop
    CAUGHT  1, 0, "at CPL 3"
    CHECK   "dword ptr [fault_eip]", "offset e1", "behind the first instruction there"
    TRY
        IN_V86  TF
        nop
        nop
        END_V86
    CAUGHT  1, 0, "in virtual-8086 mode"
    mov     eax, [fault_eip]
    sub     eax, [v86_ip]
    CHECK   eax, 1, "behind the first instruction there"
    TRY
        ENTER_RING3 TF | 2
        int     BACK_VECTOR
    END_TRY
    CHECK   "dword ptr [fault_code]", "NO_FAULT << 16", "an INT that leaves ring 3 gives no trap"
    ret

long_mode:
    call    enter_long_mode
    TRY
        CODE_64
        pushfq
        or      dword ptr [rsp], TF
        popfq
        nop
l1:     nop
        BACK_64
    CAUGHT  1, 0, "in 64-bit mode"
    CHECK   "dword ptr [fault_eip]", "offset l1", "behind the first instruction there"
    # SYSCALL: TF is in its mask, or it is not.
    mov     ecx, 0xc0000081                 # STAR: ring 0 selectors at CODE32
    xor     eax, eax
    mov     edx, CODE64
    wrmsr
    mov     ecx, 0xc0000082                 # LSTAR
    mov     eax, offset entry_64
    xor     edx, edx
    wrmsr
    mov     ecx, 0xc0000084                 # FMASK
    mov     eax, TF
    xor     edx, edx
    wrmsr
    TRY
        ENTER_RING3_64
        mov     rbx, 1
        pushfq
        or      dword ptr [rsp], TF
        popfq
        syscall
        .code32
    PASSED  "SYSCALL with TF in the mask: no trap"
    mov     eax, [fault64_r11]
    and     eax, TF
    CHECK   eax, TF, "R11 has TF"
    ret
.code64
entry_64:
    nop
    nop
    int     BACK_VECTOR
.code32

.section .bss
.align 4
trail:
    .skip   64 * 4
trail_length:
    .skip   4
last_dr6:
    .skip   4
handler_flags:
    .skip   4
buffer:
    .skip   16
