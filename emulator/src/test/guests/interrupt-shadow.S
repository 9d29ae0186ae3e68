# Claim: an interrupt that waits is not taken before the instruction behind STI (when STI set IF), MOV SS or POP SS has ended; a
# debug trap or single-step is held back by MOV SS, too; STI;HLT therefore cannot lose a wake-up; LSS has no shadow; a second STI
# gives no second shadow. Intel SDM 2B STI, MOV, POP; 3A 6.8.3. It fails if one of the interrupted addresses is off.

.include "harness.inc"
.include "pic.inc"

# With IRQ 0 waiting and IF clear, runs `code`, which lets the interrupt in; the address at which it came must be `at`.
.macro INTERRUPTED_AT at, what
    CAUGHT  IRQ_BASE, 0, "\what"
    CHECK   "dword ptr [fault_eip]", "offset \at", "\what: here and not earlier or later"
    call    timer_done
.endm

.macro WAITING
    mov     eax, 50
    call    timer_once
    call    timer_pending
.endm

test_main:
    call    pic_init
    WAITING
    TRY
        sti
        nop
a1:     nop
        nop
    INTERRUPTED_AT a1, "STI: one instruction more"

    WAITING
    TRY
        sti
        sti
a2:     nop
        nop
    INTERRUPTED_AT a2, "STI; STI: the second has no shadow of its own"

    WAITING
    TRY
        push    0x202
        popfd
a3:     nop
        nop
    INTERRUPTED_AT a3, "POPFD has no shadow"

    WAITING
    TRY
        push    0x202
        push    CODE32
        push    offset a4
        iretd
        nop
a4:     nop
        nop
    INTERRUPTED_AT a4, "IRET has no shadow"

    # In a chain of such instructions only the first is sure to hold interrupts back: there the manual leaves two answers.
    WAITING
    TRY
        mov     ecx, ss
        sti
        mov     ss, ecx
a5:     nop
a6:     nop
        nop
    CAUGHT  IRQ_BASE, 0, "STI; MOV SS"
    mov     eax, [fault_eip]
    sub     eax, offset a5
    and     eax, ~1
    CHECK   eax, 0, "STI; MOV SS: behind MOV SS or one instruction later"
    call    timer_done

    WAITING
    TRY
        mov     ecx, ss
        mov     ebx, esp
        sti
        lss     esp, [stack_pointer]
a7:     mov     esp, ebx
        nop
    INTERRUPTED_AT a7, "STI; LSS: no shadow of its own"

    WAITING
    TRY
        mov     ecx, ds
        sti
        mov     ds, ecx
a8:     nop
        nop
    INTERRUPTED_AT a8, "STI; MOV DS: no shadow of its own"

    WAITING
    TRY
        sti
        cli
        nop
        nop
    PASSED  "STI; CLI lets nothing in"
    TRY
        sti
        hlt
a9:     nop
        nop
    INTERRUPTED_AT a9, "STI; HLT wakes: the frame points behind HLT"

    WAITING
    TRY
        sti
        int     0x60
    CAUGHT  0x60, 0, "STI; INT n: the INT comes first"
    call    timer_done

    WAITING
    TRY
        mov     ecx, ss
        push    0x202
        popfd
        mov     ss, ecx
        nop
        nop
    CAUGHT  IRQ_BASE, 0, "behind POPFD"
    call    timer_done
    WAITING
    TRY
        cli
        mov     ecx, ss
        mov     ss, ecx
        push    0x202
        popfd
b0:     nop
    INTERRUPTED_AT b0, "MOV SS; PUSH; POPFD: the shadow lasts one instruction"

    # The timer fires while the processor sleeps.
    mov     eax, 2000
    call    timer_once
    TRY
        sti
        hlt
b1:     nop
    INTERRUPTED_AT b1, "HLT waits for the timer"

    # A single-step trap is held back by MOV SS as well.
    TRY
        mov     ecx, ss
        push    0x102
        popfd
        mov     ss, ecx
        nop
b2:     nop
    END_TRY
    CHECK   "dword ptr [fault_code]", "1 << 16", "TF; MOV SS"
    CHECK_HW "dword ptr [fault_eip]", "offset b2", "MOV SS: the trap comes one instruction later"
    TRY
        push    0x102
        popfd
        sti
b3:     nop
        nop
    END_TRY
    CHECK   "dword ptr [fault_code]", "1 << 16", "TF; STI"
    CHECK_HW "dword ptr [fault_eip]", "offset b3", "STI does not hold back a trap"

    # An instruction that faults in the shadow.
    WAITING
    TRY
        sti
        ud2
    CAUGHT  6, 0, "STI; UD2: the fault comes first"
    call    timer_done

    WAITING
    TRY
        sti
        mov     edi, offset buffer
        cld
        rep     stosb
    CAUGHT  IRQ_BASE, 0, "STI; MOV; ...: and then the interrupt comes"
    call    timer_done
    ret

.section .data
.align 4
stack_pointer:
    .long   stack_top - 64
    .word   DATA32
.section .bss
buffer:
    .skip   64
