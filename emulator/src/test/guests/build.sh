#!/bin/sh
# Assembles test guests into a folder: build.sh FOLDER [GUEST...]. Without names, all of them. Needs GNU as and ld.
set -eu
folder=$(mkdir -p "$1" && cd "$1" && pwd)
shift
cd "$(dirname "$0")"
[ $# -gt 0 ] || set -- $(ls ./*.S | sed 's|^\./||; s|\.S$||')
for guest in "$@"; do
    as --32 -o "$folder/$guest.o" "$guest.S"
    ld -m elf_i386 -T common.ld --build-id=none -z noexecstack --no-warn-rwx-segments -o "$folder/$guest.elf" "$folder/$guest.o"
done
