#!/bin/sh
# Rebuilds the image in the resources from these sources: ./build.sh [OUTPUT]. Needs GNU as and ld.
set -eu
cd "$(dirname "$0")"
output=${1:-../../resources/dev/ringside/examples/guests/benchmark.elf}
objects=$(mktemp -d)
trap 'rm -r "$objects"' EXIT
# The first four are the kernel; the order of the others is the order of the workloads.
set --
for part in benchmark command_line descriptors memory \
    hash sort bytecode recursion strings loops bignum chase page_tables rings x87 sse2 changing_code ports; do
    as --32 -I ../first -o "$objects/$part.o" "$part.S"
    set -- "$@" "$objects/$part.o"
done
as --32 -I ../first -o "$objects/console.o" ../first/console.S
ld -m elf_i386 -T benchmark.ld --build-id=none -z noexecstack --no-warn-rwx-segments -o "$output" "$@" "$objects/console.o"
