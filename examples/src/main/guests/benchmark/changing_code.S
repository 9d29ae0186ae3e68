# Code that changes: an instruction patched in the loop that runs it, data on the page of the code that writes it, and
# functions written into a buffer, called and written anew, as a just-in-time compiler does.

.include "workload.inc"

# ---------------------------------------------------------------- on one page with what it writes

.section .patched, "awx"

.set PATCHES, 16                            # a round

WORKLOAD self-modifying, 1200
    xor     eax, eax
    mov     edx, 2463534242
1:  mov     ebx, PATCHES
2:  XORSHIFT edx, esi
    mov     [patched+1], edx
patched:
    add     eax, 0x12345678                 # opcode, then the four bytes that are written just before
    rol     eax, 3
    dec     ebx
    jnz     2b
    dec     ecx
    jnz     1b
    ret

.set STORES, 64                             # a round

WORKLOAD code-beside-data, 18000
    xor     eax, eax
    mov     [data_beside_code], eax
1:  mov     ebx, STORES
2:  add     [data_beside_code], ebx
    mov     edx, [data_beside_code]
    FOLD    eax, edx
    dec     ebx
    jnz     2b
    dec     ecx
    jnz     1b
    ret

.align 64
data_beside_code:
    .long   0

# ---------------------------------------------------------------- a buffer of functions

.section .text

.set FUNCTIONS, 16
.set STRIDE,    32                          # from one function's beginning to the next
.set CALLS,     256                         # of each function before it is written anew
.set BUFFERS,   4                           # taken in turn, a page each

WORKLOAD jit, 800
    xor     eax, eax
    mov     edx, 2463534242
1:  push    ecx
    and     ecx, BUFFERS - 1
    shl     ecx, 12
    lea     ebp, [ecx+ARENA]
    call    write_functions
    mov     ecx, CALLS
2:  xor     esi, esi
3:  lea     ebx, [ebp+esi]
    call    ebx
    add     esi, STRIDE
    cmp     esi, FUNCTIONS * STRIDE
    jb      3b
    dec     ecx
    jnz     2b
    pop     ecx
    dec     ecx
    jnz     1b
    ret

# Writes FUNCTIONS functions from EBP on, their constants from the generator in EDX. Each changes EAX and nothing else.
write_functions:
    xor     esi, esi
1:  lea     edi, [ebp+esi]
    XORSHIFT edx, ecx
    mov     word ptr [edi], 0xc069          # imul eax, eax, constant
    mov     [edi+2], edx
    or      byte ptr [edi+2], 1
    XORSHIFT edx, ecx
    mov     byte ptr [edi+6], 0x05          # add eax, constant
    mov     [edi+7], edx
    mov     dword ptr [edi+11], 0x1007c0c1  # rol eax, 7; the last byte is written over
    XORSHIFT edx, ecx
    mov     byte ptr [edi+14], 0x35         # xor eax, constant
    mov     [edi+15], edx
    mov     byte ptr [edi+19], 0xc3         # ret
    add     esi, STRIDE
    cmp     esi, FUNCTIONS * STRIDE
    jb      1b
    ret
