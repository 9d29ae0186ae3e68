# A program that is in every situation an unwinder meets: functions with and without a frame pointer, at each of their instructions; a
# realigned stack, whose canonical frame address is an expression; a signal handler; recursion. It preserves registers and changes them.
        .text
        .globl _start
        .type _start, @function
_start:
        .cfi_startproc
        .cfi_undefined rip
        xorl %ebp, %ebp
        call main
        movl $60, %eax
        xorl %edi, %edi
        syscall
        .cfi_endproc
        .size _start, . - _start

        .type main, @function
main:
        .cfi_startproc
        pushq %rbp
        .cfi_adjust_cfa_offset 8
        .cfi_offset rbp, -16
        movq %rsp, %rbp
        .cfi_def_cfa_register rbp
        pushq %rbx
        .cfi_offset rbx, -24
        movl $0x1111, %ebx
        movl $3, %edi
        call recurse
        call framed
        call aligned
        call handled
        call changed
        xorl %eax, %eax
        popq %rbx
        .cfi_restore rbx
        popq %rbp
        .cfi_def_cfa rsp, 8
        .cfi_restore rbp
        ret
        .cfi_endproc
        .size main, . - main

        .type recurse, @function
recurse:
        .cfi_startproc
        subq $24, %rsp
        .cfi_adjust_cfa_offset 24
        decl %edi
        jz 1f
        call recurse
1:      addq $24, %rsp
        .cfi_adjust_cfa_offset -24
        ret
        .cfi_endproc
        .size recurse, . - recurse

        .type framed, @function
framed:
        .cfi_startproc
        endbr64
        pushq %rbp
        .cfi_def_cfa_offset 16
        .cfi_offset rbp, -16
        movq %rsp, %rbp
        .cfi_def_cfa_register rbp
        pushq %r12
        .cfi_offset r12, -24
        movl $0x2222, %r12d
        call leaf
        testl %eax, %eax
        .cfi_remember_state
        jz 1f
        popq %r12
        popq %rbp
        .cfi_def_cfa rsp, 8
        ret
1:      .cfi_restore_state
        popq %r12
        leave
        .cfi_def_cfa rsp, 8
        ret
        .cfi_endproc
        .size framed, . - framed

        .type leaf, @function
leaf:
        .cfi_startproc
        pushq %rbp
        .cfi_def_cfa_offset 16
        .cfi_offset rbp, -16
        movq %rsp, %rbp
        .cfi_def_cfa_register rbp
        xorl %eax, %eax
        popq %rbp
        .cfi_def_cfa rsp, 8
        ret
        .cfi_endproc
        .size leaf, . - leaf

        .type aligned, @function
aligned:
        .cfi_startproc
        leaq 8(%rsp), %r10
        .cfi_def_cfa r10, 0
        andq $-64, %rsp
        pushq -8(%r10)
        pushq %rbp
        movq %rsp, %rbp
        .cfi_escape 0x10, 6, 2, 0x76, 0
        pushq %r10
        .cfi_escape 0x0f, 3, 0x76, 0x78, 6
        call leaf
        popq %r10
        .cfi_def_cfa r10, 0
        popq %rbp
        .cfi_restore rbp
        leaq -8(%r10), %rsp
        .cfi_def_cfa rsp, 8
        ret
        .cfi_endproc
        .size aligned, . - aligned

        .type handled, @function
handled:
        .cfi_startproc
        pushq %r13
        .cfi_def_cfa_offset 16
        .cfi_offset r13, -16
        movl $13, %eax
        movl $10, %edi
        leaq action(%rip), %rsi
        xorl %edx, %edx
        movl $8, %r10d
        syscall
        movl $39, %eax
        syscall
        movl %eax, %edi
        movl $10, %esi
        movl $62, %eax
        movl $0x3333, %r13d
        syscall
        popq %r13
        .cfi_def_cfa_offset 8
        .cfi_restore r13
        ret
        .cfi_endproc
        .size handled, . - handled

        .globl handler
        .type handler, @function
handler:
        .cfi_startproc
        pushq %rbx
        .cfi_def_cfa_offset 16
        .cfi_offset rbx, -16
        movl $0x4444, %ebx
        call leaf
        popq %rbx
        .cfi_def_cfa_offset 8
        .cfi_restore rbx
        ret
        .cfi_endproc
        .size handler, . - handler

        .cfi_startproc
        .cfi_signal_frame
        .cfi_escape 0x0f, 4, 0x77, 0xa0, 1, 6
        .cfi_escape 0x10, 6, 3, 0x77, 0xf8, 0
        .cfi_escape 0x10, 3, 3, 0x77, 0x80, 1
        .cfi_escape 0x10, 12, 3, 0x77, 0xc8, 0
        .cfi_escape 0x10, 13, 3, 0x77, 0xd0, 0
        .cfi_escape 0x10, 14, 3, 0x77, 0xd8, 0
        .cfi_escape 0x10, 15, 3, 0x77, 0xe0, 0
        .cfi_escape 0x10, 16, 3, 0x77, 0xa8, 1
        nop
        .type restorer, @function
restorer:
        movl $15, %eax
        syscall
        .cfi_endproc
        .size restorer, . - restorer

        # The stack pointer goes to another register, and the frame pointer is a number like any other.
        .type changed, @function
changed:
        .cfi_startproc
        pushq %rbp
        .cfi_def_cfa_offset 16
        .cfi_offset rbp, -16
        pushq %r14
        .cfi_def_cfa_offset 24
        .cfi_offset r14, -24
        movq %rsp, %r14
        .cfi_def_cfa_register r14
        movl $0x5555, %ebp
        subq $40, %rsp
        call recurse2
        movq %r14, %rsp
        .cfi_def_cfa_register rsp
        popq %r14
        .cfi_def_cfa_offset 16
        .cfi_restore r14
        popq %rbp
        .cfi_def_cfa_offset 8
        .cfi_restore rbp
        ret
        .cfi_endproc
        .size changed, . - changed

        .type recurse2, @function
recurse2:
        .cfi_startproc
        pushq $2
        .cfi_adjust_cfa_offset 8
        popq %rdi
        .cfi_adjust_cfa_offset -8
        call recurse
        ret
        .cfi_endproc
        .size recurse2, . - recurse2

        .section .rodata
        .balign 8
action: .quad handler
        .quad 0x04000000
        .quad restorer
        .quad 0
