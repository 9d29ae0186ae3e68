# Indirect branches: an interpreter of a stack machine with one jump through a table for each bytecode. The program it runs
# counts the steps of Collatz's sequence.

.include "workload.inc"

.section .text

WORKLOAD bytecode, 10000
    xor     ebx, ebx                        # checksum
    mov     edi, offset stack
1:  push    ecx
    and     ecx, 0xffff                     # up to here the sequences stay within 32 bits
    or      ecx, 1
    mov     [locals], ecx
    mov     esi, offset program
    call    interpret
    FOLD    ebx, [locals+4]
    pop     ecx
    dec     ecx
    jnz     1b
    mov     eax, ebx
    ret

# A bytecode's number comes from the order of these rows; its code follows NEXT. ESI: next bytecode. EDI: the stack, which
# grows up. EAX, ECX, EDX are free.
.set bytecodes, 0
.macro BYTECODE name
    .set \name, bytecodes
    .set bytecodes, bytecodes + 1
    .pushsection .rodata.handlers, "a"
    .long   .Lhandler\@
    .popsection
.Lhandler\@:
.endm

.macro NEXT
    movzx   eax, byte ptr [esi]
    inc     esi
    jmp     [handlers+eax*4]
.endm

.pushsection .rodata.handlers, "a"
.align 4
handlers:
.popsection

interpret:
    NEXT

BYTECODE PUSH                               # a constant of one byte
    movzx   eax, byte ptr [esi]
    inc     esi
    mov     [edi], eax
    add     edi, 4
    NEXT

BYTECODE LOAD                               # a local variable
    movzx   eax, byte ptr [esi]
    inc     esi
    mov     eax, [locals+eax*4]
    mov     [edi], eax
    add     edi, 4
    NEXT

BYTECODE STORE
    movzx   eax, byte ptr [esi]
    inc     esi
    sub     edi, 4
    mov     ecx, [edi]
    mov     [locals+eax*4], ecx
    NEXT

# Two operands, one result.
.macro BINARY name, operation:vararg
BYTECODE \name
    sub     edi, 4
    mov     ecx, [edi]
    mov     eax, [edi-4]
    \operation
    mov     [edi-4], eax
    NEXT
.endm

BINARY ADD_, add eax, ecx
BINARY MUL_, imul eax, ecx
BINARY AND_, and eax, ecx
BINARY SHR_, shr eax, cl

BYTECODE JUMP_ZERO                          # a signed byte, counted from behind it
    movsx   eax, byte ptr [esi]
    inc     esi
    sub     edi, 4
    cmp     dword ptr [edi], 0
    jne     1f
    add     esi, eax
1:  NEXT

BYTECODE JUMP
    movsx   eax, byte ptr [esi]
    lea     esi, [esi+eax+1]
    NEXT

BYTECODE END
    ret

.macro BRANCH bytecode, target
    .byte   \bytecode
    .byte   \target - (. + 1)
.endm

.section .rodata
program:                                    # local 0: n, local 1: steps
    .byte   PUSH, 0, STORE, 1
again:
    .byte   LOAD, 0, PUSH, 1, SHR_
    BRANCH  JUMP_ZERO, end
    .byte   LOAD, 1, PUSH, 1, ADD_, STORE, 1
    .byte   LOAD, 0, PUSH, 1, AND_
    BRANCH  JUMP_ZERO, even
    .byte   LOAD, 0, PUSH, 3, MUL_, PUSH, 1, ADD_, STORE, 0
    BRANCH  JUMP, again
even:
    .byte   LOAD, 0, PUSH, 1, SHR_, STORE, 0
    BRANCH  JUMP, again
end:
    .byte   END

.section .bss
.align 4
locals:
    .skip   2 * 4
stack:
    .skip   16 * 4
