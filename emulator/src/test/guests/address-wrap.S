# Claim: effective and linear addresses wrap where the manual says: at 64 KiB with 16-bit addressing (every BX, BP, SI, DI form), at
# 4 GiB outside 64-bit mode (segment base plus offset too), at 4 GiB with 67h in 64-bit mode, and not at all in 64-bit mode.
# Intel SDM 1 3.3.7, 2A 2.1.5. It fails if one form adds wrong or wraps wrong.

.include "harness.inc"
.include "long.inc"

.set SEG, FREE
.set CELLS, 0x400000                        # 64 KiB whose dword at 4n holds 4n

test_main:
    mov     edi, CELLS
    xor     eax, eax
1:  mov     [edi+eax], eax
    add     eax, 4
    cmp     eax, 0x10000
    jb      1b
    mov     dword ptr [0x1000], 0x11110000
    call    sixteen_bit_forms
    call    base_wraps
    call    stack_wraps
    call    long_mode
    ret

# ---------------------------------------------------------------- 16-bit forms

# FS has base CELLS, limit 64 KiB; the dword read must be its own offset.
.macro READS16 offset, what, code:vararg
    TRY
        mov     edx, SEG
        mov     fs, edx
        \code
        mov     edx, eax
        BACK
    PASSED  "\what"
    CHECK   "dword ptr [fault_edx]", \offset, "\what: the place it read"
.endm

sixteen_bit_forms:
    DESCRIPTOR SEG, CELLS, 0xffff, DATA_RW, BIG
    mov     ebx, 0xabcd8000
    mov     ebp, 0xabcd9000
    mov     esi, 0xabcd8010
    mov     edi, 0xabcd7ff0
    READS16 0x0010, "[BX+SI] wraps", mov eax, fs:[bx+si]
    READS16 0xfff0, "[BX+DI]", mov eax, fs:[bx+di]
    READS16 0x1010, "[BP+SI] wraps", mov eax, fs:[bp+si]
    READS16 0x0ff0, "[BP+DI] wraps", mov eax, fs:[bp+di]
    READS16 0x8010, "[SI]", mov eax, fs:[si]
    READS16 0x7ff0, "[DI]", mov eax, fs:[di]
    READS16 0x8000, "[BX]", mov eax, fs:[bx]
    READS16 0x1234, "[disp16]", .byte 0x64, 0x67, 0x8b, 0x06, 0x34, 0x12
    READS16 0x7ffc, "[BX-4]", mov eax, fs:[bx-4]
    READS16 0x0ffc, "[BX+SI+0x0fec] wraps", mov eax, fs:[bx+si+0xfec]
    READS16 0x000c, "[BX+SI-4] wraps", mov eax, fs:[bx+si-4]
    READS16 0x8ff0, "[BP-16]", mov eax, fs:[bp-16]
    READS16 0x5ff0, "[BP+DI+0x5000]: two wraps are one", mov eax, fs:[bp+di+0x5000]
    READS16 0x7000, "[BX+0xf000] is [BX-0x1000]", .byte 0x64, 0x67, 0x8b, 0x87, 0x00, 0xf0
    TRY
        lea     ecx, [bx+si]
        lea     edx, [bp+di+0x1234]
        BACK
    PASSED  "LEA with 16-bit addresses"
    CHECK   "dword ptr [fault_ecx]", 0x0010, "is 16 bits, zero-extended"
    CHECK   "dword ptr [fault_edx]", 0x2224, "with displacement"
    # Which segment: BP forms use SS, all others DS.
    DESCRIPTOR SEG, CELLS, 0xffff, DATA_RW, BIG
    mov     ebp, 0x1000
    mov     ebx, 0x1000
    TRY
        mov     eax, SEG
        mov     ds, eax
        mov     ecx, [bx]
        mov     edx, [bp]
        BACK
    PASSED  "default segments"
    CHECK   "dword ptr [fault_ecx]", 0x1000, "[BX] goes through DS"
    CHECK   "dword ptr [fault_edx]", 0x11110000, "[BP] goes through SS"
    mov     eax, 0x400
    TRY
        mov     edx, SEG
        mov     ds, edx
        mov     ecx, [ebp+eax*4]
        mov     edx, [eax+ebp*4]
        BACK
    PASSED  "default segments, 32-bit"
    CHECK   "dword ptr [fault_edx]", "0x4400", "EBP as an index does not choose SS"
    ret

# ---------------------------------------------------------------- base plus offset

base_wraps:
    DESCRIPTOR SEG, 0xfff00000, 0xfffff, DATA_RW, "GRAN + BIG"
    mov     ebx, 0x500000
    TRY
        mov     eax, SEG
        mov     fs, eax
        mov     ecx, fs:[ebx+0x40]          # 0xfff00000 + 0x500040 = 0x400040
        mov     edx, fs:[ebx+ebx-0x4fffc0]  # and 0x500040 again
        BACK
    PASSED  "base + offset beyond 4 GiB"
    CHECK   "dword ptr [fault_ecx]", 0x40, "wraps"
    CHECK   "dword ptr [fault_edx]", 0x40, "so does base + index + displacement"
    DESCRIPTOR SEG, "CELLS + 0x100", 0xfffff, DATA_RW, "GRAN + BIG"
    mov     ebx, 0xffffff80
    TRY
        mov     eax, SEG
        mov     fs, eax
        mov     ecx, fs:[ebx]
        mov     edx, fs:[ebx*2]
        BACK
    PASSED  "a negative offset in a segment of 4 GiB"
    CHECK   "dword ptr [fault_ecx]", 0x80, "reaches below the base"
    CHECK   "dword ptr [fault_edx]", 0x00, "a scaled index wraps as well"
    # A fetch whose EIP plus base wraps.
    DESCRIPTOR SEG, 0xf0000000, 0xfffff, CODE_XR, "GRAN + BIG"
    TRY
        push    SEG
        push    offset 1f + 0x10000000
        retf
1:      mov     ecx, 0x77
        BACK
    PASSED  "code at base 0xf0000000 + offset 0x10000000 + x"
    CHECK   "dword ptr [fault_ecx]", 0x77, "runs at x"
    ret

stack_wraps:
    DESCRIPTOR SEG, CELLS, 0xffff, DATA_RW, 0
    TRY
        mov     eax, SEG
        mov     ss, eax
        mov     esp, 0xabcd0004
        mov     ecx, 0x99
        push    ecx
        push    ecx                         # wraps to FFFC
        mov     edx, esp
        pop     eax
        pop     ebx
        mov     esi, esp
        mov     bp, 0xfffc
        mov     edi, [bp]
        mov     eax, DATA32
        mov     ss, eax
        mov     esp, [try_registers+16]
        BACK
    PASSED  "a 16-bit stack wraps"
    CHECK   "dword ptr [fault_edx]", 0xabcdfffc, "SP after two pushes"
    CHECK   "dword ptr [fault_esi]", 0xabcd0004, "and after two pops"
    CHECK   "dword ptr [fault_edi]", 0x99, "the dword at FFFC"
    mov     dword ptr [CELLS], 0
    mov     dword ptr [CELLS+0xfffc], 0xfffc
    ret

# ---------------------------------------------------------------- long mode

long_mode:
    call    enter_long_mode
    TRY
        CODE_64
        mov     rbx, 0xffffffff00400010
        mov     ecx, [ebx]                  # 67h: the low 32 bits
        mov     eax, 0x00400000
        mov     esi, 0xffffffe0
        mov     edx, [eax+esi+0x40]         # the sum is cut to 32 bits
        mov     rdi, 0x1234567800000010
        lea     r8, [edi+eax]
        mov     rbp, 0x200000
        mov     rax, -0x1fffc0
        mov     ebp, [rbp+rax+0x400000-0x40] # 64-bit sums do not wrap at 32 bits
        BACK_64
    PASSED  "64-bit mode with 67h"
    CHECK   "dword ptr [fault64_rcx]", 0x10, "[EBX] ignores the upper half"
    CHECK   "dword ptr [fault64_rdx]", 0x20, "[EAX+ESI+disp] wraps at 4 GiB"
    CHECK   "dword ptr [fault64_r8]", 0x00400010, "LEA cuts the sum"
    CHECK   "dword ptr [fault64_r8+4]", 0, "and extends it with zeros"
    CHECK   "dword ptr [fault64_rbp]", 0, "[RBP+RAX+disp] adds in 64 bits"
    TRY
        CODE_64
        mov     ebx, 0xfffffff0
        lea     r8, [rbx+0x20]
        BACK_64
    PASSED  "LEA in 64 bits"
    CHECK   "dword ptr [fault64_r8]", 0x10, "low half"
    CHECK   "dword ptr [fault64_r8+4]", 1, "carries into the upper half"
    # Segment bases: DS, ES, SS and CS are 0 in 64-bit mode; FS and GS are added.
    DESCRIPTOR SEG, CELLS, 0xf, DATA_RW, BIG
    TRY
        mov     eax, SEG
        mov     ds, eax
        mov     es, eax
        mov     fs, eax
        CODE_64
        mov     ebx, CELLS + 0x40
        mov     ecx, ds:[rbx]               # no base, no limit
        mov     ebx, 0x80
        mov     edx, fs:[rbx]               # base, no limit
        mov     esi, cs:[CELLS+0x44]
        mov     rax, -0x20
        mov     edi, fs:[rax+0x60]
        BACK_64
    PASSED  "segments in 64-bit mode"
    CHECK   "dword ptr [fault64_rcx]", 0x40, "DS has neither base nor limit"
    CHECK   "dword ptr [fault64_rdx]", 0x80, "FS has a base and no limit"
    CHECK   "dword ptr [fault64_rsi]", 0x44, "a CS override means nothing"
    CHECK   "dword ptr [fault64_rdi]", 0x40, "FS base + sum"
    TRY
        mov     eax, SEG
        mov     fs, eax
        mov     ecx, fs:[0xc]
        mov     ecx, fs:[0x40]
    CAUGHT_HW 13, 0, "in compatibility mode the limit holds again"
    TRY
        CODE_64
        mov     eax, [rip+near_data]
        mov     ebx, [eip+near_data]
        BACK_64
    PASSED  "RIP-relative"
    CHECK   "dword ptr [fault_eax]", 0x4e454152, "64-bit"
    CHECK   "dword ptr [fault_ebx]", 0x4e454152, "and with 67h"
    ret

.section .data
.align 4
near_data:
    .long   0x4e454152
