# Memory and strings: the string instructions with and without REP, aligned and not, and the byte loops that stand in for them.

.include "workload.inc"

.set PAGE, 4096
.set TEXT, 1000

.section .text

WORKLOAD memory, 20000
    xor     ebp, ebp
1:  push    ecx
    mov     eax, ecx                        # clear, copy, copy unaligned: memset and memcpy
    mov     edi, offset from
    mov     ecx, PAGE / 4
    rep     stosd
    imul    edx, ebp, 0x01000193            # a word that keeps all that was computed so far
    mov     [from+(PAGE/2)], edx
    mov     esi, offset from
    mov     edi, offset to
    mov     ecx, PAGE / 4
    rep     movsd
    mov     esi, offset from + 1
    mov     edi, offset to + 6
    mov     ecx, TEXT
    rep     movsb
    mov     esi, offset from + PAGE - 4     # downwards, as memmove does when the target lies above
    mov     edi, offset to + PAGE - 4
    mov     ecx, 100
    std
    rep     movsd
    cld
    mov     ecx, 40                         # short ones, whose cost is their beginning
    mov     edi, offset to
2:  mov     edx, ecx
    mov     esi, offset from
    rep     movsb
    mov     ecx, edx
    dec     ecx
    jnz     2b
    FOLD    ebp, [to+(PAGE/2)]
    FOLD    ebp, [to+6+TEXT]
    FOLD    ebp, [to+400]
    pop     ecx
    dec     ecx
    jnz     1b
    mov     eax, ebp
    ret

WORKLOAD strings, 18000
    xor     ebp, ebp
    mov     edi, offset from
    mov     al, 'x'
    mov     edx, ecx
    mov     ecx, TEXT
    rep     stosb
    mov     ecx, edx
1:  push    ecx
    mov     [from+500], cl                  # another text each time, its end where it was
    or      byte ptr [from+500], 1
    mov     byte ptr [from+TEXT], 0
    mov     edi, offset from                # strlen
    xor     eax, eax
    mov     ecx, -1
    repne   scasb
    FOLD    ebp, ecx
    mov     esi, offset from                # strcpy, byte by byte
    mov     edi, offset to
2:  mov     al, [esi]
    mov     [edi], al
    inc     esi
    inc     edi
    test    al, al
    jnz     2b
    mov     esi, offset from                # the same with LODSB and STOSB
    mov     edi, offset to + 1
3:  lodsb
    stosb
    test    al, al
    jnz     3b
    mov     [to+900], cl                    # memcmp that finds a difference late
    mov     esi, offset from
    mov     edi, offset to + 1
    mov     ecx, TEXT
    repe    cmpsb
    FOLD    ebp, ecx
    pop     ecx
    FOLD    ebp, [to+498]
    dec     ecx
    jnz     1b
    mov     eax, ebp
    ret

.section .bss
.align 64
from:
    .skip   PAGE + 64
to:
    .skip   PAGE + 64
