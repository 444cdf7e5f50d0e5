#!/bin/bash
# ctr.sh DISTRIBUTION [RUNTIME]: has containerd run containers by shibafu-runtime, through its shim for runc; or by another
# runtime, to see what that one passes. Needs root, containerd and the busybox image of the distribution. A containerd of
# its own, in a directory of its own.
set -u
dist=$(readlink -f "$1")
runtime=${2:-$dist/bin/shibafu-runtime}
here=$(dirname "$(readlink -f "$0")")
. "$here/checks.sh"

work=$(mktemp -d /var/tmp/shibafu-ctr.XXXXXX)
mkdir "$work/rootfs" "$work/v"
tar xzf "$dist/images/busybox.tar.gz" -C "$work/rootfs"
containerd_configured "$work"
containerd -c "$work/config.toml" >"$work/log" 2>&1 &
daemon=$!

c() { ctr -a "$work/c.sock" -n shibafu-test "$@"; }
cleanup() {
	for task in $(c task ls -q 2>/dev/null); do c task rm -f "$task" >/dev/null 2>&1; done
	for container in $(c container ls -q 2>/dev/null); do c container rm "$container" >/dev/null 2>&1; done
	kill $daemon 2>/dev/null
	wait $daemon 2>/dev/null
	find /sys/fs/cgroup -maxdepth 2 -type d -name shibafu-test -exec rmdir {} + 2>/dev/null # containerd leaves it
	rm -rf --one-file-system "$work"
}
trap cleanup EXIT
answers() { c version >/dev/null 2>&1; }
eventually answers

# The profile and the options of the caller's; ctr's own default is a whole image.
run() { c run --rm --env PATH=/bin:/usr/bin --runc-binary "$runtime" --rootfs "$@" </dev/null 2>&1; }
# limited FILE-OF-V1 FILE-OF-V2 OPTION...: the value of a cgroup's file; containerd names it after namespace and container.
limited() {
	local v1=$1 v2=$2
	shift 2
	c run -d --env PATH=/bin:/usr/bin --runc-binary "$runtime" "$@" --rootfs "$rootfs" lim sleep 1000 >/dev/null 2>&1
	cat "/sys/fs/cgroup/${v1%%/*}/shibafu-test/lim/${v1#*/}" 2>/dev/null || cat "/sys/fs/cgroup/shibafu-test/lim/$v2"
	c task rm -f lim >/dev/null 2>&1
	c container rm lim
}
rootfs=$work/rootfs
status() { c task ls | awk -v id="$1" '$1==id{print $3}'; }
stopped() { [ "$(status "$1")" = STOPPED ]; }

equal "run" "$(run "$rootfs" r1 echo hello)" hello
equal "its exit code" "$(run "$rootfs" r2 sh -c 'exit 7' >/dev/null; echo $?)" 7
like "a program that is not there" "$(run "$rootfs" r3 nosuch)" 'executable file not found'
equal "environment and directory" "$(run --env A=1 --cwd /tmp "$rootfs" r4 sh -c 'echo $A $PWD')" '1 /tmp'
# The kernel drops what waits in a terminal whose session's leader ends: it lives on for a moment.
like "a terminal" "$(on_terminal ctr -a "$work/c.sock" -n shibafu-test run --rm -t --env PATH=/bin:/usr/bin \
	--runc-binary "$runtime" --rootfs "$rootfs" r5 sh -c 'tty; sleep 2')" '/dev/(pts/0|console)'
equal "--memory-limit" "$(limited memory/memory.limit_in_bytes memory.max --memory-limit 104857600)" 104857600
equal "--cpu-quota" "$(limited cpu/cpu.cfs_quota_us cpu.max --cpu-quota 50000 --cpu-period 100000 | cut -d' ' -f1)" 50000
equal "--cpus" "$(limited cpu/cpu.cfs_quota_us cpu.max --cpus 0.5 | cut -d' ' -f1)" 50000
echo data >"$work/v/f"
equal "--mount" "$(run --mount "type=bind,src=$work/v,dst=/v,options=rbind:ro" "$rootfs" r9 cat /v/f)" data
like "read-only" "$(run --mount "type=bind,src=$work/v,dst=/v,options=rbind:ro" "$rootfs" r10 touch /v/x)" 'Read-only'
like "--read-only" "$(run --read-only "$rootfs" r11 touch /x)" 'Read-only'
equal "--seccomp" "$(run --seccomp "$rootfs" r12 sh -c 'grep ^Seccomp: /proc/self/status' | tr -d '\t')" Seccomp:2
equal "--privileged" "$(run --privileged "$rootfs" r13 sh -c 'mount -t tmpfs t /mnt && echo ok')" ok
equal "--net-host" "$(run --net-host "$rootfs" r14 readlink /proc/self/ns/net)" "$(readlink /proc/self/ns/net)"
equal "--device" "$(run --device /dev/fuse "$rootfs" r16 sh -c 'test -c /dev/fuse && echo ok')" ok
equal "--with-ns" "$(run --with-ns network:/proc/$$/ns/net "$rootfs" r17 readlink /proc/self/ns/net)" "$(readlink /proc/self/ns/net)"
like "--pid-file" "$(c run -d --env PATH=/bin:/usr/bin --runc-binary "$runtime" --pid-file "$work/pid" --rootfs "$rootfs" d0 sleep 1000 >/dev/null 2>&1; cat "$work/pid")" '^[0-9]+$'
c task kill -s KILL d0 >/dev/null 2>&1; eventually stopped d0; c task rm -f d0 >/dev/null 2>&1; c container rm d0

c run -d --env PATH=/bin:/usr/bin --runc-binary "$runtime" --rootfs "$rootfs" d1 sh -c 'trap "exit 3" TERM; while :; do sleep 0.1; done' >/dev/null 2>&1
equal "detached" "$(status d1)" RUNNING
equal "exec" "$(c task exec --exec-id e1 d1 echo in </dev/null 2>&1)" in
equal "exec's exit code" "$(c task exec --exec-id e2 d1 sh -c 'exit 9' </dev/null >/dev/null 2>&1; echo $?)" 9
like "exec of what is not there" "$(c task exec --exec-id e3 d1 nosuch </dev/null 2>&1)" 'executable file not found'
equal "exec as another user" "$(c task exec --user 12 --exec-id e4 d1 id -u </dev/null 2>&1)" 12
like "exec -t" "$(on_terminal ctr -a "$work/c.sock" -n shibafu-test task exec -t --exec-id e5 d1 sh -c 'tty; sleep 0.3')" '/dev/pts/[0-9]'
c task pause d1
equal "pause" "$(status d1)" PAUSED
c task resume d1
equal "resume" "$(status d1)" RUNNING
like "metrics" "$(c task metrics d1 2>&1)" 'memory|cpu'
like "ps" "$(c task ps d1 2>&1)" '^[0-9]+'
c task kill d1
eventually stopped d1
equal "kill" "$(status d1)" STOPPED
c task rm d1 >/dev/null 2>&1
equal "delete" "$(c task ls -q | wc -l)" 0
c container rm d1
c run -d --env PATH=/bin:/usr/bin --runc-binary "$runtime" --rootfs "$rootfs" d2 sleep 1000 >/dev/null 2>&1
c task kill -s SIGKILL d2
eventually stopped d2
equal "kill KILL" "$(status d2)" STOPPED
equal "nothing is left of it" "$(c task rm -f d2 >/dev/null 2>&1; c container rm d2; c task ls -q | wc -l)" 0
c run -d --env PATH=/bin:/usr/bin --runc-binary "$runtime" --rootfs "$rootfs" d3 sleep 1000 >/dev/null 2>&1
equal "rm -f of one that runs" "$(c task rm -f d3 >/dev/null 2>&1; c container rm d3; c task ls -q | wc -l)" 0
chown -R 100000:100000 "$rootfs"
"$dist/bin/shibafu-runtime" spec -b "$work"
jq --arg root "$rootfs" '.root.path=$root | .process.terminal=false | .process.rlimits=[]
	| .process.args=["cat","/proc/self/uid_map"] | .linux.cgroupsPath="/shibafu-test/u1" | .linux.namespaces+=[{"type":"user"}]
	| .linux.uidMappings=[{"containerID":0,"hostID":100000,"size":65536}] | .linux.gidMappings=.linux.uidMappings' \
	"$work/config.json" >"$work/user.json"
equal "a user namespace" "$(c run --rm --runc-binary "$runtime" --config "$work/user.json" u1 </dev/null 2>&1 | tr -s ' ')" ' 0 100000 65536'
count
