	.file	"shapes.c"
	.text
.Ltext0:
	.cfi_sections	.debug_frame
	.file 0 "/src" "shapes.c"
	.globl	the_shape
	.data
	.align 32
	.type	the_shape, @object
	.size	the_shape, 116
the_shape:
	.string	"shape"
	.zero	10
	.zero	100
	.local	counter
	.comm	counter,4,4
	.globl	shared
	.align 32
	.type	shared, @object
	.size	shared, 32
shared:
	.long	1
	.long	0
	.zero	24
	.globl	facts
	.section	.rodata
	.align 32
	.type	facts, @object
	.size	facts, 80
facts:
	.long	116
	.long	16
	.long	20
	.long	24
	.long	28
	.long	32
	.long	36
	.long	38
	.long	36
	.long	44
	.long	67
	.long	68
	.long	76
	.long	80
	.long	84
	.long	88
	.long	92
	.long	100
	.long	112
	.long	116
	.globl	marks
	.align 32
	.type	marks, @object
	.size	marks, 60
marks:
	.byte	7
	.zero	11
	.byte	248
	.byte	3
	.zero	10
	.zero	1
	.byte	252
	.byte	255
	.byte	255
	.byte	255
	.byte	7
	.zero	6
	.zero	5
	.byte	8
	.zero	6
	.zero	8
	.long	-1
	.text
	.type	twice, @function
twice:
.LFB0:
	.file 1 "shapes.c"
	.loc 1 71 1
	.cfi_startproc
	pushl	%ebp
	.cfi_def_cfa_offset 8
	.cfi_offset 5, -8
	movl	%esp, %ebp
	.cfi_def_cfa_register 5
	.loc 1 72 18
	movl	8(%ebp), %eax
	addl	%eax, %eax
	.loc 1 73 1
	popl	%ebp
	.cfi_restore 5
	.cfi_def_cfa 4, 4
	ret
	.cfi_endproc
.LFE0:
	.size	twice, .-twice
	.type	count, @function
count:
.LFB1:
	.loc 1 76 1
	.cfi_startproc
	pushl	%ebp
	.cfi_def_cfa_offset 8
	.cfi_offset 5, -8
	movl	%esp, %ebp
	.cfi_def_cfa_register 5
	.loc 1 77 8
	cmpl	$0, 12(%ebp)
	je	.L4
	.loc 1 78 17
	movl	counter, %edx
	movl	8(%ebp), %eax
	addl	%edx, %eax
	movl	%eax, counter
.L4:
	.loc 1 79 12
	movl	counter, %eax
	pushl	%eax
	call	twice
	addl	$4, %esp
	.loc 1 80 1
	leave
	.cfi_restore 5
	.cfi_def_cfa 4, 4
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
	pushl	%ebp
	.cfi_def_cfa_offset 8
	.cfi_offset 5, -8
	movl	%esp, %ebp
	.cfi_def_cfa_register 5
	pushl	%ebx
	subl	$20, %esp
	.cfi_offset 3, -12
	.loc 1 84 9
	movl	$1, -16(%ebp)
	movl	$0, -12(%ebp)
.LBB2:
	.loc 1 86 14
	movl	$0, -20(%ebp)
	.loc 1 86 5
	jmp	.L7
.L8:
	.loc 1 87 33 discriminator 3
	movl	-20(%ebp), %ecx
	movl	$-1431655765, %edx
	movl	%ecx, %eax
	mull	%edx
	shrl	%edx
	movl	%edx, %eax
	addl	%eax, %eax
	addl	%edx, %eax
	subl	%eax, %ecx
	movl	%ecx, %edx
	.loc 1 87 37 discriminator 3
	movl	8(%ebp), %eax
	addl	$11, %edx
	movl	12(%eax,%edx,4), %eax
	movl	%eax, %ecx
	movl	$0, %ebx
	.loc 1 87 55 discriminator 3
	movl	-20(%ebp), %eax
	andl	$3, %eax
	.loc 1 87 52 discriminator 3
	movl	shared+4(,%eax,8), %edx
	movl	shared(,%eax,8), %eax
	.loc 1 87 44 discriminator 3
	addl	%ecx, %eax
	adcl	%ebx, %edx
	.loc 1 87 13 discriminator 3
	addl	%eax, -16(%ebp)
	adcl	%edx, -12(%ebp)
	.loc 1 86 33 discriminator 3
	addl	$1, -20(%ebp)
.L7:
	.loc 1 86 23 discriminator 1
	movl	-20(%ebp), %eax
	cmpl	12(%ebp), %eax
	jb	.L8
.LBE2:
	.loc 1 88 41
	movl	8(%ebp), %edx
	.loc 1 88 18
	movl	12(%ebp), %eax
	pushl	%edx
	pushl	%eax
	call	count
	addl	$8, %esp
	movl	%eax, %ecx
	movl	%eax, %ebx
	sarl	$31, %ebx
	.loc 1 88 16
	movl	-16(%ebp), %eax
	movl	-12(%ebp), %edx
	addl	%ecx, %eax
	adcl	%ebx, %edx
	.loc 1 89 1
	movl	-4(%ebp), %ebx
	leave
	.cfi_restore 5
	.cfi_restore 3
	.cfi_def_cfa 4, 4
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
	pushl	%ebp
	.cfi_def_cfa_offset 8
	.cfi_offset 5, -8
	movl	%esp, %ebp
	.cfi_def_cfa_register 5
	.loc 1 93 5
	pushl	$200
	pushl	$the_shape
	call	measure
	addl	$8, %esp
.L11:
	.loc 1 94 5 discriminator 1
	jmp	.L11
	.cfi_endproc
.LFE3:
	.size	_start, .-_start
.Letext0:
	.section	.debug_info,"",@progbits
.Ldebug_info0:
	.long	0x44c
	.value	0x5
	.byte	0x1
	.byte	0x4
	.long	.Ldebug_abbrev0
	.uleb128 0x12
	.long	.LASF44
	.byte	0x1d
	.long	.LASF0
	.long	.LASF1
	.long	.Ltext0
	.long	.Letext0-.Ltext0
	.long	.Ldebug_line0
	.uleb128 0x2
	.byte	0x4
	.byte	0x7
	.long	.LASF2
	.uleb128 0x3
	.long	0x26
	.uleb128 0xe
	.string	"u32"
	.byte	0x3
	.byte	0x16
	.long	0x26
	.uleb128 0x3
	.long	0x32
	.uleb128 0xa
	.long	0x3d
	.uleb128 0xe
	.string	"u64"
	.byte	0x4
	.byte	0x1c
	.long	0x52
	.uleb128 0x2
	.byte	0x8
	.byte	0x7
	.long	.LASF3
	.uleb128 0xb
	.long	.LASF15
	.byte	0x8
	.byte	0x8
	.long	0x7d
	.uleb128 0x1
	.long	.LASF4
	.byte	0x9
	.byte	0x17
	.long	0x7d
	.byte	0
	.uleb128 0x1
	.long	.LASF5
	.byte	0x9
	.byte	0x1e
	.long	0x7d
	.byte	0x4
	.byte	0
	.uleb128 0x6
	.long	0x59
	.uleb128 0x13
	.long	.LASF21
	.byte	0x5
	.byte	0x4
	.long	0xa7
	.byte	0x1
	.byte	0xc
	.byte	0x6
	.long	0xa7
	.uleb128 0x14
	.string	"RED"
	.byte	0
	.uleb128 0xc
	.long	.LASF6
	.byte	0x5
	.uleb128 0x15
	.long	.LASF7
	.sleb128 -7
	.byte	0
	.uleb128 0x16
	.byte	0x4
	.byte	0x5
	.string	"int"
	.uleb128 0x17
	.byte	0x7
	.byte	0x4
	.long	0x26
	.byte	0x1
	.byte	0xd
	.byte	0x6
	.long	0xc9
	.uleb128 0xc
	.long	.LASF8
	.byte	0x1
	.uleb128 0xc
	.long	.LASF9
	.byte	0xc8
	.byte	0
	.uleb128 0x18
	.long	.LASF10
	.byte	0x1
	.byte	0xf
	.byte	0xf
	.long	0xd5
	.uleb128 0x6
	.long	0xda
	.uleb128 0x19
	.long	0xa7
	.long	0xea
	.uleb128 0x1a
	.long	0xea
	.uleb128 0xf
	.byte	0
	.uleb128 0x6
	.long	0xf6
	.uleb128 0x2
	.byte	0x1
	.byte	0x6
	.long	.LASF11
	.uleb128 0x3
	.long	0xef
	.uleb128 0x1b
	.long	.LASF45
	.byte	0x4
	.byte	0x1
	.byte	0x11
	.byte	0x7
	.long	0x11f
	.uleb128 0x10
	.long	.LASF12
	.byte	0x12
	.byte	0x9
	.long	0x32
	.uleb128 0x10
	.long	.LASF13
	.byte	0x13
	.byte	0x13
	.long	0x11f
	.byte	0
	.uleb128 0x4
	.long	0x12f
	.long	0x12f
	.uleb128 0x5
	.long	0x26
	.byte	0x3
	.byte	0
	.uleb128 0x2
	.byte	0x1
	.byte	0x8
	.long	.LASF14
	.uleb128 0xb
	.long	.LASF16
	.byte	0xc
	.byte	0x18
	.long	0x17a
	.uleb128 0x7
	.string	"a"
	.byte	0x19
	.byte	0x12
	.long	0x26
	.byte	0x3
	.byte	0
	.uleb128 0x7
	.string	"b"
	.byte	0x1a
	.byte	0x9
	.long	0xa7
	.byte	0x7
	.byte	0x3
	.uleb128 0x7
	.string	"c"
	.byte	0x1b
	.byte	0x9
	.long	0x47
	.byte	0x21
	.byte	0xa
	.uleb128 0x7
	.string	"d"
	.byte	0x1c
	.byte	0x13
	.long	0x12f
	.byte	0x1
	.byte	0x2b
	.uleb128 0x1
	.long	.LASF17
	.byte	0x1d
	.byte	0x9
	.long	0x32
	.byte	0x8
	.byte	0
	.uleb128 0x3
	.long	0x136
	.uleb128 0x1c
	.byte	0x4
	.byte	0x1
	.byte	0x27
	.byte	0x9
	.long	0x19d
	.uleb128 0xd
	.string	"x"
	.byte	0x28
	.byte	0x13
	.long	0x19d
	.byte	0
	.uleb128 0xd
	.string	"y"
	.byte	0x28
	.byte	0x16
	.long	0x19d
	.byte	0x2
	.byte	0
	.uleb128 0x2
	.byte	0x2
	.byte	0x5
	.long	.LASF18
	.uleb128 0x1d
	.byte	0x8
	.byte	0x1
	.byte	0x26
	.byte	0x5
	.long	0x1bf
	.uleb128 0x1e
	.long	0x17f
	.uleb128 0x1f
	.string	"raw"
	.byte	0x1
	.byte	0x2a
	.byte	0xd
	.long	0x47
	.byte	0
	.uleb128 0xb
	.long	.LASF19
	.byte	0x74
	.byte	0x20
	.long	0x279
	.uleb128 0x1
	.long	.LASF20
	.byte	0x21
	.byte	0xa
	.long	0x279
	.byte	0
	.uleb128 0x1
	.long	.LASF21
	.byte	0x22
	.byte	0x10
	.long	0x82
	.byte	0x10
	.uleb128 0x1
	.long	.LASF22
	.byte	0x23
	.byte	0x16
	.long	0x59
	.byte	0x14
	.uleb128 0x1
	.long	.LASF23
	.byte	0x24
	.byte	0x19
	.long	0x289
	.byte	0x1c
	.uleb128 0x1
	.long	.LASF24
	.byte	0x25
	.byte	0x10
	.long	0xc9
	.byte	0x20
	.uleb128 0x20
	.long	0x1a4
	.byte	0x24
	.uleb128 0x1
	.long	.LASF25
	.byte	0x2c
	.byte	0x10
	.long	0x28e
	.byte	0x2c
	.uleb128 0x1
	.long	.LASF16
	.byte	0x2d
	.byte	0x11
	.long	0x136
	.byte	0x44
	.uleb128 0x1
	.long	.LASF26
	.byte	0x2e
	.byte	0x15
	.long	0x2a9
	.byte	0x50
	.uleb128 0x1
	.long	.LASF27
	.byte	0x2f
	.byte	0x19
	.long	0x2b3
	.byte	0x54
	.uleb128 0x1
	.long	.LASF28
	.byte	0x30
	.byte	0xb
	.long	0x2b8
	.byte	0x58
	.uleb128 0x1
	.long	.LASF29
	.byte	0x31
	.byte	0xc
	.long	0x2bf
	.byte	0x5c
	.uleb128 0x1
	.long	.LASF30
	.byte	0x32
	.byte	0x11
	.long	0x2c6
	.byte	0x64
	.uleb128 0xd
	.string	"any"
	.byte	0x33
	.byte	0x14
	.long	0x2cf
	.byte	0x70
	.uleb128 0x1
	.long	.LASF31
	.byte	0x34
	.byte	0x13
	.long	0x2d4
	.byte	0x74
	.byte	0
	.uleb128 0x4
	.long	0xef
	.long	0x289
	.uleb128 0x5
	.long	0x26
	.byte	0xf
	.byte	0
	.uleb128 0x6
	.long	0x42
	.uleb128 0x4
	.long	0xfb
	.long	0x2a4
	.uleb128 0x5
	.long	0x26
	.byte	0x1
	.uleb128 0x5
	.long	0x26
	.byte	0x2
	.byte	0
	.uleb128 0x21
	.long	.LASF26
	.uleb128 0x6
	.long	0x2a4
	.uleb128 0x6
	.long	0x1bf
	.uleb128 0x3
	.long	0x2ae
	.uleb128 0x2
	.byte	0x1
	.byte	0x2
	.long	.LASF32
	.uleb128 0x2
	.byte	0x8
	.byte	0x4
	.long	.LASF33
	.uleb128 0x2
	.byte	0xc
	.byte	0x4
	.long	.LASF34
	.uleb128 0x22
	.byte	0x4
	.uleb128 0x23
	.long	0x2cd
	.uleb128 0x4
	.long	0x12f
	.long	0x2e3
	.uleb128 0x24
	.long	0x26
	.byte	0
	.uleb128 0x8
	.long	.LASF36
	.byte	0x37
	.byte	0xe
	.long	0x1bf
	.uleb128 0x5
	.byte	0x3
	.long	the_shape
	.uleb128 0x25
	.long	.LASF41
	.byte	0x1
	.byte	0x38
	.byte	0xc
	.long	0xa7
	.uleb128 0x5
	.byte	0x3
	.long	counter
	.uleb128 0x4
	.long	0x322
	.long	0x316
	.uleb128 0x5
	.long	0x26
	.byte	0x3
	.byte	0
	.uleb128 0xa
	.long	0x306
	.uleb128 0x2
	.byte	0x8
	.byte	0x5
	.long	.LASF35
	.uleb128 0xa
	.long	0x31b
	.uleb128 0x8
	.long	.LASF37
	.byte	0x39
	.byte	0x14
	.long	0x316
	.uleb128 0x5
	.byte	0x3
	.long	shared
	.uleb128 0x4
	.long	0x2d
	.long	0x348
	.uleb128 0x5
	.long	0x26
	.byte	0x13
	.byte	0
	.uleb128 0x3
	.long	0x338
	.uleb128 0x8
	.long	.LASF38
	.byte	0x3b
	.byte	0x14
	.long	0x348
	.uleb128 0x5
	.byte	0x3
	.long	facts
	.uleb128 0x4
	.long	0x17a
	.long	0x36e
	.uleb128 0x5
	.long	0x26
	.byte	0x4
	.byte	0
	.uleb128 0x3
	.long	0x35e
	.uleb128 0x8
	.long	.LASF39
	.byte	0x44
	.byte	0x13
	.long	0x36e
	.uleb128 0x5
	.byte	0x3
	.long	marks
	.uleb128 0x26
	.long	.LASF46
	.byte	0x1
	.byte	0x5b
	.byte	0x6
	.long	.LFB3
	.long	.LFE3-.LFB3
	.uleb128 0x1
	.byte	0x9c
	.uleb128 0x27
	.long	.LASF47
	.byte	0x1
	.byte	0x52
	.byte	0x5
	.long	0x47
	.long	.LFB2
	.long	.LFE2-.LFB2
	.uleb128 0x1
	.byte	0x9c
	.long	0x3f2
	.uleb128 0x9
	.long	.LASF19
	.byte	0x52
	.byte	0x1b
	.long	0x2ae
	.uleb128 0x2
	.byte	0x91
	.sleb128 0
	.uleb128 0x9
	.long	.LASF40
	.byte	0x52
	.byte	0x26
	.long	0x32
	.uleb128 0x2
	.byte	0x91
	.sleb128 4
	.uleb128 0xf
	.uleb128 0x11
	.string	"sum"
	.byte	0x54
	.byte	0x9
	.long	0x47
	.uleb128 0x2
	.byte	0x91
	.sleb128 -24
	.uleb128 0x28
	.long	.LBB2
	.long	.LBE2-.LBB2
	.uleb128 0x11
	.string	"i"
	.byte	0x56
	.byte	0xe
	.long	0x32
	.uleb128 0x2
	.byte	0x91
	.sleb128 -28
	.byte	0
	.byte	0
	.uleb128 0x29
	.long	.LASF48
	.byte	0x1
	.byte	0x4b
	.byte	0x26
	.long	0xa7
	.long	.LFB1
	.long	.LFE1-.LFB1
	.uleb128 0x1
	.byte	0x9c
	.long	0x42a
	.uleb128 0x9
	.long	.LASF42
	.byte	0x4b
	.byte	0x30
	.long	0xa7
	.uleb128 0x2
	.byte	0x91
	.sleb128 0
	.uleb128 0x2a
	.string	"why"
	.byte	0x1
	.byte	0x4b
	.byte	0x42
	.long	0xea
	.uleb128 0x2
	.byte	0x91
	.sleb128 4
	.byte	0
	.uleb128 0x2b
	.long	.LASF49
	.byte	0x1
	.byte	0x46
	.byte	0x13
	.long	0xa7
	.long	.LFB0
	.long	.LFE0-.LFB0
	.uleb128 0x1
	.byte	0x9c
	.uleb128 0x9
	.long	.LASF43
	.byte	0x46
	.byte	0x1d
	.long	0xa7
	.uleb128 0x2
	.byte	0x91
	.sleb128 0
	.byte	0
	.byte	0
	.section	.debug_abbrev,"",@progbits
.Ldebug_abbrev0:
	.uleb128 0x1
	.uleb128 0xd
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0x21
	.sleb128 1
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
	.uleb128 0x26
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x4
	.uleb128 0x1
	.byte	0x1
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x5
	.uleb128 0x21
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x2f
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x6
	.uleb128 0xf
	.byte	0
	.uleb128 0xb
	.uleb128 0x21
	.sleb128 4
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x7
	.uleb128 0xd
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x3a
	.uleb128 0x21
	.sleb128 1
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0xd
	.uleb128 0xb
	.uleb128 0x6b
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x8
	.uleb128 0x34
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0x21
	.sleb128 1
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
	.uleb128 0x9
	.uleb128 0x5
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0x21
	.sleb128 1
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
	.uleb128 0xa
	.uleb128 0x35
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0xb
	.uleb128 0x13
	.byte	0x1
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0xb
	.uleb128 0xb
	.uleb128 0x3a
	.uleb128 0x21
	.sleb128 1
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0x21
	.sleb128 8
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0xc
	.uleb128 0x28
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x1c
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0xd
	.uleb128 0xd
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x3a
	.uleb128 0x21
	.sleb128 1
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
	.uleb128 0xe
	.uleb128 0x16
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x3a
	.uleb128 0x21
	.sleb128 1
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0xf
	.uleb128 0x18
	.byte	0
	.byte	0
	.byte	0
	.uleb128 0x10
	.uleb128 0xd
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3a
	.uleb128 0x21
	.sleb128 1
	.uleb128 0x3b
	.uleb128 0xb
	.uleb128 0x39
	.uleb128 0xb
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x11
	.uleb128 0x34
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x3a
	.uleb128 0x21
	.sleb128 1
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
	.uleb128 0x12
	.uleb128 0x11
	.byte	0x1
	.uleb128 0x25
	.uleb128 0xe
	.uleb128 0x13
	.uleb128 0xb
	.uleb128 0x3
	.uleb128 0x1f
	.uleb128 0x1b
	.uleb128 0x1f
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x12
	.uleb128 0x6
	.uleb128 0x10
	.uleb128 0x17
	.byte	0
	.byte	0
	.uleb128 0x13
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
	.uleb128 0x14
	.uleb128 0x28
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x1c
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x15
	.uleb128 0x28
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x1c
	.uleb128 0xd
	.byte	0
	.byte	0
	.uleb128 0x16
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
	.uleb128 0x17
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
	.uleb128 0x18
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
	.uleb128 0x19
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
	.uleb128 0x1a
	.uleb128 0x5
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x1b
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
	.uleb128 0x1c
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
	.uleb128 0x1d
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
	.uleb128 0x1e
	.uleb128 0xd
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x1f
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
	.uleb128 0x20
	.uleb128 0xd
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x38
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x21
	.uleb128 0x13
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3c
	.uleb128 0x19
	.byte	0
	.byte	0
	.uleb128 0x22
	.uleb128 0xf
	.byte	0
	.uleb128 0xb
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x23
	.uleb128 0x37
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x24
	.uleb128 0x21
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x25
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
	.uleb128 0x26
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
	.uleb128 0x6
	.uleb128 0x40
	.uleb128 0x18
	.uleb128 0x7c
	.uleb128 0x19
	.byte	0
	.byte	0
	.uleb128 0x27
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
	.uleb128 0x6
	.uleb128 0x40
	.uleb128 0x18
	.uleb128 0x7c
	.uleb128 0x19
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x28
	.uleb128 0xb
	.byte	0x1
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x12
	.uleb128 0x6
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
	.uleb128 0x6
	.uleb128 0x40
	.uleb128 0x18
	.uleb128 0x7c
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
	.uleb128 0x6
	.uleb128 0x40
	.uleb128 0x18
	.uleb128 0x7a
	.uleb128 0x19
	.byte	0
	.byte	0
	.byte	0
	.section	.debug_aranges,"",@progbits
	.long	0x1c
	.value	0x2
	.long	.Ldebug_info0
	.byte	0x4
	.byte	0
	.value	0
	.value	0
	.long	.Ltext0
	.long	.Letext0-.Ltext0
	.long	0
	.long	0
	.section	.debug_line,"",@progbits
.Ldebug_line0:
	.section	.debug_str,"MS",@progbits,1
.LASF45:
	.string	"word"
.LASF4:
	.string	"next"
.LASF32:
	.string	"_Bool"
.LASF43:
	.string	"value"
.LASF48:
	.string	"count"
.LASF12:
	.string	"whole"
.LASF17:
	.string	"rest"
.LASF7:
	.string	"BLUE"
.LASF40:
	.string	"scale"
.LASF44:
	.string	"GNU C11 12.2.0 -m32 -mtune=generic -march=i686 -gdwarf-5 -O0 -std=gnu11 -ffreestanding -fno-pie -fno-asynchronous-unwind-tables -fno-stack-protector"
.LASF41:
	.string	"counter"
.LASF14:
	.string	"unsigned char"
.LASF8:
	.string	"FIRST"
.LASF47:
	.string	"measure"
.LASF22:
	.string	"list"
.LASF30:
	.string	"precise"
.LASF24:
	.string	"callback"
.LASF19:
	.string	"shape"
.LASF20:
	.string	"name"
.LASF33:
	.string	"double"
.LASF10:
	.string	"callback_t"
.LASF21:
	.string	"color"
.LASF46:
	.string	"_start"
.LASF27:
	.string	"self"
.LASF6:
	.string	"GREEN"
.LASF2:
	.string	"unsigned int"
.LASF9:
	.string	"LAST"
.LASF3:
	.string	"long long unsigned int"
.LASF29:
	.string	"area"
.LASF36:
	.string	"the_shape"
.LASF42:
	.string	"step"
.LASF15:
	.string	"list_head"
.LASF35:
	.string	"long long int"
.LASF37:
	.string	"shared"
.LASF11:
	.string	"char"
.LASF49:
	.string	"twice"
.LASF16:
	.string	"bits"
.LASF38:
	.string	"facts"
.LASF18:
	.string	"short int"
.LASF23:
	.string	"registers"
.LASF31:
	.string	"tail"
.LASF25:
	.string	"grid"
.LASF28:
	.string	"visible"
.LASF13:
	.string	"bytes"
.LASF34:
	.string	"long double"
.LASF26:
	.string	"forward"
.LASF39:
	.string	"marks"
.LASF5:
	.string	"prev"
	.section	.debug_line_str,"MS",@progbits,1
.LASF1:
	.string	"/src"
.LASF0:
	.string	"shapes.c"
	.ident	"GCC: (Debian 12.2.0-14+deb12u1) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
