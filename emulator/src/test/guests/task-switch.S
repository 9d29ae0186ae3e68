# Claim: JMP, CALL, a task gate, an interrupt through a task gate and IRET with NT switch tasks as the manual says: state saved and
# loaded, busy bits and the back link, NT, CR0.TS, LDT and CR3, the T bit's debug trap, DR7's local bits; a refused switch
# changes nothing, and a fault in the new task's segments is raised in the new task. Intel SDM 3A 7.2 and 7.3.
# It fails if one of these is forgotten, for 32-bit or 16-bit task states.

.include "harness.inc"

.set TASK,   FREE                           # the second task
.set LOCAL,  FREE + 8                       # its LDT
.set TGATE,  FREE + 16                      # a task gate in the GDT
.set BAD,    FREE + 24
.set TASK16, FREE + 32
.set TGATE_SLOT, gdt + FREE + 16
.set VECTOR, 0x60

# Fields of a 32-bit task state.
.set LINK, 0
.set CR3_, 0x1c
.set EIP_, 0x20
.set EFLAGS_, 0x24
.set EAX_, 0x28
.set EBX_, 0x34
.set ESP_, 0x38
.set ES_, 0x48
.set CS_, 0x4c
.set SS_, 0x50
.set DS_, 0x54
.set FS_, 0x58
.set GS_, 0x5c
.set LDT_, 0x60
.set TRAP_, 0x64

# A fresh second task that starts at `label` in ring 0.
.macro NEW_TASK label
    push    offset \label
    call    new_task
.endm

.macro CHECK_TYPE selector, type, what
    movzx   eax, byte ptr [gdt+\selector+5]
    CHECK   eax, "\type", "\what"
.endm

test_main:
    mov     edi, offset directory
    mov     eax, edi
    mov     [tss+CR3_], eax
    DESCRIPTOR LOCAL, "offset local_table", 15, SYS_LDT
    GATE    "offset TGATE_SLOT", TASK, 0, SYS_TASKGATE
    call    by_jump
    call    by_call
    call    by_gate
    call    by_interrupt
    call    address_space
    call    debug_trap
    call    sixteen_bit
    call    refused
    call    faults_in_the_new_task
    ret

new_task:
    pushad
    mov     edi, offset task
    xor     eax, eax
    mov     ecx, 26
    rep stosd
    mov     edi, offset task
    mov     eax, [esp+36]
    mov     [edi+EIP_], eax
    mov     dword ptr [edi+EFLAGS_], 2
    mov     dword ptr [edi+ESP_], offset task_stack_top
    mov     dword ptr [edi+4], offset interrupt_stack_top
    mov     dword ptr [edi+8], DATA32
    mov     dword ptr [edi+CS_], CODE32
    mov     eax, DATA32
    mov     [edi+SS_], eax
    mov     [edi+DS_], eax
    mov     [edi+ES_], eax
    mov     eax, cr3
    mov     [edi+CR3_], eax
    mov     [tss+CR3_], eax
    mov     dword ptr [edi+EAX_], 0xaaaa0001
    mov     dword ptr [edi+EBX_], 0xbbbb0002
    mov     dword ptr [edi+TRAP_], 0x00680000
    DESCRIPTOR TASK, "offset task", 0x67, SYS_TSS32
    call    main_task_again
    popad
    ret     4

# Whatever task was current: the harness's own is, and is busy; the second is free.
main_task_again:
    push    eax
    and     byte ptr [gdt+TASK+5], ~2
    and     byte ptr [gdt+TSS+5], ~2
    mov     eax, TSS
    ltr     ax
    clts
    pushfd
    and     dword ptr [esp], ~0x4000
    popfd
    pop     eax
    ret

# ---------------------------------------------------------------- JMP

by_jump:
    NEW_TASK jump_body
    mov     ebx, 0x12345678
    mov     [main_esp], esp
    jmp     TASK:0
after_jump:
    CHECK   "dword ptr [seen_eax]", 0xaaaa0001, "JMP: EAX comes from the task state"
    CHECK   "dword ptr [seen_ebx]", 0xbbbb0002, "JMP: EBX too"
    CHECK   "dword ptr [seen_esp]", "offset task_stack_top", "JMP: ESP too"
    CHECK   "dword ptr [seen_tr]", TASK, "JMP: TR is the new task"
    mov     eax, [seen_cr0]
    and     eax, 8
    CHECK   eax, 8, "JMP: CR0.TS is set"
    mov     eax, [seen_flags]
    and     eax, 0x4000
    CHECK   eax, 0, "JMP: NT is clear"
    CHECK   "dword ptr [seen_main_type]", SYS_TSS32, "JMP: the old task is no longer busy"
    CHECK   "dword ptr [seen_task_type]", "SYS_TSS32 + 2", "JMP: the new one is"
    CHECK   ebx, 0x12345678, "JMP back: EBX of the first task is restored"
    mov     eax, esp
    CHECK   "dword ptr [main_esp]", eax, "JMP back: ESP too"
    CHECK   "dword ptr [tss+EBX_]", 0x12345678, "it was saved in its task state"
    CHECK   "dword ptr [tss+EIP_]", "offset after_jump", "EIP was saved behind the JMP"
    CHECK   "dword ptr [tss+CS_]", CODE32, "CS was saved"
    CHECK   "dword ptr [task+EIP_]", "offset jump_left", "EIP of the second task was saved when it left"
    CHECK   "dword ptr [task+LINK]", 0, "JMP writes no back link"
    CHECK_TYPE TASK, SYS_TSS32, "the second task is free again"
    CHECK_TYPE TSS, "SYS_TSS32 + 2", "the first is busy"
    clts
    ret

jump_body:
    call    look
    jmp     TSS:0x1234
jump_left:
    ud2

# Notes what the current task sees.
look:
    mov     [seen_eax], eax
    mov     [seen_ebx], ebx
    lea     eax, [esp+4]
    mov     [seen_esp], eax
    xor     eax, eax
    str     ax
    mov     [seen_tr], eax
    mov     eax, cr0
    mov     [seen_cr0], eax
    pushfd
    pop     dword ptr [seen_flags]
    movzx   eax, byte ptr [gdt+TSS+5]
    mov     [seen_main_type], eax
    movzx   eax, byte ptr [gdt+TASK+5]
    mov     [seen_task_type], eax
    xor     eax, eax
    sldt    ax
    mov     [seen_ldt], eax
    ret

# ---------------------------------------------------------------- CALL and IRET

by_call:
    NEW_TASK call_body
    call    TASK:0
    CHECK   "dword ptr [seen_tr]", TASK, "CALL: TR is the new task"
    mov     eax, [seen_flags]
    and     eax, 0x4000
    CHECK   eax, 0x4000, "CALL: NT is set"
    CHECK   "dword ptr [seen_link]", TSS, "CALL: the back link is the old task"
    CHECK   "dword ptr [seen_main_type]", "SYS_TSS32 + 2", "CALL: the old task stays busy"
    CHECK   "dword ptr [seen_task_type]", "SYS_TSS32 + 2", "CALL: the new one is busy too"
    CHECK_TYPE TASK, SYS_TSS32, "IRET: the called task is free again"
    CHECK_TYPE TSS, "SYS_TSS32 + 2", "IRET: the caller is busy"
    mov     eax, [task+EFLAGS_]
    and     eax, 0x4000
    CHECK   eax, 0, "IRET saves NT clear"
    mov     eax, [tss+EFLAGS_]
    and     eax, 0x4000
    CHECK   eax, 0, "the caller's NT was never set"
    mov     eax, cr0
    and     eax, 8
    CHECK   eax, 8, "IRET sets CR0.TS again"
    clts
    mov     dword ptr [seen_tr], 0
    call    TASK:0
    CHECK   "dword ptr [seen_tr]", TASK, "a second CALL goes on behind the IRET"
    clts
    ret

call_body:
    call    look
    mov     eax, [task+LINK]
    mov     [seen_link], eax
    iretd
    jmp     call_body

# ---------------------------------------------------------------- task gates

by_gate:
    NEW_TASK call_body
    call    TGATE:0
    CHECK   "dword ptr [seen_tr]", TASK, "CALL through a task gate"
    clts
    NEW_TASK jump_body
    mov     dword ptr [seen_tr], 0
    jmp     TGATE:0
    CHECK   "dword ptr [seen_tr]", TASK, "JMP through a task gate"
    clts
    GATE    "offset TGATE_SLOT", TASK, 0, "SYS_TASKGATE + DPL3"
    NEW_TASK call_body
    mov     dword ptr [seen_tr], 0
    TRY
        ENTER_RING3
        call    TGATE:0
        mov     eax, cs
        mov     ebx, eax
        BACK
    PASSED  "CALL through a task gate of DPL 3 from ring 3, and back"
    CHECK   "dword ptr [seen_tr]", TASK, "the task ran"
    CHECK   "dword ptr [fault_ebx]", USER32, "IRET returned to ring 3"
    clts
    NEW_TASK call_body
    TRY
        ENTER_RING3
        call    TASK:0
    CAUGHT  13, TASK, "the task itself has DPL 0"
    ret

by_interrupt:
    GATE    "offset idt + 8*VECTOR", TASK, 0, SYS_TASKGATE
    NEW_TASK call_body
    mov     dword ptr [seen_tr], 0
    push    0x202
    popfd
    int     VECTOR
    pushfd
    pop     ebx
    cli
    CHECK   "dword ptr [seen_tr]", TASK, "INT n through a task gate"
    CHECK   "dword ptr [seen_link]", TSS, "with a back link"
    and     ebx, 0x4200
    CHECK   ebx, 0x200, "IRET brought the flags back"
    clts
    # An exception with an error code: the code is pushed on the new task's stack.
    GATE    "offset idt + 8*13", TASK, 0, SYS_TASKGATE
    NEW_TASK fault_body
    mov     eax, 0xfff8
    mov     fs, eax                         # #GP(0xfff8); the task steps over the two bytes
    GATE    "offset idt + 8*13", CODE32, "offset stubs + 13*16", SYS_INT32
    CHECK   "dword ptr [seen_error]", 0xfff8, "#GP through a task gate: error code on the new stack"
    CHECK   "dword ptr [seen_esp]", "offset task_stack_top - 4", "and nothing else"
    clts
    ret

fault_body:
    mov     [seen_esp], esp
    pop     dword ptr [seen_error]
    add     dword ptr [tss+EIP_], 2
    iretd

# ---------------------------------------------------------------- LDT, CR3

address_space:
    mov     eax, offset marker
    mov     edi, offset local_table + 8
    mov     dword ptr [edi], 0x0000ffff
    mov     dword ptr [edi+4], 0x00409200
    mov     [edi+2], ax
    shr     eax, 16
    mov     [edi+4], al
    NEW_TASK local_body
    mov     dword ptr [task+LDT_], LOCAL
    mov     dword ptr [task+FS_], 0x0c      # slot 1 of the LDT: base at `marker`
    call    TASK:0
    clts
    CHECK   "dword ptr [seen_ldt]", LOCAL, "LDTR comes from the task state"
    CHECK   "dword ptr [seen_marker]", 0x6d61726b, "a segment of the new LDT is loaded"
    xor     eax, eax
    sldt    ax
    CHECK   eax, 0, "and the old LDTR is back"

    # Two directories with 4 MiB pages; the second maps virtual 0x00c00000 to another page.
    mov     edi, offset directory
    mov     ebx, offset directory2
    mov     dword ptr [edi], 0x00000083
    mov     dword ptr [ebx], 0x00000083
    mov     dword ptr [edi+12], 0x00800083
    mov     dword ptr [ebx+12], 0x01000083
    mov     dword ptr [0x00800000], 0x11111111
    mov     dword ptr [0x01000000], 0x22222222
    mov     eax, cr4
    or      eax, 0x10
    mov     cr4, eax
    mov     cr3, edi
    mov     eax, cr0
    or      eax, 0x80000000
    mov     cr0, eax
    NEW_TASK paging_body
    mov     dword ptr [task+CR3_], offset directory2
    mov     eax, [0x00c00000]
    mov     [seen_marker], eax
    call    TASK:0
    clts
    CHECK   "dword ptr [seen_marker]", 0x11111111, "before: the first directory's page"
    CHECK   "dword ptr [seen_eax]", 0x22222222, "inside: CR3 comes from the task state, old translations are gone"
    mov     eax, [0x00c00000]
    CHECK   eax, 0x11111111, "after: the first directory again"
    mov     eax, cr3
    CHECK   eax, "offset directory", "CR3 is the first one"
    mov     eax, cr0
    and     eax, 0x7fffffff
    mov     cr0, eax
    ret

local_body:
    call    look
    mov     eax, fs:[0]
    mov     [seen_marker], eax
    iretd
paging_body:
    mov     eax, [0x00c00000]
    mov     [seen_eax], eax
    iretd

# ---------------------------------------------------------------- T bit, DR7

debug_trap:
    NEW_TASK trapped_body
    mov     dword ptr [task+TRAP_], 0x00680001
    xor     eax, eax
    mov     dr6, eax
    mov     eax, 0x155                      # L0 to L3 and LE; nothing can match
    mov     dr7, eax
    TRY
        call    TASK:0
    CAUGHT_HW 1, 0, "a task with T set begins with a debug trap"
    CHECK_HW "dword ptr [fault_eip]", "offset trapped_body", "before its first instruction"
    mov     eax, dr6
    and     eax, 0xe00f
    CHECK_HW eax, 0x8000, "DR6.BT"
    mov     eax, dr7
    and     eax, 0x55
    CHECK   eax, 0, "a task switch clears DR7's local bits"
    xor     eax, eax
    mov     dr6, eax
    mov     dr7, eax
    call    main_task_again
    ret

trapped_body:
    BACK

# ---------------------------------------------------------------- 16-bit task state

sixteen_bit:
    DESCRIPTOR TASK16, "offset task16", 0x2b, SYS_TSS16
    TRY
        mov     ebx, 0x12345678
        call    TASK16:0
        str     cx
        BACK
    PASSED  "CALL of a 16-bit task, and IRET back"
    clts
    CHECK   "dword ptr [fault_ebx]", 0x12345678, "32-bit registers survive"
    movzx   eax, word ptr [task16]
    CHECK   eax, TSS, "its back link"
    movzx   eax, word ptr [task16+0x12]
    CHECK   eax, 0x5678, "its AX was saved"
    movzx   eax, word ptr [task16+0x0e]
    CHECK   eax, "offset low_after - low_start", "its IP was saved"
    CHECK_TYPE TASK16, SYS_TSS16, "it is free again"
    ret

.section .low, "awx"
.code16
low_task:
    add     ax, 0x1234
    add     ax, si
    iret
low_after:
    hlt
.code32
.section .data
.align 4
task16:
    .word   0, 0x7000, DATA16, 0, 0, 0, 0   # link, stacks
    .word   low_task - low_start, 2           # IP, FLAGS
    .word   0x4000, 0, 0, 0                 # AX CX DX BX
    .word   0x6000, 0, 0x0444, 0            # SP BP SI DI
    .word   DATA16, CODE16, DATA16, DATA16  # ES CS SS DS
    .word   0                               # LDT
.section .text

# ---------------------------------------------------------------- refused: nothing changes

refused:
    TRY
        call    TSS:0
    CAUGHT  13, TSS, "CALL of the busy task"
    TRY
        jmp     TSS:0
    CAUGHT  13, TSS, "JMP to the busy task"
    NEW_TASK call_body
    or      byte ptr [gdt+TASK+5], 2
    TRY
        call    TGATE:0
    CAUGHT  13, TASK, "a gate to a busy task"
    NEW_TASK call_body
    and     byte ptr [gdt+TASK+5], 0x7f
    TRY
        call    TASK:0
    CAUGHT  11, TASK, "a task that is not present"
    NEW_TASK call_body
    mov     word ptr [gdt+TASK], 0x66
    TRY
        call    TASK:0
    CAUGHT  10, TASK, "a task state one byte too short"
    GATE    "offset TGATE_SLOT", TASK, 0, "SYS_TASKGATE - PRESENT"
    TRY
        call    TGATE:0
    CAUGHT  11, TGATE, "a task gate that is not present"
    GATE    "offset TGATE_SLOT", CODE32, 0, SYS_TASKGATE
    TRY
        call    TGATE:0
    CAUGHT  13, CODE32, "a task gate to code"
    GATE    "offset TGATE_SLOT", 0x0c, 0, SYS_TASKGATE
    TRY
        call    TGATE:0
    CAUGHT_HW 13, 0x0c, "a task gate into the LDT"
    NEW_TASK call_body
    mov     dword ptr [tss+LINK], TASK      # free: IRET needs a busy one
    TRY
        push    0x4002
        popfd
        iretd
    CAUGHT  10, TASK, "IRET with NT to a task that is not busy"
    mov     dword ptr [tss+LINK], CODE32
    TRY
        push    0x4002
        popfd
        iretd
    CAUGHT  10, CODE32, "IRET with NT to something that is no task"
    xor     eax, eax
    str     ax
    CHECK   eax, TSS, "TR never changed"
    GATE    "offset idt + 8*VECTOR", TASK, 0, "SYS_TASKGATE - PRESENT"
    TRY
        int     VECTOR
    CAUGHT  11, "VECTOR*8 + 2", "INT through a task gate that is not present"
    GATE    "offset idt + 8*VECTOR", TASK, 0, SYS_TASKGATE
    mov     word ptr [gdt+TASK], 0x10
    TRY
        int     VECTOR
    CAUGHT  10, TASK, "INT to a task state that is too short"
    ret

# ---------------------------------------------------------------- faults raised in the new task

# Calls the second task with one field set wrong; the fault comes with TR, EIP and flags of the new task. The task is one of ring
# 3, so that the handler finds a good stack: which segments are loaded at that moment is the processor's choice.
.macro WRONG field, value, vector, error, what
    NEW_TASK call_body
    mov     dword ptr [task+CS_], USER32
    mov     dword ptr [task+SS_], USERDATA
    mov     dword ptr [task+DS_], USERDATA
    mov     dword ptr [task+ES_], USERDATA
    mov     dword ptr [task+\field], \value
    TRY
        call    TASK:0
    CAUGHT_HW \vector, "\error", "\what"
    call    fault_context
    CHECK_HW eax, "TASK << 16 | 1", "\what: in the new task"
.endm

# EAX = TR << 16 | (EIP is the new task's first instruction).
fault_context:
    xor     eax, eax
    str     ax
    shl     eax, 16
    cmp     dword ptr [fault_eip], offset call_body
    sete    al
    ret

faults_in_the_new_task:
    WRONG   LDT_, CODE32, 10, CODE32, "LDT selector of something else"
    WRONG   CS_, 3, 10, 0, "CS null"
    WRONG   CS_, USERDATA, 10, "USERDATA - 3", "CS is data"
    WRONG   CS_, "CODE32 + 3", 10, CODE32, "CS with an RPL that is not its DPL"
    DESCRIPTOR BAD, 0, 0xfffff, "CODE_XR + DPL3 - PRESENT", "GRAN + BIG"
    WRONG   CS_, "BAD + 3", 11, BAD, "CS not present"
    WRONG   SS_, 0, 10, 0, "SS null"
    WRONG   SS_, DATA32, 10, DATA32, "SS of another privilege"
    DESCRIPTOR BAD, 0, 0xfffff, "DATA_RW + DPL3 - PRESENT", "GRAN + BIG"
    WRONG   SS_, "BAD + 3", 12, BAD, "SS not present"
    WRONG   DS_, DATA32, 10, DATA32, "DS of an inner ring"
    WRONG   ES_, TSS, 10, TSS, "ES is a system descriptor"
    WRONG   FS_, "BAD + 3", 11, BAD, "FS not present"
    NEW_TASK call_body
    mov     dword ptr [task+ES_], TSS
    TRY
        call    TASK:0
    END_TRY
    CHECK_TYPE TASK, "SYS_TSS32 + 2", "after such a fault the new task is busy"
    CHECK_TYPE TSS, "SYS_TSS32 + 2", "and so is the caller"
    CHECK   "dword ptr [task+LINK]", TSS, "the back link is there"
    mov     eax, [fault_eflags]
    and     eax, 0x4000
    CHECK   eax, 0x4000, "the pushed flags have NT"
    call    main_task_again
    ret

.section .data
.align 8
local_table:
    .quad   0
    .quad   0                               # slot 1: data at `marker`, filled in by address_space
marker:
    .long   0x6d61726b

.section .bss
.align 4096
directory:
    .skip   4096
directory2:
    .skip   4096
    .skip   1024
task_stack_top:
    .skip   16
task:
    .skip   0x68
main_esp:
    .skip   4
seen_eax:
    .skip   4
seen_ebx:
    .skip   4
seen_esp:
    .skip   4
seen_tr:
    .skip   4
seen_cr0:
    .skip   4
seen_flags:
    .skip   4
seen_main_type:
    .skip   4
seen_task_type:
    .skip   4
seen_ldt:
    .skip   4
seen_link:
    .skip   4
seen_marker:
    .skip   4
seen_error:
    .skip   4
