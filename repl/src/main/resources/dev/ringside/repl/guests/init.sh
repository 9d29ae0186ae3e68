#!/bin/sh
# The first process of a Debian guest. Kernel parameters that it knows:
#   ringside.selftest        run the self-test, then end
#   ringside.script="TEXT"   run TEXT with the shell, then end
# Ending means powering off; a failed self-test or script ends the run with exit code 3 by port 0xF4.
export PATH=/bin HOME=/root TERM=vt100
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
hostname ringside
cd /root

fail() {
    printf '\001' | dd of=/dev/port bs=1 seek=244 conv=notrunc 2>/dev/null
}

script=$(sed -n 's/.*ringside\.script="\([^"]*\)".*/\1/p' /proc/cmdline)
if grep -q "ringside\.selftest" /proc/cmdline; then
    ringside-selftest || fail
elif [ -n "$script" ]; then
    sh -c "$script" || fail
else
    echo
    echo "$(uname -sr) on $(uname -m), seen from ringside. The shell is busybox; 'exit' powers off."
    setsid cttyhack sh
fi
poweroff -f
