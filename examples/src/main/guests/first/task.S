# A program in ring 3, the way down to it, and the way back up: system calls by INT 0x80.
#
#   EAX = 1  write   EBX = address, ECX = length
#   EAX = 2  ticks   result in EAX: timer ticks since the start
#   EAX = 3  exit    EBX = exit code

.include "macros.inc"

.set SYS_WRITE, 1
.set SYS_TICKS, 2
.set SYS_EXIT,  3
.set EFLAGS_IF, 0x200
.set OPCODE_HLT, 0xf4

.section .text

# Runs the program until it exits. There is no instruction that says "go to ring 3": we build the stack that an
# interrupt from ring 3 would have left, and return from it.
.globl run_task
run_task:
    pusha
    SAY     "first: I start a program in ring 3, where privileged instructions and my pages are out of reach.\n"
    mov     [stack_of_run_task], esp
    mov     [ring_0_stack], esp             # an interrupt in ring 3 must not overwrite what is in use here
    mov     ax, USER_DATA
    mov     ds, ax
    mov     es, ax
    push    USER_DATA                       # SS
    push    offset user_stack_top           # ESP
    push    EFLAGS_IF                       # EFLAGS: interrupts on
    push    USER_CODE                       # CS
    push    offset program                  # EIP
    iretd

# The exit system call lands here: leave the interrupt frame behind and return to the caller of run_task.
task_ended:
    mov     esp, [stack_of_run_task]
    sti
    SAY     "first: the program ended with code "
    mov     eax, ebx
    call    print_decimal
    SAY     " after "
    mov     eax, [system_calls]
    call    print_decimal
    SAY     " system calls.\n"
    popa
    ret

# System call. EBP = frame of the caller: registers are arguments, and FRAME_EAX is where the result goes.
.globl system_call
system_call:
    inc     dword ptr [system_calls]
    mov     eax, [ebp+FRAME_EAX]
    cmp     eax, SYS_WRITE
    je      1f
    cmp     eax, SYS_TICKS
    je      3f
    cmp     eax, SYS_EXIT
    je      4f
    mov     dword ptr [ebp+FRAME_EAX], -1
    ret

1:  mov     esi, [ebp+FRAME_EBX]            # never trust an address from ring 3: it must lie in ring 3's own pages
    mov     ecx, [ebp+FRAME_ECX]
    cmp     esi, offset user_start
    jb      5f
    mov     eax, offset user_end
    sub     eax, esi
    jb      5f
    cmp     ecx, eax
    ja      5f
    mov     [ebp+FRAME_EAX], ecx
    jecxz   6f
2:  lodsb
    call    print_char
    loop    2b
    ret
3:  mov     eax, [ticks]
    mov     [ebp+FRAME_EAX], eax
    ret
4:  mov     ebx, [ebp+FRAME_EBX]
    jmp     task_ended
5:  mov     dword ptr [ebp+FRAME_EAX], -14
6:  ret

# General protection fault. EBP = frame. The one we expect: ring 3 tried HLT. Step over it, as a debugger would.
.globl general_protection
general_protection:
    test    byte ptr [ebp+FRAME_CS], 3
    jz      unexpected
    mov     eax, [ebp+FRAME_EIP]
    cmp     byte ptr [eax], OPCODE_HLT
    jne     unexpected
    SAY     "first:   ring 3 tried HLT at "
    call    print_hex
    SAY     ": general protection fault. I step over the instruction.\n"
    inc     dword ptr [ebp+FRAME_EIP]
    ret

# ---------------------------------------------------------------- the program

.section .user, "awx"

.macro SYSTEM_CALL number
    mov     eax, \number
    int     0x80
.endm

.macro WRITE from, to
    mov     ebx, offset \from
    mov     ecx, offset \to - \from
    SYSTEM_CALL SYS_WRITE
.endm

program:
    WRITE   greeting, greeting_end
    hlt                                     # not allowed here

    SYSTEM_CALL SYS_TICKS                   # wait for a tick without sleeping: the timer interrupts us all the same
    mov     esi, eax
1:  mov     ecx, 1000
2:  pause
    loop    2b
    SYSTEM_CALL SYS_TICKS
    cmp     eax, esi
    je      1b
    WRITE   ticked, ticked_end

    mov     ebx, 0x100000                   # the kernel's own page: the system call must refuse it
    mov     ecx, 4
    SYSTEM_CALL SYS_WRITE
    cmp     eax, -14
    jne     3f
    WRITE   refused, refused_end
3:  mov     ebx, 7
    SYSTEM_CALL SYS_EXIT
    ud2                                     # never reached

greeting:
    .ascii  "ring 3: hello from the outer ring; the kernel writes this for me.\r\n"
greeting_end:
ticked:
    .ascii  "ring 3: the clock ticked while I was asking for the time; I never noticed the interrupt.\r\n"
ticked_end:
refused:
    .ascii  "ring 3: the kernel refused to write its own memory for me. Good.\r\n"
refused_end:

.align 16
    .skip   1024
user_stack_top:

.section .bss
stack_of_run_task:
    .skip   4
system_calls:
    .skip   4
