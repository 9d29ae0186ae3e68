# Loops over arrays: the sieve of Eratosthenes, and a product of matrices of 32-bit integers.

.include "workload.inc"

.set SIEVE, 65536
.set SIDE,  64
.set ROW,   SIDE * 4

.section .text

WORKLOAD sieve, 400
    xor     ebp, ebp
1:  push    ecx
    mov     edi, offset composite
    mov     ecx, SIEVE / 4
    xor     eax, eax
    rep     stosd
    mov     ebx, 2
    xor     edx, edx                        # number of primes
2:  cmp     byte ptr [composite+ebx], 0
    jne     4f
    inc     edx
    lea     eax, [ebx+ebx]
    jmp     5f
3:  mov     byte ptr [composite+eax], 1
    add     eax, ebx
5:  cmp     eax, SIEVE
    jb      3b
4:  inc     ebx
    cmp     ebx, SIEVE
    jb      2b
    FOLD    ebp, edx
    pop     ecx
    dec     ecx
    jnz     1b
    mov     eax, ebp
    ret

WORKLOAD matrix, 300
    mov     eax, 88172645
    xor     edi, edi
1:  XORSHIFT eax, edx
    mov     [left+edi*4], eax               # left and right lie behind one another
    inc     edi
    cmp     edi, 2 * SIDE * SIDE
    jb      1b
2:  push    ecx
    call    multiply
    mov     ecx, SIDE * SIDE                # the product is the next left operand
    mov     esi, offset product
    mov     edi, offset left
    rep     movsd
    pop     ecx
    dec     ecx
    jnz     2b
    xor     eax, eax
3:  FOLD    eax, [left+ecx*4]
    inc     ecx
    cmp     ecx, SIDE * SIDE
    jb      3b
    ret

# product = left * right
multiply:
    xor     esi, esi                        # offset of the row in left and product
1:  xor     edi, edi                        # offset of the column
2:  lea     ecx, [left+esi]
    lea     edx, [right+edi]
    xor     ebx, ebx
    mov     ebp, SIDE
3:  mov     eax, [ecx]
    imul    eax, [edx]
    add     ebx, eax
    add     ecx, 4
    add     edx, ROW
    dec     ebp
    jnz     3b
    lea     eax, [esi+edi]
    or      ebx, 1                          # else powers of two collect and everything ends as 0
    mov     [product+eax], ebx
    add     edi, 4
    cmp     edi, ROW
    jb      2b
    add     esi, ROW
    cmp     esi, SIDE * ROW
    jb      1b
    ret

.section .bss
.align 64
composite:
    .skip   SIEVE
left:
    .skip   SIDE * SIDE * 4
right:
    .skip   SIDE * SIDE * 4
product:
    .skip   SIDE * SIDE * 4
