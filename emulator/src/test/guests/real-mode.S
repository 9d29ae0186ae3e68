# Claim: real mode has 64 KiB segments at selector times 16, delivers interrupts and faults through the vector table without error
# codes, wraps SP, jump targets and effective addresses at 16 bits, and keeps limits that protected mode loaded ("unreal" mode);
# with the A20 gate shut, bit 20 of every address is 0. Intel SDM 3B 21.1. It fails if a limit, a wrap or the gate is ignored.

.include "harness.inc"
.include "real.inc"

test_main:
    call    segments
    call    limits
    call    wraps
    call    interrupts
    call    instructions
    call    unreal
    call    a20
    ret

segments:
    TRY
        mov     ebx, 0x12345678
        REAL
        mov     eax, cr0
        mov     cx, 0x2345
        mov     gs, cx
        mov     byte ptr gs:[1], 0x5a
        mov     cx, cs
        mov     dx, ss
        mov     si, sp
        mov     word ptr cs:[scratch - low_start], 0x1234
        PROTECTED
        mov     [seen], eax
        mov     [seen+4], ebx
        mov     [seen+8], cx
        mov     [seen+10], dx
        mov     [seen+12], esi
    PASSED  "to real mode and back"
    mov     eax, [seen]
    and     eax, 1
    CHECK   eax, 0, "CR0.PE is 0 inside"
    CHECK   "dword ptr [seen+4]", 0x12345678, "32-bit registers pass"
    CHECK   "dword ptr [seen+8]", 0x20001000, "CS and SS"
    movzx   eax, word ptr [scratch]
    CHECK   eax, 0x1234, "a write through CS"
    movzx   eax, byte ptr [0x23451]
    CHECK   eax, 0x5a, "2345:0001 is linear 0x23451"
    ret

limits:
    TRY
        REAL
        mov     ax, ds:[0xffff]
        PROTECTED
    CAUGHT_HW 13, 0, "a word at offset FFFF"
    TRY
        REAL
        mov     eax, ds:[0xfffd]
        PROTECTED
    CAUGHT_HW 13, 0, "a dword at offset FFFD"
    TRY
        REAL
        mov     eax, ds:[0xfffc]
        mov     al, ds:[0xffff]
        PROTECTED
    PASSED  "the last dword and the last byte"
    TRY
        REAL
        mov     bp, 0xffff
        mov     ax, [bp]
        PROTECTED
    CAUGHT_HW 12, 0, "a word at SS:FFFF"
    TRY
        REAL
        mov     ebx, 0x10000
        mov     byte ptr [ebx], 0
        PROTECTED
    CAUGHT_HW 13, 0, "a 32-bit offset beyond 64 KiB"
    TRY
        REAL
        mov     si, 0xfffe
        mov     cx, 4
        cld
        rep lodsw
        PROTECTED
    PASSED  "LODSW wraps SI from FFFE to 0"
    TRY
        REAL
        mov     si, 0xfffd
        mov     cx, 4
        cld
        rep lodsw
        PROTECTED
    CAUGHT_HW 13, 0, "LODSW at FFFF"
    movzx   eax, word ptr [fault_esi]
    CHECK_HW eax, 0xffff, "SI is the faulting offset"
    movzx   eax, word ptr [fault_ecx]
    CHECK_HW eax, 3, "CX counts what is left"
    mov     word ptr [scratch], 2
    TRY
        REAL
        mov     byte ptr es:[0xffff], 0x90
        mov     word ptr ss:[0], 0x0b0f     # UD2, for a processor that runs on at 1000:10000
        dec     word ptr cs:[scratch - low_start]
        jz      1f                          # a processor that wraps comes by again
        jmp     0x1000:0xffff
1:      PROTECTED
    CAUGHT_HW 13, 0, "running off the end of the code segment"
    TRY
        REAL
        mov     ax, 0x3000
        mov     es, ax
        mov     word ptr es:[0], 0x0b0f     # UD2, for a processor that goes there
        .byte   0x66, 0xe9                  # a jump with a 32-bit displacement
        .long   0x20000 - (1f - low_start)
1:
        PROTECTED
    CAUGHT_HW 13, 0, "a 32-bit near jump beyond 64 KiB"
    ret

wraps:
    TRY
        REAL
        mov     esp, 0xabcd0000
        push    0x1234
        mov     ebx, esp
        mov     cx, ss:[0xfffe]
        pop     dx
        mov     esi, esp
        PROTECTED
        mov     [seen], ebx
        mov     [seen+4], cx
        mov     [seen+6], dx
        mov     [seen+8], esi
    PASSED  "PUSH with SP 0"
    CHECK   "dword ptr [seen]", 0xabcdfffe, "SP wraps, the upper half of ESP is kept"
    CHECK   "dword ptr [seen+4]", 0x12341234, "the word lies at SS:FFFE and is popped from there"
    CHECK   "dword ptr [seen+8]", 0xabcd0000, "POP wraps back"
    TRY
        REAL
        mov     sp, 2
        push    eax
        PROTECTED
    CAUGHT_HW 12, 0, "a dword pushed across offset 0"
    movzx   eax, word ptr [fault_esp]
    CHECK_HW eax, 2, "SP is unchanged"
    TRY
        REAL
        mov     word ptr [0xfff0], 0x20eb   # JMP SHORT to 0x12
        mov     eax, [0x12]
        mov     byte ptr [0x12], 0xe9       # JMP back
        mov     word ptr [0x13], offset 1f - low_start - 0x15
        jmp     0x1000:0xfff0
1:      mov     [0x12], eax
        PROTECTED
    PASSED  "a short jump over the end wraps to the start"
    TRY
        REAL
        mov     ax, 0x3000
        mov     es, ax
        mov     bx, 0xfff0
        mov     si, 0x30
        mov     dword ptr es:[0x24], 0x77778888
        mov     eax, es:[bx+si+4]
        PROTECTED
        mov     [seen], eax
    PASSED  "BX+SI+4"
    CHECK   "dword ptr [seen]", 0x77778888, "an effective address wraps at 64 KiB"
    TRY
        REAL
        mov     ecx, 0x10002
1:      inc     ebx
        loop    1b
        PROTECTED
        mov     [seen], ecx
    PASSED  "LOOP"
    CHECK   "dword ptr [seen]", 0x10000, "counts in CX"
    ret

interrupts:
    TRY
        REAL
        xor     bx, bx
        mov     fs, bx
        mov     dword ptr fs:[0x60*4], 0x10000000 + (1f - low_start)
        push    0x0202
        popf
        mov     bx, sp
        int     0x60
        sub     bx, sp
        pushf
        pop     si
        jmp     2f
1:      mov     cx, sp
        mov     bp, sp
        mov     di, [bp+4]
        pushf
        pop     dx
        iret
2:      PROTECTED
        mov     [seen], bx
        mov     [seen+2], cx
        mov     [seen+4], dx
        mov     [seen+6], di
        mov     [seen+8], si
    PASSED  "INT 60 and IRET"
    movzx   eax, word ptr [seen]
    CHECK   eax, 0, "the stack is as before"
    movzx   eax, word ptr [seen+2]
    CHECK   eax, "0x8000 - 6", "three words were pushed"
    movzx   eax, word ptr [seen+4]
    and     eax, 0x200
    CHECK   eax, 0, "IF is clear inside"
    movzx   eax, word ptr [seen+6]
    and     eax, 0x200
    CHECK   eax, 0x200, "IF was pushed"
    movzx   eax, word ptr [seen+8]
    and     eax, 0x200
    CHECK   eax, 0x200, "and came back"
    TRY
        REAL
        xor     dx, dx
        div     dx
        PROTECTED
    CAUGHT  0, 0, "a divide error"
    CHECK   "dword ptr [fault_esp]", 0x8000, "has no error code"
    movzx   eax, word ptr [fault_eip]
    movzx   eax, word ptr [eax+0x10000]
    CHECK   eax, 0xf2f7, "IP is the DIV"
    TRY
        REAL
        ud2
        PROTECTED
    CAUGHT  6, 0, "UD2"
    TRY
        REAL
        lidt    cs:[short_idt - low_start]
        int     0x60
        PROTECTED
    CAUGHT_HW 13, 0, "a vector that does not fit into the table"
    TRY
        REAL
        mov     dword ptr cs:[moved_table + 5*4 - low_start], 0x10000000 + (1f - low_start)
        lidt    cs:[moved_idt - low_start]
        xor     ecx, ecx
        int     5
        jmp     2f
1:      mov     ecx, 0x55
        iret
2:      PROTECTED
        mov     [seen], ecx
    PASSED  "LIDT moves the vector table"
    CHECK   "dword ptr [seen]", 0x55, "the vector was read there"
    ret

.section .low
.align 4
scratch:
    .long   0
short_idt:
    .word   0x60*4 + 2
    .long   0
moved_idt:
    .word   0x3ff
    .long   moved_table
.align 4
moved_table:
    .skip   128
.section .text

instructions:
    TRY
        REAL
        .byte   0x0f, 0x00, 0xc0            # SLDT AX
        PROTECTED
    CAUGHT  6, 0, "SLDT in real mode"
    TRY
        REAL
        .byte   0x0f, 0x02, 0xc0            # LAR
        PROTECTED
    CAUGHT  6, 0, "LAR in real mode"
    TRY
        REAL
        .byte   0x63, 0xc0                  # ARPL
        PROTECTED
    CAUGHT  6, 0, "ARPL in real mode"
    TRY
        REAL
        .byte   0x0f, 0x00, 0xd8            # LTR
        PROTECTED
    CAUGHT  6, 0, "LTR in real mode"
    TRY
        REAL
        push    0x7002
        popf
        pushf
        pop     bx
        push    2
        popf
        PROTECTED
        mov     [seen], bx
    PASSED  "POPF"
    movzx   eax, word ptr [seen]
    and     eax, 0x7000
    CHECK   eax, 0x7000, "sets NT and IOPL"
    TRY
        REAL
        mov     ax, 1
        mov     ds, ax
        mov     ax, 0xffff
        mov     es, ax
        lss     bx, cs:[1f - low_start]
        mov     dx, ss
        jmp     2f
1:      .word   0x8000, 0x2000
2:      call    0x1000:(3f - low_start)
        jmp     4f
3:      mov     si, sp
        retf
4:      PROTECTED
        mov     [seen], si
    PASSED  "any value loads as a selector; far calls push two words"
    movzx   eax, word ptr [seen]
    CHECK   eax, "0x8000 - 4", "CS and IP"
    ret

# ---------------------------------------------------------------- unreal mode

# FS has base 0 and a 4 GiB limit when PE is cleared; then a real-mode load changes its base only.
unreal:
    mov     dword ptr [0x200010], 0x600dcafe
    mov     dword ptr [0x223460], 0x0badf00d
    TRY
        REAL
        mov     eax, cr0                    # a moment of protected mode, without touching CS
        or      al, 1
        mov     cr0, eax
        mov     bx, DATA32
        mov     fs, bx
        and     al, 0xfe
        mov     cr0, eax
        mov     ebx, 0x200010
        mov     ecx, fs:[ebx]
        mov     ax, 0x2345
        mov     fs, ax
        mov     edx, fs:[ebx]               # 0x23450 + 0x200010
        xor     ax, ax
        mov     fs, ax
        mov     esi, fs:[ebx]
        PROTECTED
        mov     [seen], ecx
        mov     [seen+4], edx
        mov     [seen+8], esi
    PASSED  "a 4 GiB segment in real mode"
    CHECK   "dword ptr [seen]", 0x600dcafe, "its limit outlives the switch"
    CHECK   "dword ptr [seen+4]", 0x0badf00d, "a load in real mode changes the base and keeps the limit"
    CHECK   "dword ptr [seen+8]", 0x600dcafe, "and another"
    ret

# ---------------------------------------------------------------- the A20 gate, by port 92h

a20:
    TRY
        REAL
        mov     ax, 0xffff
        mov     ds, ax
        mov     ax, 0x3000
        mov     es, ax
        xor     ax, ax
        mov     fs, ax
        mov     ebx, ds:[0x510]             # keep what lies at 0x100500, in the image, and at 0x500
        mov     ecx, fs:[0x500]
        mov     dword ptr fs:[0x500], 0x0000aaaa
        mov     dword ptr ds:[0x510], 0x1111aaaa
        mov     edx, fs:[0x500]             # gate open: two places
        in      al, 0x92
        and     al, 0xfc
        out     0x92, al
        mov     esi, ds:[0x510]             # shut: FFFF:0510 is 0x500
        mov     dword ptr ds:[0x510], 0x2222aaaa
        mov     edi, fs:[0x500]
        or      al, 2
        out     0x92, al
        mov     ebp, ds:[0x510]             # open: what was there before
        mov     ds:[0x510], ebx
        mov     fs:[0x500], ecx
        PROTECTED
        mov     [seen], edx
        mov     [seen+4], esi
        mov     [seen+8], edi
        mov     [seen+12], ebp
    PASSED  "through the gate and back"
    CHECK   "dword ptr [seen]", 0x0000aaaa, "open: 1 MiB and 0 are different"
    CHECK   "dword ptr [seen+4]", 0x0000aaaa, "shut: a read above 1 MiB comes from below"
    CHECK   "dword ptr [seen+8]", 0x2222aaaa, "shut: a write goes there too"
    CHECK   "dword ptr [seen+12]", 0x1111aaaa, "open again: the upper place never changed"
    ret

.section .bss
.align 4
seen:
    .skip   32
