# Claim: a non-maskable interrupt comes with IF clear, before the next instruction; while its handler runs, another one waits, only one
# of them, and comes right after IRET. Intel SDM 3A 6.7.1, 10.5.2. It fails if NMIs are not blocked in their handler, are lost while
# they are blocked, or are counted.

.include "harness.inc"

.set APIC, 0xfee00000
.set NMI_TO_SELF, 0x4400                    # NMI, asserted, to the APIC in the other half

test_main:
    IDT_GATE 2, CODE32, "offset handler", SYS_INT32
    mov     dword ptr [APIC+0xf0], 0x1ff
    mov     eax, [APIC+0x20]
    mov     [APIC+0x310], eax               # to this processor

    mov     dword ptr [left], 1
    mov     dword ptr [APIC+0x300], NMI_TO_SELF
after_plain:
    nop
    CHECK   "dword ptr [count]", 1, "one NMI with interrupts off"
    CHECK   "dword ptr [came_at]", "offset after_plain", "before the next instruction"

    mov     dword ptr [count], 0
    mov     dword ptr [left], 3             # the handler sends one the first two times
    mov     dword ptr [APIC+0x300], NMI_TO_SELF
after_nested:
    nop
    CHECK   "dword ptr [count]", 3, "NMIs sent in the handler come after it"
    CHECK   "dword ptr [deepest]", 1, "never two handlers at once"
    CHECK   "dword ptr [came_at]", "offset after_nested", "right after IRET"

    mov     dword ptr [count], 0
    mov     dword ptr [left], 2
    mov     dword ptr [twice], 1            # the first handler sends two
    mov     dword ptr [APIC+0x300], NMI_TO_SELF
    nop
    CHECK   "dword ptr [count]", 2, "only one waits"

    ret

handler:
    push    eax
    mov     eax, [esp+4]
    mov     [came_at], eax
    inc     dword ptr [count]
    inc     dword ptr [depth]
    mov     eax, [depth]
    cmp     eax, [deepest]
    jbe     1f
    mov     [deepest], eax
1:  dec     dword ptr [left]
    jz      2f
    mov     dword ptr [APIC+0x300], NMI_TO_SELF
    cmp     dword ptr [twice], 0
    je      2f
    mov     dword ptr [APIC+0x300], NMI_TO_SELF
    mov     dword ptr [twice], 0
2:  dec     dword ptr [depth]
    pop     eax
    iret

.section .bss
.align 4
left:
    .skip   4
count:
    .skip   4
depth:
    .skip   4
deepest:
    .skip   4
came_at:
    .skip   4
twice:
    .skip   4

.section .text
