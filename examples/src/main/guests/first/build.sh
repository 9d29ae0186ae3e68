#!/bin/sh
# Rebuilds the image in the resources from these sources: ./build.sh [OUTPUT]. Needs GNU as and ld.
set -eu
cd "$(dirname "$0")"
output=${1:-../../resources/dev/ringside/examples/guests/first.elf}
objects=$(mktemp -d)
trap 'rm -r "$objects"' EXIT
for part in first console interrupts memory task hypervisor; do
    as --32 -o "$objects/$part.o" "$part.S"
done
ld -m elf_i386 -T first.ld --build-id=none -z noexecstack --no-warn-rwx-segments -o "$output" \
    "$objects/first.o" "$objects/console.o" "$objects/interrupts.o" "$objects/memory.o" "$objects/task.o" "$objects/hypervisor.o"
