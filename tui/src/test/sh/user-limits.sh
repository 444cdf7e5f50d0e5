#!/bin/bash
# user-limits.sh DISTRIBUTION: limits of an ordinary user's containers, in a cgroup that was delegated to the user. Needs root, to
# make the user and to delegate, newuidmap, and cgroup v2.
#
# One line a check, then a count; exit status 0 only if all passed. Leaves nothing behind.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
dist=$(cd "${1:?needs the distribution: see above}" && pwd) || exit 2
[ -e /sys/fs/cgroup/cgroup.controllers ] || { echo "user-limits.sh: needs cgroup v2 at /sys/fs/cgroup" >&2; exit 2; }
user=shibafu$$
scratch=$(mktemp -d)
delegated=/sys/fs/cgroup/shibafu_test_user_$$
useradd -m -d "$scratch/home" "$user" || exit 2
grep -q "^$user:" /etc/subuid || usermod --add-subuids 300000-365535 --add-subgids 300000-365535 "$user"
uid=$(id -u "$user")
mkdir "$scratch/run" && chown "$user" "$scratch" "$scratch/run"

cleanup() {
	as_user rm -f c1 >/dev/null 2>&1
	read -r pid start <"$scratch/run/shibafu/userns" && kill "$pid" 2>/dev/null
	sleep 1
	find "$delegated" -depth -type d -exec rmdir {} \; 2>/dev/null
	userdel -f "$user" 2>/dev/null # its last process may be dying yet
	rm -rf --one-file-system "$scratch"
}
trap cleanup EXIT
# The session is a cgroup of its own below the delegated one, as systemd makes them: the one above holds no process.
as_user() {
	bash -c 'echo 0 >"$0/session/cgroup.procs" && exec setpriv --reuid "$1" --regid "$1" --init-groups \
		env -i PATH=/usr/bin:/bin HOME="$2/home" XDG_RUNTIME_DIR="$2/run" SHIBAFU_ENGINE=off "$3/bin/shibafu" "${@:4}" 2>&1' \
		"$delegated" "$uid" "$scratch" "$dist" "$@"
}

echo "+cpu +memory +pids" >/sys/fs/cgroup/cgroup.subtree_control
mkdir -p "$delegated/session"
chown "$user" "$delegated" "$delegated"/cgroup.{procs,subtree_control,threads} "$delegated/session" "$delegated/session/cgroup.procs"

own=$delegated/shibafu_c1
equal "a container with limits starts, and nothing is said of them" \
	"$(as_user run -d --name c1 --network none --memory 64m --cpus 0.5 --pids-limit 20 busybox sh -c 'sleep 1000 & sleep 1000')" c1
equal "its cgroup is in what was delegated, with its limits" \
	"$(cat "$own/memory.max" "$own/cpu.max" "$own/pids.max" 2>&1 | tr '\n' ' ')" "67108864 50000 100000 20 "
equal "all its processes are in it" "$(wc -l <"$own/cgroup.procs")" "$(as_user top c1 pid | grep -c '[0-9]')"
like "what it takes is told beside its limits" "$(as_user stats --no-stream)" '^c1 .*64.0'
equal "it sees its cgroup and no other" "$(as_user exec c1 cat /proc/self/cgroup /sys/fs/cgroup/memory.max | tr '\n' ' ')" "0::/ 67108864 "
as_user pause c1 >/dev/null
equal "it pauses by the freezer" "$(cat "$own/cgroup.freeze") $(as_user ps --format '{{.Status}}' | grep -o Paused)" "1 Paused"
as_user resume c1 >/dev/null
equal "its limits change while it runs" "$(as_user update --memory 80m c1)$(cat "$own/memory.max")" c183886080
equal "it is deleted" "$(as_user rm -f c1)" c1
equal "and its cgroup is, too" "$(ls -d "$own" 2>/dev/null)" ""

count
