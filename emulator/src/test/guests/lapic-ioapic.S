# Claim: the local APIC's timer fires once, periodically or at a TSC deadline, its priority registers hold back what is not urgent
# enough, EOI releases the next, a self-IPI arrives; an IOAPIC entry delivers the PIT's
# edge with its vector, or masks it. Intel SDM 3A 10; Intel 82093AA. It fails if an interrupt is lost or comes twice.

.include "harness.inc"
.include "pic.inc"

.set APIC, 0xfee00000
.set APIC_ID, APIC + 0x20
.set APIC_VERSION, APIC + 0x30
.set APIC_TPR, APIC + 0x80
.set APIC_PPR, APIC + 0xa0
.set APIC_EOI, APIC + 0xb0
.set APIC_SVR, APIC + 0xf0
.set APIC_ISR, APIC + 0x100
.set APIC_IRR, APIC + 0x200
.set APIC_ICR, APIC + 0x300
.set APIC_ICR_HIGH, APIC + 0x310
.set LVT_TIMER, APIC + 0x320
.set LVT_LINT0, APIC + 0x350
.set TIMER_INITIAL, APIC + 0x380
.set TIMER_CURRENT, APIC + 0x390
.set TIMER_DIVIDE, APIC + 0x3e0
.set MASKED, 0x10000
.set PERIODIC, 0x20000
.set SELF, 0x40000

.set IOAPIC_SELECT, 0xfec00000
.set IOAPIC_WINDOW, 0xfec00010

.set LOW, 0x41                              # vectors of three priority classes
.set MIDDLE, 0x51
.set HIGH, 0x61
.set SPURIOUS, 0xff

.macro APIC_WRITE register, value
    mov     dword ptr [\register], \value
.endm

.macro IOAPIC_WRITE register, value
    mov     dword ptr [IOAPIC_SELECT], \register
    mov     dword ptr [IOAPIC_WINDOW], \value
.endm

# The interrupts since the last LOG_START, oldest in the lowest byte.
.macro LOG want, what
    CHECK   "dword ptr [log]", \want, "\what"
    mov     dword ptr [log], 0
    mov     byte ptr [log_length], 0
.endm

# Lets interrupts in for a moment.
.macro WINDOW
    sti
    nop
    nop
    nop
    nop
    cli
.endm

test_main:
    call    pic_init
    call    apic_init
    call    self_ipi
    call    priorities
    call    timer
    call    io_apic
    ret

# A handler that logs its vector and acknowledges, and one that leaves the EOI to the test.
.macro HANDLER vector, eoi
    push    eax
    mov     al, \vector
    call    note
    .if \eoi
    mov     dword ptr [APIC_EOI], 0
    .endif
    pop     eax
    iretd
.endm

on_low:
    HANDLER LOW, 1
on_middle:
    HANDLER MIDDLE, 1
on_high:
    HANDLER HIGH, 1
on_low_open:
    HANDLER LOW, 0

note:
    push    ecx
    mov     cl, [log_length]
    shl     cl, 3
    movzx   eax, al
    shl     eax, cl
    or      [log], eax
    inc     byte ptr [log_length]
    pop     ecx
    ret

apic_init:
    mov     ecx, 0x1b
    rdmsr
    and     eax, 0xfffff900
    CHECK   eax, 0xfee00900, "APIC_BASE: enabled, boot processor, at its usual place"
    CHECK   "dword ptr [APIC_ID]", 0, "APIC ID 0"
    mov     eax, [APIC_VERSION]
    and     eax, 0xf0
    CHECK   eax, 0x10, "an integrated APIC"
    IDT_GATE LOW, CODE32, "offset on_low", SYS_INT32
    IDT_GATE MIDDLE, CODE32, "offset on_middle", SYS_INT32
    IDT_GATE HIGH, CODE32, "offset on_high", SYS_INT32
    APIC_WRITE APIC_SVR, "0x100 | SPURIOUS"
    APIC_WRITE APIC_TPR, 0
    APIC_WRITE LVT_LINT0, MASKED
    APIC_WRITE LVT_TIMER, MASKED
    ret

self_ipi:
    APIC_WRITE APIC_ICR, "SELF | LOW"
    CHECK   "dword ptr [APIC_IRR + 0x20]", "1 << (LOW % 32)", "a self-IPI waits in IRR while IF is clear"
    LOG     0, "and is not taken"
    WINDOW
    LOG     LOW, "it is taken once"
    CHECK   "dword ptr [APIC_IRR + 0x20]", 0, "and IRR is empty"
    CHECK   "dword ptr [APIC_ISR + 0x20]", 0, "and so is ISR behind the EOI"
    APIC_WRITE APIC_ICR, "SELF | LOW"
    APIC_WRITE APIC_ICR, "SELF | LOW"
    WINDOW
    LOG     LOW, "two requests of one vector before it is taken are one"
    APIC_WRITE APIC_ICR_HIGH, 0
    APIC_WRITE APIC_ICR, MIDDLE
    WINDOW
    LOG     MIDDLE, "an IPI to the own APIC ID"
    ret

priorities:
    APIC_WRITE APIC_ICR, "SELF | LOW"
    APIC_WRITE APIC_ICR, "SELF | HIGH"
    APIC_WRITE APIC_ICR, "SELF | MIDDLE"
    WINDOW
    LOG     0x415161, "the most urgent first"
    APIC_WRITE APIC_TPR, 0x50
    CHECK   "dword ptr [APIC_PPR]", 0x50, "PPR follows TPR"
    APIC_WRITE APIC_ICR, "SELF | LOW"
    APIC_WRITE APIC_ICR, "SELF | MIDDLE"
    APIC_WRITE APIC_ICR, "SELF | HIGH"
    WINDOW
    LOG     HIGH, "TPR 0x50 lets only class 6 and up through"
    APIC_WRITE APIC_TPR, 0
    WINDOW
    LOG     0x4151, "the others come when TPR falls"
    IDT_GATE LOW, CODE32, "offset on_low_open", SYS_INT32
    APIC_WRITE APIC_ICR, "SELF | LOW"
    WINDOW
    CHECK   "dword ptr [APIC_PPR]", 0x40, "without EOI the class stays in service"
    APIC_WRITE APIC_ICR, "SELF | LOW"
    WINDOW
    LOG     LOW, "and holds back its own"
    APIC_WRITE APIC_ICR, "SELF | HIGH"
    WINDOW
    LOG     HIGH, "but not a higher one"
    APIC_WRITE APIC_EOI, 0
    WINDOW
    LOG     LOW, "EOI releases the one that waits"
    APIC_WRITE APIC_EOI, 0
    CHECK   "dword ptr [APIC_PPR]", 0, "and another EOI the class"
    IDT_GATE LOW, CODE32, "offset on_low", SYS_INT32
    ret

timer:
    APIC_WRITE TIMER_DIVIDE, 0x0b           # by 1
    APIC_WRITE LVT_TIMER, MIDDLE
    APIC_WRITE TIMER_INITIAL, 10000
    mov     eax, [TIMER_CURRENT]
    mov     ebx, eax
    cmp     eax, 10000
    setbe   al
    movzx   eax, al
    CHECK   eax, 1, "the current count has begun"
    sti
    hlt
    cli
    LOG     MIDDLE, "one shot: HLT is woken by it"
    CHECK   "dword ptr [TIMER_CURRENT]", 0, "and the count stays at 0"
    mov     ecx, 20000
1:  loop    1b
    WINDOW
    LOG     0, "it comes once"
    APIC_WRITE LVT_TIMER, "PERIODIC | MIDDLE"
    APIC_WRITE TIMER_INITIAL, 5000000
    sti
    hlt
    hlt
    hlt
    cli
    APIC_WRITE TIMER_INITIAL, 0
    LOG     0x515151, "periodic: three times in three HLTs"
    APIC_WRITE LVT_TIMER, "MASKED | MIDDLE"
    APIC_WRITE TIMER_INITIAL, 1000
    mov     ecx, 20000
2:  loop    2b
    WINDOW
    LOG     0, "masked: not at all"
    APIC_WRITE LVT_TIMER, MIDDLE
    APIC_WRITE TIMER_INITIAL, 0
    WINDOW
    LOG     0, "an initial count of 0 stops it"
    # The divider: the same count takes longer. Counted in the timer's own ticks of a second read.
    APIC_WRITE TIMER_DIVIDE, 0x0a           # by 128
    APIC_WRITE LVT_TIMER, MASKED
    APIC_WRITE TIMER_INITIAL, 0xffffffff
    mov     ecx, 10000
3:  loop    3b
    mov     ebx, [TIMER_CURRENT]
    not     ebx
    APIC_WRITE TIMER_DIVIDE, 0x0b
    APIC_WRITE TIMER_INITIAL, 0xffffffff
    mov     ecx, 10000
4:  loop    4b
    mov     eax, [TIMER_CURRENT]
    not     eax
    shr     eax, 4                          # at least 16 times as many: room for any speed
    cmp     eax, ebx
    setae   al
    movzx   eax, al
    CHECK_HW eax, 1, "divided by 128 it is slower"
    APIC_WRITE TIMER_INITIAL, 0
    mov     eax, 1
    cpuid
    test    ecx, 1 << 24
    jz      9f
    APIC_WRITE LVT_TIMER, "0x40000 | MIDDLE"
    rdtsc
    add     eax, 100000
    adc     edx, 0
    mov     ecx, 0x6e0
    wrmsr
    sti
    hlt
    cli
    LOG     MIDDLE, "TSC deadline"
    rdmsr
    or      eax, edx
    CHECK   eax, 0, "the deadline reads 0 when it has passed"
9:  APIC_WRITE LVT_TIMER, MASKED
    ret

# The PIT hangs on input 2 of the IOAPIC.
io_apic:
    mov     dword ptr [IOAPIC_SELECT], 1
    mov     eax, [IOAPIC_WINDOW]
    and     eax, 0x00ff0000
    CHECK   eax, 0x00170000, "24 entries"
    IOAPIC_WRITE 0x15, 0
    IOAPIC_WRITE 0x14, LOW
    mov     eax, 1000
    call    timer_once
    OUT_BYTE 0x21, 0xff                     # not through the old controller
    sti
    hlt
    cli
    LOG     LOW, "an edge of the PIT through entry 2"
    IOAPIC_WRITE 0x14, "MASKED | LOW"
    mov     eax, 1000
    call    timer_once
    OUT_BYTE 0x21, 0xff
    call    timer_pending
    WINDOW
    LOG     0, "a masked entry delivers nothing"
    mov     dword ptr [IOAPIC_SELECT], 0x14
    mov     eax, [IOAPIC_WINDOW]
    and     eax, 0x1ffff & ~0x1000
    CHECK   eax, "MASKED | LOW", "the entry reads back"
    ret

.section .bss
.align 4
log:
    .skip   4
log_length:
    .skip   4
