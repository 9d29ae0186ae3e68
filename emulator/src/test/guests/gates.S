# Claim: a far call through a gate, an interrupt, RETF and IRET change privilege, stack and flags exactly as the manual says: stack
# from the task state, parameters copied, outer data segments cleared on the way back, IF cleared by interrupt gates only, error
# codes with selector, IDT and EXT bits, and every refused transfer raises its exception before anything changed.
# Intel SDM 3A 5.8, 6.12; 2A CALL, INT, IRET, RET. It fails if one field of a frame or one error code is wrong.

.include "harness.inc"

.set CODE1, FREE + 1                        # ring 1: code, data
.set DATA1, FREE + 8 + 1
.set CALL,  FREE + 16                       # the call gate under test
.set CALL3, CALL + 3
.set CALLSLOT, gdt + FREE + 16
.set CONF,  FREE + 24                       # conforming code of ring 0
.set BAD,   FREE + 32
.set VECTOR, 0x60

# Runs what follows at CPL 3, with DS, ES, FS, GS and SS flat for ring 3.
.macro RING3
    ENTER_RING3
.endm

test_main:
    DESCRIPTOR CODE1, 0, 0xfffff, "CODE_XR + DPL1", "GRAN + BIG"
    DESCRIPTOR DATA1, 0, 0xfffff, "DATA_RW + DPL1", "GRAN + BIG"
    DESCRIPTOR CONF, 0, 0xfffff, CONF_XR, "GRAN + BIG"
    mov     dword ptr [tss_esp1], offset stack1_top
    mov     dword ptr [tss_ss1], DATA1
    call    same_privilege
    call    inner_privilege
    call    call_refused
    call    interrupts
    call    interrupt_refused
    call    far_return
    call    iret_outer
    ret

# ---------------------------------------------------------------- call gates, same privilege

same_privilege:
    GATE    "offset CALLSLOT", CODE32, "offset 1f", SYS_CALL32, 3
    TRY
        mov     ebx, esp
        push    0x11111111
        call    CALL:0x12345678             # the offset in the instruction is ignored
        BACK
1:      mov     ecx, esp
        mov     edx, [esp]
        mov     esi, [esp+4]
        mov     edi, [esp+8]
        BACK
    PASSED  "a call gate to the same privilege"
    mov     eax, [fault_ebx]
    sub     eax, [fault_ecx]
    CHECK   eax, 12, "no stack switch and no parameter copy: CS and EIP lie on the parameter"
    CHECK   "dword ptr [fault_esi]", CODE32, "the return selector"
    CHECK   "dword ptr [fault_edi]", 0x11111111, "below it the caller's stack"
    GATE    "offset CALLSLOT", CODE32, "offset 2f", SYS_CALL32, 0
    TRY
        jmp     CALL:0
2:      mov     ebx, esp
        BACK
    PASSED  "a far jump through a call gate"
    mov     eax, esp
    CHECK   "dword ptr [fault_ebx]", eax, "pushes nothing"
    # A 16-bit gate: 16-bit offset, pushes 16-bit CS and IP. The target lies in .low, which is below 64 KiB of CODE16.
    GATE    "offset CALLSLOT", CODE16, "offset low_target - low_start", SYS_CALL16, 0
    TRY
        mov     ebx, esp
        call    CALL:0
        BACK
    CAUGHT  NO_FAULT, 0, "a 16-bit call gate"
    mov     eax, [fault_ebx]
    sub     eax, [fault_ecx]
    CHECK   eax, 4, "pushes two words"
    mov     eax, [fault_cs]
    CHECK   eax, CODE16, "into the 16-bit segment"
    ret

.section .low, "awx"
.code16
low_target:
    mov     ecx, esp
    mov     edx, ss:[esp]
    int     BACK_VECTOR
.code32
.section .text

# ---------------------------------------------------------------- call gates, inner privilege

inner_privilege:
    GATE    "offset CALLSLOT", CODE32, "offset 1f", "SYS_CALL32 + DPL3", 2
    TRY
        RING3
        mov     ebx, esp
        push    0x33333333
        push    0x22222222
        push    0x11111111
        call    CALL3:0
2:      BACK
1:      mov     ebp, esp
        mov     eax, cs
        mov     ecx, ss
        mov     edx, ds
        cmp     dword ptr [ebp], offset 2b
        jne     3f
        BACK
3:      ud2
    PASSED  "a call gate from ring 3 to ring 0"
    CHECK   "dword ptr [fault_eax]", CODE32, "CPL becomes 0 and is CS.RPL"
    CHECK   "dword ptr [fault_ecx]", DATA32, "SS comes from the task state"
    CHECK   "dword ptr [fault_edx]", USERDATA, "DS stays"
    mov     eax, offset interrupt_stack_top
    sub     eax, 6*4
    CHECK   "dword ptr [fault_ebp]", eax, "six dwords on the new stack"
    mov     edi, offset interrupt_stack_top - 6*4
    CHECK   "dword ptr [edi+4]", USER32, "return CS with RPL 3"
    CHECK   "dword ptr [edi+8]", 0x11111111, "parameter nearest to the top"
    CHECK   "dword ptr [edi+12]", 0x22222222, "second parameter"
    mov     eax, [fault_ebx]
    sub     eax, 12
    CHECK   "dword ptr [edi+16]", eax, "old ESP, parameters still on it"
    CHECK   "dword ptr [edi+20]", USERDATA, "old SS"

    GATE    "offset CALLSLOT", CODE32, "offset 4f", "SYS_CALL32 + DPL3", 31
    TRY
        RING3
        mov     ecx, 40
5:      push    ecx
        loop    5b
        call    CALL:0
        BACK
4:      xor     ebx, ebx
        mov     ecx, 31
        lea     esi, [esp+8]
6:      lodsd
        add     ebx, eax
        loop    6b
        BACK
    PASSED  "31 parameters"
    CHECK   "dword ptr [fault_ebx]", "31*32/2", "all copied"

    GATE    "offset CALLSLOT", CODE1, "offset 7f", "SYS_CALL32 + DPL3", 1
    TRY
        RING3
        push    0x44444444
        call    CALL:0
        jmp     8f
7:      mov     esi, esp
        mov     edi, ss
        mov     edx, cs
        retf    4
8:      mov     ebx, esp
        mov     ecx, cs
        BACK
    PASSED  "ring 3 to ring 1 and back by RETF 4"
    CHECK   "dword ptr [fault_edx]", CODE1, "inside: CPL 1"
    CHECK   "dword ptr [fault_edi]", DATA1, "inside: SS of ring 1"
    mov     eax, offset stack1_top
    sub     eax, 5*4
    CHECK   "dword ptr [fault_esi]", eax, "inside: stack of ring 1"
    CHECK   "dword ptr [fault_ecx]", USER32, "outside: CPL 3"
    mov     eax, offset user_stack_top
    CHECK   "dword ptr [fault_ebx]", eax, "the parameter is taken off both stacks"

    GATE    "offset CALLSLOT", CONF, "offset 9f", "SYS_CALL32 + DPL3", 1
    TRY
        RING3
        call    CALL:0
9:      mov     ecx, cs
        mov     edx, ss
        BACK
    PASSED  "a gate to conforming code"
    CHECK_HW "dword ptr [fault_ecx]", "CONF + 3", "changes no privilege"
    CHECK   "dword ptr [fault_edx]", USERDATA, "and no stack"
    TRY
        RING3
        jmp     CALL:0
    CAUGHT  NO_FAULT, 0, "a jump through a gate to conforming code"
    ret

# ---------------------------------------------------------------- refused calls

# A far call through CALL, from ring 3.
.macro CALL_FROM_RING3
    TRY
        RING3
        call    CALL:0
        BACK
.endm

call_refused:
    GATE    "offset CALLSLOT", CODE32, "offset 1f", "SYS_CALL32", 0
    CALL_FROM_RING3
    CAUGHT  13, CALL, "gate DPL 0 from CPL 3"
    GATE    "offset CALLSLOT", CODE32, "offset 1f", "SYS_CALL32 + DPL2", 0
    TRY
        call    CALL3:0
    CAUGHT  13, CALL, "gate DPL 2 with RPL 3, from CPL 0"
    GATE    "offset CALLSLOT", CODE32, "offset 1f", "SYS_CALL32 + DPL3 - PRESENT", 0
    CALL_FROM_RING3
    CAUGHT  11, CALL, "gate not present"
    GATE    "offset CALLSLOT", 0, "offset 1f", "SYS_CALL32 + DPL3", 0
    CALL_FROM_RING3
    CAUGHT  13, 0, "gate to a null selector"
    GATE    "offset CALLSLOT", DATA32, "offset 1f", "SYS_CALL32 + DPL3", 0
    CALL_FROM_RING3
    CAUGHT  13, DATA32, "gate to data"
    GATE    "offset CALLSLOT", 0xfff8, "offset 1f", "SYS_CALL32 + DPL3", 0
    CALL_FROM_RING3
    CAUGHT  13, 0xfff8, "gate to a selector beyond the table"
    GATE    "offset CALLSLOT", USER32, "offset 1f", "SYS_CALL32 + DPL3", 0
    TRY
        call    CALL:0
    CAUGHT  13, "USER32 - 3", "gate from CPL 0 to ring 3: calls go inward only"
    GATE    "offset CALLSLOT", CODE32, "offset 1f", "SYS_CALL32 + DPL3", 0
    TRY
        RING3
        jmp     CALL:0
    CAUGHT  13, CODE32, "a jump never changes privilege"
    DESCRIPTOR BAD, 0, 0xfffff, "CODE_XR - PRESENT", "GRAN + BIG"
    GATE    "offset CALLSLOT", BAD, "offset 1f", "SYS_CALL32 + DPL3", 0
    CALL_FROM_RING3
    CAUGHT  11, BAD, "gate to code that is not present"
    DESCRIPTOR BAD, 0, 0x100, "CODE_XR", "BIG"
    GATE    "offset CALLSLOT", BAD, 0x101, "SYS_CALL32 + DPL3", 0
    CALL_FROM_RING3
    CAUGHT_HW 13, 0, "gate beyond the limit of its code"
    CHECK_HW "dword ptr [fault_cs]", USER32, "and the caller has not moved"

    # The stack of the inner ring: its faults are #TS, except a missing segment.
    GATE    "offset CALLSLOT", CODE1, "offset 1f", "SYS_CALL32 + DPL3", 0
    mov     dword ptr [tss_ss1], 0
    CALL_FROM_RING3
    CAUGHT  10, 0, "inner SS null"
    mov     dword ptr [tss_ss1], DATA32
    CALL_FROM_RING3
    CAUGHT  10, DATA32, "inner SS with the wrong RPL"
    mov     dword ptr [tss_ss1], DATA32 + 1
    CALL_FROM_RING3
    CAUGHT  10, DATA32, "inner SS with the wrong DPL"
    mov     dword ptr [tss_ss1], CODE1
    CALL_FROM_RING3
    CAUGHT  10, "CODE1 - 1", "inner SS is code"
    DESCRIPTOR BAD, 0, 0xfffff, "DATA_RW + DPL1 - PRESENT", "GRAN + BIG"
    mov     dword ptr [tss_ss1], BAD + 1
    CALL_FROM_RING3
    CAUGHT_HW 12, BAD, "inner SS not present: #SS with its selector"
    DESCRIPTOR BAD, 0, 0xf, "DATA_RW + DPL1", BIG
    mov     dword ptr [tss_esp1], 0x0c
    CALL_FROM_RING3
    CAUGHT_HW 12, BAD, "no room on the inner stack: #SS with its selector"
    CHECK_HW "dword ptr [fault_cs]", USER32, "and the caller has not moved"
    mov     dword ptr [tss_ss1], DATA1
    mov     dword ptr [tss_esp1], offset stack1_top
    CALL_FROM_RING3
    CAUGHT  NO_FAULT, 0, "all in order again"
    ret
1:  BACK

# ---------------------------------------------------------------- interrupt and trap gates

interrupts:
    IDT_GATE VECTOR, CODE32, "offset 1f", SYS_INT32
    TRY
        mov     ebp, esp
        push    0x206                       # IF and PF
        popfd
        int     VECTOR
        ud2
1:      pushfd
        pop     ebx
        mov     ecx, [esp+8]                # EFLAGS in the frame
        mov     edx, [esp+4]
        sub     ebp, esp
        BACK
    PASSED  "an interrupt gate"
    mov     eax, [fault_ebx]
    and     eax, 0x200
    CHECK   eax, 0, "clears IF"
    mov     eax, [fault_ecx]
    and     eax, 0x206
    CHECK   eax, 0x206, "pushes EFLAGS with IF"
    CHECK   "dword ptr [fault_ebp]", 12, "pushes three dwords to the same privilege"
    CHECK   "dword ptr [fault_edx]", CODE32, "CS"
    IDT_GATE VECTOR, CODE32, "offset 2f", SYS_TRAP32
    TRY
        push    0x4202                      # NT and IF
        popfd
        int     VECTOR
2:      pushfd
        pop     ebx
        BACK
    PASSED  "a trap gate"
    mov     eax, [fault_ebx]
    and     eax, 0x4300
    CHECK   eax, 0x200, "keeps IF, clears NT"

    IDT_GATE VECTOR, CODE32, "offset 3f", "SYS_INT32 + DPL3"
    TRY
        RING3
        mov     ebx, esp
        int     VECTOR
        ud2
3:      mov     ebp, esp
        mov     ecx, ss
        BACK
    PASSED  "an interrupt gate from ring 3"
    mov     eax, offset interrupt_stack_top
    sub     eax, 5*4
    CHECK   "dword ptr [fault_ebp]", eax, "five dwords on the stack of ring 0"
    CHECK   "dword ptr [fault_ecx]", DATA32, "SS of ring 0"
    CHECK   "dword ptr [interrupt_stack_top-4]", USERDATA, "old SS"
    mov     eax, [fault_ebx]
    CHECK   "dword ptr [interrupt_stack_top-8]", eax, "old ESP"
    CHECK   "dword ptr [interrupt_stack_top-16]", USER32, "old CS"

    IDT_GATE VECTOR, CONF, "offset 4f", "SYS_TRAP32 + DPL3"
    TRY
        RING3
        int     VECTOR
4:      mov     ecx, cs
        mov     edx, ss
        BACK
    PASSED  "a trap gate to conforming code"
    CHECK   "dword ptr [fault_ecx]", "CONF + 3", "stays in ring 3"
    CHECK   "dword ptr [fault_edx]", USERDATA, "on its stack"

    GATE    "offset idt + 8*VECTOR", CODE16, "offset low_target - low_start", SYS_INT16
    TRY
        mov     ebx, esp
        int     VECTOR
    PASSED  "a 16-bit interrupt gate"
    mov     eax, [fault_ebx]
    sub     eax, [fault_ecx]
    CHECK   eax, 6, "pushes three words"
    movzx   eax, word ptr [fault_edx+2]
    CHECK   eax, CODE32, "the second is CS"
    ret

interrupt_refused:
    IDT_GATE VECTOR, CODE32, "offset 1f", SYS_INT32
    TRY
        RING3
        int     VECTOR
    CAUGHT  13, "VECTOR*8 + 2", "INT n through a gate of DPL 0 from ring 3"
    mov     esi, [fault_eip]
    movzx   eax, word ptr [esi]
    CHECK   eax, "0xcd + VECTOR*256", "EIP is the INT instruction"
    TRY
        RING3
        ud2
    CAUGHT  6, 0, "an exception does not look at the gate's DPL"
    IDT_GATE VECTOR, CODE32, "offset 1f", "SYS_INT32 + DPL3 - PRESENT"
    TRY
        int     VECTOR
    CAUGHT  11, "VECTOR*8 + 2", "a gate that is not present"
    IDT_GATE VECTOR, CODE32, "offset 1f", "SYS_INT32 - PRESENT"
    TRY
        RING3
        int     VECTOR
    CAUGHT  13, "VECTOR*8 + 2", "privilege comes before presence"
    IDT_GATE VECTOR, 0, "offset 1f", SYS_INT32
    TRY
        int     VECTOR
    CAUGHT  13, 0, "a gate to a null selector"
    IDT_GATE VECTOR, DATA32, "offset 1f", SYS_INT32
    TRY
        int     VECTOR
    CAUGHT  13, DATA32, "a gate to data"
    IDT_GATE VECTOR, USER32, "offset 1f", SYS_INT32
    TRY
        int     VECTOR
    CAUGHT  13, "USER32 - 3", "a gate to outer code"
    DESCRIPTOR BAD, 0, 0xfffff, "CODE_XR - PRESENT", "GRAN + BIG"
    IDT_GATE VECTOR, BAD, "offset 1f", SYS_INT32
    TRY
        int     VECTOR
    CAUGHT  11, BAD, "a gate to code that is not present"
    IDT_GATE VECTOR, CODE32, "offset 1f", SYS_CALL32
    TRY
        int     VECTOR
    CAUGHT  13, "VECTOR*8 + 2", "a call gate in the IDT"
    # The same failures while an exception is delivered have EXT set.
    IDT_GATE 6, CODE32, "offset 1f", "SYS_INT32 - PRESENT"
    TRY
        ud2
    CAUGHT_HW 11, "6*8 + 2 + 1", "#UD through a gate that is not present: IDT and EXT"
    IDT_GATE 6, DATA32, "offset 1f", SYS_INT32
    TRY
        ud2
    CAUGHT_HW 13, "DATA32 + 1", "#UD through a gate to data: EXT"
    IDT_GATE 6, 0, "offset 1f", SYS_INT32
    TRY
        ud2
    CAUGHT_HW 13, 1, "#UD through a gate to null: EXT alone"
    IDT_GATE 3, CODE32, "offset 1f", "SYS_INT32 + DPL3 - PRESENT"
    TRY
        int3
    CAUGHT  11, "3*8 + 2", "INT3 is software: no EXT"
    IDT_GATE 3, CODE32, "offset stubs + 3*16", "SYS_INT32"
    TRY
        RING3
        int3
    CAUGHT  13, "3*8 + 2", "INT3 checks the gate's DPL"
    TRY
        RING3
        .byte   0xf1                        # INT1
    CAUGHT_HW 1, 0, "INT1 does not"
    TRY
        RING3
        mov     al, 0x7f
        add     al, 1
        into
    CAUGHT  4, 0, "INTO with OF"
    IDT_GATE 6, CODE32, "offset stubs + 6*16", SYS_INT32
    IDT_GATE 3, CODE32, "offset stubs + 3*16", "SYS_INT32 + DPL3"
    mov     word ptr [idt_pointer], VECTOR*8 + 6
    lidt    [idt_pointer]
    TRY
        int     VECTOR
    CAUGHT  13, "VECTOR*8 + 2", "a gate whose last byte lies beyond the IDT"
    mov     word ptr [idt_pointer], 256*8 - 1
    lidt    [idt_pointer]
    # An interrupt from ring 3 when the inner stack is broken.
    IDT_GATE VECTOR, CODE1, "offset 1f", "SYS_INT32 + DPL3"
    mov     dword ptr [tss_ss1], 0
    TRY
        RING3
        int     VECTOR
    CAUGHT  10, 0, "inner SS null: #TS"
    mov     dword ptr [tss_ss1], DATA32
    TRY
        RING3
        int     VECTOR
    CAUGHT  10, DATA32, "inner SS with the wrong privilege: #TS"
    mov     dword ptr [tss_ss1], DATA1
    ret
1:  ud2

# ---------------------------------------------------------------- RETF

# Stack for a far return to selector:offset of an outer ring.
.macro FAR_FRAME ss, esp, cs, eip
    push    \ss
    push    \esp
    push    \cs
    push    \eip
.endm

far_return:
    TRY
        mov     eax, DATA32
        mov     ds, eax
        mov     eax, USERDATA
        mov     es, eax
        mov     eax, DATA1
        mov     fs, eax
        mov     eax, CONF
        mov     gs, eax
        FAR_FRAME USERDATA, "offset user_stack_top", USER32, "offset 1f"
        retf
1:      mov     eax, ds
        mov     ebx, es
        mov     ecx, fs
        mov     edx, gs
        mov     esi, cs
        mov     edi, esp
        BACK
    PASSED  "RETF from ring 0 to ring 3"
    CHECK   "dword ptr [fault_eax]", 0, "DS of ring 0 becomes null"
    CHECK   "dword ptr [fault_ebx]", USERDATA, "ES of ring 3 stays"
    CHECK   "dword ptr [fault_ecx]", 0, "FS of ring 1 becomes null"
    CHECK   "dword ptr [fault_edx]", CONF, "GS with conforming code stays"
    CHECK   "dword ptr [fault_esi]", USER32, "CS"
    mov     eax, offset user_stack_top
    CHECK   "dword ptr [fault_edi]", eax, "ESP"
    TRY
        push    USERDATA
        push    offset user_stack_top
        push    1
        push    2
        push    USER32
        push    offset 2f
        retf    8
2:      mov     edi, esp
        BACK
    PASSED  "RETF 8 to ring 3"
    add     eax, 8
    CHECK   "dword ptr [fault_edi]", eax, "takes 8 bytes off the inner and off the outer stack"
    TRY
        FAR_FRAME USERDATA, "offset user_stack_top", "USER32 - 1", "offset 1b"
        retf
    CAUGHT  13, "USER32 - 3", "RETF to code whose DPL is not the RPL"
    TRY
        FAR_FRAME DATA32, "offset user_stack_top", USER32, "offset 1b"
        retf
    CAUGHT  13, DATA32, "RETF with an inner SS"
    TRY
        FAR_FRAME "USERDATA - 3", "offset user_stack_top", USER32, "offset 1b"
        retf
    CAUGHT  13, "USERDATA - 3", "RETF with an SS of the wrong RPL"
    TRY
        FAR_FRAME 0, "offset user_stack_top", USER32, "offset 1b"
        retf
    CAUGHT  13, 0, "RETF with a null SS"
    DESCRIPTOR BAD, 0, 0xfffff, "DATA_RW + DPL3 - PRESENT", "GRAN + BIG"
    TRY
        FAR_FRAME "BAD + 3", "offset user_stack_top", USER32, "offset 1b"
        retf
    CAUGHT_HW 12, BAD, "RETF with an SS that is not present"
    DESCRIPTOR BAD, 0, 0xfffff, "CODE_XR + DPL3 - PRESENT", "GRAN + BIG"
    TRY
        FAR_FRAME USERDATA, "offset user_stack_top", "BAD + 3", "offset 1b"
        retf
    CAUGHT  11, BAD, "RETF to code that is not present"
    TRY
        RING3
        push    CODE32
        push    offset 1b
        retf
    CAUGHT  13, CODE32, "RETF inward"
    TRY
        push    DATA32
        push    offset 1b
        retf
    CAUGHT  13, DATA32, "RETF to data"
    ret

# ---------------------------------------------------------------- IRET

iret_outer:
    TRY
        mov     eax, DATA32
        mov     ds, eax
        mov     eax, USERDATA
        mov     es, eax
        push    USERDATA
        push    offset user_stack_top
        push    0x3202                      # IOPL 3, IF
        push    USER32
        push    offset 1f
        iretd
1:      pushfd
        pop     ebx
        mov     eax, ds
        mov     ecx, es
        cli                                 # allowed: IOPL 3
        in      al, 0x21
        BACK
    PASSED  "IRET to ring 3 with IOPL 3"
    mov     eax, [fault_ebx]
    and     eax, 0x3200
    CHECK   eax, 0x3200, "IRET at CPL 0 sets IOPL and IF"
    CHECK   "dword ptr [fault_ecx]", USERDATA, "ES stays"
    TRY
        RING3
        push    0x3202
        popfd
        pushfd
        pop     ebx
        BACK
    PASSED  "POPFD at CPL 3 with IOPL 0"
    mov     eax, [fault_ebx]
    and     eax, 0x3200
    CHECK   eax, 0, "leaves IOPL and IF alone without a fault"
    TRY
        ENTER_RING3 0x1002
        push    0x3202
        push    USER32
        push    offset 2f
        iretd
2:      pushfd
        pop     ebx
        BACK
    PASSED  "IRET at CPL 3 with IOPL 1"
    mov     eax, [fault_ebx]
    and     eax, 0x3200
    CHECK   eax, 0x1000, "leaves IOPL and IF alone"
    TRY
        RING3
        cli
    CAUGHT  13, 0, "CLI with IOPL 0"
    TRY
        RING3
        sti
    CAUGHT  13, 0, "STI with IOPL 0"
    TRY
        RING3
        in      al, 0x21
    CAUGHT  13, 0, "IN with IOPL 0 and no bitmap"
    ret

.section .bss
.align 16
    .skip   1024
stack1_top:
    .skip   16
