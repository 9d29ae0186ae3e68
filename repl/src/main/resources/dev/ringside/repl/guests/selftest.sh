#!/bin/sh
# Exercises the guest from user space and prints one line per part: "selftest: PASS name" or "selftest: FAIL name: why".
# Exit code 0 when every part passed.
failed=0
work=/tmp/selftest
mkdir -p $work && cd $work || exit 1

# is NAME EXPECTED FOUND
is() {
    if [ "$2" = "$3" ]; then
        echo "selftest: PASS $1"
    else
        echo "selftest: FAIL $1: expected '$2', found '$3'"
        failed=1
    fi
}

mkdir -p a/b
echo one > a/b/x
echo two >> a/b/x
mv a/b/x a/y
ln -s ../y a/b/link
is files "one two /a /a/b /a/b/link /a/y" "$(tr '\n' ' ' < a/b/link)$(find a | sed 's,^,/,' | sort | tr '\n' ' ' | sed 's, $,,')"
rm -r a
is removal "" "$(ls)"

is pipes 271 "$(seq 1 1000 | grep 7 | cat | wc -l)"

dd if=/dev/zero of=zeros bs=4096 count=256 2>/dev/null
is dd "b6d81b360a5672d80c27430f39153e2c 1048576" "$(md5sum < zeros | cut -d' ' -f1) $(wc -c < zeros)"

seq 1 5000 > numbers
gzip -k numbers
is gzip "same, smaller" "$(gunzip -c numbers.gz | cmp - numbers && echo same), $([ "$(wc -c < numbers.gz)" -lt "$(wc -c < numbers)" ] && echo smaller)"

is sort "1 2500 5000" "$(sort -r numbers | sort -n | sed -n '1p;2500p;5000p' | tr '\n' ' ' | sed 's, $,,')"
is sha256sum "$(sha256sum < numbers)" "$(sort -r numbers | sort -n | sha256sum)"

# Debian's busybox has an awk without sqrt and atan2: Newton's iteration, Machin's formula and series do as well.
is awk "1.414213562373 3.141592653590 2.718281828459 2.928968253968" "$(awk '
    function arctan_inverse(n,   sum, power, k) {
        power = 1 / n
        for (k = 1; k < 60; k += 2) { sum += (k % 4 == 1 ? power : -power) / k; power /= n * n }
        return sum
    }
    BEGIN {
        root = 1; for (i = 0; i < 8; i++) root = (root + 2 / root) / 2
        e = term = 1; for (i = 1; i < 25; i++) { term /= i; e += term }
        for (i = 1; i <= 10; i++) harmonic += 1 / i
        printf "%.12f %.12f %.12f %.12f", root, 16 * arctan_inverse(5) - 4 * arctan_inverse(239), e, harmonic
    }')"

# Hundredths of a second since boot; a leading zero would make the shell read an octal number.
uptime_hundredths() {
    cut -d' ' -f1 /proc/uptime | tr -d . | sed 's/^0*//'
}
before=$(uptime_hundredths)
sleep 1
after=$(uptime_hundredths)
is sleep "100 to 120 hundredths" "$([ $((after - before)) -ge 100 ] && [ $((after - before)) -le 120 ] && echo 100 to 120 || echo $((after - before))) hundredths"

got=none
trap 'got=usr1' USR1
kill -USR1 $$
is trap usr1 "$got"
sleep 100 &
kill -TERM $!
wait $!
is kill 143 $?
sleep 100 &
kill -STOP $!
sleep 0.1
state=$(cut -d' ' -f3 /proc/$!/stat)
kill -KILL $!
wait $!
is stop "T 137" "$state $?"

sum=0
children=""
i=0
while [ $i -lt 100 ]; do
    (exit $((i % 10))) &
    children="$children $!"
    i=$((i + 1))
done
for child in $children; do
    wait $child
    sum=$((sum + $?))
done
is "fork of 100" 450 $sum

is "no complaint in the kernel's log" "" \
    "$(dmesg | grep -E 'WARNING|Oops|BUG|[Uu]nexpected|Call Trace|segfault|general protection|soft lockup|hard LOCKUP|stall|Kernel panic')"

cd / && rm -r $work
[ $failed = 0 ] && echo "selftest: all passed" || echo "selftest: some failed"
exit $failed
