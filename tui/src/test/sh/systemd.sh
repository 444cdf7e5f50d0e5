#!/bin/bash
# The command lines with systemd's scopes, as root and as a user whose own systemd makes them; needs root, a machine that
# systemd runs with cgroup v2, and a user manager for uid 1000.
#
#   systemd.sh DISTRIBUTION          e.g. tui/target/shibafu
#
# One line a check, then a count; exit status 0 only if all passed. Leaves nothing behind.
set -u
. "$(dirname "$0")/checks.sh"
. "$(dirname "$0")/user-bundle.sh"
dist=$(cd "${1:?needs the distribution: see above}" && pwd) || exit 2
[ -d /run/systemd/system ] || { echo "systemd.sh: systemd does not run this machine" >&2; exit 2; }
shibafu=$dist/bin/shibafu
runtime=$dist/bin/shibafu-runtime
user=1000
name=t$$
scratch=$(mktemp -d)

cleanup() {
	"$shibafu" delete --force "$name" >/dev/null 2>&1
	in_session delete --force "$name" >/dev/null 2>&1
	rm -rf "$scratch"
}
trap cleanup EXIT

as_user() { setpriv --reuid $user --regid $user --clear-groups env -i PATH="$PATH" HOME="$scratch" XDG_RUNTIME_DIR=/run/user/$user "$@"; }
in_session() { as_user systemd-run --user --scope --quiet "$runtime" --systemd-cgroup --root "$scratch/run" "$@"; }
show() { systemctl show --value --property="$2" "$1" | tr '\n' ' '; }
show_users() { as_user systemctl --user show --value --property="$2" "$1" | tr '\n' ' '; }

# --- the machine's systemd ------------------------------------------------------------------------------------------
scope=shibafu-$name.scope
equal "run as a scope" "$("$shibafu" --cgroup-manager systemd run -d --name "$name" --memory 64m --pids-limit 20 busybox sleep 1000 2>&1)" "$name"
equal "systemd knows its limits" "$(show "$scope" ActiveState,MemoryMax,TasksMax | tr ' ' '\n' | sort | tr '\n' ' ' | sed 's/^ //')" "20 67108864 active "
equal "it is in system.slice" "$(cat /sys/fs/cgroup/system.slice/"$scope"/memory.max)" 67108864
"$shibafu" update --memory 80m "$name" >/dev/null
equal "an update is told to systemd" "$(show "$scope" MemoryMax)" "83886080 "
equal "exec joins it" "$("$shibafu" exec "$name" cat /proc/1/cgroup 2>&1)" "0::/"
equal "delete --force" "$("$shibafu" delete --force "$name" 2>&1)" "$name"
equal "systemd has forgotten it" "$(show "$scope" LoadState)" "not-found "
like "an unknown driver is one clear line" "$("$shibafu" --cgroup-manager none list 2>&1)" "cgroup-manager.*none"

# --- a user's ---------------------------------------------------------------------------------------------------------
mkdir -p "$scratch/run"
user_bundle "$dist" "$scratch/bundle" $user \
	'"cgroupsPath": "user.slice:test:'"$name"'", "resources": {"memory": {"limit": 67108864}, "pids": {"limit": 20}}'
chown $user "$scratch" "$scratch/run"
scope=test-$name.scope

in_session run -d -b "$scratch/bundle" "$name" >"$scratch/started" 2>&1
equal "a user's container starts" "$? $(cat "$scratch/started")" "0 "
equal "the user's systemd knows its limits" "$(show_users "$scope" MemoryMax)$(show_users "$scope" TasksMax)" "67108864 20 "
own=/sys/fs/cgroup$(show_users "$scope" ControlGroup)
own=${own% }
equal "its process is in it, with its limits" "$(wc -l <"$own/cgroup.procs") $(cat "$own/memory.max")" "1 67108864"
equal "its limits change while it runs" "$(in_session update --memory 83886080 "$name" 2>&1)" ""
equal "as both say" "$(cat "$own/memory.max") $(show_users "$scope" MemoryMax)" "83886080 83886080 "
equal "it is deleted" "$(in_session delete --force "$name" 2>&1)" ""
equal "and nothing of it is left" "$(ls -d "$own" "$scratch"/run/* 2>/dev/null)$(show_users "$scope" LoadState)" "not-found "
out=$(as_user "$runtime" --systemd-cgroup --root "$scratch/run" run -d -b "$scratch/bundle" "$name" 2>&1)
like "from outside of the user's own cgroups it is refused in words" "$out" "systemd-run --user --scope"
equal "and nothing of it is left either" "$(ls -d "$own" "$scratch"/run/* 2>/dev/null)$(show_users "$scope" LoadState)" "not-found "

count
