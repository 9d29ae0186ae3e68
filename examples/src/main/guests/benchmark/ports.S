# Port I/O: writes to the port that shows power-on codes, and the interrupt controller's mask, written and read back.

.include "workload.inc"

.set POST_CODE, 0x80
.set PIC1_MASK, 0x21
.set ACCESSES, 64                           # of each kind, a round

.section .text

WORKLOAD ports, 8000
    xor     ebp, ebp
1:  mov     ebx, ACCESSES
2:  lea     eax, [ebx+ecx]
    out     POST_CODE, al
    mov     dx, PIC1_MASK
    out     dx, al
    in      al, dx
    movzx   eax, al
    FOLD    ebp, eax
    dec     ebx
    jnz     2b
    dec     ecx
    jnz     1b
    mov     al, 0xff
    out     dx, al
    mov     eax, ebp
    ret
