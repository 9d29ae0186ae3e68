# Recursion: Fibonacci numbers by their definition, calls and returns with hardly anything between them.

.include "workload.inc"

.set DEPTH, 18

.section .text

WORKLOAD recursion, 1000
    xor     ebp, ebp
1:  push    ecx
    mov     eax, ecx
    and     eax, 3
    add     eax, DEPTH
    call    fibonacci
    FOLD    ebp, eax
    pop     ecx
    dec     ecx
    jnz     1b
    mov     eax, ebp
    ret

# EAX: n; result in EAX.
fibonacci:
    cmp     eax, 2
    jb      1f
    push    ebx
    push    eax
    dec     eax
    call    fibonacci
    mov     ebx, eax
    pop     eax
    sub     eax, 2
    call    fibonacci
    add     eax, ebx
    pop     ebx
1:  ret
