# Claim: a selector load succeeds exactly when type, DPL, RPL, CPL and the present bit allow it, with the manual's exception and
# error code otherwise; execute-only code cannot be read, read-only data not written, a null selector not used; LAR, LSL, VERR
# and VERW agree with what a load would do; a load sets the accessed bit. Intel SDM 2A (MOV, JMP), 2B (LAR...), 3A 5.4 to 5.6.
# It fails if one of the 7,168 combinations of type, DPL, P, RPL, CPL and kind of load goes wrong.

.include "harness.inc"

.set SEG, FREE
.set SLOT, gdt + FREE

test_main:
    call    load_matrix
    call    null_and_beyond
    call    wrong_use
    call    accessed_bit
    call    look_at
    ret

# ---------------------------------------------------------------- loads, all combinations

# CL = access byte (all 256), CH = RPL, EDI = kind of load, EBP = CPL.
load_matrix:
    xor     ebp, ebp
1:  mov     edi, offset kinds
2:  xor     ecx, ecx
3:  movzx   eax, cl
    mov     ebx, 0xfffff
    mov     edx, eax
    and     edx, 0x1c
    cmp     edx, 0x14                       # expand-down: all but the first page is inside
    jne     6f
    xor     ebx, ebx
6:  DESCRIPTOR SEG, 0, ebx, eax, "GRAN + BIG"
    cmp     dword ptr [edi+8], 0            # a far jump to a system descriptor is a matter for the gates' own guest
    je      4f
    test    cl, 0x10
    jz      5f
4:  call    load_cell
5:  inc     ecx
    cmp     ecx, 0x400
    jb      3b
    add     edi, 12
    cmp     edi, offset kinds_end
    jb      2b
    add     ebp, 3
    cmp     ebp, 3
    jbe     1b
    MATCHED "2*(3*1024 + 512)", "DS, FS, SS and JMP: type, DPL, P, RPL, CPL"
    ret

load_cell:
    pushad
    movzx   eax, ch
    add     eax, SEG
    mov     [far_pointer+4], ax
    TRY
        test    ebp, ebp
        jz      1f
        ENTER_RING3
1:      call    [edi]
        BACK
    END_TRY
    mov     esi, ecx                        # access byte
    shr     esi, 5
    and     esi, 3                          # DPL
    movzx   edx, ch                         # RPL
    mov     ebx, eax
    and     ebx, 0xfffc                     # the error code
    call    [edi+4]                         # EAX = expected
    mov     edx, eax
    mov     eax, [fault_code]
    mov     ebx, ecx
    call    match
    popad
    ret

load_ds:
    mov     ds, eax
    ret
load_fs:
    mov     fs, eax
    ret
load_ss:
    mov     ss, eax
    ret
load_cs:
    jmp     fword ptr [far_pointer]
landed:
    ret

# What must happen. In: CL = access byte, ESI = DPL, EDX = RPL, EBP = CPL, EBX = error code. Out: EAX = fault_code.
expect_data:
    test    cl, 0x10                        # a system descriptor
    jz      general_protection
    mov     al, cl
    and     al, 0x0a
    cmp     al, 0x08                        # execute-only code
    je      general_protection
    mov     al, cl
    and     al, 0x0c
    cmp     al, 0x0c                        # conforming code: no privilege check
    je      1f
    cmp     edx, esi
    ja      general_protection
    cmp     ebp, esi
    ja      general_protection
1:  test    cl, PRESENT
    jz      not_present
no_fault:
    mov     eax, NO_FAULT << 16
    ret
general_protection:
    mov     eax, 13 << 16
    or      eax, ebx
    ret
not_present:
    mov     eax, 11 << 16
    or      eax, ebx
    ret

expect_stack:
    mov     al, cl
    and     al, 0x1a
    cmp     al, 0x12                        # writable data
    jne     general_protection
    cmp     edx, ebp
    jne     general_protection
    cmp     esi, ebp
    jne     general_protection
    test    cl, PRESENT
    jnz     no_fault
    mov     eax, 12 << 16
    or      eax, ebx
    ret

expect_code:
    test    cl, 0x08
    jz      general_protection
    test    cl, 0x04
    jnz     1f
    cmp     edx, ebp                        # non-conforming: DPL = CPL, RPL at most CPL
    ja      general_protection
    cmp     esi, ebp
    jne     general_protection
    jmp     2f
1:  cmp     esi, ebp                        # conforming: DPL at most CPL
    ja      general_protection
2:  test    cl, PRESENT
    jnz     no_fault
    jmp     not_present

.section .data
.align 4
kinds:
    .long   load_ds, expect_data, 0
    .long   load_fs, expect_data, 0
    .long   load_ss, expect_stack, 0
    .long   load_cs, expect_code, 1
kinds_end:
far_pointer:
    .long   landed
    .word   0

# ---------------------------------------------------------------- null selectors, selectors beyond the table

.section .text
null_and_beyond:
    mov     ebx, 0
1:  TRY
        mov     ds, ebx
        mov     es, ebx
        mov     fs, ebx
        mov     gs, ebx
    PASSED  "a null selector (any RPL) loads into DS, ES, FS, GS"
    inc     ebx
    cmp     ebx, 4
    jb      1b
    TRY
        xor     eax, eax
        mov     ss, eax
    CAUGHT  13, 0, "null into SS"
    TRY
        push    0
        push    offset landed
        retf
    CAUGHT  13, 0, "far return to null"
    TRY
        xor     eax, eax
        mov     gs, eax
        mov     eax, gs:[0]
    CAUGHT_HW 13, 0, "a read through a null selector"
    TRY
        mov     eax, 3
        mov     es, eax
        xor     edi, edi
        stosb
    CAUGHT_HW 13, 0, "a write through a null selector"
    TRY
        mov     eax, gdt_end - gdt
        mov     es, eax
    CAUGHT  13, "gdt_end - gdt", "a selector beyond the GDT"
    TRY
        mov     eax, gdt_end - gdt + 3
        mov     es, eax
    CAUGHT  13, "gdt_end - gdt", "its error code has no RPL"
    TRY
        mov     eax, gdt_end - gdt
        mov     ss, eax
    CAUGHT  13, "gdt_end - gdt", "the same for SS"
    TRY
        xor     eax, eax
        lldt    ax
        mov     eax, 0x0c
        mov     es, eax
    CAUGHT  13, 0x0c, "a selector into the LDT when there is none: TI stays in the error code"
    TRY
        mov     eax, CODE32
        mov     cs, eax
    CAUGHT  6, 0, "MOV to CS"
    # A local descriptor table with one slot.
    DESCRIPTOR SEG, "offset local_table", 7, SYS_LDT
    TRY
        mov     eax, SEG
        lldt    ax
        mov     eax, 4
        mov     es, eax
        mov     eax, es:[0]
    PASSED  "slot 0 of the LDT is usable"
    TRY
        mov     eax, SEG
        lldt    ax
        mov     eax, 0x0c
        mov     es, eax
    CAUGHT  13, 0x0c, "slot 1 lies beyond the LDT"
    TRY
        mov     eax, CODE32
        lldt    ax
    CAUGHT  13, CODE32, "LLDT of something that is no LDT"
    DESCRIPTOR SEG, "offset local_table", 7, 0x02
    TRY
        mov     eax, SEG
        lldt    ax
    CAUGHT  11, SEG, "LLDT of an LDT that is not present"
    TRY
        mov     eax, 4
        lldt    ax
    CAUGHT  13, 4, "LLDT with TI set"
    TRY
        xor     eax, eax
        ltr     ax
    CAUGHT_HW 13, 0, "LTR of null"
    mov     byte ptr [gdt+TSS+5], SYS_TSS32
    mov     eax, TSS
    ltr     ax
    TRY
        mov     eax, TSS
        ltr     ax
    CAUGHT  13, TSS, "LTR of a busy TSS"
    DESCRIPTOR SEG, 0, 0x67, "SYS_TSS32 - PRESENT"
    TRY
        mov     eax, SEG
        ltr     ax
    CAUGHT  11, SEG, "LTR of a TSS that is not present"
    xor     eax, eax
    lldt    ax
    TRY
        ENTER_RING3
        xor     eax, eax
        lldt    ax
    CAUGHT  13, 0, "LLDT at CPL 3"
    TRY
        ENTER_RING3
        sldt    ax
        str     ax
        sgdt    [scratch]
        sidt    [scratch]
        smsw    ax
        BACK
    PASSED  "SLDT, STR, SGDT, SIDT, SMSW at CPL 3"
    ret

# ---------------------------------------------------------------- use against the type

wrong_use:
    DESCRIPTOR SEG, 0, 0xfffff, DATA_R, "GRAN + BIG"
    TRY
        mov     eax, SEG
        mov     es, eax
        mov     ecx, es:[scratch]
        mov     es:[scratch], ecx
    CAUGHT_HW 13, 0, "a write to read-only data"
    DESCRIPTOR SEG, 0, 0, DOWN_R, "GRAN + BIG"
    TRY
        mov     eax, SEG
        mov     es, eax
        mov     ecx, es:[scratch]
        add     es:[scratch], ecx
    CAUGHT_HW 13, 0, "read-modify-write of read-only expand-down data"
    DESCRIPTOR SEG, 0, 0xfffff, CODE_XR, "GRAN + BIG"
    TRY
        mov     eax, SEG
        mov     es, eax
        mov     ecx, es:[scratch]
        mov     es:[scratch], ecx
    CAUGHT_HW 13, 0, "a write to readable code"
    TRY
        mov     cs:[scratch], ecx
    CAUGHT_HW 13, 0, "a write through CS"
    DESCRIPTOR SEG, 0, 0xfffff, CODE_X, "GRAN + BIG"
    TRY
        jmp     SEG:1f
1:      mov     ecx, cs:[scratch]
        BACK
    CAUGHT_HW 13, 0, "a read of execute-only code through CS"
    DESCRIPTOR SEG, 0, 0xfffff, CONF_XR, "GRAN + BIG"
    TRY
        jmp     SEG:2f
2:      mov     ecx, cs:[scratch]
        mov     eax, SEG
        mov     gs, eax
        mov     ecx, gs:[scratch]
        BACK
    PASSED  "a read of readable conforming code"
    TRY
        ENTER_RING3
        jmp     SEG:3f
3:      mov     eax, cs
        mov     ebx, eax
        BACK
    PASSED  "ring 3 jumps to conforming code of ring 0"
    CHECK   "dword ptr [fault_ebx]", "SEG + 3", "and stays in ring 3"
    # A loaded segment keeps what it had: changing the descriptor in memory changes nothing until the next load.
    DESCRIPTOR SEG, 0, 0xfffff, DATA_RW, "GRAN + BIG"
    TRY
        mov     eax, SEG
        mov     fs, eax
        DESCRIPTOR SEG, 0, 0, 0
        mov     fs:[scratch], eax
        mov     eax, fs:[scratch]
    PASSED  "the hidden part of a segment register is not read again"
    ret

# ---------------------------------------------------------------- the accessed bit

accessed_bit:
    DESCRIPTOR SEG, 0, 0xfffff, DATA_RW, "GRAN + BIG"
    mov     eax, SEG
    mov     fs, eax
    movzx   eax, byte ptr [SLOT+5]
    CHECK   eax, "DATA_RW + 1", "a load into FS sets the accessed bit in the table"
    mov     byte ptr [SLOT+5], DATA_RW
    mov     ebx, SEG
    verr    bx
    lar     eax, ebx
    movzx   eax, byte ptr [SLOT+5]
    CHECK   eax, DATA_RW, "VERR and LAR do not"
    DESCRIPTOR SEG, 0, 0xfffff, CODE_XR, "GRAN + BIG"
    TRY
        jmp     SEG:1f
1:      BACK
    PASSED  "a jump to fresh code"
    movzx   eax, byte ptr [SLOT+5]
    CHECK_HW eax, "CODE_XR + 1", "a far jump sets it"
    DESCRIPTOR SEG, 0, 0xfffff, "DATA_RW - PRESENT", "GRAN + BIG"
    TRY
        mov     eax, SEG
        mov     fs, eax
    CAUGHT  11, SEG, "a load of data that is not present"
    movzx   eax, byte ptr [SLOT+5]
    CHECK   eax, "DATA_RW - PRESENT", "a load that faults does not set it"
    ret

# ---------------------------------------------------------------- LAR, LSL, VERR, VERW

# Bit n stands for S and type n (S is bit 4).
.set LSL_TYPES, 0xffff0000 | 1<<1 | 1<<2 | 1<<3 | 1<<9 | 1<<11
.set LAR_TYPES, 0xffff0000 | 1<<1 | 1<<2 | 1<<3 | 1<<4 | 1<<5 | 1<<9 | 1<<11 | 1<<12
.set VERR_TYPES, 0xccff0000
.set VERW_TYPES, 0x00cc0000

# CL = access byte with P set, CH = RPL, EBP = CPL.
look_at:
    xor     ebp, ebp
1:  xor     ecx, ecx
2:  test    cl, PRESENT
    jz      3f
    movzx   eax, cl
    DESCRIPTOR SEG, 0x12345678, 0x9abcd, eax, GRAN
    call    look_cell
3:  inc     ecx
    cmp     ecx, 0x400
    jb      2b
    add     ebp, 3
    cmp     ebp, 3
    jbe     1b
    MATCHED "2*512*4", "LAR, LSL, VERR, VERW: type, DPL, RPL, CPL"
    ret

look_cell:
    pushad
    movzx   ebx, ch
    add     ebx, SEG
    TRY
        test    ebp, ebp
        jz      1f
        ENTER_RING3
1:      mov     esi, 0x55555555             # what stays when ZF is clear
        lar     esi, ebx
        mov     edi, 0x66666666
        lsl     edi, ebx
        xor     ecx, ecx
        verr    bx
        setz    cl
        xor     edx, edx
        verw    bx
        setz    dl
        BACK
    END_TRY
    mov     [scratch], ecx
    movzx   edx, ch                         # visible: conforming code, or DPL at least RPL and CPL
    movzx   eax, cl
    shr     eax, 5
    and     eax, 3
    mov     esi, 1
    mov     bl, cl
    and     bl, 0x1c
    cmp     bl, 0x1c
    je      2f
    cmp     eax, edx
    jb      3f
    cmp     eax, ebp
    jae     2f
3:  xor     esi, esi
2:  movzx   eax, cl
    and     eax, 0x1f
    mov     edi, 1                          # EDI = the type's bit in the masks below
    push    ecx
    mov     ecx, eax
    shl     edi, cl
    pop     ecx

    mov     edx, 0x55555555
    test    esi, esi
    jz      4f
    test    edi, LAR_TYPES
    jz      4f
    movzx   edx, cl
    shl     edx, 8
    or      edx, 0x00800000
4:  mov     eax, [fault_esi]
    cmp     eax, 0x55555555
    je      5f
    and     eax, 0x00f0ff00
5:  mov     ebx, ecx
    call    match

    mov     edx, 0x66666666
    test    esi, esi
    jz      6f
    test    edi, LSL_TYPES
    jz      6f
    mov     edx, 0x9abcdfff
6:  mov     eax, [fault_edi]
    or      ebx, 0x10000
    call    match

    mov     edx, esi
    test    edi, VERR_TYPES
    jnz     7f
    xor     edx, edx
7:  mov     eax, [fault_ecx]
    or      ebx, 0x20000
    call    match

    mov     edx, esi
    test    edi, VERW_TYPES
    jnz     8f
    xor     edx, edx
8:  mov     eax, [fault_edx]
    or      ebx, 0x40000
    call    match
    popad
    ret

.section .bss
.align 8
scratch:
    .skip   8

.section .data
.align 8
local_table:
    .quad   0x00cf92000000ffff
