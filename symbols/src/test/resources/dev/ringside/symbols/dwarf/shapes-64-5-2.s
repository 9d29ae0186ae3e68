	.file	"shapes.c"
	.text
.Ltext0:
	.cfi_sections	.debug_frame
	.file 0 "/src" "shapes.c"
	.p2align 4
	.type	count, @function
count:
.LVL0:
.LFB1:
	.file 1 "shapes.c"
	.loc 1 76 1 view -0
	.cfi_startproc
	.loc 1 77 5 view .LVU1
	.loc 1 78 17 is_stmt 0 view .LVU2
	movl	counter(%rip), %eax
	.loc 1 77 8 view .LVU3
	testq	%rsi, %rsi
	je	.L2
	.loc 1 78 9 is_stmt 1 view .LVU4
	.loc 1 78 17 is_stmt 0 view .LVU5
	addl	%edi, %eax
	movl	%eax, counter(%rip)
.L2:
	.loc 1 79 5 is_stmt 1 view .LVU6
.LVL1:
.LBB4:
.LBI4:
	.loc 1 70 19 view .LVU7
.LBB5:
	.loc 1 72 5 view .LVU8
	.loc 1 72 18 is_stmt 0 view .LVU9
	addl	%eax, %eax
.LBE5:
.LBE4:
	.loc 1 80 1 view .LVU10
	ret
	.cfi_endproc
.LFE1:
	.size	count, .-count
	.p2align 4
	.globl	measure
	.type	measure, @function
measure:
.LVL2:
.LFB2:
	.loc 1 83 1 is_stmt 1 view -0
	.cfi_startproc
	.loc 1 84 5 view .LVU12
	.loc 1 86 5 view .LVU13
.LBB6:
	.loc 1 86 10 view .LVU14
	.loc 1 86 23 view .LVU15
.LBE6:
	.loc 1 83 1 is_stmt 0 view .LVU16
	movq	%rdi, %r9
	movl	%esi, %edi
.LVL3:
.LBB7:
	.loc 1 86 23 view .LVU17
	testl	%esi, %esi
	je	.L10
	.loc 1 86 14 view .LVU18
	xorl	%edx, %edx
.LBE7:
	.loc 1 84 9 view .LVU19
	movl	$1, %ecx
.LBB8:
	.loc 1 87 33 view .LVU20
	movl	$2863311531, %r10d
.LVL4:
	.p2align 4,,10
	.p2align 3
.L9:
	.loc 1 87 9 is_stmt 1 discriminator 3 view .LVU21
	.loc 1 87 52 is_stmt 0 discriminator 3 view .LVU22
	movl	%edx, %eax
	andl	$3, %eax
	movq	shared(,%rax,8), %rsi
	.loc 1 87 33 discriminator 3 view .LVU23
	movl	%edx, %eax
	imulq	%r10, %rax
	shrq	$33, %rax
	leal	(%rax,%rax,2), %r8d
	.loc 1 87 37 discriminator 3 view .LVU24
	movl	%edx, %eax
	.loc 1 86 33 discriminator 3 view .LVU25
	addl	$1, %edx
.LVL5:
	.loc 1 87 37 discriminator 3 view .LVU26
	subl	%r8d, %eax
.LVL6:
	.loc 1 87 37 discriminator 3 view .LVU27
	movl	76(%r9,%rax,4), %eax
	.loc 1 87 44 discriminator 3 view .LVU28
	addq	%rsi, %rax
	.loc 1 87 13 discriminator 3 view .LVU29
	addq	%rax, %rcx
.LVL7:
	.loc 1 86 33 is_stmt 1 discriminator 3 view .LVU30
	.loc 1 86 23 discriminator 3 view .LVU31
	cmpl	%edx, %edi
	jne	.L9
.LBE8:
	.loc 1 88 5 view .LVU32
	.loc 1 88 18 is_stmt 0 view .LVU33
	movq	%r9, %rsi
	call	count
.LVL8:
	cltq
	.loc 1 88 16 view .LVU34
	addq	%rcx, %rax
	.loc 1 89 1 view .LVU35
	ret
.LVL9:
	.p2align 4,,10
	.p2align 3
.L10:
	.loc 1 88 18 view .LVU36
	movq	%r9, %rsi
.LVL10:
	.loc 1 84 9 view .LVU37
	movl	$1, %ecx
	.loc 1 88 5 is_stmt 1 view .LVU38
	.loc 1 88 18 is_stmt 0 view .LVU39
	call	count
.LVL11:
	cltq
	.loc 1 88 16 view .LVU40
	addq	%rcx, %rax
	.loc 1 89 1 view .LVU41
	ret
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
	.loc 1 93 5 view .LVU43
	movl	$200, %esi
	movl	$the_shape, %edi
	xorl	%eax, %eax
	call	measure
.LVL12:
.L13:
	.loc 1 94 5 discriminator 1 view .LVU44
	.loc 1 94 5 discriminator 1 view .LVU45
	.loc 1 94 5 discriminator 1 view .LVU46
	.loc 1 94 5 discriminator 1 view .LVU47
	jmp	.L13
	.cfi_endproc
.LFE3:
	.size	_start, .-_start
	.globl	marks
	.section	.rodata
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
	.globl	facts
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
	.globl	shared
	.data
	.align 32
	.type	shared, @object
	.size	shared, 32
shared:
	.quad	1
	.zero	24
	.local	counter
	.comm	counter,4,4
	.globl	the_shape
	.align 32
	.type	the_shape, @object
	.size	the_shape, 176
the_shape:
	.string	"shape"
	.zero	10
	.zero	160
	.text
.Letext0:
	.section	.debug_info,"",@progbits
.Ldebug_info0:
	.long	0x516
	.value	0x5
	.byte	0x1
	.byte	0x8
	.long	.Ldebug_abbrev0
	.uleb128 0x14
	.long	.LASF43
	.byte	0x1d
	.long	.LASF0
	.long	.LASF1
	.quad	.Ltext0
	.quad	.Letext0-.Ltext0
	.long	.Ldebug_line0
	.uleb128 0x2
	.byte	0x8
	.byte	0x7
	.long	.LASF2
	.uleb128 0xe
	.string	"u32"
	.byte	0x3
	.byte	0x16
	.long	0x4a
	.uleb128 0x3
	.long	0x35
	.uleb128 0xa
	.long	0x40
	.uleb128 0x2
	.byte	0x4
	.byte	0x7
	.long	.LASF3
	.uleb128 0x3
	.long	0x4a
	.uleb128 0xe
	.string	"u64"
	.byte	0x4
	.byte	0x1c
	.long	0x61
	.uleb128 0x2
	.byte	0x8
	.byte	0x7
	.long	.LASF4
	.uleb128 0xb
	.long	.LASF16
	.byte	0x10
	.byte	0x8
	.long	0x8c
	.uleb128 0x1
	.long	.LASF5
	.byte	0x9
	.byte	0x17
	.long	0x8c
	.byte	0
	.uleb128 0x1
	.long	.LASF6
	.byte	0x9
	.byte	0x1e
	.long	0x8c
	.byte	0x8
	.byte	0
	.uleb128 0x6
	.long	0x68
	.uleb128 0x15
	.long	.LASF22
	.byte	0x5
	.byte	0x4
	.long	0xb6
	.byte	0x1
	.byte	0xc
	.byte	0x6
	.long	0xb6
	.uleb128 0x16
	.string	"RED"
	.byte	0
	.uleb128 0xc
	.long	.LASF7
	.byte	0x5
	.uleb128 0x17
	.long	.LASF8
	.sleb128 -7
	.byte	0
	.uleb128 0x18
	.byte	0x4
	.byte	0x5
	.string	"int"
	.uleb128 0x19
	.byte	0x7
	.byte	0x4
	.long	0x4a
	.byte	0x1
	.byte	0xd
	.byte	0x6
	.long	0xd8
	.uleb128 0xc
	.long	.LASF9
	.byte	0x1
	.uleb128 0xc
	.long	.LASF10
	.byte	0xc8
	.byte	0
	.uleb128 0x1a
	.long	.LASF11
	.byte	0x1
	.byte	0xf
	.byte	0xf
	.long	0xe4
	.uleb128 0x6
	.long	0xe9
	.uleb128 0x1b
	.long	0xb6
	.long	0xf9
	.uleb128 0x1c
	.long	0xf9
	.uleb128 0xf
	.byte	0
	.uleb128 0x6
	.long	0x105
	.uleb128 0x2
	.byte	0x1
	.byte	0x6
	.long	.LASF12
	.uleb128 0x3
	.long	0xfe
	.uleb128 0x1d
	.long	.LASF44
	.byte	0x4
	.byte	0x1
	.byte	0x11
	.byte	0x7
	.long	0x12e
	.uleb128 0x10
	.long	.LASF13
	.byte	0x12
	.byte	0x9
	.long	0x35
	.uleb128 0x10
	.long	.LASF14
	.byte	0x13
	.byte	0x13
	.long	0x12e
	.byte	0
	.uleb128 0x4
	.long	0x13e
	.long	0x13e
	.uleb128 0x5
	.long	0x2e
	.byte	0x3
	.byte	0
	.uleb128 0x2
	.byte	0x1
	.byte	0x8
	.long	.LASF15
	.uleb128 0xb
	.long	.LASF17
	.byte	0x10
	.byte	0x18
	.long	0x189
	.uleb128 0x8
	.string	"a"
	.byte	0x19
	.byte	0x12
	.long	0x4a
	.byte	0x3
	.byte	0
	.uleb128 0x8
	.string	"b"
	.byte	0x1a
	.byte	0x9
	.long	0xb6
	.byte	0x7
	.byte	0x3
	.uleb128 0x8
	.string	"c"
	.byte	0x1b
	.byte	0x9
	.long	0x56
	.byte	0x21
	.byte	0xa
	.uleb128 0x8
	.string	"d"
	.byte	0x1c
	.byte	0x13
	.long	0x13e
	.byte	0x1
	.byte	0x2b
	.uleb128 0x1
	.long	.LASF18
	.byte	0x1d
	.byte	0x9
	.long	0x35
	.byte	0x8
	.byte	0
	.uleb128 0x3
	.long	0x145
	.uleb128 0x1e
	.byte	0x4
	.byte	0x1
	.byte	0x27
	.byte	0x9
	.long	0x1ac
	.uleb128 0xd
	.string	"x"
	.byte	0x28
	.byte	0x13
	.long	0x1ac
	.byte	0
	.uleb128 0xd
	.string	"y"
	.byte	0x28
	.byte	0x16
	.long	0x1ac
	.byte	0x2
	.byte	0
	.uleb128 0x2
	.byte	0x2
	.byte	0x5
	.long	.LASF19
	.uleb128 0x1f
	.byte	0x8
	.byte	0x1
	.byte	0x26
	.byte	0x5
	.long	0x1ce
	.uleb128 0x20
	.long	0x18e
	.uleb128 0x21
	.string	"raw"
	.byte	0x1
	.byte	0x2a
	.byte	0xd
	.long	0x56
	.byte	0
	.uleb128 0xb
	.long	.LASF20
	.byte	0xb0
	.byte	0x20
	.long	0x288
	.uleb128 0x1
	.long	.LASF21
	.byte	0x21
	.byte	0xa
	.long	0x288
	.byte	0
	.uleb128 0x1
	.long	.LASF22
	.byte	0x22
	.byte	0x10
	.long	0x91
	.byte	0x10
	.uleb128 0x1
	.long	.LASF23
	.byte	0x23
	.byte	0x16
	.long	0x68
	.byte	0x18
	.uleb128 0x1
	.long	.LASF24
	.byte	0x24
	.byte	0x19
	.long	0x298
	.byte	0x28
	.uleb128 0x1
	.long	.LASF25
	.byte	0x25
	.byte	0x10
	.long	0xd8
	.byte	0x30
	.uleb128 0x22
	.long	0x1b3
	.byte	0x38
	.uleb128 0x1
	.long	.LASF26
	.byte	0x2c
	.byte	0x10
	.long	0x29d
	.byte	0x40
	.uleb128 0x1
	.long	.LASF17
	.byte	0x2d
	.byte	0x11
	.long	0x145
	.byte	0x58
	.uleb128 0x1
	.long	.LASF27
	.byte	0x2e
	.byte	0x15
	.long	0x2b8
	.byte	0x68
	.uleb128 0x1
	.long	.LASF28
	.byte	0x2f
	.byte	0x19
	.long	0x2c2
	.byte	0x70
	.uleb128 0x1
	.long	.LASF29
	.byte	0x30
	.byte	0xb
	.long	0x2c7
	.byte	0x78
	.uleb128 0x1
	.long	.LASF30
	.byte	0x31
	.byte	0xc
	.long	0x2ce
	.byte	0x80
	.uleb128 0x1
	.long	.LASF31
	.byte	0x32
	.byte	0x11
	.long	0x2d5
	.byte	0x90
	.uleb128 0xd
	.string	"any"
	.byte	0x33
	.byte	0x14
	.long	0x2de
	.byte	0xa0
	.uleb128 0x1
	.long	.LASF32
	.byte	0x34
	.byte	0x13
	.long	0x2e3
	.byte	0xa8
	.byte	0
	.uleb128 0x4
	.long	0xfe
	.long	0x298
	.uleb128 0x5
	.long	0x2e
	.byte	0xf
	.byte	0
	.uleb128 0x6
	.long	0x45
	.uleb128 0x4
	.long	0x10a
	.long	0x2b3
	.uleb128 0x5
	.long	0x2e
	.byte	0x1
	.uleb128 0x5
	.long	0x2e
	.byte	0x2
	.byte	0
	.uleb128 0x23
	.long	.LASF27
	.uleb128 0x6
	.long	0x2b3
	.uleb128 0x6
	.long	0x1ce
	.uleb128 0x3
	.long	0x2bd
	.uleb128 0x2
	.byte	0x1
	.byte	0x2
	.long	.LASF33
	.uleb128 0x2
	.byte	0x8
	.byte	0x4
	.long	.LASF34
	.uleb128 0x2
	.byte	0x10
	.byte	0x4
	.long	.LASF35
	.uleb128 0x24
	.byte	0x8
	.uleb128 0x25
	.long	0x2dc
	.uleb128 0x4
	.long	0x13e
	.long	0x2f2
	.uleb128 0x26
	.long	0x2e
	.byte	0
	.uleb128 0x9
	.long	.LASF37
	.byte	0x37
	.byte	0xe
	.long	0x1ce
	.uleb128 0x9
	.byte	0x3
	.quad	the_shape
	.uleb128 0x27
	.long	.LASF45
	.byte	0x1
	.byte	0x38
	.byte	0xc
	.long	0xb6
	.uleb128 0x9
	.byte	0x3
	.quad	counter
	.uleb128 0x4
	.long	0x339
	.long	0x32d
	.uleb128 0x5
	.long	0x2e
	.byte	0x3
	.byte	0
	.uleb128 0xa
	.long	0x31d
	.uleb128 0x2
	.byte	0x8
	.byte	0x5
	.long	.LASF36
	.uleb128 0xa
	.long	0x332
	.uleb128 0x9
	.long	.LASF38
	.byte	0x39
	.byte	0x14
	.long	0x32d
	.uleb128 0x9
	.byte	0x3
	.quad	shared
	.uleb128 0x4
	.long	0x51
	.long	0x363
	.uleb128 0x5
	.long	0x2e
	.byte	0x13
	.byte	0
	.uleb128 0x3
	.long	0x353
	.uleb128 0x9
	.long	.LASF39
	.byte	0x3b
	.byte	0x14
	.long	0x363
	.uleb128 0x9
	.byte	0x3
	.quad	facts
	.uleb128 0x4
	.long	0x189
	.long	0x38d
	.uleb128 0x5
	.long	0x2e
	.byte	0x4
	.byte	0
	.uleb128 0x3
	.long	0x37d
	.uleb128 0x9
	.long	.LASF40
	.byte	0x44
	.byte	0x13
	.long	0x38d
	.uleb128 0x9
	.byte	0x3
	.quad	marks
	.uleb128 0x28
	.long	.LASF46
	.byte	0x1
	.byte	0x5b
	.byte	0x6
	.quad	.LFB3
	.quad	.LFE3-.LFB3
	.uleb128 0x1
	.byte	0x9c
	.long	0x3e7
	.uleb128 0x11
	.quad	.LVL12
	.long	0x3e7
	.uleb128 0x7
	.uleb128 0x1
	.byte	0x55
	.uleb128 0x9
	.byte	0x3
	.quad	the_shape
	.uleb128 0x7
	.uleb128 0x1
	.byte	0x54
	.uleb128 0x2
	.byte	0x8
	.byte	0xc8
	.byte	0
	.byte	0
	.uleb128 0x29
	.long	.LASF47
	.byte	0x1
	.byte	0x52
	.byte	0x5
	.long	0x56
	.quad	.LFB2
	.quad	.LFE2-.LFB2
	.uleb128 0x1
	.byte	0x9c
	.long	0x491
	.uleb128 0x12
	.long	.LASF20
	.byte	0x52
	.byte	0x1b
	.long	0x2bd
	.long	.LLST1
	.long	.LVUS1
	.uleb128 0x12
	.long	.LASF41
	.byte	0x52
	.byte	0x26
	.long	0x35
	.long	.LLST2
	.long	.LVUS2
	.uleb128 0xf
	.uleb128 0x13
	.string	"sum"
	.byte	0x54
	.byte	0x9
	.long	0x56
	.long	.LLST3
	.long	.LVUS3
	.uleb128 0x2a
	.long	.LLRL4
	.long	0x45e
	.uleb128 0x13
	.string	"i"
	.byte	0x56
	.byte	0xe
	.long	0x35
	.long	.LLST5
	.long	.LVUS5
	.byte	0
	.uleb128 0x2b
	.quad	.LVL8
	.long	0x491
	.long	0x47c
	.uleb128 0x7
	.uleb128 0x1
	.byte	0x55
	.uleb128 0x2
	.byte	0x75
	.sleb128 0
	.uleb128 0x7
	.uleb128 0x1
	.byte	0x54
	.uleb128 0x2
	.byte	0x74
	.sleb128 0
	.byte	0
	.uleb128 0x11
	.quad	.LVL11
	.long	0x491
	.uleb128 0x7
	.uleb128 0x1
	.byte	0x54
	.uleb128 0x2
	.byte	0x74
	.sleb128 0
	.byte	0
	.byte	0
	.uleb128 0x2c
	.long	.LASF48
	.byte	0x1
	.byte	0x4b
	.byte	0x26
	.long	0xb6
	.quad	.LFB1
	.quad	.LFE1-.LFB1
	.uleb128 0x1
	.byte	0x9c
	.long	0x4ff
	.uleb128 0x2d
	.long	.LASF42
	.byte	0x1
	.byte	0x4b
	.byte	0x30
	.long	0xb6
	.uleb128 0x1
	.byte	0x55
	.uleb128 0x2e
	.string	"why"
	.byte	0x1
	.byte	0x4b
	.byte	0x42
	.long	0xf9
	.uleb128 0x1
	.byte	0x54
	.uleb128 0x2f
	.long	0x4ff
	.quad	.LBI4
	.byte	.LVU7
	.quad	.LBB4
	.quad	.LBE4-.LBB4
	.byte	0x1
	.byte	0x4f
	.byte	0xc
	.uleb128 0x30
	.long	0x50c
	.long	.LLST0
	.long	.LVUS0
	.byte	0
	.byte	0
	.uleb128 0x31
	.long	.LASF49
	.byte	0x1
	.byte	0x46
	.byte	0x13
	.long	0xb6
	.byte	0x3
	.uleb128 0x32
	.long	.LASF50
	.byte	0x1
	.byte	0x46
	.byte	0x1d
	.long	0xb6
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
	.sleb128 8
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x7
	.uleb128 0x49
	.byte	0
	.uleb128 0x2
	.uleb128 0x18
	.uleb128 0x7e
	.uleb128 0x18
	.byte	0
	.byte	0
	.uleb128 0x8
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
	.uleb128 0x9
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
	.uleb128 0x48
	.byte	0x1
	.uleb128 0x7d
	.uleb128 0x1
	.uleb128 0x7f
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x12
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
	.uleb128 0x17
	.uleb128 0x2137
	.uleb128 0x17
	.byte	0
	.byte	0
	.uleb128 0x13
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
	.uleb128 0x17
	.uleb128 0x2137
	.uleb128 0x17
	.byte	0
	.byte	0
	.uleb128 0x14
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
	.uleb128 0x7
	.uleb128 0x10
	.uleb128 0x17
	.byte	0
	.byte	0
	.uleb128 0x15
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
	.uleb128 0x16
	.uleb128 0x28
	.byte	0
	.uleb128 0x3
	.uleb128 0x8
	.uleb128 0x1c
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x17
	.uleb128 0x28
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x1c
	.uleb128 0xd
	.byte	0
	.byte	0
	.uleb128 0x18
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
	.uleb128 0x19
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
	.uleb128 0x1a
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
	.uleb128 0x1b
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
	.uleb128 0x1c
	.uleb128 0x5
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x1d
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
	.uleb128 0x1e
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
	.uleb128 0x1f
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
	.uleb128 0x20
	.uleb128 0xd
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x21
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
	.uleb128 0x22
	.uleb128 0xd
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.uleb128 0x38
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x23
	.uleb128 0x13
	.byte	0
	.uleb128 0x3
	.uleb128 0xe
	.uleb128 0x3c
	.uleb128 0x19
	.byte	0
	.byte	0
	.uleb128 0x24
	.uleb128 0xf
	.byte	0
	.uleb128 0xb
	.uleb128 0xb
	.byte	0
	.byte	0
	.uleb128 0x25
	.uleb128 0x37
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x26
	.uleb128 0x21
	.byte	0
	.uleb128 0x49
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x27
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
	.uleb128 0x28
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
	.uleb128 0x7
	.uleb128 0x40
	.uleb128 0x18
	.uleb128 0x7a
	.uleb128 0x19
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x29
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
	.uleb128 0x7a
	.uleb128 0x19
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x2a
	.uleb128 0xb
	.byte	0x1
	.uleb128 0x55
	.uleb128 0x17
	.uleb128 0x1
	.uleb128 0x13
	.byte	0
	.byte	0
	.uleb128 0x2b
	.uleb128 0x48
	.byte	0x1
	.uleb128 0x7d
	.uleb128 0x1
	.uleb128 0x7f
	.uleb128 0x13
	.uleb128 0x1
	.uleb128 0x13
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
	.uleb128 0x7
	.uleb128 0x40
	.uleb128 0x18
	.uleb128 0x7a
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
	.uleb128 0x18
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
	.uleb128 0x18
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
	.uleb128 0x7
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
	.section	.debug_loclists,"",@progbits
	.long	.Ldebug_loc3-.Ldebug_loc2
.Ldebug_loc2:
	.value	0x5
	.byte	0x8
	.byte	0
	.long	0
.Ldebug_loc0:
.LVUS1:
	.uleb128 0
	.uleb128 .LVU17
	.uleb128 .LVU17
	.uleb128 0
.LLST1:
	.byte	0x4
	.uleb128 .LVL2-.Ltext0
	.uleb128 .LVL3-.Ltext0
	.uleb128 0x1
	.byte	0x55
	.byte	0x4
	.uleb128 .LVL3-.Ltext0
	.uleb128 .LFE2-.Ltext0
	.uleb128 0x1
	.byte	0x59
	.byte	0
.LVUS2:
	.uleb128 0
	.uleb128 .LVU21
	.uleb128 .LVU21
	.uleb128 .LVU36
	.uleb128 .LVU36
	.uleb128 .LVU37
	.uleb128 .LVU37
	.uleb128 0
.LLST2:
	.byte	0x4
	.uleb128 .LVL2-.Ltext0
	.uleb128 .LVL4-.Ltext0
	.uleb128 0x1
	.byte	0x54
	.byte	0x4
	.uleb128 .LVL4-.Ltext0
	.uleb128 .LVL9-.Ltext0
	.uleb128 0x1
	.byte	0x55
	.byte	0x4
	.uleb128 .LVL9-.Ltext0
	.uleb128 .LVL10-.Ltext0
	.uleb128 0x1
	.byte	0x54
	.byte	0x4
	.uleb128 .LVL10-.Ltext0
	.uleb128 .LFE2-.Ltext0
	.uleb128 0x1
	.byte	0x55
	.byte	0
.LVUS3:
	.uleb128 .LVU13
	.uleb128 .LVU21
	.uleb128 .LVU21
	.uleb128 .LVU36
	.uleb128 .LVU36
	.uleb128 0
.LLST3:
	.byte	0x4
	.uleb128 .LVL2-.Ltext0
	.uleb128 .LVL4-.Ltext0
	.uleb128 0x2
	.byte	0x31
	.byte	0x9f
	.byte	0x4
	.uleb128 .LVL4-.Ltext0
	.uleb128 .LVL9-.Ltext0
	.uleb128 0x1
	.byte	0x52
	.byte	0x4
	.uleb128 .LVL9-.Ltext0
	.uleb128 .LFE2-.Ltext0
	.uleb128 0x2
	.byte	0x31
	.byte	0x9f
	.byte	0
.LVUS5:
	.uleb128 .LVU15
	.uleb128 .LVU21
	.uleb128 .LVU21
	.uleb128 .LVU26
	.uleb128 .LVU26
	.uleb128 .LVU27
	.uleb128 .LVU27
	.uleb128 .LVU31
	.uleb128 .LVU31
	.uleb128 .LVU36
	.uleb128 .LVU36
	.uleb128 0
.LLST5:
	.byte	0x4
	.uleb128 .LVL2-.Ltext0
	.uleb128 .LVL4-.Ltext0
	.uleb128 0x2
	.byte	0x30
	.byte	0x9f
	.byte	0x4
	.uleb128 .LVL4-.Ltext0
	.uleb128 .LVL5-.Ltext0
	.uleb128 0x1
	.byte	0x51
	.byte	0x4
	.uleb128 .LVL5-.Ltext0
	.uleb128 .LVL6-.Ltext0
	.uleb128 0x1
	.byte	0x50
	.byte	0x4
	.uleb128 .LVL6-.Ltext0
	.uleb128 .LVL7-.Ltext0
	.uleb128 0x3
	.byte	0x71
	.sleb128 -1
	.byte	0x9f
	.byte	0x4
	.uleb128 .LVL7-.Ltext0
	.uleb128 .LVL9-.Ltext0
	.uleb128 0x1
	.byte	0x51
	.byte	0x4
	.uleb128 .LVL9-.Ltext0
	.uleb128 .LFE2-.Ltext0
	.uleb128 0x2
	.byte	0x30
	.byte	0x9f
	.byte	0
.LVUS0:
	.uleb128 .LVU7
	.uleb128 .LVU9
.LLST0:
	.byte	0x4
	.uleb128 .LVL1-.Ltext0
	.uleb128 .LVL1-.Ltext0
	.uleb128 0x9
	.byte	0x3
	.quad	counter
	.byte	0
.Ldebug_loc3:
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
	.section	.debug_rnglists,"",@progbits
.Ldebug_ranges0:
	.long	.Ldebug_ranges3-.Ldebug_ranges2
.Ldebug_ranges2:
	.value	0x5
	.byte	0x8
	.byte	0
	.long	0
.LLRL4:
	.byte	0x4
	.uleb128 .LBB6-.Ltext0
	.uleb128 .LBE6-.Ltext0
	.byte	0x4
	.uleb128 .LBB7-.Ltext0
	.uleb128 .LBE7-.Ltext0
	.byte	0x4
	.uleb128 .LBB8-.Ltext0
	.uleb128 .LBE8-.Ltext0
	.byte	0
.Ldebug_ranges3:
	.section	.debug_line,"",@progbits
.Ldebug_line0:
	.section	.debug_str,"MS",@progbits,1
.LASF44:
	.string	"word"
.LASF5:
	.string	"next"
.LASF33:
	.string	"_Bool"
.LASF50:
	.string	"value"
.LASF48:
	.string	"count"
.LASF13:
	.string	"whole"
.LASF18:
	.string	"rest"
.LASF8:
	.string	"BLUE"
.LASF41:
	.string	"scale"
.LASF45:
	.string	"counter"
.LASF15:
	.string	"unsigned char"
.LASF9:
	.string	"FIRST"
.LASF47:
	.string	"measure"
.LASF2:
	.string	"long unsigned int"
.LASF23:
	.string	"list"
.LASF31:
	.string	"precise"
.LASF25:
	.string	"callback"
.LASF20:
	.string	"shape"
.LASF21:
	.string	"name"
.LASF34:
	.string	"double"
.LASF11:
	.string	"callback_t"
.LASF22:
	.string	"color"
.LASF46:
	.string	"_start"
.LASF28:
	.string	"self"
.LASF7:
	.string	"GREEN"
.LASF3:
	.string	"unsigned int"
.LASF10:
	.string	"LAST"
.LASF4:
	.string	"long long unsigned int"
.LASF30:
	.string	"area"
.LASF37:
	.string	"the_shape"
.LASF42:
	.string	"step"
.LASF35:
	.string	"long double"
.LASF16:
	.string	"list_head"
.LASF36:
	.string	"long long int"
.LASF38:
	.string	"shared"
.LASF12:
	.string	"char"
.LASF49:
	.string	"twice"
.LASF17:
	.string	"bits"
.LASF39:
	.string	"facts"
.LASF19:
	.string	"short int"
.LASF24:
	.string	"registers"
.LASF32:
	.string	"tail"
.LASF26:
	.string	"grid"
.LASF29:
	.string	"visible"
.LASF43:
	.string	"GNU C11 12.2.0 -m64 -mtune=generic -march=x86-64 -gdwarf-5 -O2 -std=gnu11 -ffreestanding -fno-pie -fno-asynchronous-unwind-tables -fno-stack-protector"
.LASF14:
	.string	"bytes"
.LASF27:
	.string	"forward"
.LASF40:
	.string	"marks"
.LASF6:
	.string	"prev"
	.section	.debug_line_str,"MS",@progbits,1
.LASF1:
	.string	"/src"
.LASF0:
	.string	"shapes.c"
	.ident	"GCC: (Debian 12.2.0-14+deb12u1) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
