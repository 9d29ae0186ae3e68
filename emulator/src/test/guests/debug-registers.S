# Claim: instruction breakpoints fault before the instruction (once, with RF), data and I/O breakpoints trap behind it; length and
# alignment select the bytes; DR6 tells which; GD protects the registers; RF is pushed set by faults and clear by traps and
# instruction breakpoints. Intel SDM 3B 17.2, 17.3. It fails if a breakpoint is missed, comes twice, or DR6 is wrong.

.include "harness.inc"

.set L0, 1
.set G0, 2
.set L1, 4
.set GD, 0x2000
# Condition and length of breakpoint 0; breakpoint 1 has them four bits higher.
.set EXEC, 0x00000
.set WRITES, 0x10000
.set PORTS, 0x20000
.set ACCESSES, 0x30000
.set LEN2, 0x40000
.set LEN4, 0xc0000
.set RF, 0x10000

# Arms breakpoint 0 at `address`.
.macro ARM address, control
    mov     eax, \address
    mov     dr0, eax
    xor     eax, eax
    mov     dr6, eax
    mov     eax, \control
    mov     dr7, eax
.endm

.macro DISARM
    xor     eax, eax
    mov     dr7, eax
.endm

.macro DR6 want, what
    mov     eax, dr6
    and     eax, 0xe00f
    CHECK   eax, \want, "\what"
.endm

.macro AT label, what
    CHECK   "dword ptr [fault_eip]", "offset \label", "\what"
.endm

test_main:
    call    registers
    call    instruction_breakpoints
    call    resume_flag
    call    data_breakpoints
    call    string_breakpoints
    call    port_breakpoints
    call    general_detect
    ret

registers:
    mov     eax, dr6
    CHECK   eax, 0xffff0ff0, "DR6 at the start"
    mov     eax, dr7
    CHECK   eax, 0x00000400, "DR7 at the start"
    xor     eax, eax
    mov     dr6, eax
    mov     eax, dr6
    CHECK   eax, 0xffff0ff0, "DR6 written with 0: the reserved bits read as always"
    mov     eax, 0x0000e00f
    mov     dr6, eax
    mov     eax, dr6
    CHECK   eax, 0xffffefff, "DR6 keeps B0 to B3, BD, BS, BT"
    mov     eax, 0xffffd800 & ~GD
    mov     dr7, eax
    mov     eax, dr7
    and     eax, 0xd000
    CHECK_HW eax, 0, "DR7: bits 12, 14 and 15 read as 0"
    DISARM
    mov     eax, dr7
    CHECK   eax, 0x400, "DR7: bit 10 reads as 1"
    mov     eax, 0x12345678
    mov     dr3, eax
    mov     ebx, dr3
    CHECK   ebx, 0x12345678, "DR3 holds a value"
    mov     dr4, eax
    mov     ebx, dr6
    mov     ecx, dr4
    CHECK   ebx, ecx, "DR4 is DR6 while CR4.DE is clear"
    TRY
        ENTER_RING3
        mov     eax, dr0
    CAUGHT  13, 0, "MOV from DR0 at CPL 3"
    mov     eax, cr4
    or      eax, 8
    mov     cr4, eax
    TRY
        mov     eax, dr4
    CAUGHT  6, 0, "DR4 with CR4.DE"
    TRY
        mov     dr5, eax
    CAUGHT  6, 0, "DR5 with CR4.DE"
    ret

# ---------------------------------------------------------------- instructions

instruction_breakpoints:
    ARM     "offset i1", L0
    TRY
        mov     ebx, 1
i1:     mov     ebx, 2
    CAUGHT  1, 0, "an instruction breakpoint"
    AT      i1, "is a fault: EIP is the instruction"
    CHECK   "dword ptr [fault_ebx]", 1, "which has not run"
    DR6     1, "DR6.B0"
    mov     eax, [fault_eflags]
    and     eax, RF
    CHECK   eax, 0, "its frame has RF clear"
    ARM     "offset i2", G0
    TRY
        nop
i2:     nop
    CAUGHT  1, 0, "G0 enables like L0"
    ARM     "offset i3", 0
    TRY
i3:     nop
    PASSED  "without an enable bit nothing happens"
    ARM     "offset i4 + 1", L0
    TRY
i4:     mov     eax, 5
    PASSED  "an address inside an instruction does not match"
    ARM     "offset i5", L0
    TRY
i5:     ud2
    CAUGHT  1, 0, "the breakpoint comes before the instruction's own fault"
    mov     ebx, offset i6
    mov     dr1, ebx
    mov     ebx, offset i7
    mov     dr2, ebx
    ARM     "offset i1", "0x15"             # L0, L1, L2
    TRY
        nop
i6:     nop
i7:     nop
    CAUGHT  1, 0, "three breakpoints"
    DR6     2, "the second one matched"
    ARM     "offset i8", L0
    TRY
        ENTER_RING3
i8:     nop
    CAUGHT  1, 0, "at CPL 3"
    CHECK   "dword ptr [fault_cs]", USER32, "from CPL 3"
    DISARM
    ret

# ---------------------------------------------------------------- RF

resume_flag:
    ARM     "offset r1", L0
    TRY
        mov     ebx, 0
        push    RF | 2
        push    CODE32
        push    offset r1
        iretd
r1:     inc     ebx
        cmp     ebx, 1
        je      r1
    CAUGHT  1, 0, "IRET with RF"
    CHECK   "dword ptr [fault_ebx]", 1, "runs the instruction once and faults the second time"
    ARM     "offset r2", L0
    TRY
        push    RF | 2
        popfd
r2:     nop
    CAUGHT  1, 0, "POPFD cannot set RF"
    DISARM
    TRY
        ud2
    END_TRY
    mov     eax, [fault_eflags]
    and     eax, RF
    CHECK_HW eax, RF, "a fault pushes RF set"
    TRY
        int     0x60
    END_TRY
    mov     eax, [fault_eflags]
    and     eax, RF
    CHECK   eax, 0, "INT n pushes it clear"
    TRY
        push    0x102
        popfd
        nop
    END_TRY
    mov     eax, [fault_eflags]
    and     eax, RF
    CHECK   eax, 0, "a single-step trap too"
    TRY
        pushfd
        pop     eax
        mov     ebx, eax
        BACK
    END_TRY
    mov     eax, [fault_ebx]
    and     eax, RF
    CHECK   eax, 0, "PUSHFD shows RF as 0"
    ret

# ---------------------------------------------------------------- data

# Breakpoint 0 at the 16 aligned bytes of `target` + offset; an access must hit or miss.
.macro HIT offset, control, what, code:vararg
    HIT_CHECKED CHECK, "\offset", "\control", "\what", \code
.endm

.macro HIT_HW offset, control, what, code:vararg
    HIT_CHECKED CHECK_HW, "\offset", "\control", "\what", \code
.endm

.macro HIT_CHECKED check, offset, control, what, code:vararg
    ARM     "offset target + \offset", "L0 | \control"
    TRY
        mov     ebx, 0
        \code
1:      mov     ebx, 1
        nop
    END_TRY
    \check  "dword ptr [fault_code]", "1 << 16", "\what"
    \check  "dword ptr [fault_eip]", "offset 1b", "\what: a trap, EIP is behind"
    mov     eax, dr6
    and     eax, 0xe00f
    \check  eax, 1, "\what: B0"
    DISARM
.endm

.macro MISS offset, control, what, code:vararg
    ARM     "offset target + \offset", "L0 | \control"
    TRY
        \code
    PASSED  "\what"
    DISARM
.endm

data_breakpoints:
    HIT     4, WRITES, "a byte, written", mov byte ptr [target+4], 1
    MISS    4, WRITES, "its neighbour below", mov byte ptr [target+3], 1
    MISS    4, WRITES, "its neighbour above", mov byte ptr [target+5], 1
    MISS    4, WRITES, "a read does not match a write breakpoint", mov al, [target+4]
    HIT     4, ACCESSES, "a read", mov al, [target+4]
    HIT     4, ACCESSES, "a write", mov [target+4], al
    HIT     4, WRITES, "a dword that covers the byte", mov dword ptr [target+1], 0
    MISS    4, WRITES, "a dword that ends before it", mov dword ptr [target+0], 0
    HIT     4, "WRITES|LEN2", "a word, second byte", mov byte ptr [target+5], 0
    MISS    4, "WRITES|LEN2", "a word, third byte", mov byte ptr [target+6], 0
    HIT_HW  5, "WRITES|LEN2", "a word at an odd address covers from the even one", mov byte ptr [target+4], 0
    ARM     "offset target + 5", "L0 | WRITES | LEN2"
    TRY
        mov     byte ptr [target+6], 0
    CAUGHT_HW NO_FAULT, 0, "and not beyond"
    DISARM
    HIT     8, "WRITES|LEN4", "a dword, last byte", mov byte ptr [target+11], 0
    HIT     8, "WRITES|LEN4", "a dword, touched by a misaligned one", mov dword ptr [target+10], 0
    MISS    8, "WRITES|LEN4", "a dword, behind it", mov byte ptr [target+12], 0
    HIT_HW  10, "WRITES|LEN4", "a dword at an odd address covers the aligned one", mov byte ptr [target+8], 0
    HIT     4, WRITES, "read-modify-write", add byte ptr [target+4], 1
    push    0
    HIT     8, WRITES, "POP to memory", pop dword ptr [target+8]
    add     esp, 4
    HIT     4, WRITES, "a write that changes nothing", or byte ptr [target+4], 0
    MISS    4, WRITES, "the effective address alone", lea eax, [target+4]
    # Two at once.
    mov     eax, offset target + 1
    mov     dr1, eax
    ARM     "offset target", "L0 | L1 | WRITES | WRITES << 4"
    TRY
        mov     word ptr [target], 0
        nop
    CAUGHT  1, 0, "two breakpoints in one access"
    mov     eax, dr6
    and     eax, 0xe00f
    CHECK_HW eax, 3, "B0 and B1"
    ARM     "offset target", "L0 | WRITES"
    TRY
        push    0x102
        popfd
        mov     byte ptr [target], 0
        nop
    CAUGHT  1, 0, "a data breakpoint and a single step"
    DR6     0x4001, "B0 and BS"
    # DR6 is never cleared by the processor.
    TRY
        mov     byte ptr [target], 0
        nop
    END_TRY
    DR6     0x4001, "BS of before is still there"
    ARM     "offset target", "L0 | WRITES"
    TRY
        mov     ecx, ss
        mov     ebx, DATA32
        mov     ss, ebx
        nop
    PASSED  "MOV SS without a match"
    DISARM
    ret

string_breakpoints:
    ARM     "offset target + 2", "L0 | WRITES"
    TRY
        mov     edi, offset target
        mov     ecx, 6
        xor     eax, eax
        cld
s1:     rep stosb
        nop
    CAUGHT  1, 0, "REP STOSB over a breakpoint"
    CHECK   "dword ptr [fault_ecx]", 3, "traps behind that iteration"
    AT      s1, "EIP is the REP again"
    mov     eax, [fault_eflags]
    and     eax, RF
    CHECK_HW eax, RF, "with RF set"
    DISARM
    ret

# ---------------------------------------------------------------- ports

port_breakpoints:
    ARM     0x80, "L0 | PORTS"
    TRY
        in      al, 0x80
p1:     nop
    CAUGHT  1, 0, "IN from the port"
    AT      p1, "traps behind"
    TRY
        out     0x80, al
        nop
    CAUGHT  1, 0, "OUT to the port"
    TRY
        in      al, 0x7f
        mov     byte ptr [0x80], 0
    PASSED  "another port, and memory at the same number"
    TRY
        in      ax, 0x7f
        nop
    CAUGHT_HW 1, 0, "a word that covers the port"
    DISARM
    ret

# ---------------------------------------------------------------- GD

general_detect:
    xor     eax, eax
    mov     dr6, eax
    TRY
        mov     eax, GD
        mov     dr7, eax
g1:     mov     ebx, dr0
    CAUGHT_HW 1, 0, "MOV from a debug register with GD"
    CHECK_HW "dword ptr [fault_eip]", "offset g1", "is a fault"
    mov     eax, dr6
    and     eax, 0xe00f
    CHECK_HW eax, 0x2000, "DR6.BD"
    mov     eax, dr7
    and     eax, GD
    CHECK_HW eax, 0, "GD is cleared on entry to the handler"
    TRY
        mov     eax, GD
        mov     dr7, eax
        mov     dr7, eax
    CAUGHT_HW 1, 0, "MOV to DR7 with GD"
    ret

.section .bss
.align 16
target:
    .skip   32
