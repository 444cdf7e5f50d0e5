#!/bin/bash
# podman.sh DISTRIBUTION [RUNTIME [core]]: has podman run containers by shibafu-runtime, as people do; or by another
# RUNTIME, such as crun, to see what that one passes. core is a choice for machines where a JVM takes seconds to boot.
# Needs root, podman, conmon, catatonit and the busybox image of the distribution. Images and containers live in a
# directory of their own.
set -u
dist=$(readlink -f "$1")
runtime=$(command -v "${2:-$dist/bin/shibafu-runtime}")
runtime=$(readlink -f "$runtime")
choice=${3:-all}
here=$(dirname "$(readlink -f "$0")")
. "$here/checks.sh"

work=$(mktemp -d /var/tmp/shibafu-podman.XXXXXX)
podman_configured "$work"
cd "$work" || exit 1 # conmon leaves a file "oom" where it is
export TERM=xterm

p() { podman --root "$work/root" --runroot "$work/run" --storage-driver "${STORAGE:-overlay}" --runtime "$runtime" "$@"; }
run() { p run --rm --network none "$@" 2>&1 </dev/null; }
cleanup() {
	p rm -f -a -t 0 >/dev/null 2>&1
	p rmi -f -a >/dev/null 2>&1
	umount "$work/root/overlay" 2>/dev/null
	rm -rf --one-file-system "$work"
}
trap cleanup EXIT
export -f p
export work runtime

p import -q "$dist/images/busybox.tar.gz" bb >/dev/null 2>&1 || { fail "import the image"; count; exit 1; }

file() { # V1 V2: the first of these files that is there
	echo "cat /sys/fs/cgroup/$1 2>/dev/null || cat /sys/fs/cgroup/$2"
}

if [ "$choice" = core ]; then
	echo "# a core"
	equal "run, its output and its code" "$(run bb sh -c 'echo hello; exit 7'; echo $?)" $'hello\n7'
	equal "limits" "$(run -m 100m --pids-limit 20 --cpus 0.5 bb sh -c "$(file memory/memory.limit_in_bytes memory.max); $(file pids/pids.max pids.max); $(file cpu/cpu.cfs_quota_us cpu.max)" | cut -d' ' -f1 | xargs)" '104857600 20 50000'
	like "a program that is not there" "$(run bb nosuch)" 'executable file not found|not found'
	p run -d --name life --network none bb sh -c 'echo up; trap "exit 3" TERM; while :; do sleep 0.1; done' >/dev/null
	is_up() { [ "$(p logs life 2>&1)" = up ]; }
	eventually is_up
	equal "exec" "$(p exec -e B=2 -w /tmp life sh -c 'echo $B $PWD')" '2 /tmp'
	p pause life >/dev/null
	equal "pause" "$(p inspect -f '{{.State.Status}}' life)" paused
	p unpause life >/dev/null
	p update -m 60m life >/dev/null 2>&1
	equal "update" "$(p exec life sh -c "$(file memory/memory.limit_in_bytes memory.max)")" 62914560
	p stop -t 60 life >/dev/null
	equal "stop, and its own exit code" "$(p inspect -f '{{.State.ExitCode}}' life)" 3
	equal "rm" "$(p rm life >/dev/null; p ps -a -q | wc -l)" 0
	count
	exit
fi

echo "# run"
equal "run --rm" "$(run bb echo hello)" hello
equal "its exit code" "$(run bb sh -c 'exit 7' >/dev/null; echo $?)" 7
equal "a program that is not there: 127" "$(run bb nosuch >/dev/null; echo $?)" 127
like "and why" "$(run bb nosuch)" 'executable file not found|not found'
equal "a program that may not be executed: 126" "$(run bb /etc/passwd >/dev/null; echo $?)" 126
equal "standard input" "$(echo typed | p run --rm -i --network none bb cat)" typed
equal "standard error" "$(p run --rm --network none bb sh -c 'echo e >&2' 2>&1 >/dev/null)" e
# Those on a terminal end with a sleep: the kernel drops what waits in one whose session's leader ends.
like "run -t has a terminal" "$(on_terminal podman --root "$work/root" --runroot "$work/run" --storage-driver "${STORAGE:-overlay}" --runtime "$runtime" run --rm -it --network none bb sh -c 'tty; test -t 0 && echo yes; sleep 0.3')" '/dev/(pts/0|console)'
like "its size" "$(on_terminal sh -c "stty rows 33 cols 77; podman --root $work/root --runroot $work/run --storage-driver ${STORAGE:-overlay} --runtime $runtime run --rm -it --network none bb sh -c 'for i in 1 2 3 4 5 6 7 8 9; do stty size | grep 33 && sleep 0.3 && break; sleep 0.5; done'")" '33 77'
equal "environment, directory, hostname" "$(run -e A=1 -w /tmp --hostname h bb sh -c 'echo $A $PWD $(hostname)')" '1 /tmp h'
equal "an entrypoint" "$(run --entrypoint /bin/echo bb a b)" 'a b'

echo "# a life in the background"
p run -d --name life --network none --annotation a.b=c --label l=1 bb sh -c 'echo out; echo err >&2; trap "exit 3" TERM; while :; do sleep 0.1; done' >/dev/null
both_lines() { [ "$(p logs life 2>&1 | wc -l)" = 2 ]; }
eventually both_lines
equal "logs" "$(p logs life 2>&1 | sort | tr '\n' ' ')" 'err out '
equal "state" "$(p inspect -f '{{.State.Status}}' life)" running
equal "an annotation" "$(p inspect -f '{{index .Config.Annotations "a.b"}}' life)" c
equal "inspect's pid is in its cgroup" "$(grep -c "$(p inspect -f '{{.Id}}' life)" "/proc/$(p inspect -f '{{.State.Pid}}' life)/cgroup" | grep -c '^[1-9]')" 1
equal "exec" "$(p exec life echo in 2>&1)" in
equal "exec's exit code" "$(p exec life sh -c 'exit 9' >/dev/null 2>&1; echo $?)" 9
equal "exec of what is not there: 127" "$(p exec life nosuch >/dev/null 2>&1; echo $?)" 127
equal "exec of what may not be executed: 126" "$(p exec life /etc/passwd >/dev/null 2>&1; echo $?)" 126
equal "exec -i" "$(echo typed | p exec -i life cat)" typed
equal "exec as another user" "$(p exec -u 12:34 life id -u)" 12
equal "exec with environment and directory" "$(p exec -e B=2 -w /tmp life sh -c 'echo $B $PWD')" '2 /tmp'
like "exec -it" "$(on_terminal podman --root "$work/root" --runroot "$work/run" --storage-driver "${STORAGE:-overlay}" --runtime "$runtime" exec -it life sh -c 'tty; sleep 2')" '/dev/pts/[0-9]'
p exec -d life touch /tmp/made >/dev/null
eventually p exec life test -e /tmp/made
equal "exec -d" "$(p exec life ls /tmp/made)" /tmp/made
like "top" "$(p top life 2>&1)" 'while'
p pause life >/dev/null
equal "pause" "$(p inspect -f '{{.State.Status}}' life)" paused
like "exec when paused" "$(p exec life true 2>&1)" 'paused|not running|improper'
p unpause life >/dev/null
equal "unpause" "$(p inspect -f '{{.State.Status}}' life)" running
like "stats" "$(p stats --no-stream --format '{{.PIDs}}' life 2>&1)" '[0-9]'
p stop -t 60 life >/dev/null
equal "stop, and its own exit code" "$(p inspect -f '{{.State.ExitCode}}' life)" 3
p start life >/dev/null
equal "start again" "$(p inspect -f '{{.State.Status}}' life)" running
p restart -t 0 life >/dev/null
equal "restart" "$(p inspect -f '{{.State.Status}}' life)" running
p kill life >/dev/null
equal "kill, and wait" "$(p wait life)" 137
p rm life >/dev/null
equal "rm" "$(p ps -a -q | wc -l)" 0
p run -d --name rmf --network none bb sleep 100 >/dev/null
equal "rm -f" "$(p rm -f -t 0 rmf >/dev/null; p ps -a -q | wc -l)" 0
p create --name made --network none bb sh -c 'exit 4' >/dev/null
equal "create, then start -a" "$(p start -a made >/dev/null 2>&1; echo $?)" 4
p rm made >/dev/null
p run -d --name w --network none bb sh -c 'sleep 0.5; exit 5' >/dev/null
equal "wait" "$(p wait w)" 5
p rm w >/dev/null

echo "# limits"
equal "--memory" "$(run -m 100m bb sh -c "$(file memory/memory.limit_in_bytes memory.max)")" 104857600
like "--memory is obeyed" "$(run -m 20m --memory-swap 20m bb sh -c 'dd if=/dev/zero of=/dev/null bs=67108864 count=1'; echo "code $?")" 'Killed|code 137|code 9'
equal "--cpus" "$(run --cpus 0.5 bb sh -c "$(file cpu/cpu.cfs_quota_us cpu.max)" | cut -d' ' -f1)" 50000
equal "--pids-limit" "$(run --pids-limit 20 bb sh -c "$(file pids/pids.max pids.max)")" 20
equal "--cpuset-cpus" "$(run --cpuset-cpus 0 bb sh -c "$(file cpuset/cpuset.cpus cpuset.cpus)")" 0
like "--cpu-shares" "$(run --cpu-shares 512 bb sh -c "$(file cpu/cpu.shares cpu.weight)")" '^(512|59|20)$'
p run -d --name u --network none -m 50m bb sleep 100 >/dev/null
p update -m 60m u >/dev/null 2>&1 && equal "update" "$(p exec u sh -c "$(file memory/memory.limit_in_bytes memory.max)")" 62914560
p rm -f -t 0 u >/dev/null

echo "# what it may do"
like "--read-only" "$(run --read-only bb touch /x)" 'Read-only'
equal "--read-only with a tmpfs" "$(run --read-only --tmpfs /tmp bb sh -c 'touch /tmp/x && echo ok')" ok
like "--user" "$(run --user 12:34 bb id)" '^uid=12.* gid=34.* groups=34'
equal "--group-add" "$(run --user 12:34 --group-add 56 bb id -G)" '34 56'
caps() { grep -i CapEff | awk '{print $2}'; }
equal "--cap-drop" "$(run --cap-drop all bb cat /proc/self/status | caps)" 0000000000000000
equal "--cap-add" "$(run --cap-drop all --cap-add net_admin bb cat /proc/self/status | caps)" 0000000000001000
equal "a user's capabilities" "$(run --user 12 bb cat /proc/self/status | caps)" 0000000000000000
equal "no new privileges" "$(run --security-opt no-new-privileges bb sh -c 'grep NoNewPrivs /proc/self/status' | tr -d '\t')" NoNewPrivs:1
equal "seccomp: podman's own profile" "$(run bb sh -c 'grep ^Seccomp: /proc/self/status' | tr -d '\t')" Seccomp:2
equal "seccomp: none" "$(run --security-opt seccomp=unconfined bb sh -c 'grep ^Seccomp: /proc/self/status' | tr -d '\t')" Seccomp:0
echo '{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["mkdir","mkdirat"],"action":"SCMP_ACT_ERRNO","errnoRet":13}]}' >"$work/seccomp.json"
like "seccomp: a profile" "$(run --security-opt seccomp="$work/seccomp.json" bb mkdir /x)" 'Permission denied'
equal "--privileged" "$(run --privileged bb sh -c 'mount -t tmpfs t /mnt && echo ok')" ok
like "no mounts without" "$(run bb mount -t tmpfs t /mnt)" 'denied|not permitted'
equal "--sysctl" "$(run --sysctl net.ipv4.ip_forward=1 bb cat /proc/sys/net/ipv4/ip_forward)" 1
equal "--ulimit" "$(run --ulimit nofile=123:456 --ulimit nproc=1024:1024 bb sh -c 'ulimit -n; ulimit -Hn' | tr '\n' ' ')" '123 456 '
like "masked" "$(run bb ls /proc/acpi /sys/firmware; run bb sh -c 'cat /proc/kcore | wc -c')" '^0$'
like "/proc/sys is read-only" "$(run bb sh -c 'echo 1 >/proc/sys/kernel/panic')" 'Read-only'
equal "an umask" "$(run --umask 0077 bb sh -c umask)" 0077
equal "oom_score_adj" "$(run --oom-score-adj 500 bb cat /proc/self/oom_score_adj)" 500

echo "# what it sees"
mkdir "$work/v"
echo data >"$work/v/f"
equal "-v" "$(run -v "$work/v:/v" bb sh -c 'cat /v/f; echo new >/v/g'; cat "$work/v/g")" $'data\nnew'
like "-v :ro" "$(run -v "$work/v:/v:ro" bb touch /v/x)" 'Read-only'
like "-v of a file" "$(run -v "$work/v/f:/etc/one:ro" bb cat /etc/one)" data
like "-v of nothing" "$(run -v "$work/nosuch:/v" bb true)" 'no such file or directory'
equal "a named volume" "$(run -v vol:/v bb sh -c 'echo kept >/v/f'; run -v vol:/v bb cat /v/f)" kept
like "--tmpfs" "$(run --tmpfs /t:size=1m,mode=700 bb sh -c 'df -k /t; stat -c %a /t')" '1024'
like "--mount" "$(run --mount type=tmpfs,destination=/t,tmpfs-size=1m bb mount)" ' /t '
like "--shm-size" "$(run --shm-size 3m bb df -k /dev/shm)" 3072
equal "--device" "$(run --device /dev/full bb sh -c 'echo x >/dev/full' 2>&1 | grep -c 'No space')" 1
like "no other device" "$(run --cap-add mknod bb sh -c 'mknod /x b 8 0 && cat /x')" 'not permitted'
equal "--network none" "$(run bb sh -c 'ls /sys/class/net')" lo
equal "--network host" "$(p run --rm --network host bb sh -c 'readlink /proc/self/ns/net')" "$(readlink /proc/self/ns/net)"
equal "--pid host" "$(run --pid host bb sh -c 'readlink /proc/self/ns/pid')" "$(readlink /proc/self/ns/pid)"
equal "--ipc host" "$(run --ipc host bb sh -c 'readlink /proc/self/ns/ipc')" "$(readlink /proc/self/ns/ipc)"
equal "--uts host" "$(run --uts host bb hostname)" "$(hostname)"
like "--init" "$(run --init bb sh -c 'cat /proc/1/comm')" 'catatonit|podman-init'
like "--uidmap" "$(run --uidmap 0:100000:1000 --gidmap 0:100000:1000 bb cat /proc/self/uid_map | tr -s ' ')" '0 100000 1000'
equal "--uidmap: who owns files" "$(run --uidmap 0:100000:1000 --gidmap 0:100000:1000 bb stat -c %u /bin/busybox)" 0
like "a healthcheck" "$(p run -d --name h --network none --healthcheck-command 'CMD-SHELL test -e /tmp/up' --healthcheck-interval disable bb sh -c 'touch /tmp/up; sleep 1000' >/dev/null; eventually p exec h test -e /tmp/up; p healthcheck run h >/dev/null 2>&1; echo "code $?"; p exec h rm /tmp/up; p healthcheck run h >/dev/null 2>&1; echo "code $?")" 'code 0'
p rm -f -t 0 h >/dev/null
p run -d --name a --network none bb sleep 100 >/dev/null
equal "--network container:" "$(p run --rm --network container:a bb readlink /proc/self/ns/net)" "$(p exec a readlink /proc/self/ns/net)"
equal "cp" "$(p cp "$work/v/f" a:/tmp/f 2>&1; p exec a cat /tmp/f)" data
p rm -f -t 0 a >/dev/null
p pod create --name pod --network none --infra-image bb --infra-command 'sleep 1000' >/dev/null 2>&1
p run -d --pod pod --name one bb sleep 100 >/dev/null 2>&1
equal "a pod shares its network" "$(p run --rm --pod pod bb readlink /proc/self/ns/net 2>&1)" "$(p exec one readlink /proc/self/ns/net 2>&1)"
p pod rm -f -t 0 pod >/dev/null 2>&1
equal "nothing is left" "$(p ps -a -q | wc -l)" 0
count
