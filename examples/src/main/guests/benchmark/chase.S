# Pointer chase: one ring through all 64 MiB of the arena, a pointer in every 64 bytes, each to another page than the last.
# Caches and TLBs miss; nothing can be fetched ahead.

.include "workload.inc"

.set NODES, ARENA_SIZE / 64
.set STEPS, 1024                            # a round

.section .text

# Node i points to node i * MULTIPLIER + 1 modulo NODES: a full period by Hull and Dobell's conditions.
.set MULTIPLIER, 0x0009e375                 # 1 modulo 4

WORKLOAD chase, 1000
    mov     ebx, offset ARENA
    xor     esi, esi
1:  imul    eax, esi, MULTIPLIER
    inc     eax
    and     eax, NODES - 1
    shl     eax, 6
    add     eax, ebx
    mov     edi, esi
    shl     edi, 6
    mov     [ebx+edi], eax
    inc     esi
    cmp     esi, NODES
    jb      1b

    xor     eax, eax
    mov     esi, ebx
2:  mov     edx, STEPS
3:  mov     esi, [esi]
    add     eax, esi
    dec     edx
    jnz     3b
    FOLD    eax, esi
    dec     ecx
    jnz     2b
    ret
