# Hashing: numbers from a generator fill a buffer, and CRC-32 by a table of 256 entries goes over its bytes.

.include "workload.inc"

.set BUFFER_SIZE, 4096
.set POLYNOMIAL,  0xedb88320                # CRC-32 of IEEE 802.3, lowest bit first

.section .text

WORKLOAD hash, 12000
    call    build_table
    mov     edx, 2463534242
    mov     eax, -1
1:  push    ecx
    mov     edi, offset buffer
    mov     ecx, BUFFER_SIZE / 4
2:  XORSHIFT edx, ebx
    mov     [edi], edx
    add     edi, 4
    dec     ecx
    jnz     2b
    mov     esi, offset buffer
    mov     ecx, BUFFER_SIZE
3:  movzx   ebx, byte ptr [esi]
    xor     bl, al
    shr     eax, 8
    xor     eax, [table+ebx*4]
    inc     esi
    dec     ecx
    jnz     3b
    pop     ecx
    dec     ecx
    jnz     1b
    not     eax
    ret

build_table:
    push    ecx
    xor     ebx, ebx
1:  mov     eax, ebx
    mov     ecx, 8
2:  shr     eax, 1
    jnc     3f
    xor     eax, POLYNOMIAL
3:  dec     ecx
    jnz     2b
    mov     [table+ebx*4], eax
    inc     bl
    jnz     1b
    pop     ecx
    ret

.section .bss
.align 64
table:
    .skip   256 * 4
buffer:
    .skip   BUFFER_SIZE
