#!/bin/bash
# cycles.sh DISTRIBUTION [CYCLES] [AT-ONCE]: creates, starts and deletes a container many times (1000), and many at once
# (100), and sees that no process, mount, cgroup, descriptor or file is left behind. Needs root and a static busybox.
set -u
dist=$(readlink -f "$1")
cycles=${2:-1000}
many=${3:-100}
here=$(dirname "$(readlink -f "$0")")
. "$here/checks.sh"

work=$(mktemp -d /var/tmp/shibafu-cycles.XXXXXX)
r() { "$dist/bin/shibafu-runtime" --root "$work/state" "$@"; }
cleanup() {
	for id in $(r list -q); do r delete -f "$id"; done
	rm -rf --one-file-system "$work"
}
trap cleanup EXIT
mkdir -p "$work/bundle/rootfs"/{bin,proc,sys,dev}
cp /bin/busybox "$work/bundle/rootfs/bin/sleep"
r spec -b "$work/bundle"
jq '.process.terminal=false | .process.args=["sleep","1000"] | .process.rlimits=[]' "$work/bundle/config.json" >"$work/config.json"
mv "$work/config.json" "$work/bundle/config.json"

# What could be left: by its name, so that what others do meanwhile does not count.
processes() { grep -lsz "$work\|^sleep$" /proc/[0-9]*/cmdline 2>/dev/null | while read -r f; do grep -qs cyc "${f%cmdline}cgroup" && echo "$f"; done; }
left() {
	processes
	grep -F "$work" /proc/self/mountinfo
	find /sys/fs/cgroup -maxdepth 2 -type d -name 'shibafu_cyc*'
	find "$work/state" -mindepth 1 -name '*cyc*' 2>/dev/null
	ls -A "$work/bundle" | grep -v -x -e rootfs -e config.json
}
equal "nothing is there at first" "$(left)" ""

failures=0
for i in $(seq "$cycles"); do
	{ r create -b "$work/bundle" "cyc$i" && r start "cyc$i" && r delete -f "cyc$i"; } </dev/null >>"$work/log" 2>&1 || failures=$((failures + 1))
done
equal "$cycles cycles" "$failures failed" "0 failed"
equal "nothing is left of them" "$(left)" ""

for i in $(seq "$many"); do r run -d -b "$work/bundle" "cyc$i" </dev/null >>"$work/log" 2>&1 || echo "cyc$i"; done >"$work/failed"
equal "$many at once" "$(cat "$work/failed")" ""
equal "all run" "$(r list -f json | jq -r '.[].status' | sort | uniq -c | xargs)" "$many running"
for i in $(seq "$many"); do r delete -f "cyc$i" >>"$work/log" 2>&1; done
equal "nothing is left of them" "$(left)" ""
[ "$failed" = 0 ] || tail -5 "$work/log"
count
