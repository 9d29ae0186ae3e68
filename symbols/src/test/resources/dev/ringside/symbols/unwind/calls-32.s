# The 32-bit sibling of calls-64.s, without its signal handler.
        .text
        .globl _start
        .type _start, @function
_start:
        .cfi_startproc
        .cfi_undefined eip
        xorl %ebp, %ebp
        call main
        movl $1, %eax
        xorl %ebx, %ebx
        int $0x80
        .cfi_endproc
        .size _start, . - _start

        .type main, @function
main:
        .cfi_startproc
        pushl %ebp
        .cfi_adjust_cfa_offset 4
        .cfi_offset ebp, -8
        movl %esp, %ebp
        .cfi_def_cfa_register ebp
        pushl %ebx
        .cfi_offset ebx, -12
        movl $0x1111, %ebx
        pushl $3
        call recurse
        call framed
        call aligned
        popl %eax
        popl %ebx
        .cfi_restore ebx
        popl %ebp
        .cfi_def_cfa esp, 4
        .cfi_restore ebp
        ret
        .cfi_endproc
        .size main, . - main

        .type recurse, @function
recurse:
        .cfi_startproc
        movl 4(%esp), %eax
        decl %eax
        jz 1f
        pushl %eax
        .cfi_adjust_cfa_offset 4
        call recurse
        addl $4, %esp
        .cfi_adjust_cfa_offset -4
1:      ret
        .cfi_endproc
        .size recurse, . - recurse

        .type framed, @function
framed:
        .cfi_startproc
        endbr32
        pushl %ebp
        .cfi_def_cfa_offset 8
        .cfi_offset ebp, -8
        movl %esp, %ebp
        .cfi_def_cfa_register ebp
        pushl %esi
        .cfi_offset esi, -12
        movl $0x2222, %esi
        call leaf
        popl %esi
        .cfi_restore esi
        leave
        .cfi_def_cfa esp, 4
        .cfi_restore ebp
        ret
        .cfi_endproc
        .size framed, . - framed

        .type leaf, @function
leaf:
        .cfi_startproc
        pushl %ebp
        .cfi_def_cfa_offset 8
        .cfi_offset ebp, -8
        movl %esp, %ebp
        .cfi_def_cfa_register ebp
        xorl %eax, %eax
        popl %ebp
        .cfi_def_cfa esp, 4
        .cfi_restore ebp
        ret
        .cfi_endproc
        .size leaf, . - leaf

        .type aligned, @function
aligned:
        .cfi_startproc
        leal 4(%esp), %ecx
        .cfi_def_cfa ecx, 0
        andl $-64, %esp
        pushl -4(%ecx)
        pushl %ebp
        movl %esp, %ebp
        .cfi_escape 0x10, 5, 2, 0x75, 0
        pushl %ecx
        .cfi_escape 0x0f, 3, 0x75, 0x7c, 6
        call leaf
        popl %ecx
        .cfi_def_cfa ecx, 0
        popl %ebp
        .cfi_restore ebp
        leal -4(%ecx), %esp
        .cfi_def_cfa esp, 4
        ret
        .cfi_endproc
        .size aligned, . - aligned
