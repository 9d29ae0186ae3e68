# Call frame information that compilers hardly ever write, in both sections.
        .cfi_sections .eh_frame, .debug_frame
        .text
        .globl _start
_start:
personality:
        .cfi_startproc
        .cfi_personality 0x1b, personality
        .cfi_lsda 0x1b, data
        nop
        .cfi_def_cfa rbp, 16
        nop
        .cfi_register rbx, r12
        .cfi_same_value r13
        .cfi_undefined rax
        nop
        .cfi_remember_state
        .cfi_val_offset r14, -32
        .skip 100
        .cfi_restore_state
        .cfi_def_cfa_register rsp
        .skip 1000
        .cfi_rel_offset rbx, 8
        .cfi_restore r13
        .skip 70000
        # val_expression of rbx: the CFA and 8
        .cfi_escape 0x16, 3, 2, 0x23, 8
        nop
        # GNU_args_size 16, GNU_negative_offset_extended of r15 by 2 units
        .cfi_escape 0x2e, 16
        .cfi_escape 0x2f, 15, 2
        nop
        # val_offset_sf of r12, offset_extended_sf of rbx, def_cfa_sf, def_cfa_offset_sf
        .cfi_escape 0x15, 12, 0x7e
        .cfi_escape 0x11, 3, 3
        .cfi_escape 0x12, 7, 0x7c
        nop
        .cfi_escape 0x13, 0x7b
        nop
        # offset_extended, restore_extended
        .cfi_escape 0x05, 6, 3
        nop
        .cfi_escape 0x06, 6
        nop
        .cfi_endproc

        .cfi_startproc simple
        .cfi_signal_frame
        .cfi_return_column rip
        .cfi_def_cfa rsp, 16
        .cfi_offset rip, -8
        nop
        .cfi_adjust_cfa_offset 64
        nop
        .cfi_endproc

        .data
data:   .quad 0
