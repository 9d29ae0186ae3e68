# Big integers: squarings modulo a number of 2048 bits by Montgomery's method, rows of MUL, ADD and ADC as in RSA.

.include "workload.inc"

.set WORDS, 64

.section .text

WORKLOAD bignum, 4000
    push    ecx
    call    choose_numbers
    pop     ecx
1:  push    ecx
    call    square
    pop     ecx
    dec     ecx
    jnz     1b
    xor     eax, eax
2:  FOLD    eax, [number+ecx*4]
    inc     ecx
    cmp     ecx, WORDS
    jb      2b
    ret

# An odd modulus below 2^2046, so that results need no last subtraction to stay below 2^2047; a number; and the inverse.
choose_numbers:
    mov     eax, 2463534242
    xor     ecx, ecx
1:  XORSHIFT eax, edx
    mov     [modulus+ecx*4], eax
    XORSHIFT eax, edx
    mov     [number+ecx*4], eax
    inc     ecx
    cmp     ecx, WORDS
    jb      1b
    or      dword ptr [modulus], 1
    and     dword ptr [modulus+(WORDS-1)*4], 0x3fffffff
    and     dword ptr [number+(WORDS-1)*4], 0x1fffffff

    mov     ebx, [modulus]                  # -1 / modulus modulo 2^32 by Newton: each step doubles the right bits, from 3
    mov     eax, ebx
    mov     ecx, 4
2:  mov     edx, ebx
    imul    edx, eax
    neg     edx
    add     edx, 2
    imul    eax, edx
    dec     ecx
    jnz     2b
    neg     eax
    mov     [negative_inverse], eax
    ret

# number = number * number / 2^2048 modulo modulus. One word of number at a time is multiplied in, then as much of modulus is
# added as makes the lowest word 0, and the sum moves down by it.
square:
    mov     edi, offset sum
    mov     ecx, WORDS + 2
    xor     eax, eax
    rep     stosd
    xor     ecx, ecx
1:  push    ecx
    mov     ebx, [number+ecx*4]
    mov     esi, offset number
    call    add_product
    mov     ebx, [sum]
    imul    ebx, [negative_inverse]
    mov     esi, offset modulus
    call    add_product
    mov     esi, offset sum + 4
    mov     edi, offset sum
    mov     ecx, WORDS + 1
    rep     movsd
    mov     [edi], ecx
    pop     ecx
    inc     ecx
    cmp     ecx, WORDS
    jb      1b
    mov     esi, offset sum
    mov     edi, offset number
    mov     ecx, WORDS
    rep     movsd
    ret

# sum += the number at ESI * EBX
add_product:
    mov     edi, offset sum
    xor     ebp, ebp                        # carry
    mov     ecx, WORDS
1:  mov     eax, [esi]
    mul     ebx
    add     eax, ebp
    adc     edx, 0
    add     [edi], eax
    adc     edx, 0
    mov     ebp, edx
    add     esi, 4
    add     edi, 4
    dec     ecx
    jnz     1b
    add     [edi], ebp
    adc     dword ptr [edi+4], 0
    ret

.section .bss
.align 64
number:
    .skip   WORDS * 4
modulus:
    .skip   WORDS * 4
sum:
    .skip   (WORDS + 2) * 4
negative_inverse:
    .skip   4
