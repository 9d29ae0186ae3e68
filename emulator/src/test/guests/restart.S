# Claim: an instruction that faults can be restarted: EIP, ESP, the registers and the arithmetic flags are as before it, and of a
# store that crosses into a page that refuses it, no byte is written (an instruction of several stores may have done some of
# them). Error code and CR2 name the write and the first byte that failed. Intel SDM 3A 6.6. It fails if PUSH, POP m, ENTER, PUSHA, a far call, IRET, a read-modify-write, an x87 or SSE store or
# a fetch across two pages leaves a trace behind.

.include "harness.inc"

.set V, 0x80000000                          # pages: 0 writable, 1 missing, 2 read-only, 3 writable, 4 missing, 5 writable, 6 read-only
.set GONE, V + 0x1000                       # a missing page behind a writable one
.set READONLY, V + 0x2000
.set TOP, V + 0x5000                        # a writable page above a missing one
.set RO_EDGE, V + 0x6000                    # a read-only page behind a writable one
.set ARITHMETIC, 0x8d5                      # CF PF AF ZF SF OF

test_main:
    mov     edi, offset directory
    mov     dword ptr [edi], 0x83           # 4 MiB for ring 0, again for ring 3
    mov     dword ptr [edi+0x100*4], 0x87
    mov     dword ptr [user_alias], 0x40000000
    mov     eax, offset table + 7
    mov     [edi+0x200*4], eax
    mov     dword ptr [table], offset frames + 7
    mov     dword ptr [table+2*4], offset frames + 0x1000 + 5
    mov     dword ptr [table+3*4], offset frames + 0x2000 + 7
    mov     dword ptr [table+5*4], offset frames + 0x3000 + 7
    mov     dword ptr [table+6*4], offset frames + 0x4000 + 5
    mov     eax, cr4
    or      eax, 0x210
    mov     cr4, eax
    mov     cr3, edi
    mov     eax, cr0
    or      eax, 0x80010000
    mov     cr0, eax
    fninit
    mov     edi, offset frames
    mov     ecx, 0x5000
    mov     al, 0xee
    rep stosb
    call    stack_instructions
    call    transfers
    call    stores
    call    read_modify_write
    call    x87_and_sse
    call    fetches
    ret

# Runs `code` at CPL 3 with ESP = EBP and the other registers as they are now. It must fault with the error code at the
# linear address, and leave no trace.
.macro RESTARTS error, address, what, code:vararg
    TRY
        ENTER_RING3 ARITHMETIC | 2
        mov     esp, ebp
1:      \code
        BACK
    END_TRY
    call    trace
    CHECK   "dword ptr [fault_code]", "14 << 16 | \error", "\what: page fault"
    mov     eax, offset 1b + 0x40000000
    CHECK   "dword ptr [fault_eip]", eax, "\what: EIP"
    CHECK   "dword ptr [fault_cr2]", "\address", "\what: CR2"
    CHECK   "dword ptr [changed]", 0, "\what: no register, flag or byte of memory changed"
.endm

# The same, where QEMU's TCG leaves a trace or reports an access at CPL 3 as one at CPL 0.
.macro RESTARTS_HW error, address, what, code:vararg
    TRY
        ENTER_RING3 ARITHMETIC | 2
        mov     esp, ebp
1:      \code
        BACK
    END_TRY
    call    trace
    CHECK_HW "dword ptr [fault_code]", "14 << 16 | \error", "\what: page fault"
    mov     eax, offset 1b + 0x40000000
    CHECK   "dword ptr [fault_eip]", eax, "\what: EIP"
    CHECK   "dword ptr [fault_cr2]", "\address", "\what: CR2"
    CHECK_HW "dword ptr [changed]", 0, "\what: no register, flag or byte of memory changed"
.endm

# An instruction of several stores: which of them comes first is the processor's choice, and some of them may have been done.
# CR2 must lie in the page, registers and flags must be unchanged.
.macro RESTARTS_PARTLY error, page, what, code:vararg
    TRY
        ENTER_RING3 ARITHMETIC | 2
        mov     esp, ebp
1:      \code
        BACK
    END_TRY
    call    trace
    CHECK_HW "dword ptr [fault_code]", "14 << 16 | \error", "\what: page fault"
    mov     eax, offset 1b + 0x40000000
    CHECK_HW "dword ptr [fault_eip]", eax, "\what: EIP"
    mov     eax, [fault_cr2]
    and     eax, 0xfffff000
    CHECK_HW eax, "\page", "\what: page in CR2"
    mov     eax, [changed]
    and     eax, 0x1ff
    CHECK_HW eax, 0, "\what: no register or flag changed"
.endm

# [changed] = bits: 0 EAX, 1 ECX, 2 EDX, 3 EBX, 4 ESP, 5 EBP, 6 ESI, 7 EDI, 8 flags, 9 memory.
.macro COMPARE saved, index, bit
    mov     eax, [\saved]
    cmp     eax, [try_registers+4*\index]
    je      90f
    or      dword ptr [changed], 1 << \bit
90:
.endm

trace:
    pushad
    mov     dword ptr [changed], 0
    COMPARE fault_eax, 0, 0
    COMPARE fault_ecx, 1, 1
    COMPARE fault_edx, 2, 2
    COMPARE fault_ebx, 3, 3
    COMPARE fault_esp, 5, 4                 # ESP was set to EBP
    COMPARE fault_ebp, 5, 5
    COMPARE fault_esi, 6, 6
    COMPARE fault_edi, 7, 7
    mov     eax, [fault_eflags]
    and     eax, ARITHMETIC
    cmp     eax, ARITHMETIC
    je      1f
    or      dword ptr [changed], 1 << 8
1:  mov     edi, offset frames
    mov     ecx, 0x5000
    mov     al, 0xee
    repe    scasb
    je      2f
    or      dword ptr [changed], 1 << 9
    mov     edi, offset frames              # repair for the next test
    mov     ecx, 0x5000
    rep     stosb
2:  popad
    ret

.set WRITE_GONE, 6                          # error codes at CPL 3
.set WRITE_REFUSED, 7
.set READ_GONE, 4

stack_instructions:
    mov     eax, 0xa1a1a1a1
    mov     ecx, 0xc1c1c1c1
    mov     edx, 0xd1d1d1d1
    mov     ebx, GONE
    mov     esi, 0x51515151
    mov     edi, 0xd1d1d1d2
    mov     ebp, TOP
    RESTARTS WRITE_GONE, TOP-4, "PUSH EAX", push eax
    RESTARTS WRITE_GONE, TOP-4, "PUSH imm", push 0x12345678
    RESTARTS WRITE_GONE, TOP-4, "PUSHFD", pushfd
    RESTARTS WRITE_GONE, TOP-4, "PUSH DS", push ds
    RESTARTS READ_GONE, GONE, "PUSH m", push dword ptr [ebx]
    RESTARTS WRITE_GONE, TOP-4, "ENTER 16,0", enter 16, 0
    mov     ebp, TOP + 2
    RESTARTS WRITE_GONE, TOP-2, "PUSH across the edge", push eax
    mov     ebp, TOP + 0x10
    RESTARTS_PARTLY WRITE_GONE, TOP-0x1000, "PUSHAD that runs into the missing page", pushad
    RESTARTS_PARTLY WRITE_GONE, TOP-0x1000, "ENTER whose frame ends in the missing page", enter 16, 0
    RESTARTS_PARTLY WRITE_GONE, TOP-0x1000, "ENTER with nesting", .byte 0xc8, 0, 0, 6
    mov     ebp, TOP + 8
    RESTARTS_PARTLY WRITE_GONE, TOP-0x1000, "PUSHAW that runs into the missing page", pushaw
    mov     ebp, GONE - 4
    RESTARTS WRITE_GONE, GONE, "POP m", pop dword ptr [ebx]
    RESTARTS WRITE_GONE, GONE, "POP [ESP] uses the incremented ESP", pop dword ptr [esp]
    mov     ebp, GONE
    RESTARTS READ_GONE, GONE, "POP EAX", pop eax
    RESTARTS READ_GONE, GONE, "POPFD", popfd
    RESTARTS READ_GONE, GONE, "POP ES", pop es
    RESTARTS READ_GONE, GONE, "LEAVE", leave
    mov     ebp, GONE - 16
    RESTARTS_HW READ_GONE, GONE, "POPAD that runs into the missing page", popad
    ret

transfers:
    mov     ebp, TOP
    mov     ebx, offset far_pointer + 0x40000000
    RESTARTS WRITE_GONE, TOP-4, "CALL near", call fetches
    RESTARTS WRITE_GONE, TOP-4, "CALL m", call [ebx]
    RESTARTS_HW WRITE_GONE, TOP-4, "CALL far", call fword ptr [ebx]
    mov     ebp, TOP + 4
    RESTARTS_PARTLY WRITE_GONE, TOP-0x1000, "CALL far, second push", call fword ptr [ebx]
    mov     ebx, GONE - 4
    mov     ebp, TOP + 0x100
    RESTARTS READ_GONE, GONE, "JMP far through a pointer across the edge", jmp fword ptr [ebx]
    RESTARTS READ_GONE, GONE, "LES across the edge", les eax, [ebx]
    RESTARTS READ_GONE, GONE, "LSS across the edge", lss esp, [ebx]
    mov     ebp, GONE
    RESTARTS READ_GONE, GONE, "RET", ret
    RESTARTS READ_GONE, GONE, "RET 8", ret 8
    mov     ebp, GONE - 4
    RESTARTS_HW READ_GONE, GONE, "RETF", retf
    mov     ebp, GONE - 8
    RESTARTS_HW READ_GONE, GONE, "IRET, flags missing", iretd
    ret

stores:
    mov     eax, 0xa1a1a1a1
    mov     ebp, TOP + 0x100
    mov     ebx, GONE - 2
    RESTARTS WRITE_GONE, GONE, "MOV m32 across the edge", mov [ebx], eax
    mov     ebx, GONE - 1
    RESTARTS WRITE_GONE, GONE, "MOV m16 across the edge", mov [ebx], ax
    mov     ebx, RO_EDGE - 3
    RESTARTS WRITE_REFUSED, RO_EDGE, "MOV m32 into a read-only page", mov [ebx], eax
    mov     ebx, READONLY + 0xffe
    RESTARTS WRITE_REFUSED, READONLY+0xffe, "MOV m32 out of a read-only page", mov [ebx], eax
    mov     edi, GONE - 2
    mov     esi, V
    cld
    RESTARTS WRITE_GONE, GONE, "STOSD across the edge", stosd
    RESTARTS WRITE_GONE, GONE, "MOVSD, store fails", movsd
    mov     esi, GONE - 2
    mov     edi, V
    RESTARTS READ_GONE, GONE, "MOVSD, load fails", movsd
    RESTARTS READ_GONE, GONE, "CMPSD", cmpsd
    mov     ebx, GONE - 2
    RESTARTS_PARTLY WRITE_GONE, GONE, "SIDT across the edge", sidt [ebx]
    RESTARTS WRITE_GONE, GONE, "SETcc", setc [ebx+2]
    ret

read_modify_write:
    mov     eax, 0xa1a1a1a1
    mov     edx, 0xd1d1d1d1
    mov     ecx, 3
    mov     ebx, READONLY
    mov     ebp, TOP + 0x100
    RESTARTS WRITE_REFUSED, READONLY, "ADD", add [ebx], eax
    RESTARTS WRITE_REFUSED, READONLY, "LOCK ADD", lock add [ebx], eax
    RESTARTS WRITE_REFUSED, READONLY, "INC", inc dword ptr [ebx]
    RESTARTS WRITE_REFUSED, READONLY, "NOT", not dword ptr [ebx]
    RESTARTS WRITE_REFUSED, READONLY, "ADC", adc [ebx], eax
    RESTARTS WRITE_REFUSED, READONLY, "SHL", shl dword ptr [ebx], cl
    RESTARTS_HW WRITE_REFUSED, READONLY, "RCR", rcr dword ptr [ebx], 1
    RESTARTS WRITE_REFUSED, READONLY, "SHLD", shld [ebx], edx, 4
    RESTARTS WRITE_REFUSED, READONLY, "XCHG", xchg [ebx], eax
    RESTARTS WRITE_REFUSED, READONLY, "XADD", xadd [ebx], eax
    RESTARTS WRITE_REFUSED, READONLY, "BTS", bts dword ptr [ebx], 5
    RESTARTS WRITE_REFUSED, READONLY, "CMPXCHG that does not match", cmpxchg [ebx], edx
    RESTARTS WRITE_REFUSED, READONLY, "CMPXCHG8B that does not match", cmpxchg8b [ebx]
    mov     eax, 0xeeeeeeee
    RESTARTS WRITE_REFUSED, READONLY, "CMPXCHG that matches", cmpxchg [ebx], edx
    mov     ebx, RO_EDGE - 2
    RESTARTS_HW WRITE_REFUSED, RO_EDGE, "ADD across the edge of a read-only page", add [ebx], eax
    RESTARTS_HW WRITE_REFUSED, RO_EDGE, "XCHG across the edge of a read-only page", xchg [ebx], eax
    mov     ebx, READONLY
    TRY
        ENTER_RING3
        bt      dword ptr [ebx], 5
        test    [ebx], eax
        cmp     [ebx], eax
        BACK
    PASSED  "BT, TEST and CMP only read"
    ret

x87_and_sse:
    mov     ebp, TOP + 0x100
    mov     ebx, GONE - 4
    fninit
    fldpi
    RESTARTS WRITE_GONE, GONE, "FSTP m64 across the edge", fstp qword ptr [ebx]
    RESTARTS WRITE_GONE, GONE, "FSTP m80 across the edge", fstp tbyte ptr [ebx]
    RESTARTS WRITE_GONE, GONE, "FISTP m64 across the edge", fistp qword ptr [ebx]
    RESTARTS_PARTLY WRITE_GONE, GONE, "FNSTENV across the edge", fnstenv [ebx]
    fnstsw  ax
    and     eax, 0x3800
    CHECK   eax, 0x3800, "nothing was popped"
    fnstcw  [control_word]
    mov     word ptr [control_word], 0x0f7f
    fldcw   [control_word]
    RESTARTS_PARTLY WRITE_GONE, GONE, "FNSAVE across the edge", fnsave [ebx]
    fnstcw  [control_word]
    movzx   eax, word ptr [control_word]
    CHECK   eax, 0x0f7f, "FNSAVE did not reset the control word"
    fnstsw  ax
    and     eax, 0x3800
    CHECK   eax, 0x3800, "nor the stack"
    RESTARTS READ_GONE, GONE, "FLD m80 across the edge", fld tbyte ptr [ebx]
    fnstsw  ax
    and     eax, 0x3800
    CHECK   eax, 0x3800, "nothing was pushed"
    fninit
    RESTARTS WRITE_GONE, GONE, "MOVDQU store across the edge", movdqu [ebx], xmm0
    RESTARTS WRITE_GONE, GONE, "MOVQ store across the edge", movq qword ptr [ebx], xmm0
    RESTARTS READ_GONE, GONE, "MOVDQU load across the edge", movdqu xmm0, [ebx]
    ret

# Code that crosses from page 0 into the missing one.
fetches:
    mov     ebp, TOP + 0x100
    mov     byte ptr [GONE-2], 0xb8         # MOV EAX, imm32
    mov     byte ptr [GONE-1], 0x11
    mov     ebx, GONE - 2
    TRY
        ENTER_RING3
        jmp     ebx
    CAUGHT  14, READ_GONE, "an instruction that crosses into a missing page"
    CHECK   "dword ptr [fault_eip]", "GONE - 2", "EIP is its first byte"
    CHECK   "dword ptr [fault_cr2]", GONE, "CR2 is the missing byte"
    mov     byte ptr [GONE-2], 0x90
    mov     byte ptr [GONE-1], 0x90
    TRY
        ENTER_RING3
        jmp     ebx
    CAUGHT  14, READ_GONE, "running into a missing page"
    CHECK   "dword ptr [fault_eip]", GONE, "EIP is the missing page"
    mov     byte ptr [GONE-1], 0xc3         # RET: a one-byte instruction at the very end needs no more
    TRY
        ENTER_RING3
        call    ebx
        BACK
    PASSED  "the last instruction of a page does not touch the next one"
    mov     word ptr [GONE-2], 0xeeee
    ret

.section .data
.align 4
far_pointer:
    .long   0
    .word   USER32
control_word:
    .word   0

.section .bss
.align 4096
directory:
    .skip   4096
table:
    .skip   4096
frames:
    .skip   0x5000
changed:
    .skip   4
