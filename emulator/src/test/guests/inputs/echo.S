# Echoes what comes in on COM1 and remembers when: each byte is stored with the time-stamp counter at the moment its interrupt
# handler read it, so that a run in which one byte comes one tick later is another run. Between bytes the guest halts, or, after
# a digit, computes for a while with interrupts on. `q` ends the run.

.include "harness.inc"
.include "pic.inc"

.set COM1, 0x3f8
.set IRQ4, IRQ_BASE + 4
.set MOST, 4096                             # bytes remembered; older ones are overwritten

test_main:
    call    pic_init
    IDT_GATE IRQ4, CODE32, "offset received", SYS_INT32
    mov     dx, COM1 + 2                    # FIFOs on, interrupt at one byte
    OUT_BYTE dx, 1
    mov     dx, COM1 + 1                    # receive interrupt
    OUT_BYTE dx, 1
    mov     dx, COM1 + 4                    # OUT2 lets the interrupt through
    OUT_BYTE dx, 0x0b
    OUT_BYTE 0x21, 0xef
    sti
1:  cmp     byte ptr [last], 'q'
    je      finish
    movzx   ecx, byte ptr [busy]
    mov     byte ptr [busy], 0
    shl     ecx, 12
    jz      3f
2:  loop    2b
    jmp     1b
3:  cli                                     # no byte may come between the look and HLT
    cmp     byte ptr [busy], 0
    jne     4f
    cmp     byte ptr [last], 'q'
    je      4f
    sti
    hlt
    jmp     1b
4:  sti
    jmp     1b

received:
    pushad
1:  mov     dx, COM1 + 5
    in      al, dx
    test    al, 1
    jz      3f
    mov     dx, COM1
    in      al, dx
    mov     [last], al
    movzx   ecx, al
    mov     ebx, [count]
    inc     dword ptr [count]
    and     ebx, MOST - 1
    rdtsc
    mov     [times+ebx*8], eax
    mov     [times+ebx*8+4], ecx
    mov     al, cl
    sub     cl, '0'
    cmp     cl, 10
    jae     2f
    mov     [busy], cl
2:  mov     dx, COM1
    out     dx, al
    jmp     1b
3:  OUT_BYTE 0x20, 0x20
    popad
    iret

.section .bss
.align 8
times:
    .skip   MOST * 8
count:
    .skip   4
last:
    .skip   1
busy:
    .skip   1

.section .text
