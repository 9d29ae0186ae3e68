# Claim: RDTSC grows from one execution to the next, in straight code, in a tight loop, across interrupts and HLT, and by about what
# the timers say: on Ringside one tick an instruction, so equal code takes equal ticks. Intel SDM 3B 17.17. It fails if a value
# is not larger than the one before (a unit that reads the clock once would).

.include "harness.inc"
.include "pic.inc"

test_main:
    call    straight
    call    loops
    call    idle
    ret

# Claims EDX:EAX > EDI:ESI, and makes it the new EDI:ESI. Counts in [not_greater].
.macro LATER
    rdtsc
    cmp     edx, edi
    ja      90f
    jb      91f
    cmp     eax, esi
    ja      90f
91: inc     dword ptr [not_greater]
90: mov     esi, eax
    mov     edi, edx
.endm

straight:
    rdtsc
    mov     esi, eax
    mov     edi, edx
    .rept 20
    LATER
    .endr
    CHECK   "dword ptr [not_greater]", 0, "twenty in a row, each later than the one before"
    rdtsc
    mov     ebx, eax
    rdtsc
    sub     eax, ebx
    cmp     eax, 0
    setne   al
    movzx   eax, al
    CHECK   eax, 1, "two with one instruction between"
    ret

loops:
    mov     ecx, 100000
1:  LATER
    dec     ecx
    jnz     1b
    CHECK   "dword ptr [not_greater]", 0, "a hundred thousand in a loop"
    # Ten thousand rounds of the same code, measured twice after a first run.
    call    measure
    call    measure
    mov     ebx, eax
    call    measure
    CHECK_HW eax, ebx, "the same code takes the same time"
    ret

measure:
    rdtsc
    mov     esi, eax
    mov     ecx, 10000
1:  loop    1b
    rdtsc
    sub     eax, esi
    ret

idle:
    call    pic_init
    IDT_GATE IRQ_BASE, CODE32, "offset tick", SYS_INT32
    mov     eax, 11932                      # 10 ms
    call    timer_once
    rdtsc
    mov     esi, eax
    mov     edi, edx
    sti
    hlt
    cli
    LATER
    CHECK   "dword ptr [not_greater]", 0, "later after HLT"
    CHECK   "dword ptr [ticked]", 1, "the timer woke it"
    ret
tick:
    push    eax
    inc     dword ptr [ticked]
    call    timer_done
    pop     eax
    iretd

.section .bss
.align 4
not_greater:
    .skip   4
ticked:
    .skip   4
