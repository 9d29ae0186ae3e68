#!/bin/sh
# Builds the recorder for one width: build.sh 32|64 OUTPUT. Needs gcc and the kernel's user headers (linux-libc-dev), no C library.
# The program stands where MemoryWindows.java has RECORDER.
set -eu
here=$(dirname "$0")
exec gcc "-m$1" -O2 -Wall -Wextra -Werror -ffreestanding -nostdlib -static -fno-pie -no-pie -fno-stack-protector \
    -fno-tree-loop-distribute-patterns -mgeneral-regs-only -isystem "/usr/include/$(gcc -print-multiarch)" \
    -Wl,-Ttext-segment=0x35a4b000 -o "$2" "$here/host.c" "$here/recorder.c"
