	.file	"shapes.c"
	.text
.Ltext0:
	.cfi_sections	.debug_frame
	.file 1 "shapes.c"
	.globl	the_shape
	.data
	.align 32
	.type	the_shape, @object
	.size	the_shape, 176
the_shape:
	.string	"shape"
	.zero	10
	.zero	160
	.local	counter
	.comm	counter,4,4
	.globl	shared
	.align 32
	.type	shared, @object
	.size	shared, 32
shared:
	.quad	1
	.zero	24
	.globl	facts
	.section	.rodata
	.align 32
	.type	facts, @object
	.size	facts, 80
facts:
	.long	176
	.long	16
	.long	24
	.long	32
	.long	40
	.long	48
	.long	56
	.long	58
	.long	56
	.long	64
	.long	87
	.long	88
	.long	96
	.long	104
	.long	112
	.long	120
	.long	128
	.long	144
	.long	160
	.long	168
	.globl	marks
	.align 32
	.type	marks, @object
	.size	marks, 80
marks:
	.byte	7
	.zero	15
	.byte	248
	.byte	3
	.zero	14
	.zero	1
	.byte	252
	.byte	255
	.byte	255
	.byte	255
	.byte	7
	.zero	10
	.zero	5
	.byte	8
	.zero	10
	.zero	8
	.long	-1
	.zero	4
	.text
	.type	twice, @function
twice:
.LFB0:
	.loc 1 71 1
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	movl	%edi, -4(%rbp)
	.loc 1 72 18
	movl	-4(%rbp), %eax
	addl	%eax, %eax
	.loc 1 73 1
	popq	%rbp
	.cfi_def_cfa 7, 8
	ret
	.cfi_endproc
.LFE0:
	.size	twice, .-twice
	.type	count, @function
count:
.LFB1:
	.loc 1 76 1
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	subq	$16, %rsp
	movl	%edi, -4(%rbp)
	movq	%rsi, -16(%rbp)
	.loc 1 77 8
	cmpq	$0, -16(%rbp)
	je	.L4
	.loc 1 78 17
	movl	counter(%rip), %edx
	movl	-4(%rbp), %eax
	addl	%edx, %eax
	movl	%eax, counter(%rip)
.L4:
	.loc 1 79 12
	movl	counter(%rip), %eax
	movl	%eax, %edi
	call	twice
	.loc 1 80 1
	leave
	.cfi_def_cfa 7, 8
	ret
	.cfi_endproc
.LFE1:
	.size	count, .-count
	.globl	measure
	.type	measure, @function
measure:
.LFB2:
	.loc 1 83 1
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	subq	$208, %rsp
	movq	%rdi, -200(%rbp)
	movl	%esi, -204(%rbp)
	movq	%rdx, -160(%rbp)
	movq	%rcx, -152(%rbp)
	movq	%r8, -144(%rbp)
	movq	%r9, -136(%rbp)
	testb	%al, %al
	je	.L11
	movaps	%xmm0, -128(%rbp)
	movaps	%xmm1, -112(%rbp)
	movaps	%xmm2, -96(%rbp)
	movaps	%xmm3, -80(%rbp)
	movaps	%xmm4, -64(%rbp)
	movaps	%xmm5, -48(%rbp)
	movaps	%xmm6, -32(%rbp)
	movaps	%xmm7, -16(%rbp)
.L11:
	.loc 1 84 9
	movq	$1, -184(%rbp)
.LBB2:
	.loc 1 86 14
	movl	$0, -188(%rbp)
	.loc 1 86 5
	jmp	.L8
.L9:
	.loc 1 87 33 discriminator 3
	movl	-188(%rbp), %ecx
	movl	%ecx, %edx
	movl	$2863311531, %eax
	imulq	%rdx, %rax
	shrq	$32, %rax
	movl	%eax, %edx
	shrl	%edx
	movl	%edx, %eax
	addl	%eax, %eax
	addl	%edx, %eax
	subl	%eax, %ecx
	movl	%ecx, %edx
	.loc 1 87 37 discriminator 3
	movq	-200(%rbp), %rax
	movl	%edx, %edx
	addq	$19, %rdx
	movl	(%rax,%rdx,4), %eax
	movl	%eax, %edx
	.loc 1 87 55 discriminator 3
	movl	-188(%rbp), %eax
	andl	$3, %eax
	.loc 1 87 52 discriminator 3
	movl	%eax, %eax
	movq	shared(,%rax,8), %rax
	.loc 1 87 44 discriminator 3
	addq	%rdx, %rax
	.loc 1 87 13 discriminator 3
	addq	%rax, -184(%rbp)
	.loc 1 86 33 discriminator 3
	addl	$1, -188(%rbp)
.L8:
	.loc 1 86 23 discriminator 1
	movl	-188(%rbp), %eax
	cmpl	-204(%rbp), %eax
	jb	.L9
.LBE2:
	.loc 1 88 41
	movq	-200(%rbp), %rdx
	.loc 1 88 18
	movl	-204(%rbp), %eax
	movq	%rdx, %rsi
	movl	%eax, %edi
	call	count
	movslq	%eax, %rdx
	.loc 1 88 16
	movq	-184(%rbp), %rax
	addq	%rdx, %rax
	.loc 1 89 1
	leave
	.cfi_def_cfa 7, 8
	ret
	.cfi_endproc
.LFE2:
	.size	measure, .-measure
	.globl	_start
	.type	_start, @function
_start:
.LFB3:
	.loc 1 92 1
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	.loc 1 93 5
	movl	$200, %esi
	movl	$the_shape, %edi
	movl	$0, %eax
	call	measure
.L13:
	.loc 1 94 5 discriminator 1
	jmp	.L13
	.cfi_endproc
.LFE3:
	.size	_start, .-_start
.Letext0:
	.section	.debug_info,"",@progbits
.Ldebug_info0:
	.long	0x4d3
	.value	0x4
	.long	.Ldebug_abbrev0
	.byte	0x8
	.uleb128 0x1
	.long	.LASF43
	.byte	0xc
	.long	.LASF44
	.long	.LASF45
	.quad	.Ltext0
	.quad	.Letext0-.Ltext0
	.long	.Ldebug_line0
	.uleb128 0x2
	.byte	0x8
	.byte	0x7
	.long	.LASF0
	.uleb128 0x3
	.string	"u32"
	.byte	0x1
	.byte	0x3
	.byte	0x16
	.long	0x4a
	.uleb128 0x4
	.long	0x34
	.uleb128 0x5
	.long	0x40
	.uleb128 0x2
	.byte	0x4
	.byte	0x7
	.long	.LASF1
	.uleb128 0x4
	.long	0x4a
	.uleb128 0x3
	.string	"u64"
	.byte	0x1
	.byte	0x4
	.byte	0x1c
	.long	0x62
	.uleb128 0x2
	.byte	0x8
	.byte	0x7
	.long	.LASF2
	.uleb128 0x6
	.long	.LASF14
	.byte	0x10
	.byte	0x1
	.byte	0x8
	.byte	0x8
	.long	0x91
	.uleb128 0x7
	.long	.LASF3
	.byte	0x1
	.byte	0x9
	.byte	0x17
	.long	0x91
	.byte	0
	.uleb128 0x7
	.long	.LASF4
	.byte	0x1
	.byte	0x9
	.byte	0x1e
	.long	0x91
	.byte	0x8
	.byte	0
	.uleb128 0x8
	.byte	0x8
	.long	0x69
	.uleb128 0x9
	.long	.LASF20
	.byte	0x5
	.byte	0x4
	.long	0xbc
	.byte	0x1
	.byte	0xc
	.byte	0x6
	.long	0xbc
	.uleb128 0xa
	.string	"RED"
	.byte	0
	.uleb128 0xb
	.long	.LASF5
	.byte	0x5
	.uleb128 0xc
	.long	.LASF6
	.sleb128 -7
	.byte	0
	.uleb128 0xd
	.byte	0x4
	.byte	0x5
	.string	"int"
	.uleb128 0xe
	.byte	0x7
	.byte	0x4
	.long	0x4a
	.byte	0x1
	.byte	0xd
	.byte	0x6
	.long	0xde
	.uleb128 0xb
	.long	.LASF7
	.byte	0x1
	.uleb128 0xb
	.long	.LASF8
	.byte	0xc8
	.byte	0
	.uleb128 0xf
	.long	.LASF9
	.byte	0x1
	.byte	0xf
	.byte	0xf
	.long	0xea
	.uleb128 0x8
	.byte	0x8
	.long	0xf0
	.uleb128 0x10
	.long	0xbc
	.long	0x100
	.uleb128 0x11
	.long	0x100
	.uleb128 0x12
	.byte	0
	.uleb128 0x8
	.byte	0x8
	.long	0x10d
	.uleb128 0x2
	.byte	0x1
	.byte	0x6
	.long	.LASF10
	.uleb128 0x4
	.long	0x106
	.uleb128 0x13
	.long	.LASF46
	.byte	0x4
	.byte	0x1
	.byte	0x11
	.byte	0x7
	.long	0x138
	.uleb128 0x14
	.long	.LASF11
	.byte	0x1
	.byte	0x12
	.byte	0x9
	.long	0x34
	.uleb128 0x14
	.long	.LASF12
	.byte	0x1
	.byte	0x13
	.byte	0x13
	.long	0x138
	.byte	0
	.uleb128 0x15
	.long	0x148
	.long	0x148
	.uleb128 0x16
	.long	0x2d
	.byte	0x3
	.byte	0
	.uleb128 0x2
	.byte	0x1
	.byte	0x8
	.long	.LASF13
	.uleb128 0x6
	.long	.LASF15
	.byte	0x10
	.byte	0x1
	.byte	0x18
	.byte	0x8
	.long	0x1a2
	.uleb128 0x17
	.string	"a"
	.byte	0x1
	.byte	0x19
	.byte	0x12
	.long	0x4a
	.byte	0x4
	.byte	0x3
	.byte	0x1d
	.byte	0
	.uleb128 0x17
	.string	"b"
	.byte	0x1
	.byte	0x1a
	.byte	0x9
	.long	0xbc
	.byte	0x4
	.byte	0x7
	.byte	0x16
	.byte	0
	.uleb128 0x17
	.string	"c"
	.byte	0x1
	.byte	0x1b
	.byte	0x9
	.long	0x56
	.byte	0x8
	.byte	0x21
	.byte	0x15
	.byte	0
	.uleb128 0x17
	.string	"d"
	.byte	0x1
	.byte	0x1c
	.byte	0x13
	.long	0x148
	.byte	0x1
	.byte	0x1
	.byte	0x4
	.byte	0x5
	.uleb128 0x7
	.long	.LASF16
	.byte	0x1
	.byte	0x1d
	.byte	0x9
	.long	0x34
	.byte	0x8
	.byte	0
	.uleb128 0x4
	.long	0x14f
	.uleb128 0x18
	.byte	0x4
	.byte	0x1
	.byte	0x27
	.byte	0x9
	.long	0x1c7
	.uleb128 0x19
	.string	"x"
	.byte	0x1
	.byte	0x28
	.byte	0x13
	.long	0x1c7
	.byte	0
	.uleb128 0x19
	.string	"y"
	.byte	0x1
	.byte	0x28
	.byte	0x16
	.long	0x1c7
	.byte	0x2
	.byte	0
	.uleb128 0x2
	.byte	0x2
	.byte	0x5
	.long	.LASF17
	.uleb128 0x1a
	.byte	0x8
	.byte	0x1
	.byte	0x26
	.byte	0x5
	.long	0x1e9
	.uleb128 0x1b
	.long	0x1a7
	.uleb128 0x1c
	.string	"raw"
	.byte	0x1
	.byte	0x2a
	.byte	0xd
	.long	0x56
	.byte	0
	.uleb128 0x6
	.long	.LASF18
	.byte	0xb0
	.byte	0x1
	.byte	0x20
	.byte	0x8
	.long	0x2b3
	.uleb128 0x7
	.long	.LASF19
	.byte	0x1
	.byte	0x21
	.byte	0xa
	.long	0x2b3
	.byte	0
	.uleb128 0x7
	.long	.LASF20
	.byte	0x1
	.byte	0x22
	.byte	0x10
	.long	0x97
	.byte	0x10
	.uleb128 0x7
	.long	.LASF21
	.byte	0x1
	.byte	0x23
	.byte	0x16
	.long	0x69
	.byte	0x18
	.uleb128 0x7
	.long	.LASF22
	.byte	0x1
	.byte	0x24
	.byte	0x19
	.long	0x2c3
	.byte	0x28
	.uleb128 0x7
	.long	.LASF23
	.byte	0x1
	.byte	0x25
	.byte	0x10
	.long	0xde
	.byte	0x30
	.uleb128 0x1d
	.long	0x1ce
	.byte	0x38
	.uleb128 0x7
	.long	.LASF24
	.byte	0x1
	.byte	0x2c
	.byte	0x10
	.long	0x2c9
	.byte	0x40
	.uleb128 0x7
	.long	.LASF15
	.byte	0x1
	.byte	0x2d
	.byte	0x11
	.long	0x14f
	.byte	0x58
	.uleb128 0x7
	.long	.LASF25
	.byte	0x1
	.byte	0x2e
	.byte	0x15
	.long	0x2e4
	.byte	0x68
	.uleb128 0x7
	.long	.LASF26
	.byte	0x1
	.byte	0x2f
	.byte	0x19
	.long	0x2f0
	.byte	0x70
	.uleb128 0x7
	.long	.LASF27
	.byte	0x1
	.byte	0x30
	.byte	0xb
	.long	0x2f5
	.byte	0x78
	.uleb128 0x7
	.long	.LASF28
	.byte	0x1
	.byte	0x31
	.byte	0xc
	.long	0x2fc
	.byte	0x80
	.uleb128 0x7
	.long	.LASF29
	.byte	0x1
	.byte	0x32
	.byte	0x11
	.long	0x303
	.byte	0x90
	.uleb128 0x19
	.string	"any"
	.byte	0x1
	.byte	0x33
	.byte	0x14
	.long	0x30c
	.byte	0xa0
	.uleb128 0x7
	.long	.LASF30
	.byte	0x1
	.byte	0x34
	.byte	0x13
	.long	0x311
	.byte	0xa8
	.byte	0
	.uleb128 0x15
	.long	0x106
	.long	0x2c3
	.uleb128 0x16
	.long	0x2d
	.byte	0xf
	.byte	0
	.uleb128 0x8
	.byte	0x8
	.long	0x45
	.uleb128 0x15
	.long	0x112
	.long	0x2df
	.uleb128 0x16
	.long	0x2d
	.byte	0x1
	.uleb128 0x16
	.long	0x2d
	.byte	0x2
	.byte	0
	.uleb128 0x1e
	.long	.LASF25
	.uleb128 0x8
	.byte	0x8
	.long	0x2df
	.uleb128 0x8
	.byte	0x8
	.long	0x1e9
	.uleb128 0x4
	.long	0x2ea
	.uleb128 0x2
	.byte	0x1
	.byte	0x2
	.long	.LASF31
	.uleb128 0x2
	.byte	0x8
	.byte	0x4
	.long	.LASF32
	.uleb128 0x2
	.byte	0x10
	.byte	0x4
	.long	.LASF33
	.uleb128 0x1f
	.byte	0x8
	.uleb128 0x20
	.long	0x30a
	.uleb128 0x15
	.long	0x148
	.long	0x320
	.uleb128 0x21
	.long	0x2d
	.byte	0
	.uleb128 0x22
	.long	.LASF35
	.byte	0x1
	.byte	0x37
	.byte	0xe
	.long	0x1e9
	.uleb128 0x9
	.byte	0x3
	.quad	the_shape
	.uleb128 0x23
	.long	.LASF40
	.byte	0x1
	.byte	0x38
	.byte	0xc
	.long	0xbc
	.uleb128 0x9
	.byte	0x3
	.quad	counter
	.uleb128 0x15
	.long	0x368
	.long	0x35c
	.uleb128 0x16
	.long	0x2d
	.byte	0x3
	.byte	0
	.uleb128 0x5
	.long	0x34c
	.uleb128 0x2
	.byte	0x8
	.byte	0x5
	.long	.LASF34
	.uleb128 0x5
	.long	0x361
	.uleb128 0x22
	.long	.LASF36
	.byte	0x1
	.byte	0x39
	.byte	0x14
	.long	0x35c
	.uleb128 0x9
	.byte	0x3
	.quad	shared
	.uleb128 0x15
	.long	0x51
	.long	0x393
	.uleb128 0x16
	.long	0x2d
	.byte	0x13
	.byte	0
	.uleb128 0x4
	.long	0x383
	.uleb128 0x22
	.long	.LASF37
	.byte	0x1
	.byte	0x3b
	.byte	0x14
	.long	0x393
	.uleb128 0x9
	.byte	0x3
	.quad	facts
	.uleb128 0x15
	.long	0x1a2
	.long	0x3be
	.uleb128 0x16
	.long	0x2d
	.byte	0x4
	.byte	0
	.uleb128 0x4
	.long	0x3ae
	.uleb128 0x22
	.long	.LASF38
	.byte	0x1
	.byte	0x44
	.byte	0x13
	.long	0x3be
	.uleb128 0x9
	.byte	0x3
	.quad	marks
	.uleb128 0x24
	.long	.LASF47
	.byte	0x1
	.byte	0x5b
	.byte	0x6
	.quad	.LFB3
	.quad	.LFE3-.LFB3
	.uleb128 0x1
	.byte	0x9c
	.uleb128 0x25
	.long	.LASF48
	.byte	0x1
	.byte	0x52
	.byte	0x5
	.long	0x56
	.quad	.LFB2
	.quad	.LFE2-.LFB2
	.uleb128 0x1
	.byte	0x9c
	.long	0x467
	.uleb128 0x26
	.long	.LASF18
	.byte	0x1
	.byte	0x52
	.byte	0x1b
	.long	0x2ea
	.uleb128 0x3
	.byte	0x91
	.sleb128 -216
	.uleb128 0x26
	.long	.LASF39
	.byte	0x1
	.byte	0x52
	.byte	0x26
	.long	0x34
	.uleb128 0x3
	.byte	0x91
	.sleb128 -220
	.uleb128 0x12
	.uleb128 0x27
	.string	"sum"
	.byte	0x1
	.byte	0x54
	.byte	0x9
	.long	0x56
	.uleb128 0x3
	.byte	0x91
	.sleb128 -200
	.uleb128 0x28
	.quad	.LBB2
	.quad	.LBE2-.LBB2
	.uleb128 0x27
	.string	"i"
	.byte	0x1
	.byte	0x56
	.byte	0xe
	.long	0x34
	.uleb128 0x3
	.byte	0x91
	.sleb128 -204
	.byte	0
	.byte	0
	.uleb128 0x29
	.long	.LASF49
	.byte	0x1
	.byte	0x4b
	.byte	0x26
	.long	0xbc
	.quad	.LFB1
	.quad	.LFE1-.LFB1
	.uleb128 0x1
	.byte	0x9c
	.long	0x4a8
	.uleb128 0x26
	.long	.LASF41
	.byte	0x1
	.byte	0x4b
	.byte	0x30
	.long	0xbc
	.uleb128 0x2
	.byte	0x91
	.sleb128 -20
	.uleb128 0x2a
	.string	"why"
	.byte	0x1
	.byte	0x4b
	.byte	0x42
	.long	0x100
	.uleb128 0x2
	.byte	0x91
	.sleb128 -32
	.byte	0
	.uleb128 0x2b
	.long	.LASF50
	.byte	0x1
	.byte	0x46
	.byte	0x13
	.long	0xbc
	.quad	.LFB0
	.quad	.LFE0-.LFB0
	.uleb128 0x1
	.byte	0x9c
	.uleb128 0x26
	.long	.LASF42
	.byte	0x1
	.byte	0x46
	.byte	0x1d
	.long	0xbc
	.uleb128 0x2
	.byte	0x91
	.sleb128 -20
	.byte	0
	.byte	0
	.section	.debug_abbrev,"",@progbits
.Ldebug_abbrev0:
	.uleb128 0x1
	.uleb128 0x11
	.byte	0x1
	.uleb128 0x25
	.uleb128 0xe
	.uleb128 0x13
	.uleb128 0xb
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x1b
	.uleb128 0xe
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x12
	.uleb128 0x7
	.uleb128 0x10
	.uleb128 0x17
	.byte	0
	.byte	0
	.uleb128 0x2
	.uleb128 0x24
	.byte	0
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0x3e
	.uleb128 0xb
	.uleb128 0x3
	.uleb128 0xe
	.byte	0
	.byte	0
	.uleb128 0x3
	.uleb128 0x16
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x4
	.uleb128 0x26
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x5
	.uleb128 0x35
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x6
	.uleb128 0x13
	.byte	0x1
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x7
	.uleb128 0xd
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x38
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x8
	.uleb128 0xf
	.byte	0
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x9
	.uleb128 0x4
	.byte	0x1
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3e
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0xa
	.uleb128 0x28
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x1c
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0xb
	.uleb128 0x28
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x1c
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0xc
	.uleb128 0x28
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x1c
	.uleb128 0xd
	.byte	0
	.byte	0
	.uleb128 0xd
	.uleb128 0x24
	.byte	0
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0x3e
	.uleb128 0xb
	.uleb128 0x3
	.uleb128 0x8
	.byte	0
	.byte	0
	.uleb128 0xe
	.uleb128 0x4
	.byte	0x1
	.uleb128 0x3e
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0xf
	.uleb128 0x16
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x10
	.uleb128 0x15
	.byte	0x1
	.uleb128 0x27
	.uleb128 0x19
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x11
	.uleb128 0x5
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x12
	.uleb128 0x18
	.byte	0
	.byte	0
	.byte	0
	.uleb128 0x13
	.uleb128 0x17
	.byte	0x1
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x14
	.uleb128 0xd
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x15
	.uleb128 0x1
	.byte	0x1
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x16
	.uleb128 0x21
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x2f
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x17
	.uleb128 0xd
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0xd
	.uleb128 0xb
	.uleb128 0xc
	.uleb128 0xb
	.uleb128 0x38
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x18
	.uleb128 0x13
	.byte	0x1
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x19
	.uleb128 0xd
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x38
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x1a
	.uleb128 0x17
	.byte	0x1
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x1b
	.uleb128 0xd
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x1c
	.uleb128 0xd
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x1d
	.uleb128 0xd
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x38
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x1e
	.uleb128 0x13
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3c
	.uleb128 0x19
	.byte	0
	.byte	0
	.uleb128 0x1f
	.uleb128 0xf
	.byte	0
	.uleb128 0xb
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x20
	.uleb128 0x37
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x21
	.uleb128 0x21
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x22
	.uleb128 0x34
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x3f
	.uleb128 0x19
	.uleb128 0x2
	.uleb128 0x18
	.byte	0
	.byte	0
	.uleb128 0x23
	.uleb128 0x34
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x2
	.uleb128 0x18
	.byte	0
	.byte	0
	.uleb128 0x24
	.uleb128 0x2e
	.byte	0
	.uleb128 0x3f
	.uleb128 0x19
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x27
	.uleb128 0x19
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x12
	.uleb128 0x7
	.uleb128 0x40
	.uleb128 0x18
	.uleb128 0x2116
	.uleb128 0x19
	.byte	0
	.byte	0
	.uleb128 0x25
	.uleb128 0x2e
	.byte	0x1
	.uleb128 0x3f
	.uleb128 0x19
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x27
	.uleb128 0x19
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x12
	.uleb128 0x7
	.uleb128 0x40
	.uleb128 0x18
	.uleb128 0x2116
	.uleb128 0x19
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x26
	.uleb128 0x5
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x2
	.uleb128 0x18
	.byte	0
	.byte	0
	.uleb128 0x27
	.uleb128 0x34
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x2
	.uleb128 0x18
	.byte	0
	.byte	0
	.uleb128 0x28
	.uleb128 0xb
	.byte	0x1
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x12
	.uleb128 0x7
	.byte	0
	.byte	0
	.uleb128 0x29
	.uleb128 0x2e
	.byte	0x1
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x27
	.uleb128 0x19
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x12
	.uleb128 0x7
	.uleb128 0x40
	.uleb128 0x18
	.uleb128 0x2116
	.uleb128 0x19
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x2a
	.uleb128 0x5
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x2
	.uleb128 0x18
	.byte	0
	.byte	0
	.uleb128 0x2b
	.uleb128 0x2e
	.byte	0x1
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0xb
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x27
	.uleb128 0x19
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x12
	.uleb128 0x7
	.uleb128 0x40
	.uleb128 0x18
	.uleb128 0x2117
	.uleb128 0x19
	.byte	0
	.byte	0
	.byte	0
	.section	.debug_aranges,"",@progbits
	.long	0x2c
	.value	0x2
	.long	.Ldebug_info0
	.byte	0x8
	.byte	0
	.value	0
	.value	0
	.quad	.Ltext0
	.quad	.Letext0-.Ltext0
	.quad	0
	.quad	0
	.section	.debug_line,"",@progbits
.Ldebug_line0:
	.section	.debug_str,"MS",@progbits,1
.LASF46:
	.string	"word"
.LASF3:
	.string	"next"
.LASF31:
	.string	"_Bool"
.LASF42:
	.string	"value"
.LASF49:
	.string	"count"
.LASF11:
	.string	"whole"
.LASF16:
	.string	"rest"
.LASF6:
	.string	"BLUE"
.LASF45:
	.string	"/src"
.LASF48:
	.string	"measure"
.LASF39:
	.string	"scale"
.LASF40:
	.string	"counter"
.LASF13:
	.string	"unsigned char"
.LASF44:
	.string	"shapes.c"
.LASF7:
	.string	"FIRST"
.LASF0:
	.string	"long unsigned int"
.LASF21:
	.string	"list"
.LASF29:
	.string	"precise"
.LASF23:
	.string	"callback"
.LASF18:
	.string	"shape"
.LASF19:
	.string	"name"
.LASF32:
	.string	"double"
.LASF43:
	.string	"GNU C11 12.2.0 -m64 -mtune=generic -march=x86-64 -gdwarf-4 -O0 -std=gnu11 -ffreestanding -fno-pie -fno-asynchronous-unwind-tables -fno-stack-protector"
.LASF9:
	.string	"callback_t"
.LASF20:
	.string	"color"
.LASF47:
	.string	"_start"
.LASF26:
	.string	"self"
.LASF5:
	.string	"GREEN"
.LASF1:
	.string	"unsigned int"
.LASF8:
	.string	"LAST"
.LASF2:
	.string	"long long unsigned int"
.LASF28:
	.string	"area"
.LASF35:
	.string	"the_shape"
.LASF41:
	.string	"step"
.LASF14:
	.string	"list_head"
.LASF34:
	.string	"long long int"
.LASF36:
	.string	"shared"
.LASF10:
	.string	"char"
.LASF50:
	.string	"twice"
.LASF15:
	.string	"bits"
.LASF37:
	.string	"facts"
.LASF17:
	.string	"short int"
.LASF22:
	.string	"registers"
.LASF30:
	.string	"tail"
.LASF24:
	.string	"grid"
.LASF27:
	.string	"visible"
.LASF12:
	.string	"bytes"
.LASF33:
	.string	"long double"
.LASF25:
	.string	"forward"
.LASF38:
	.string	"marks"
.LASF4:
	.string	"prev"
	.ident	"GCC: (Debian 12.2.0-14+deb12u1) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
