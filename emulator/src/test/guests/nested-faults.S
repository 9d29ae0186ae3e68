# Claim: a second fault while the first is delivered becomes a double fault exactly when the manual's table says so: contributory
# after contributory, and contributory or page fault after page fault; all other pairs are taken one after the other, the second
# with EXT set when the first was no INT n. The double fault has error code 0, also through a task gate and on an interrupt
# stack. Intel SDM 3A 6.15 table 6-5. It fails if one pair gives another exception.

.include "harness.inc"
.include "long.inc"

.set V, 0x80000000                          # two pages that hold the IDT under test: this one ends with vector 13 ...
.set TABLE, V + 0x1000 - 14*8               # ... and the next begins with vector 14
.set TASK, FREE
.set VECTOR, 0x60


test_main:
    mov     edi, offset directory
    mov     dword ptr [edi], 0x83
    mov     eax, offset table + 3
    mov     [edi+0x200*4], eax
    mov     eax, cr4
    or      eax, 0x10
    mov     cr4, eax
    mov     cr3, edi
    mov     eax, cr0
    or      eax, 0x80000000
    mov     cr0, eax
    call    pairs
    call    by_task_gate
    call    long_mode
    ret

# The IDT under test in place, both pages there.
fresh_table:
    pushad
    mov     dword ptr [table], offset frame + 3
    mov     dword ptr [table+4], offset frame + 0x1000 + 3
    mov     eax, cr3
    mov     cr3, eax
    mov     esi, offset idt
    mov     edi, TABLE
    mov     ecx, 512
    cld
    rep movsd
    lidt    [table_pointer]
    popad
    ret

old_table:
    lidt    [idt_pointer]
    ret

# Takes the page with vectors 0 to 13 (or 14 to 255) away.
.macro TAKE_FIRST_PAGE
    mov     dword ptr [table], 0
    mov     eax, cr3
    mov     cr3, eax
.endm
.macro TAKE_SECOND_PAGE
    mov     dword ptr [table+4], 0
    mov     eax, cr3
    mov     cr3, eax
.endm
.macro NOT_PRESENT vector
    and     byte ptr [TABLE+\vector*8+5], 0x7f
.endm
.macro WRONG_TYPE vector
    mov     byte ptr [TABLE+\vector*8+5], 0x8c
.endm

# `setup` spoils the gate of the first exception; `code` raises it.
.macro PAIR vector, error, what, setup, code:vararg
    call    fresh_table
    \setup
    TRY
        \code
    END_TRY
    call    old_table
    CHECK   "dword ptr [fault_code]", "(\vector) << 16 | (\error)", "\what"
.endm

.macro PAIR_HW vector, error, what, setup, code:vararg
    call    fresh_table
    \setup
    TRY
        \code
    END_TRY
    call    old_table
    CHECK_HW "dword ptr [fault_code]", "(\vector) << 16 | (\error)", "\what"
.endm

.macro RAISE_DE
    xor     ecx, ecx
    div     ecx
.endm
.macro RAISE_NP                             # a load of a segment that is not present
    mov     eax, FREE + 16
    mov     fs, eax
.endm
.macro RAISE_GP
    mov     eax, 0xfff8
    mov     fs, eax
.endm
.macro RAISE_PF
    mov     eax, [0x7ffff000]
.endm
.macro RAISE_BR
    mov     eax, 5
    bound   eax, [bounds]
.endm
.macro RAISE_UD
    ud2
.endm

pairs:
    DESCRIPTOR FREE + 16, 0, 0xfffff, "DATA_RW - PRESENT", "GRAN + BIG"
    # benign first
    PAIR_HW 11, "6*8 + 3", "UD then NP: NP", "NOT_PRESENT 6", RAISE_UD
    PAIR_HW 13, "6*8 + 3", "UD then GP: GP", "WRONG_TYPE 6", RAISE_UD
    PAIR    14, 0, "UD then PF: PF", TAKE_FIRST_PAGE, RAISE_UD
    PAIR_HW 11, "5*8 + 3", "BR then NP: NP", "NOT_PRESENT 5", RAISE_BR
    PAIR    14, 0, "BR then PF: PF", TAKE_FIRST_PAGE, RAISE_BR
    PAIR    11, "VECTOR*8 + 2", "INT n then NP: NP without EXT", "NOT_PRESENT VECTOR", int VECTOR
    PAIR    14, 0, "INT 5 then PF: PF", TAKE_FIRST_PAGE, int 5
    PAIR    11, "13*8 + 2", "INT 13 is no GP: NP", "NOT_PRESENT 13", int 13
    # contributory first
    PAIR    8, 0, "DE then NP: double", "NOT_PRESENT 0", RAISE_DE
    PAIR    8, 0, "DE then GP: double", "WRONG_TYPE 0", RAISE_DE
    PAIR    8, 0, "NP then NP: double", "NOT_PRESENT 11", RAISE_NP
    PAIR    8, 0, "GP then NP: double", "NOT_PRESENT 13", RAISE_GP
    PAIR    8, 0, "GP then GP: double", "WRONG_TYPE 13", RAISE_GP
    PAIR    14, 0, "GP then PF: PF", TAKE_FIRST_PAGE, RAISE_GP
    PAIR    14, 0, "DE then PF: PF", TAKE_FIRST_PAGE, RAISE_DE
    mov     eax, [fault_cr2]
    CHECK   eax, TABLE, "CR2 is the gate's address"
    # page fault first
    PAIR    8, 0, "PF then NP: double", "NOT_PRESENT 14", RAISE_PF
    PAIR    8, 0, "PF then GP: double", "WRONG_TYPE 14", RAISE_PF
    PAIR    8, 0, "PF then PF: double", TAKE_SECOND_PAGE, RAISE_PF
    mov     eax, [fault_cr2]
    CHECK   eax, "TABLE + 14*8", "CR2 is that of the second page fault"
    # a fault on the inner stack counts as well
    call    old_table
    mov     dword ptr [directory+0x100*4], 0x87
    mov     dword ptr [user_alias], 0x40000000
    mov     dword ptr [tss_ss0], USERDATA
    GATE    "offset idt + 8*8", TASK, 0, SYS_TASKGATE
    call    prepare_task
    TRY
        ENTER_RING3
        ud2
    END_TRY
    CHECK   "dword ptr [fault_code]", 0x0008ffff, "UD, then TS on the inner stack, then TS again: double, by a task gate"
    call    task_home
    mov     dword ptr [tss_ss0], DATA32
    mov     dword ptr [tss_esp0], 0x70000000
    call    prepare_task
    TRY
        ENTER_RING3
        ud2
    END_TRY
    CHECK   "dword ptr [fault_code]", 0x0008ffff, "UD, then PF on the inner stack, then PF again: double"
    call    task_home
    mov     dword ptr [tss_esp0], offset interrupt_stack_top
    ret

# ---------------------------------------------------------------- #DF by a task gate

prepare_task:
    pushad
    mov     edi, offset task
    xor     eax, eax
    mov     ecx, 26
    rep stosd
    mov     edi, offset task
    mov     eax, cr3
    mov     [edi+0x1c], eax
    mov     [tss+0x1c], eax
    mov     dword ptr [edi+0x20], offset double_fault
    mov     dword ptr [edi+0x24], 2
    mov     dword ptr [edi+0x38], offset interrupt_stack_top
    mov     dword ptr [edi+0x4c], CODE32
    mov     eax, DATA32
    mov     [edi+0x48], eax
    mov     [edi+0x50], eax
    mov     [edi+0x54], eax
    mov     dword ptr [fault_code], 0
    DESCRIPTOR TASK, "offset task", 0x67, SYS_TSS32
    popad
    ret

double_fault:
    pop     eax                             # the error code
    not     ax
    mov     ebx, [tss+0x4c]                 # the task that failed: its CS tells the privilege level
    or      eax, 8 << 16
    mov     [fault_code], eax
    mov     [fault_ebx], ebx
    jmp     [try_recover]

task_home:
    push    eax
    and     byte ptr [gdt+TSS+5], ~2
    mov     eax, TSS
    ltr     ax
    clts
    pop     eax
    ret

by_task_gate:
    call    prepare_task
    GATE    "offset idt + 8*8", TASK, 0, SYS_TASKGATE
    and     byte ptr [idt+13*8+5], 0x7f
    TRY
        mov     ebx, 0x1234
        RAISE_GP
    END_TRY
    or      byte ptr [idt+13*8+5], 0x80
    CHECK   "dword ptr [fault_code]", 0x0008ffff, "GP then NP: double fault by a task gate, error code 0"
    CHECK   "dword ptr [fault_ebx]", CODE32, "the failed task's state is in its TSS"
    CHECK   "dword ptr [tss+0x34]", 0x1234, "with its registers"
    call    task_home
    GATE    "offset idt + 8*8", CODE32, "offset stubs + 8*16", SYS_INT32
    ret

# ---------------------------------------------------------------- long mode: an interrupt stack

long_mode:
    mov     eax, cr0
    and     eax, 0x7fffffff
    mov     cr0, eax
    call    enter_long_mode
    IDT64_GATE 8, "offset stubs64 + 8*16", SYS_INT32, 1
    and     byte ptr [idt64+13*16+5], 0x7f
    TRY
        CODE_64
        mov     rsp, 0x0123456789abcdef     # not canonical: only the interrupt stack can save us
        mov     rax, [rsp]
        .code32
    CAUGHT  8, 0, "64-bit: SS then SS on a non-canonical stack: double fault"
    mov     eax, offset ist1_top
    sub     eax, 40
    CHECK   "dword ptr [fault64_frame]", eax, "on interrupt stack 1, error code and five words"
    CHECK   "dword ptr [fault64_rsp]", 0x89abcdef, "old RSP in the frame"
    TRY
        CODE_64
        mov     eax, 0xfff8
        mov     fs, eax
        .code32
    CAUGHT  8, 0, "64-bit: GP then NP: double fault"
    or      byte ptr [idt64+13*16+5], 0x80
    ret

.section .data
bounds:
    .long   0, 4
    .word   0
table_pointer:
    .word   256*8 - 1
    .long   TABLE

.section .bss
.align 4096
directory:
    .skip   4096
table:
    .skip   4096
frame:
    .skip   8192
task:
    .skip   0x68
