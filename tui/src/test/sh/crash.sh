#!/bin/bash
# Kills the engine in the middle of `run` and looks for what it left behind; needs root.
#
#   crash.sh DISTRIBUTION [ROUNDS]
#
# Each round starts a container, kills the front and its JVM with SIGKILL after a random time, and lets the next
# command clean up: afterwards the container is either there and can be deleted, or gone without a trace.
set -u
dist=$(cd "$1" && pwd)
rounds=${2:-12}
shibafu=$dist/bin/shibafu
passed=0
failed=0

fail() { failed=$((failed + 1)); echo "not ok - round $round: $*"; }

# traces NAME: all that is left of a container
traces() {
	find /sys/fs/cgroup -maxdepth 2 -name "shibafu_$1"
	find /run/shibafu /var/lib/shibafu/containers -maxdepth 1 -name "$1" 2>/dev/null
	grep -l "shibafu_$1\$" /proc/[0-9]*/cgroup 2>/dev/null
}

for round in $(seq "$rounds"); do
	name=crash-$$-$round
	"$shibafu" run -d --name "$name" busybox sleep 1000 >/dev/null 2>&1 &
	front=$!
	sleep "0.$(printf %03d $((RANDOM % 900)))"
	jvm=$(cat "/proc/$front/task/$front/children" 2>/dev/null)
	for pid in $front $jvm; do kill -9 "$pid" 2>/dev/null; done
	wait "$front" 2>/dev/null
	"$shibafu" gc >/dev/null || fail "gc failed"
	# What was under way when the axe fell ends by itself, soon.
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		"$shibafu" list -q | grep -qx "$name" && "$shibafu" delete --force "$name" >/dev/null 2>&1
		left=$(traces "$name")
		[ -z "$left" ] && break
		sleep 0.2
	done
	if [ -z "$left" ]; then passed=$((passed + 1)); else fail "left behind:" $left; fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
