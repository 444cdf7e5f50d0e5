#!/bin/bash
# A user without root, in a cgroup that was delegated to them, sets limits on a container of theirs; needs root to
# delegate, and cgroup v2.
#
#   rootless.sh DISTRIBUTION          e.g. tui/target/shibafu
#
# One line a check, then a count; exit status 0 only if all passed. Leaves nothing behind.
set -u
. "$(dirname "$0")/checks.sh"
. "$(dirname "$0")/user-bundle.sh"
dist=$(cd "${1:?needs the distribution: see above}" && pwd) || exit 2
[ -e /sys/fs/cgroup/cgroup.controllers ] || { echo "rootless.sh: needs cgroup v2 at /sys/fs/cgroup" >&2; exit 2; }
runtime=$dist/bin/shibafu-runtime
user=54321
name=t$$
scratch=$(mktemp -d)
delegated=/sys/fs/cgroup/shibafu_test_user_$$

cleanup() {
	as_user delete --force "$name" >/dev/null 2>&1
	find "$delegated" -depth -type d -exec rmdir {} \; 2>/dev/null
	rm -rf "$scratch"
}
trap cleanup EXIT

# The session is a cgroup of its own below the delegated one, as systemd makes them: the one above holds no process.
as_user() {
	bash -c 'echo 0 >"$0/session/cgroup.procs" && exec setpriv --reuid "$1" --regid "$1" --clear-groups \
		env -i PATH="$PATH" HOME="$2" "$3" --root "$2/run" "${@:4}"' \
		"$delegated" "$user" "$scratch" "$runtime" "$@"
}

echo "+cpu +memory +pids" >/sys/fs/cgroup/cgroup.subtree_control
mkdir -p "$delegated/session" "$scratch/run"
chown "$user" "$delegated" "$delegated"/cgroup.{procs,subtree_control,threads} "$delegated/session" "$delegated/session/cgroup.procs"
user_bundle "$dist" "$scratch/bundle" $user \
	'"resources": {"memory": {"limit": 67108864}, "cpu": {"quota": 50000, "period": 100000}, "pids": {"limit": 20}}'
chown $user "$scratch" "$scratch/run"

# Into a file: a detached container keeps the streams that it was given, so that a pipe would never end.
as_user run -d -b "$scratch/bundle" "$name" >/dev/null 2>"$scratch/started"
equal "a container starts" "$? $(cat "$scratch/started")" "0 "
own=$delegated/shibafu_$name
equal "its cgroup is in what was delegated, with its limits" \
	"$(cat "$own/memory.max" "$own/cpu.max" "$own/pids.max" 2>&1 | tr '\n' ' ')" "67108864 50000 100000 20 "
equal "its process is in it" "$(wc -l <"$own/cgroup.procs")" 1
equal "its limits change while it runs" "$(as_user update --memory 83886080 --pids-limit 30 "$name" 2>&1)" ""
equal "as the kernel sees" "$(cat "$own/memory.max" "$own/pids.max" | tr '\n' ' ')" "83886080 30 "
as_user update --resources - "$name" >"$scratch/out" 2>&1 <<<'{"hugepageLimits": [{"pageSize": "2MB", "limit": 0}], "pids": {"limit": 5}}'
equal "what was not delegated is refused, whole" "$? $(cat "$own/pids.max")" "1 30"
equal "it is deleted" "$(as_user delete --force "$name" 2>&1)" ""
equal "and nothing of it is left" "$(ls -d "$own" "$scratch"/run/* 2>/dev/null)" ""

count
