	.file	"shapes.c"
	.text
.Ltext0:
	.cfi_sections	.debug_frame
	.file 1 "shapes.c"
	.p2align 4
	.type	count, @function
count:
.LVL0:
.LFB1:
	.loc 1 76 1 view -0
	.cfi_startproc
	.loc 1 77 5 view .LVU1
	.loc 1 76 1 is_stmt 0 view .LVU2
	movl	%edx, %ecx
	.loc 1 78 17 view .LVU3
	movl	counter, %edx
.LVL1:
	.loc 1 77 8 view .LVU4
	testl	%ecx, %ecx
	je	.L2
	.loc 1 78 9 is_stmt 1 view .LVU5
	.loc 1 78 17 is_stmt 0 view .LVU6
	addl	%eax, %edx
	movl	%edx, counter
.L2:
	.loc 1 79 5 is_stmt 1 view .LVU7
.LVL2:
.LBB4:
.LBI4:
	.loc 1 70 19 view .LVU8
.LBB5:
	.loc 1 72 5 view .LVU9
	.loc 1 72 18 is_stmt 0 view .LVU10
	leal	(%edx,%edx), %eax
.LVL3:
	.loc 1 72 18 view .LVU11
.LBE5:
.LBE4:
	.loc 1 80 1 view .LVU12
	ret
	.cfi_endproc
.LFE1:
	.size	count, .-count
	.p2align 4
	.globl	measure
	.type	measure, @function
measure:
.LVL4:
.LFB2:
	.loc 1 83 1 is_stmt 1 view -0
	.cfi_startproc
	.loc 1 84 5 view .LVU14
	.loc 1 86 5 view .LVU15
.LBB6:
	.loc 1 86 10 view .LVU16
	.loc 1 86 23 view .LVU17
.LBE6:
	.loc 1 83 1 is_stmt 0 view .LVU18
	pushl	%ebp
	.cfi_def_cfa_offset 8
	.cfi_offset 5, -8
	pushl	%edi
	.cfi_def_cfa_offset 12
	.cfi_offset 7, -12
	pushl	%esi
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	pushl	%ebx
	.cfi_def_cfa_offset 20
	.cfi_offset 3, -20
	subl	$4, %esp
	.cfi_def_cfa_offset 24
.LBB7:
	.loc 1 86 23 view .LVU19
	movl	28(%esp), %eax
	testl	%eax, %eax
	je	.L10
	.loc 1 86 14 view .LVU20
	xorl	%ebp, %ebp
.LBE7:
	.loc 1 84 9 view .LVU21
	movl	$1, %esi
	xorl	%edi, %edi
.LVL5:
	.p2align 4,,10
	.p2align 3
.L9:
.LBB8:
	.loc 1 87 9 is_stmt 1 discriminator 3 view .LVU22
	.loc 1 87 55 is_stmt 0 discriminator 3 view .LVU23
	movl	%ebp, %eax
	andl	$3, %eax
	.loc 1 87 52 discriminator 3 view .LVU24
	movl	shared(,%eax,8), %ecx
	movl	shared+4(,%eax,8), %ebx
	.loc 1 87 33 discriminator 3 view .LVU25
	movl	$-1431655765, %eax
	mull	%ebp
	movl	%edx, %eax
	andl	$-2, %edx
	shrl	%eax
	addl	%eax, %edx
	movl	%ebp, %eax
	subl	%edx, %eax
	.loc 1 87 37 discriminator 3 view .LVU26
	movl	24(%esp), %edx
	movl	56(%edx,%eax,4), %eax
	xorl	%edx, %edx
	.loc 1 87 44 discriminator 3 view .LVU27
	addl	%ecx, %eax
	adcl	%ebx, %edx
	.loc 1 87 13 discriminator 3 view .LVU28
	addl	%eax, %esi
.LVL6:
	.loc 1 87 13 discriminator 3 view .LVU29
	adcl	%edx, %edi
.LVL7:
	.loc 1 86 33 is_stmt 1 discriminator 3 view .LVU30
	addl	$1, %ebp
.LVL8:
	.loc 1 86 23 discriminator 3 view .LVU31
	cmpl	%ebp, 28(%esp)
	jne	.L9
.LVL9:
.L8:
	.loc 1 86 23 is_stmt 0 discriminator 3 view .LVU32
.LBE8:
	.loc 1 88 5 is_stmt 1 view .LVU33
	.loc 1 88 18 is_stmt 0 view .LVU34
	movl	24(%esp), %edx
	movl	28(%esp), %eax
	call	count
.LVL10:
	cltd
	.loc 1 88 16 view .LVU35
	addl	%esi, %eax
	adcl	%edi, %edx
	.loc 1 89 1 view .LVU36
	addl	$4, %esp
	.cfi_remember_state
	.cfi_def_cfa_offset 20
	popl	%ebx
	.cfi_restore 3
	.cfi_def_cfa_offset 16
	popl	%esi
	.cfi_restore 6
	.cfi_def_cfa_offset 12
	popl	%edi
	.cfi_restore 7
	.cfi_def_cfa_offset 8
	popl	%ebp
	.cfi_restore 5
	.cfi_def_cfa_offset 4
	ret
.LVL11:
	.p2align 4,,10
	.p2align 3
.L10:
	.cfi_restore_state
	.loc 1 84 9 view .LVU37
	movl	$1, %esi
	xorl	%edi, %edi
	jmp	.L8
	.cfi_endproc
.LFE2:
	.size	measure, .-measure
	.p2align 4
	.globl	_start
	.type	_start, @function
_start:
.LFB3:
	.loc 1 92 1 is_stmt 1 view -0
	.cfi_startproc
	.loc 1 93 5 view .LVU39
	.loc 1 92 1 is_stmt 0 view .LVU40
	subl	$4, %esp
	.cfi_def_cfa_offset 8
	.loc 1 93 5 view .LVU41
	pushl	$200
	.cfi_def_cfa_offset 12
	pushl	$the_shape
	.cfi_def_cfa_offset 16
	call	measure
.LVL12:
	popl	%eax
	.cfi_def_cfa_offset 12
	popl	%edx
	.cfi_def_cfa_offset 8
.L14:
	.loc 1 94 5 is_stmt 1 discriminator 1 view .LVU42
	.loc 1 94 5 discriminator 1 view .LVU43
	.loc 1 94 5 discriminator 1 view .LVU44
	.loc 1 94 5 discriminator 1 view .LVU45
	jmp	.L14
	.cfi_endproc
.LFE3:
	.size	_start, .-_start
	.globl	marks
	.section	.rodata
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
	.globl	facts
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
	.globl	shared
	.data
	.align 32
	.type	shared, @object
	.size	shared, 32
shared:
	.long	1
	.long	0
	.zero	24
	.local	counter
	.comm	counter,4,4
	.globl	the_shape
	.align 32
	.type	the_shape, @object
	.size	the_shape, 116
the_shape:
	.string	"shape"
	.zero	10
	.zero	100
	.text
.Letext0:
	.section	.debug_info,"",@progbits
.Ldebug_info0:
	.long	0x4d5
	.value	0x4
	.long	.Ldebug_abbrev0
	.byte	0x4
	.uleb128 0x1
	.long	.LASF40
	.byte	0xc
	.long	.LASF41
	.long	.LASF42
	.long	.Ltext0
	.long	.Letext0-.Ltext0
	.long	.Ldebug_line0
	.uleb128 0x2
	.byte	0x4
	.byte	0x7
	.long	.LASF0
	.uleb128 0x3
	.long	0x25
	.uleb128 0x4
	.string	"u32"
	.byte	0x1
	.byte	0x3
	.byte	0x16
	.long	0x25
	.uleb128 0x3
	.long	0x31
	.uleb128 0x5
	.long	0x3d
	.uleb128 0x4
	.string	"u64"
	.byte	0x1
	.byte	0x4
	.byte	0x1c
	.long	0x53
	.uleb128 0x2
	.byte	0x8
	.byte	0x7
	.long	.LASF1
	.uleb128 0x6
	.long	.LASF13
	.byte	0x8
	.byte	0x1
	.byte	0x8
	.byte	0x8
	.long	0x82
	.uleb128 0x7
	.long	.LASF2
	.byte	0x1
	.byte	0x9
	.byte	0x17
	.long	0x82
	.byte	0
	.uleb128 0x7
	.long	.LASF3
	.byte	0x1
	.byte	0x9
	.byte	0x1e
	.long	0x82
	.byte	0x4
	.byte	0
	.uleb128 0x8
	.byte	0x4
	.long	0x5a
	.uleb128 0x9
	.long	.LASF19
	.byte	0x5
	.byte	0x4
	.long	0xad
	.byte	0x1
	.byte	0xc
	.byte	0x6
	.long	0xad
	.uleb128 0xa
	.string	"RED"
	.byte	0
	.uleb128 0xb
	.long	.LASF4
	.byte	0x5
	.uleb128 0xc
	.long	.LASF5
	.sleb128 -7
	.byte	0
	.uleb128 0xd
	.byte	0x4
	.byte	0x5
	.string	"int"
	.uleb128 0xe
	.byte	0x7
	.byte	0x4
	.long	0x25
	.byte	0x1
	.byte	0xd
	.byte	0x6
	.long	0xcf
	.uleb128 0xb
	.long	.LASF6
	.byte	0x1
	.uleb128 0xb
	.long	.LASF7
	.byte	0xc8
	.byte	0
	.uleb128 0xf
	.long	.LASF8
	.byte	0x1
	.byte	0xf
	.byte	0xf
	.long	0xdb
	.uleb128 0x8
	.byte	0x4
	.long	0xe1
	.uleb128 0x10
	.long	0xad
	.long	0xf1
	.uleb128 0x11
	.long	0xf1
	.uleb128 0x12
	.byte	0
	.uleb128 0x8
	.byte	0x4
	.long	0xfe
	.uleb128 0x2
	.byte	0x1
	.byte	0x6
	.long	.LASF9
	.uleb128 0x3
	.long	0xf7
	.uleb128 0x13
	.long	.LASF43
	.byte	0x4
	.byte	0x1
	.byte	0x11
	.byte	0x7
	.long	0x129
	.uleb128 0x14
	.long	.LASF10
	.byte	0x1
	.byte	0x12
	.byte	0x9
	.long	0x31
	.uleb128 0x14
	.long	.LASF11
	.byte	0x1
	.byte	0x13
	.byte	0x13
	.long	0x129
	.byte	0
	.uleb128 0x15
	.long	0x139
	.long	0x139
	.uleb128 0x16
	.long	0x25
	.byte	0x3
	.byte	0
	.uleb128 0x2
	.byte	0x1
	.byte	0x8
	.long	.LASF12
	.uleb128 0x6
	.long	.LASF14
	.byte	0xc
	.byte	0x1
	.byte	0x18
	.byte	0x8
	.long	0x193
	.uleb128 0x17
	.string	"a"
	.byte	0x1
	.byte	0x19
	.byte	0x12
	.long	0x25
	.byte	0x4
	.byte	0x3
	.byte	0x1d
	.byte	0
	.uleb128 0x17
	.string	"b"
	.byte	0x1
	.byte	0x1a
	.byte	0x9
	.long	0xad
	.byte	0x4
	.byte	0x7
	.byte	0x16
	.byte	0
	.uleb128 0x17
	.string	"c"
	.byte	0x1
	.byte	0x1b
	.byte	0x9
	.long	0x47
	.byte	0x8
	.byte	0x21
	.byte	0x15
	.byte	0
	.uleb128 0x17
	.string	"d"
	.byte	0x1
	.byte	0x1c
	.byte	0x13
	.long	0x139
	.byte	0x1
	.byte	0x1
	.byte	0x4
	.byte	0x5
	.uleb128 0x7
	.long	.LASF15
	.byte	0x1
	.byte	0x1d
	.byte	0x9
	.long	0x31
	.byte	0x8
	.byte	0
	.uleb128 0x3
	.long	0x140
	.uleb128 0x18
	.byte	0x4
	.byte	0x1
	.byte	0x27
	.byte	0x9
	.long	0x1b8
	.uleb128 0x19
	.string	"x"
	.byte	0x1
	.byte	0x28
	.byte	0x13
	.long	0x1b8
	.byte	0
	.uleb128 0x19
	.string	"y"
	.byte	0x1
	.byte	0x28
	.byte	0x16
	.long	0x1b8
	.byte	0x2
	.byte	0
	.uleb128 0x2
	.byte	0x2
	.byte	0x5
	.long	.LASF16
	.uleb128 0x1a
	.byte	0x8
	.byte	0x1
	.byte	0x26
	.byte	0x5
	.long	0x1da
	.uleb128 0x1b
	.long	0x198
	.uleb128 0x1c
	.string	"raw"
	.byte	0x1
	.byte	0x2a
	.byte	0xd
	.long	0x47
	.byte	0
	.uleb128 0x6
	.long	.LASF17
	.byte	0x74
	.byte	0x1
	.byte	0x20
	.byte	0x8
	.long	0x2a4
	.uleb128 0x7
	.long	.LASF18
	.byte	0x1
	.byte	0x21
	.byte	0xa
	.long	0x2a4
	.byte	0
	.uleb128 0x7
	.long	.LASF19
	.byte	0x1
	.byte	0x22
	.byte	0x10
	.long	0x88
	.byte	0x10
	.uleb128 0x7
	.long	.LASF20
	.byte	0x1
	.byte	0x23
	.byte	0x16
	.long	0x5a
	.byte	0x14
	.uleb128 0x7
	.long	.LASF21
	.byte	0x1
	.byte	0x24
	.byte	0x19
	.long	0x2b4
	.byte	0x1c
	.uleb128 0x7
	.long	.LASF22
	.byte	0x1
	.byte	0x25
	.byte	0x10
	.long	0xcf
	.byte	0x20
	.uleb128 0x1d
	.long	0x1bf
	.byte	0x24
	.uleb128 0x7
	.long	.LASF23
	.byte	0x1
	.byte	0x2c
	.byte	0x10
	.long	0x2ba
	.byte	0x2c
	.uleb128 0x7
	.long	.LASF14
	.byte	0x1
	.byte	0x2d
	.byte	0x11
	.long	0x140
	.byte	0x44
	.uleb128 0x7
	.long	.LASF24
	.byte	0x1
	.byte	0x2e
	.byte	0x15
	.long	0x2d5
	.byte	0x50
	.uleb128 0x7
	.long	.LASF25
	.byte	0x1
	.byte	0x2f
	.byte	0x19
	.long	0x2e1
	.byte	0x54
	.uleb128 0x7
	.long	.LASF26
	.byte	0x1
	.byte	0x30
	.byte	0xb
	.long	0x2e6
	.byte	0x58
	.uleb128 0x7
	.long	.LASF27
	.byte	0x1
	.byte	0x31
	.byte	0xc
	.long	0x2ed
	.byte	0x5c
	.uleb128 0x7
	.long	.LASF28
	.byte	0x1
	.byte	0x32
	.byte	0x11
	.long	0x2f4
	.byte	0x64
	.uleb128 0x19
	.string	"any"
	.byte	0x1
	.byte	0x33
	.byte	0x14
	.long	0x2fd
	.byte	0x70
	.uleb128 0x7
	.long	.LASF29
	.byte	0x1
	.byte	0x34
	.byte	0x13
	.long	0x302
	.byte	0x74
	.byte	0
	.uleb128 0x15
	.long	0xf7
	.long	0x2b4
	.uleb128 0x16
	.long	0x25
	.byte	0xf
	.byte	0
	.uleb128 0x8
	.byte	0x4
	.long	0x42
	.uleb128 0x15
	.long	0x103
	.long	0x2d0
	.uleb128 0x16
	.long	0x25
	.byte	0x1
	.uleb128 0x16
	.long	0x25
	.byte	0x2
	.byte	0
	.uleb128 0x1e
	.long	.LASF24
	.uleb128 0x8
	.byte	0x4
	.long	0x2d0
	.uleb128 0x8
	.byte	0x4
	.long	0x1da
	.uleb128 0x3
	.long	0x2db
	.uleb128 0x2
	.byte	0x1
	.byte	0x2
	.long	.LASF30
	.uleb128 0x2
	.byte	0x8
	.byte	0x4
	.long	.LASF31
	.uleb128 0x2
	.byte	0xc
	.byte	0x4
	.long	.LASF32
	.uleb128 0x1f
	.byte	0x4
	.uleb128 0x20
	.long	0x2fb
	.uleb128 0x15
	.long	0x139
	.long	0x311
	.uleb128 0x21
	.long	0x25
	.byte	0
	.uleb128 0x22
	.long	.LASF34
	.byte	0x1
	.byte	0x37
	.byte	0xe
	.long	0x1da
	.uleb128 0x5
	.byte	0x3
	.long	the_shape
	.uleb128 0x23
	.long	.LASF44
	.byte	0x1
	.byte	0x38
	.byte	0xc
	.long	0xad
	.uleb128 0x5
	.byte	0x3
	.long	counter
	.uleb128 0x15
	.long	0x351
	.long	0x345
	.uleb128 0x16
	.long	0x25
	.byte	0x3
	.byte	0
	.uleb128 0x5
	.long	0x335
	.uleb128 0x2
	.byte	0x8
	.byte	0x5
	.long	.LASF33
	.uleb128 0x5
	.long	0x34a
	.uleb128 0x22
	.long	.LASF35
	.byte	0x1
	.byte	0x39
	.byte	0x14
	.long	0x345
	.uleb128 0x5
	.byte	0x3
	.long	shared
	.uleb128 0x15
	.long	0x2c
	.long	0x378
	.uleb128 0x16
	.long	0x25
	.byte	0x13
	.byte	0
	.uleb128 0x3
	.long	0x368
	.uleb128 0x22
	.long	.LASF36
	.byte	0x1
	.byte	0x3b
	.byte	0x14
	.long	0x378
	.uleb128 0x5
	.byte	0x3
	.long	facts
	.uleb128 0x15
	.long	0x193
	.long	0x39f
	.uleb128 0x16
	.long	0x25
	.byte	0x4
	.byte	0
	.uleb128 0x3
	.long	0x38f
	.uleb128 0x22
	.long	.LASF37
	.byte	0x1
	.byte	0x44
	.byte	0x13
	.long	0x39f
	.uleb128 0x5
	.byte	0x3
	.long	marks
	.uleb128 0x24
	.long	.LASF45
	.byte	0x1
	.byte	0x5b
	.byte	0x6
	.long	.LFB3
	.long	.LFE3-.LFB3
	.uleb128 0x1
	.byte	0x9c
	.long	0x3d6
	.uleb128 0x25
	.long	.LVL12
	.long	0x3d6
	.byte	0
	.uleb128 0x26
	.long	.LASF46
	.byte	0x1
	.byte	0x52
	.byte	0x5
	.long	0x47
	.long	.LFB2
	.long	.LFE2-.LFB2
	.uleb128 0x1
	.byte	0x9c
	.long	0x458
	.uleb128 0x27
	.long	.LASF17
	.byte	0x1
	.byte	0x52
	.byte	0x1b
	.long	0x2db
	.uleb128 0x2
	.byte	0x91
	.sleb128 0
	.uleb128 0x27
	.long	.LASF38
	.byte	0x1
	.byte	0x52
	.byte	0x26
	.long	0x31
	.uleb128 0x2
	.byte	0x91
	.sleb128 4
	.uleb128 0x12
	.uleb128 0x28
	.string	"sum"
	.byte	0x1
	.byte	0x54
	.byte	0x9
	.long	0x47
	.long	.LLST3
	.long	.LVUS3
	.uleb128 0x29
	.long	.Ldebug_ranges0+0
	.long	0x43f
	.uleb128 0x28
	.string	"i"
	.byte	0x1
	.byte	0x56
	.byte	0xe
	.long	0x31
	.long	.LLST4
	.long	.LVUS4
	.byte	0
	.uleb128 0x2a
	.long	.LVL10
	.long	0x458
	.uleb128 0x2b
	.uleb128 0x1
	.byte	0x50
	.uleb128 0x3
	.byte	0x91
	.sleb128 4
	.byte	0x6
	.uleb128 0x2b
	.uleb128 0x1
	.byte	0x52
	.uleb128 0x3
	.byte	0x91
	.sleb128 0
	.byte	0x6
	.byte	0
	.byte	0
	.uleb128 0x2c
	.long	.LASF47
	.byte	0x1
	.byte	0x4b
	.byte	0x26
	.long	0xad
	.long	.LFB1
	.long	.LFE1-.LFB1
	.uleb128 0x1
	.byte	0x9c
	.long	0x4be
	.uleb128 0x2d
	.long	.LASF39
	.byte	0x1
	.byte	0x4b
	.byte	0x30
	.long	0xad
	.long	.LLST0
	.long	.LVUS0
	.uleb128 0x2e
	.string	"why"
	.byte	0x1
	.byte	0x4b
	.byte	0x42
	.long	0xf1
	.long	.LLST1
	.long	.LVUS1
	.uleb128 0x2f
	.long	0x4be
	.long	.LBI4
	.byte	.LVU8
	.long	.LBB4
	.long	.LBE4-.LBB4
	.byte	0x1
	.byte	0x4f
	.byte	0xc
	.uleb128 0x30
	.long	0x4cb
	.long	.LLST2
	.long	.LVUS2
	.byte	0
	.byte	0
	.uleb128 0x31
	.long	.LASF48
	.byte	0x1
	.byte	0x46
	.byte	0x13
	.long	0xad
	.byte	0x3
	.uleb128 0x32
	.long	.LASF49
	.byte	0x1
	.byte	0x46
	.byte	0x1d
	.long	0xad
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
	.uleb128 0x6
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
	.uleb128 0x26
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x4
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
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x12
	.uleb128 0x6
	.uleb128 0x40
	.uleb128 0x18
	.uleb128 0x2117
	.uleb128 0x19
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x25
	.uleb128 0x4109
	.byte	0
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x31
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x26
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
	.uleb128 0x2117
	.uleb128 0x19
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x27
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
	.uleb128 0x28
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
	.uleb128 0x17
	.uleb128 0x2137
	.uleb128 0x17
	.byte	0
	.byte	0
	.uleb128 0x29
	.uleb128 0xb
	.byte	0x1
	.uleb128 0x55
	.uleb128 0x17
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x2a
	.uleb128 0x4109
	.byte	0x1
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x31
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x2b
	.uleb128 0x410a
	.byte	0
	.uleb128 0x2
	.uleb128 0x18
	.uleb128 0x2111
	.uleb128 0x18
	.byte	0
	.byte	0
	.uleb128 0x2c
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
	.uleb128 0x2117
	.uleb128 0x19
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x2d
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
	.uleb128 0x17
	.uleb128 0x2137
	.uleb128 0x17
	.byte	0
	.byte	0
	.uleb128 0x2e
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
	.uleb128 0x17
	.uleb128 0x2137
	.uleb128 0x17
	.byte	0
	.byte	0
	.uleb128 0x2f
	.uleb128 0x1d
	.byte	0x1
	.uleb128 0x31
	.uleb128 0x13
	.uleb128 0x52
	.uleb128 0x1
	.uleb128 0x2138
	.uleb128 0xb
	.uleb128 0x11
	.uleb128 0x1
	.uleb128 0x12
	.uleb128 0x6
	.uleb128 0x58
	.uleb128 0xb
	.uleb128 0x59
	.uleb128 0xb
	.uleb128 0x57
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x30
	.uleb128 0x5
	.byte	0
	.uleb128 0x31
	.uleb128 0x13
	.uleb128 0x2
	.uleb128 0x17
	.uleb128 0x2137
	.uleb128 0x17
	.byte	0
	.byte	0
	.uleb128 0x31
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
	.uleb128 0x20
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x32
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
	.byte	0
	.byte	0
	.byte	0
	.section	.debug_loc,"",@progbits
.Ldebug_loc0:
.LVUS3:
	.uleb128 .LVU15
	.uleb128 .LVU22
	.uleb128 .LVU22
	.uleb128 .LVU29
	.uleb128 .LVU30
	.uleb128 .LVU32
	.uleb128 .LVU37
	.uleb128 0
.LLST3:
	.long	.LVL4-.Ltext0
	.long	.LVL5-.Ltext0
	.value	0xa
	.byte	0x9e
	.uleb128 0x8
	.quad	0x1
	.long	.LVL5-.Ltext0
	.long	.LVL6-.Ltext0
	.value	0x6
	.byte	0x56
	.byte	0x93
	.uleb128 0x4
	.byte	0x57
	.byte	0x93
	.uleb128 0x4
	.long	.LVL7-.Ltext0
	.long	.LVL9-.Ltext0
	.value	0x6
	.byte	0x56
	.byte	0x93
	.uleb128 0x4
	.byte	0x57
	.byte	0x93
	.uleb128 0x4
	.long	.LVL11-.Ltext0
	.long	.LFE2-.Ltext0
	.value	0xa
	.byte	0x9e
	.uleb128 0x8
	.quad	0x1
	.long	0
	.long	0
.LVUS4:
	.uleb128 .LVU17
	.uleb128 .LVU22
	.uleb128 .LVU22
	.uleb128 .LVU32
	.uleb128 .LVU37
	.uleb128 0
.LLST4:
	.long	.LVL4-.Ltext0
	.long	.LVL5-.Ltext0
	.value	0x2
	.byte	0x30
	.byte	0x9f
	.long	.LVL5-.Ltext0
	.long	.LVL9-.Ltext0
	.value	0x1
	.byte	0x55
	.long	.LVL11-.Ltext0
	.long	.LFE2-.Ltext0
	.value	0x2
	.byte	0x30
	.byte	0x9f
	.long	0
	.long	0
.LVUS0:
	.uleb128 0
	.uleb128 .LVU11
	.uleb128 .LVU11
	.uleb128 0
.LLST0:
	.long	.LVL0-.Ltext0
	.long	.LVL3-.Ltext0
	.value	0x1
	.byte	0x50
	.long	.LVL3-.Ltext0
	.long	.LFE1-.Ltext0
	.value	0x4
	.byte	0xf3
	.uleb128 0x1
	.byte	0x50
	.byte	0x9f
	.long	0
	.long	0
.LVUS1:
	.uleb128 0
	.uleb128 .LVU4
	.uleb128 .LVU4
	.uleb128 0
.LLST1:
	.long	.LVL0-.Ltext0
	.long	.LVL1-.Ltext0
	.value	0x1
	.byte	0x52
	.long	.LVL1-.Ltext0
	.long	.LFE1-.Ltext0
	.value	0x1
	.byte	0x51
	.long	0
	.long	0
.LVUS2:
	.uleb128 .LVU8
	.uleb128 .LVU10
.LLST2:
	.long	.LVL2-.Ltext0
	.long	.LVL2-.Ltext0
	.value	0x5
	.byte	0x3
	.long	counter
	.long	0
	.long	0
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
	.section	.debug_ranges,"",@progbits
.Ldebug_ranges0:
	.long	.LBB6-.Ltext0
	.long	.LBE6-.Ltext0
	.long	.LBB7-.Ltext0
	.long	.LBE7-.Ltext0
	.long	.LBB8-.Ltext0
	.long	.LBE8-.Ltext0
	.long	0
	.long	0
	.section	.debug_line,"",@progbits
.Ldebug_line0:
	.section	.debug_str,"MS",@progbits,1
.LASF43:
	.string	"word"
.LASF2:
	.string	"next"
.LASF30:
	.string	"_Bool"
.LASF49:
	.string	"value"
.LASF47:
	.string	"count"
.LASF10:
	.string	"whole"
.LASF15:
	.string	"rest"
.LASF5:
	.string	"BLUE"
.LASF42:
	.string	"/src"
.LASF46:
	.string	"measure"
.LASF38:
	.string	"scale"
.LASF44:
	.string	"counter"
.LASF12:
	.string	"unsigned char"
.LASF41:
	.string	"shapes.c"
.LASF6:
	.string	"FIRST"
.LASF20:
	.string	"list"
.LASF28:
	.string	"precise"
.LASF22:
	.string	"callback"
.LASF17:
	.string	"shape"
.LASF18:
	.string	"name"
.LASF31:
	.string	"double"
.LASF8:
	.string	"callback_t"
.LASF19:
	.string	"color"
.LASF45:
	.string	"_start"
.LASF25:
	.string	"self"
.LASF4:
	.string	"GREEN"
.LASF0:
	.string	"unsigned int"
.LASF7:
	.string	"LAST"
.LASF40:
	.string	"GNU C11 12.2.0 -m32 -mtune=generic -march=i686 -gdwarf-4 -O2 -std=gnu11 -ffreestanding -fno-pie -fno-asynchronous-unwind-tables -fno-stack-protector"
.LASF1:
	.string	"long long unsigned int"
.LASF27:
	.string	"area"
.LASF34:
	.string	"the_shape"
.LASF39:
	.string	"step"
.LASF13:
	.string	"list_head"
.LASF33:
	.string	"long long int"
.LASF35:
	.string	"shared"
.LASF9:
	.string	"char"
.LASF48:
	.string	"twice"
.LASF14:
	.string	"bits"
.LASF36:
	.string	"facts"
.LASF16:
	.string	"short int"
.LASF21:
	.string	"registers"
.LASF29:
	.string	"tail"
.LASF23:
	.string	"grid"
.LASF26:
	.string	"visible"
.LASF11:
	.string	"bytes"
.LASF32:
	.string	"long double"
.LASF24:
	.string	"forward"
.LASF37:
	.string	"marks"
.LASF3:
	.string	"prev"
	.ident	"GCC: (Debian 12.2.0-14+deb12u1) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
