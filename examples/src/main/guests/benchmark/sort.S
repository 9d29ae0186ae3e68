# Sorting: recursive quicksort of 4096 random numbers. Its branches go either way with equal chance.

.include "workload.inc"

.set COUNT, 4096
.set SEED,  2463534242

.section .text

WORKLOAD sort, 600
    mov     edx, SEED
    xor     ebp, ebp
1:  push    ecx
    xor     ecx, ecx
2:  XORSHIFT edx, ebx
    mov     [numbers+ecx*4], edx
    inc     ecx
    cmp     ecx, COUNT
    jb      2b
    push    edx
    mov     eax, offset numbers
    mov     edx, offset numbers + (COUNT - 1) * 4
    call    quicksort
    pop     edx
    xor     ecx, ecx
3:  FOLD    ebp, [numbers+ecx*4]
    inc     ecx
    cmp     ecx, COUNT
    jb      3b
    pop     ecx
    dec     ecx
    jnz     1b
    mov     eax, ebp
    ret

# Sorts the unsigned numbers from address EAX to address EDX, both included, by Hoare's partition around the middle one.
quicksort:
    cmp     eax, edx
    jae     4f
    push    esi
    push    edi
    push    ebx
    push    ebp
    lea     esi, [eax-4]
    lea     edi, [edx+4]
    mov     ebx, edx
    sub     ebx, eax
    shr     ebx, 1
    and     ebx, -4
    mov     ebx, [eax+ebx]
1:  add     esi, 4
    cmp     [esi], ebx
    jb      1b
2:  sub     edi, 4
    cmp     [edi], ebx
    ja      2b
    cmp     esi, edi
    jae     3f
    mov     ecx, [esi]
    mov     ebp, [edi]
    mov     [esi], ebp
    mov     [edi], ecx
    jmp     1b
3:  push    edx
    mov     edx, edi
    call    quicksort
    pop     edx
    lea     eax, [edi+4]
    call    quicksort
    pop     ebp
    pop     ebx
    pop     edi
    pop     esi
4:  ret

.section .bss
.align 64
numbers:
    .skip   COUNT * 4
