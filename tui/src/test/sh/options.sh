#!/bin/bash
# options.sh DIST: docker's options of run and create, one by one, looked at from inside the container, in its cgroup or in what
# inspect tells; and bad values, of which each is one clear line and exit code 125. Needs root.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
DIST=$(realpath "$1")
own_records options
me=options$$
work=$(mktemp -d /var/tmp/shibafu-options.XXXXXX)
leave() {
	forget_records
	"$DIST/bin/shibafu" image rm "$me" >/dev/null 2>&1
	rm -rf --one-file-system "$work"
}
trap leave EXIT
export TERM=xterm
"$DIST/bin/shibafu" image import "$me" "$DIST/images/busybox.tar.gz" >/dev/null || exit 1

# inside WHAT WANTED OPTIONS... -- COMMAND...: what the command prints in a container with these options
inside() {
	local what=$1 wanted=$2 options=()
	shift 2
	while [ "$1" != -- ]; do options+=("$1"); shift; done
	shift
	equal "$what" "$(shibafu run --rm "${options[@]}" "$me" "$@" 2>&1 </dev/null | tr '\n' ' ' | sed 's/ $//')" "$wanted"
}
# refused WHAT PATTERN ARGUMENTS...: one line that says it, exit code 125, and nothing stays
refused() {
	local what=$1 pattern=$2 said code
	shift 2
	said=$(shibafu "$@" 2>&1 </dev/null)
	code=$?
	if [ $code != 125 ] || [ "$(wc -l <<<"$said")" != 1 ]; then
		fail "refused: $what" "exit code $code" "$said"
	else
		like "refused: $what" "$said" "$pattern"
	fi
}
# The value of a limit in a container's cgroup, by the name of v1 or of v2.
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then v2=yes; else v2=; fi
limit() {
	local file=$2/$1/${4:-}
	[ ! $v2 ] || file=$1/$3
	cat "/sys/fs/cgroup/$file" 2>&1
}

echo "# who and where"
printf '# no\nA=0\nB=b=c\n' >"$work/env"
inside "--name is the host name" web "--name" web -- hostname
inside "--hostname" db --hostname db -- hostname
inside "-e, --env-file: -e has the last word" "1 b=c 3" --env-file "$work/env" -e A=1 -e C=3 -- sh -c 'echo $A $B $C'
FROM_HERE=yes
export FROM_HERE
inside "-e NAME takes the caller's" yes -e FROM_HERE -- sh -c 'echo $FROM_HERE'
inside "-w" /tmp -w /tmp -- pwd
inside "-w makes the directory" /new/dir -w /new/dir -- pwd
inside "-u" 12:34 -u 12:34 -- sh -c 'echo $(id -u):$(id -g)'
inside "-u NAME" "$(grep -c . /dev/null)0" -u root -- sh -c 'echo $(id -u)$(id -g)'
inside "--group-add" "34 56" -u 12:34 --group-add 56 -- id -G
inside "--entrypoint" "a b" --entrypoint echo -- a b
inside "--entrypoint '' takes the image's away" a --entrypoint '' -- echo a
inside "--init" init --init -- sh -c 'test $$ = 1 || echo init'
inside "--init=false" 1 --init=false -- sh -c 'echo $$'
refused "a user that is not there" "nobody-here" run --rm -u nobody-here "$me" true
refused "a group that is not there" "no-group" run --rm --group-add no-group "$me" true
refused "a relative workdir" "workdir|working directory|cwd" run --rm -w tmp "$me" true
refused "an env-file that is not there" "nothing-here" run --rm --env-file "$work/nothing-here" "$me" true
refused "a variable without a name" "env" run --rm -e =x "$me" true
refused "a bad name" "a b" run --rm --name 'a b' "$me" true

echo "# limits"
limits=(--memory 64m --memory-reservation 32m --cpu-period 50000 --cpu-quota 25000 --cpuset-cpus 0 --pids-limit 33 --cpu-shares 512)
detached limits "${limits[@]}" --oom-score-adj 123 "$me" sleep 1000
of() { limit shibafu_limits "$@"; }
equal "--memory" "$(of memory memory.max memory.limit_in_bytes)" 67108864
equal "--memory-reservation" "$(of memory memory.low memory.soft_limit_in_bytes)" 33554432
equal "--cpuset-cpus" "$(of cpuset cpuset.cpus cpuset.cpus)" 0
equal "--pids-limit" "$(of pids pids.max pids.max)" 33
if [ $v2 ]; then
	equal "--cpu-quota, --cpu-period" "$(of cpu cpu.max)" "25000 50000"
else
	equal "--cpu-quota" "$(of cpu '' cpu.cfs_quota_us)" 25000
	equal "--cpu-period" "$(of cpu '' cpu.cfs_period_us)" 50000
	equal "--cpu-shares" "$(of cpu '' cpu.shares)" 512
fi
equal "--oom-score-adj" "$(shibafu exec limits cat /proc/1/oom_score_adj)" 123
# Swap is counted alone on v2, and with memory on v1; some kernels count none.
has_swap() { equal "$1" "$(of memory memory.swap.max memory.memsw.limit_in_bytes)" $(((64 + ${v2:+0 *} $2) << 20)); }
if [ $v2 ] || [ -e /sys/fs/cgroup/memory/memory.memsw.limit_in_bytes ]; then
	has_swap "as much swap as memory" 64
	shibafu update --memory 256m limits >/dev/null
	has_swap "more memory leaves swap as it was" 256
	shibafu restart -t 0 limits >/dev/null
	has_swap "after a restart, too" 256
	equal "and memory is what it was made" "$(of memory memory.max memory.limit_in_bytes)" 268435456
	shibafu update --memory 32m --memory-swap 96m limits >/dev/null
	has_swap "both together" 32
fi
shibafu rm -f limits >/dev/null
inside "--cpus" ok --cpus 0.5 -- echo ok
inside "--memory-swap, --memory-swappiness" ok --memory 32m --memory-swap 64m ${v2:+--} $([ $v2 ] || echo --memory-swappiness 10 --) echo ok
disk=$(lsblk -dno PATH,TYPE | awk '$2 == "disk" { print $1 }' | tail -1)
if [ -n "$disk" ]; then
	detached disks --device-read-bps "$disk:1m" --device-write-iops "$disk:50" "$me" sleep 1000
	numbers=$(lsblk -dno MAJ:MIN "$disk" | tr -d ' ')
	if [ $v2 ]; then
		like "--device-read-bps, --device-write-iops" "$(limit shibafu_disks '' io.max '')" "$numbers rbps=1048576 .* wiops=50"
	else
		equal "--device-read-bps" "$(limit shibafu_disks blkio '' blkio.throttle.read_bps_device)" "$numbers 1048576"
		equal "--device-write-iops" "$(limit shibafu_disks blkio '' blkio.throttle.write_iops_device)" "$numbers 50"
	fi
	shibafu rm -f disks >/dev/null
fi
if ls /sys/fs/cgroup/blkio/*/blkio.weight /sys/fs/cgroup/blkio/*/blkio.bfq.weight >/dev/null 2>&1; then
	detached weight --blkio-weight 300 "$me" sleep 1000
	equal "--blkio-weight" "$(cat /sys/fs/cgroup/blkio/shibafu_weight/blkio*.weight | head -1)" 300
	shibafu rm -f weight >/dev/null
fi
if [ ! $v2 ] && mountpoint -q /sys/fs/cgroup/blkio; then
	like "--blkio-weight where there is none" "$(unshare -m sh -c 'mount -t tmpfs none /sys/fs/cgroup/blkio && exec "$@"' - \
		"$DIST/bin/shibafu" --root "$ROOT" run --rm --blkio-weight 300 "$me" true 2>&1)" '^shibafu: .*this host has no v1 controller "blkio" mounted'
fi
refused "memory that is no size" "memory" run --rm --memory lots "$me" true
refused "too little memory" "memory" run --rm --memory 1k "$me" true
refused "swap below memory" "swap" run --rm --memory 64m --memory-swap 32m "$me" true
refused "swap without memory" "memory" run --rm --memory-swap 32m "$me" true
refused "a reservation above memory" "reservation" run --rm --memory 64m --memory-reservation 128m "$me" true
refused "swappiness above 100" "swappiness" run --rm --memory-swappiness 101 "$me" true
refused "no cpus" "cpus" run --rm --cpus 0 "$me" true
refused "both --cpus and --cpu-quota" "cpu-quota" run --rm --cpus 1 --cpu-quota 1000 "$me" true
refused "too short a period" "period|cpu.max" run --rm --cpu-period 10 "$me" true
refused "a cpu that is not there" "cpuset|cpus" run --rm --cpuset-cpus 4095 "$me" true
refused "cpus that are none" "cpuset" run --rm --cpuset-cpus 0-x "$me" true
refused "a weight of 1" "weight" run --rm --blkio-weight 1 "$me" true
refused "a disk that is not there" "nosuchdisk" run --rm --device-read-bps /dev/nosuchdisk:1m "$me" true
refused "an oom score above 1000" "oom" run --rm --oom-score-adj 1001 "$me" true
refused "a number that is none" "pids-limit" run --rm --pids-limit many "$me" true

echo "# rights"
inside "--cap-drop all --cap-add" "CapEff: 0000000000001000" --cap-drop all --cap-add net_admin -- sh -c 'grep CapEff /proc/self/status | tr "\t" " "'
inside "--cap-drop one" "CapEff: 00000000a80425fa" --cap-drop CAP_CHOWN -- sh -c 'grep CapEff /proc/self/status | tr "\t" " "'
inside "docker's fourteen" "CapBnd: 00000000a80425fb" -- sh -c 'grep CapBnd /proc/self/status | tr "\t" " "'
inside "--privileged" "Seccomp: 0 rw" --privileged -- sh -c 'echo $(grep Seccomp: /proc/self/status | tr "\t" " ") $(grep " /sys " /proc/mounts | cut -d" " -f4 | cut -c1-2)'
inside "--device" c --device /dev/null:/dev/nothing -- sh -c 'test -c /dev/nothing && echo c'
inside "--device HOST:r: not to be written" "no" --device /dev/full:/dev/brim:r -- sh -c '{ echo >/dev/brim; } 2>/dev/null && echo yes || echo no'
inside "seccomp is on" 2 -- sh -c 'grep Seccomp: /proc/self/status | cut -f2'
inside "--security-opt seccomp=unconfined" 0 --security-opt seccomp=unconfined -- sh -c 'grep Seccomp: /proc/self/status | cut -f2'
printf '{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["mkdir","mkdirat"],"action":"SCMP_ACT_ERRNO"}]}' >"$work/seccomp.json"
inside "--security-opt seccomp=FILE" "no" --security-opt seccomp="$work/seccomp.json" -- sh -c 'mkdir /x 2>/dev/null || echo no'
inside "--security-opt no-new-privileges" 1 --security-opt no-new-privileges -- sh -c 'grep NoNewPrivs /proc/self/status | cut -f2'
inside "--security-opt label=disable" ok --security-opt label=disable -- echo ok
inside "--security-opt apparmor=unconfined" ok --security-opt apparmor=unconfined -- echo ok
inside "--read-only" no --read-only -- sh -c 'touch /x 2>/dev/null || echo no'
inside "--read-only with --tmpfs" yes --read-only --tmpfs /tmp -- sh -c 'touch /tmp/x && echo yes'
inside "--ulimit" "99 100" --ulimit nofile=99:100 -- sh -c 'ulimit -Sn; ulimit -Hn'
inside "--sysctl" 4096 --sysctl kernel.msgmax=4096 -- cat /proc/sys/kernel/msgmax
inside "--shm-size" 8192 --shm-size 8m -- sh -c 'df /dev/shm | tail -1 | tr -s " " | cut -d" " -f2'
inside "--uidmap" "0 0 100000" --uidmap 0:100000:65536 -- sh -c 'echo $(id -u) $(id -g) $(tr -s " " </proc/self/uid_map | cut -d" " -f3)'
[ -d /sys/kernel/security/apparmor ] || refused "a profile where there is no AppArmor" "apparmor|AppArmor" run --rm --security-opt apparmor=nothing "$me" true
refused "a capability that is none" "NOSUCH" run --rm --cap-add NOSUCH "$me" true
refused "a security option that is none" "nosuch" run --rm --security-opt nosuch "$me" true
refused "a label that is none" "label" run --rm --security-opt label=nosuch "$me" true
refused "a filter that is not there" "nofile.json" run --rm --security-opt seccomp="$work/nofile.json" "$me" true
refused "no filter" "not JSON" run --rm --security-opt seccomp="$work/../../../dev/null" "$me" true
refused "a device that is not there" "nosuchdevice" run --rm --device /dev/nosuchdevice "$me" true
refused "a ulimit that is none" "nosuch" run --rm --ulimit nosuch=1 "$me" true
refused "a soft ulimit above the hard" "nofile|ulimit" run --rm --ulimit nofile=5:4 "$me" true
refused "a sysctl of the host" "kernel.panic|sysctl" run --rm --sysctl kernel.panic=1 "$me" true
refused "a sysctl without a value" "sysctl" run --rm --sysctl kernel.msgmax "$me" true
refused "an id map that is none" "id map|uidmap" run --rm --uidmap 0:1 "$me" true
refused "a shm size that is none" "shm|size" run --rm --shm-size big "$me" true

echo "# namespaces"
detached other --shm-size 4m --ipc shareable --hostname other "$me" sleep 1000
ns() { readlink "/proc/$1/ns/$2"; }
pid=$(field other pid)
for kind in pid ipc uts network:net; do
	inside "--${kind%:*} container:NAME" "$(ns "$pid" "${kind#*:}")" "--${kind%:*}" container:other -- readlink "/proc/self/ns/${kind#*:}"
	inside "--${kind%:*} host" "$(ns self "${kind#*:}")" "--${kind%:*}" host -- readlink "/proc/self/ns/${kind#*:}"
	refused "--${kind%:*} of no container" "nobody" run --rm "--${kind%:*}" container:nobody "$me" true
	refused "--${kind%:*} of an unknown kind" "nosuch" run --rm "--${kind%:*}" nosuch: "$me" true
done
inside "--cgroupns host" "$(ns self cgroup)" --cgroupns host -- readlink /proc/self/ns/cgroup
inside "--cgroupns private" own --cgroupns private -- sh -c "[ \$(readlink /proc/self/ns/cgroup) = '$(ns self cgroup)' ] || echo own"
echo shared >"/dev/shm/$me"
inside "--ipc host: the host's /dev/shm" shared --ipc host -- cat "/dev/shm/$me"
rm "/dev/shm/$me"
inside "--ipc none: no /dev/shm of its own" 0 --ipc none -- grep -c " /dev/shm " /proc/mounts
inside "--ipc private" ok --ipc private -- echo ok
detached mapped --uidmap 0:100000:65536 "$me" sleep 1000
inside "--ipc container:NAME: its /dev/shm, too" 4096 --ipc container:other -- sh -c 'df /dev/shm | tail -1 | tr -s " " | cut -d" " -f2'
inside "... and what is in it" note --ipc container:other -- sh -c 'echo note >/dev/shm/left; cat /dev/shm/left'
equal "... as it sees itself" "$(shibafu exec other cat /dev/shm/left)" note
detached closed "$me" sleep 1000
refused "--ipc of one that shares nothing" "non-shareable IPC" run --rm --ipc container:closed "$me" true
detached through --ipc container:other "$me" sleep 1000
inside "--ipc of one that has another's" "$(ns "$pid" ipc) note" --ipc container:through -- sh -c 'readlink /proc/self/ns/ipc; cat /dev/shm/left'
shibafu rm -f closed through >/dev/null

# Each start looks for the other's process anew.
detached guest --pid container:other --ipc container:other --uts container:other --network container:other "$me" sleep 1000
like "inspect tells whose they are" "$(shibafu inspect --format '{{.HostConfig.PidMode}} {{.HostConfig.IpcMode}} {{.HostConfig.NetworkMode}}' guest)" \
	"^container:other container:other container:other$"
shibafu restart -t 0 other >/dev/null
shibafu stop -t 0 guest >/dev/null
shibafu stop -t 0 other >/dev/null
refused "to start while the other has stopped" "non running container: other" start guest
shibafu start other >/dev/null
shibafu start guest >/dev/null
for kind in pid ipc uts net; do
	equal "... its $kind namespace again, once that was started anew" "$(ns "$(field guest pid)" $kind)" "$(ns "$(field other pid)" $kind)"
done
equal "... and its /dev/shm" "$(shibafu exec other touch /dev/shm/new; shibafu exec guest ls /dev/shm)" new
shibafu rename other elder
shibafu stop -t 0 guest >/dev/null
equal "... also once it is called otherwise" "$(shibafu start guest >/dev/null; ns "$(field guest pid)" pid)" "$(ns "$(field other pid)" pid)"
shibafu stop -t 0 guest elder >/dev/null
shibafu start elder >/dev/null
names+=(waiting)
shibafu create --name waiting --network container:elder "$me" sleep 1000 >/dev/null
shibafu restart -t 0 elder >/dev/null
shibafu start waiting >/dev/null
equal "a created one joins what is there at its start" "$(ns "$(field waiting pid)" net)" "$(ns "$(field other pid)" net)"
names+=(heard)
shibafu create --name heard --network container:elder "$me" echo heard >/dev/null
shibafu restart -t 0 elder >/dev/null
equal "... and start -a shows what that one says" "$(shibafu start -a heard 2>&1; echo $?)" "heard
0"
shibafu rm heard >/dev/null
detached again --restart always --network container:elder "$me" sh -c 'while [ ! -e /end ]; do sleep 0.1; done; rm /end'
before=$(field again pid)
shibafu restart -t 0 elder >/dev/null
shibafu exec again touch /end
run_again() { local pid && pid=$(field again pid) && [ "${pid:-0}" != 0 ] && [ "$pid" != "$before" ]; }
eventually run_again
equal "one that its supervisor runs again stands beside it" "$(ns "$(field again pid)" net)" "$(ns "$(field other pid)" net)"
shibafu rm -f elder >/dev/null
shibafu stop -t 0 guest >/dev/null
refused "to start when the other is gone" "no such container" start guest
shibafu rm -f guest waiting again >/dev/null
inside "--userns host" "$(ns self user)" --userns host -- readlink /proc/self/ns/user
inside "--userns container:NAME" "$(ns "$(field mapped pid)" user) 0" --userns container:mapped -- sh -c 'readlink /proc/self/ns/user; id -u'
inside "--userns private with a map" 100000 --userns private --uidmap 0:100000:65536 -- sh -c 'tr -s " " </proc/self/uid_map | cut -d" " -f3'
inside "--network none" lo --network none -- ls /sys/class/net
inside "--network private" lo --network private -- ls /sys/class/net
# subuid(5) of the machine stays as it is.
echo 'containers:500000:3072' >"$work/subids"
beside() { unshare -m bash -c 'mount --bind "$0" /etc/subuid && mount --bind "$0" /etc/subgid && exec "$@"' "$work/subids" "$DIST/bin/shibafu" --root "$ROOT" "$@" 2>&1; }
if [ -e /etc/subuid ] && [ -e /etc/subgid ]; then
	map() { awk '{ print $1, $2, $3 }' "/proc/$(field "$1" pid)/${2}_map"; }
	names+=(auto1 auto2 auto3 auto4)
	beside run -d --name auto1 --userns auto "$me" sleep 1000 >/dev/null
	beside run -d --name auto2 --userns auto:size=1500 "$me" sleep 1000 >/dev/null
	equal "--userns auto: a range of its own" "$(map auto1 uid), $(map auto1 gid)" "0 500000 1024, 0 500000 1024"
	equal "--userns auto:size=N: the next one" "$(map auto2 uid)" "0 501024 1500"
	like "... until there are none" "$(beside run -d --name auto3 --userns auto "$me" true)" "no 1024 uids in a row are free"
	equal "its files are root's inside" "$(shibafu exec auto1 stat -c %u /bin/busybox)" 0
	shibafu restart -t 0 auto1 >/dev/null
	equal "it keeps its range" "$(map auto1 uid)" "0 500000 1024"
	shibafu rm -f auto1 >/dev/null
	beside run -d --name auto4 --userns auto "$me" sleep 1000 >/dev/null
	equal "a range is free once its container is gone" "$(map auto4 uid)" "0 500000 1024"
	shibafu rm -f auto2 auto4 >/dev/null
	echo 'nobody:500000:3072' >"$work/subids"
	like "--userns auto without ranges" "$(beside run --rm --userns auto "$me" true)" "add a line such as containers:"
fi
refused "--userns auto with a map" "uidmap" run --rm --userns auto --uidmap 0:100000:65536 "$me" true
refused "--userns auto with a setting that is none" "nosuch" run --rm --userns auto:nosuch=1 "$me" true
refused "--userns keep-id for root" "ordinary users" run --rm --userns keep-id "$me" true
refused "--userns private without a map" "uidmap" run --rm --userns private "$me" true
refused "--userns of an unknown kind" "nosuch" run --rm --userns nosuch "$me" true
refused "--userns host with a map" "uidmap" run --rm --userns host --uidmap 0:100000:65536 "$me" true
refused "a host name in the host's UTS namespace" "hostname" run --rm --uts host --hostname web "$me" true
shibafu rm -f mapped >/dev/null

echo "# notes"
detached notes --label colour=blue --label empty --annotation org.example/a=1 --stop-signal USR1 --stop-timeout 3 --cidfile "$work/cid" "$me" \
	sh -c 'trap "exit 4" USR1; while :; do sleep 0.1; done'
equal "--label" "$(shibafu inspect --format '{{.Config.Labels.colour}}' notes)" blue
like "--annotation" "$(shibafu inspect notes)" '"org.example/a" *: *"1"'
equal "--cidfile" "$(cat "$work/cid")" notes
refused "--cidfile of another container" "cid" run --rm --cidfile "$work/cid" "$me" true
refused "a container that cannot be made" "nosuch" run --rm --cidfile "$work/cid2" --pid container:nosuch "$me" true
equal "leaves no --cidfile" "$(ls "$work/cid2" 2>/dev/null)" ""
shibafu run --rm --cidfile "$work/cid3" "$me" nosuch >/dev/null 2>&1
equal "a program that is not there: exit code 127" $? 127
shibafu stop notes >/dev/null
equal "--stop-signal" "$(shibafu inspect --format '{{.State.ExitCode}}' notes)" 4
refused "a label without a name" "label" run --rm --label =x "$me" true
refused "a signal that is none" "NOSUCH" run --rm --stop-signal NOSUCH "$me" true
refused "a stop timeout that is none" "soon" run --rm --stop-timeout soon "$me" true
refused "--rm with --restart" "restart" run --rm -d --restart always "$me" true
refused "a restart policy that is none" "nosuch" run -d --restart nosuch "$me" true
refused "--pull of an unknown kind" "pull" run --rm --pull sometimes "$me" true
refused "an image that is not here" "nosuchimage" run --rm --pull never nosuchimage true
refused "an option that is none" "nosuch" run --rm --nosuch "$me" true
refused "no image" "IMAGE" run --rm
refused "a health check without a command" "health" run -d --health-interval nosuch "$me" true

echo "# logs and keys"
for driver in none json-file k8s-file local; do
	names+=("log-$driver")
	shibafu run -d --name "log-$driver" --log-driver $driver "$me" echo said >/dev/null
	shibafu wait "log-$driver" >/dev/null
done
equal "--log-driver none keeps nothing" "$(shibafu logs log-none 2>/dev/null)" ""
for driver in json-file k8s-file local; do equal "--log-driver $driver" "$(shibafu logs log-$driver)" said; done
detached rotated --log-opt max-size=2k --log-opt max-file=2 "$me" sh -c 'for i in $(seq 500); do echo line $i; done'
shibafu wait rotated >/dev/null
[ "$(shibafu logs rotated | wc -l)" -lt 250 ] && pass "--log-opt max-size, max-file" || fail "--log-opt max-size, max-file"
equal "the last line stays" "$(shibafu logs rotated | tail -1)" "line 500"
refused "a log driver that is none" "nosuch" run -d --log-driver nosuch "$me" true
refused "a log option that is none" "nosuch" run -d --log-opt nosuch=1 "$me" true
refused "max-file without max-size" "max-size" run -d --log-opt max-file=2 "$me" true
refused "keys that are none" "ctrl" attach --detach-keys ctrl- rotated

refused "keys that are none, to run" "ctrl" run --rm --detach-keys ctrl- "$me" true
refused "keys that are none, to exec" "ctrl" exec --detach-keys ctrl- rotated true
mkfifo "$work/typed"
exec 5<>"$work/typed"
# on_keyboard SCREEN ARGUMENTS...: shibafu on a terminal, where the words written to descriptor 5 are typed
on_keyboard() {
	local screen=$1
	shift
	SHELL=$BASH script -qec "$(printf '%q ' "$DIST/bin/shibafu" --root "$ROOT" "$@")" /dev/null <&5 >"$screen" 2>&1 &
}
shows() { grep -qs -- "$2" "$1"; }
names+=(left kept)
on_keyboard "$work/left" run -it --name left --detach-keys ctrl-a,x "$me" sh
eventually shows "$work/left" '#'
printf 'echo in-$((20 + 1))\n' >&5
eventually shows "$work/left" 'in-21'
printf '\001x' >&5
wait $!
equal "run --detach-keys: left with exit code 0" $? 0
equal "... and the container goes on" "$(field left status)" running
on_keyboard "$work/exec" exec -it --detach-keys ctrl-b,y left sh -c 'echo exec-$((20 + 2)); trap "" INT; sleep 987'
eventually shows "$work/exec" 'exec-22'
printf '\001x\002y' >&5
wait $!
equal "exec --detach-keys: left with exit code 0" $? 0
like "... and its program goes on" "$(shibafu top left args)" "sleep 987"
on_keyboard "$work/usual" exec -it left sh -c 'echo exec-$((20 + 3)); sleep 986'
eventually shows "$work/usual" 'exec-23'
printf '\020\021' >&5
wait $!
equal "exec: Ctrl-P Ctrl-Q where nothing is said" "$? $(shibafu top left args | grep -c '[s]leep 986')" "0 1"
on_keyboard "$work/lost" exec -it left sh -c 'echo exec-$((20 + 4)); exec sleep 985'
eventually shows "$work/lost" 'exec-24'
kill -9 $!
over() { ! shibafu top left args | grep -q 'sleep 985'; }
eventually over
equal "one whose caller has lost its terminal ends" $? 0
# The kernel drops what waits in a terminal whose session's leader ends: it lives on for a moment.
on_keyboard "$work/kept" run -it --name kept --detach-keys '' "$me" \
	sh -c 'echo up-$((20 + 5)); read -r word; echo "got ${#word}"; sleep 0.3'
eventually shows "$work/kept" 'up-25'
printf '\020\021\n' >&5
wait $!
exec 5>&-
like "--detach-keys '' lets all pass" "$(cat "$work/kept")" "got"
shibafu rm -f left kept >/dev/null

echo "# start and attach"
names+=(later typed)
shibafu create --name later "$me" sh -c 'echo first; echo second >&2; exit 5' >/dev/null
equal "start -a shows all, and ends with its code" "$(shibafu start -a later 2>&1; echo $?)" "first
second
5"
equal "again, once it has stopped" "$(shibafu start --attach later 2>/dev/null; echo $?)" "first
5"
equal "the log has both" "$(shibafu logs later 2>/dev/null | grep -c first)" 2
shibafu create -i --name typed "$me" sh -c 'read word; echo "got $word"' >/dev/null
equal "start -i passes on what is typed" "$(echo this | shibafu start -i typed)" "got this"
refused "start -a of two" "one container" start -a later typed
refused "start -a of nothing" "nobody" start -a nobody

echo "# mounts"
mkdir "$work/dir" && echo host >"$work/dir/file"
inside "--mount type=bind" host --mount "type=bind,src=$work/dir,dst=/v,ro" -- cat /v/file
refused "a mount of a kind that is none" "nosuch" run --rm --mount type=nosuch,dst=/v "$me" true
refused "a mount of what is not there" "nothing-here" run --rm --mount "type=bind,src=$work/nothing-here,dst=/v" "$me" true
equal "nothing is left" "$(shibafu list --json | jq -r '.[].id' | grep -vxE 'log-.*|rotated|notes|later|typed')" ""
count
