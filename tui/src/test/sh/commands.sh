#!/bin/bash
# Every command of README's table, as a person would type it, against the real kernel; needs root.
#
#   commands.sh DISTRIBUTION          e.g. tui/target/shibafu
#
# One line a check, then a count; exit status 0 only if all passed. Leaves nothing behind.
set -u
. "$(dirname "$0")/checks.sh"
dist=$(cd "$1" && pwd)
shibafu=$dist/bin/shibafu
runtime=$dist/bin/shibafu-runtime
me=t$$
scratch=$(mktemp -d)
[ -e /sys/fs/cgroup/cgroup.controllers ] && version=2 || version=1

cleanup() {
	for c in $("$shibafu" list -q 2>/dev/null | grep "^$me-"); do "$shibafu" delete --force "$c" >/dev/null 2>&1; done
	"$shibafu" image rm "$me-image" >/dev/null 2>&1
	rm -rf "$scratch"
}
trap cleanup EXIT

# check DESCRIPTION EXPECTED_CODE GREP_PATTERN COMMAND...: exit code and output (both streams) as expected
check() {
	local name=$1 code=$2 pattern=$3 got
	shift 3
	"$@" >"$scratch/out" 2>&1 </dev/null
	got=$?
	if [ "$got" != "$code" ]; then
		fail "$name" "exit code $got instead of $code" "$(head -c 600 "$scratch/out")"
	elif [ -n "$pattern" ] && ! grep -qE -- "$pattern" "$scratch/out"; then
		fail "$name" "output lacks '$pattern'" "$(head -c 600 "$scratch/out")"
	else
		pass "$name"
	fi
}
# value FILE_V1 FILE_V2: what the kernel holds now
value() { if [ $version = 2 ]; then cat "/sys/fs/cgroup/$2"; else cat "/sys/fs/cgroup/$1"; fi; }

# --- images ----------------------------------------------------------------------------------------------------------
check "image import" 0 "$me-image" "$shibafu" image import "$me-image" "$dist/images/busybox.tar.gz"
check "images lists it" 0 "$me-image" "$shibafu" images
check "images --json" 0 '"name"' "$shibafu" images --json
check "the bundled image is imported by itself" 0 '^busybox' "$shibafu" run --rm busybox echo busybox
check "an archive is accepted where an image is" 0 '^from an archive' "$shibafu" run --rm "$dist/images/busybox.tar.gz" echo from an archive
mkdir "$scratch/root" && tar -xzf "$dist/images/busybox.tar.gz" -C "$scratch/root"
check "a directory is accepted where an image is" 0 '^from a directory' "$shibafu" run --rm "$scratch/root" echo from a directory
check "an unknown image is one clear line" 125 "no-such-image" "$shibafu" run --rm no-such-image true

# --- run -------------------------------------------------------------------------------------------------------------
check "run echo" 0 '^hello$' "$shibafu" run --rm --cpu-quota 50000 busybox /bin/echo hello
check "exit code is the program's" 42 '' "$shibafu" run --rm busybox sh -c 'exit 42'
check "killed by a signal: 128 + n" 137 '' "$shibafu" run --rm busybox sh -c 'kill -9 $$'
check "program not found: 127" 127 'executable file not found' "$shibafu" run --rm busybox no-such-program
check "program not executable: 126" 126 'permission denied' "$shibafu" run --rm busybox /etc/passwd
check "unknown option: 125" 125 'Unknown option' "$shibafu" run --no-such-option busybox true
check "bad size: 125 and what to write" 125 'such as 100m' "$shibafu" run --memory lots busybox true
check "standard input is passed on" 0 '^piped$' sh -c "echo piped | '$shibafu' run --rm -i busybox cat"
check "own process ids" 0 '^1$' "$shibafu" run --rm --no-init busybox sh -c 'echo $$'
check "own host name" 0 "^$me-host\$" "$shibafu" run --rm --name "$me-host" busybox hostname
check "environment, directory, user" 0 '^value /tmp 1000$' "$shibafu" run --rm -e X=value -w /tmp -u 1000 busybox sh -c 'echo $X $(pwd) $(id -u)'
check "loopback is up" 0 'LOOPBACK,UP' "$shibafu" run --rm busybox ip link show lo
check "read-only root" 1 'Read-only file system' "$shibafu" run --rm --read-only busybox touch /x
check "volume" 0 '^inside$' sh -c "echo inside >'$scratch/file'; '$shibafu' run --rm -v '$scratch':/mnt:ro busybox cat /mnt/file"
check "user namespace" 0 '0 +100000 +65536' "$shibafu" run --rm --uidmap 0:100000:65536 busybox cat /proc/self/uid_map
check "capabilities are docker's" 0 'CapEff:.*00000000a80425fb' "$shibafu" run --rm busybox grep CapEff /proc/self/status
check "masked path is empty" 0 '^0$' "$shibafu" run --rm busybox sh -c 'cat /proc/kcore 2>/dev/null | wc -c'
check "writes of one container are not seen by the next" 1 'No such file' sh -c "'$shibafu' run --rm busybox touch /mark; '$shibafu' run --rm busybox ls /mark"
check "no zombies: orphans are reaped" 0 '^0$' "$shibafu" run --rm busybox sh -c '(sleep 0.1 &) ; sleep 1; ps | grep -c "[Z]ombie\|\[sleep\]" || true'
check "--debug tells every operation" 0 'us +pivot-root' "$shibafu" --debug run --rm busybox true
check "plan prints and makes nothing" 0 '^clone flags=' "$shibafu" plan busybox sh

# --- a detached container and its limits ---------------------------------------------------------------------------
web=$me-web
check "run -d prints the name" 0 "^$web\$" "$shibafu" run -d --name "$web" --memory 64m --cpu-quota 50000 --pids-limit 20 --ipc shareable busybox sh -c 'echo started; exec sleep 1000'
equal "memory limit is the kernel's" "$(value memory/shibafu_$web/memory.limit_in_bytes shibafu_$web/memory.max)" 67108864
if [ $version = 2 ]; then
	equal "cpu quota is the kernel's" "$(cat /sys/fs/cgroup/shibafu_$web/cpu.max)" "50000 100000"
else
	equal "cpu quota is the kernel's" "$(cat /sys/fs/cgroup/cpu/shibafu_$web/cpu.cfs_quota_us)" 50000
fi
equal "pids limit is the kernel's" "$(value pids/shibafu_$web/pids.max shibafu_$web/pids.max)" 20
check "list shows it" 0 "$web +running" "$shibafu" list
check "list --json" 0 '"status" : "running"' "$shibafu" list --json
check "state" 0 '"status" : "running"' "$shibafu" state "$web"
check "a name is taken once" 125 'already exists' "$shibafu" run -d --name "$web" busybox true
check "exec" 0 '^inside 0$' "$shibafu" exec "$web" sh -c 'echo inside $(id -u)'
check "exec's exit code" 7 '' "$shibafu" exec "$web" sh -c 'exit 7'
check "exec of nothing: 127" 127 'executable file not found' "$shibafu" exec "$web" no-such-program
check "exec sees the container's host name" 0 "^$web\$" "$shibafu" exec "$web" hostname
check "namespaces of another container are joined" 0 "^$web 1\$" "$shibafu" run --rm --network "container:$web" --pid "container:$web" --uts "container:$web" --ipc "container:$web" busybox sh -c 'echo $(hostname) $(ps | grep -c "[s]leep 1000")'
check "stats" 0 "$web .*64.0MiB" "$shibafu" stats --no-stream
check "stats --json" 0 '"limitBytes" : 67108864' "$shibafu" stats --no-stream --json
check "stats --json names the cgroup that sets a limit" 0 '"setBy" : "/sys/fs/cgroup/.*shibafu_'"$web"'"' "$shibafu" stats --no-stream --json "$web"
check "stats --json tells pressure and traffic" 0 '"name" : "lo"' "$shibafu" stats --no-stream --json "$web"
check "the runtime tells statistics as runc does" 0 '^\{"type":"stats","id":"'"$web"'","data":\{"cpu":\{"usage":\{"total":[0-9]+.*"memory":.*"limit":67108864.*"raw":\{"[a-z_]+":[0-9]+.*"pids":\{"current":[0-9]+,"limit":20.*"blkio":.*"network_interfaces":\[\{"Name":"lo"' "$runtime" events --stats "$web"
check "the runtime refuses an interval of no time" 1 'such as 5s' "$runtime" events --interval 0s "$web"
"$shibafu" events --json "$web" >"$scratch/events" 2>&1 &
events=$!
"$runtime" events --interval 300ms "$web" >"$scratch/runtime-events" 2>&1 &
runtime_events=$!
both_tell() { listens $events 1 && grep -q . "$scratch/runtime-events"; }
eventually both_tell
"$shibafu" metrics --listen 127.0.0.1:19393 >"$scratch/serving" 2>&1 &
metrics=$!
eventually grep -q serving "$scratch/serving"
check "metrics" 0 "^shibafu_memory_limit_bytes\{container=\"$web\"\} 6.7108864E7" busybox wget -qO- http://127.0.0.1:19393/metrics
check "a port that is taken is one clear line" 125 'listen on 127.0.0.1:19393: .*choose another by --listen' timeout 60 "$shibafu" metrics --listen 127.0.0.1:19393
kill $metrics
check "logs" 0 '^started$' "$shibafu" logs "$web"
check "top" 0 'sleep 1000' "$shibafu" top "$web"
check "update" 0 "$web" "$shibafu" update --memory 80m --cpu-quota 25000 "$web"
# A listener that is late hears of the last change alone.
eventually grep -q '"after":"83886080"' "$scratch/events"
equal "the new limit is the kernel's" "$(value memory/shibafu_$web/memory.limit_in_bytes shibafu_$web/memory.max)" 83886080
check "a bad disk is one clear line" 125 'limit disk /dev/null: it is no block device' "$shibafu" update --device-read-bps /dev/null:1m "$web"
check "a limit for no disk is one clear line" 125 "names no disk and value" "$shibafu" update --device-read-bps 1m "$web"
check "the runtime updates by flags" 0 '' "$runtime" update --pids-limit 30 --cpu-quota 30000 "$web"
equal "as the kernel sees" "$(value pids/shibafu_$web/pids.max shibafu_$web/pids.max)" 30
check "the runtime updates from standard input" 0 '' sh -c "echo '{\"memory\": {\"limit\": 94371840}, \"pids\": {\"limit\": 31}}' | '$runtime' update --resources - '$web'"
equal "both values are the kernel's" "$(value memory/shibafu_$web/memory.limit_in_bytes shibafu_$web/memory.max) $(value pids/shibafu_$web/pids.max shibafu_$web/pids.max)" "94371840 31"
check "a bad file is refused whole, with all its problems" 1 '/memory/limit.*must be' sh -c "echo '{\"memory\": {\"limit\": \"much\"}, \"pids\": {\"limit\": 3}}' | '$runtime' update -r - '$web'"
equal "and changes nothing" "$(value pids/shibafu_$web/pids.max shibafu_$web/pids.max)" 31
check "pause" 0 "$web" "$shibafu" pause "$web"
check "list shows it paused" 0 "$web +paused" "$shibafu" list
check "no exec while paused" 125 'resume it first' "$shibafu" exec "$web" true
eventually grep -q '"event":"frozen"' "$scratch/events"
check "resume" 0 "$web" "$shibafu" resume "$web"
eventually grep -q '"event":"thawed"' "$scratch/events"
check "delete refuses while it runs" 125 'that is not stopped: running' "$shibafu" delete "$web"
check "kill" 0 "$web" "$shibafu" kill --signal KILL "$web"
check "wait prints the code" 0 '^137$' "$shibafu" wait "$web"
wait $events $runtime_events
check "events told of the changed limit" 0 '"event":"limit-changed","file":"memory[.a-z_]+","before":"67108864","after":"83886080"' cat "$scratch/events"
check "of the freezing" 0 '"container":"'"$web"'","event":"frozen"' cat "$scratch/events"
check "of the thawing" 0 '"event":"thawed"' cat "$scratch/events"
check "and of the end, as the last" 0 '"event":"exited","exitCode":137,"signal":9\}$' tail -n 1 "$scratch/events"
check "the runtime told statistics meanwhile" 0 '^\{"type":"stats"' cat "$scratch/runtime-events"
check "events of nobody: one clear line" 125 'does not exist' "$shibafu" events "$me-nobody"
check "list shows how it ended" 0 "$web +stopped \(137\)" "$shibafu" list
check "delete" 0 "$web" "$shibafu" delete "$web"
check "it is gone" 125 'does not exist' "$shibafu" state "$web"

# --- create, start, stop ------------------------------------------------------------------------------------------------
one=$me-container1
check "create" 0 "^$one\$" "$shibafu" create "$one" busybox /bin/sleep 30
check "list shows it created" 0 "$one +created" "$shibafu" list
check "start" 0 "$one" "$shibafu" start "$one"
check "list shows it running" 0 "$one +running" "$shibafu" list
check "start of one that runs leaves it as it is" 0 "$one" "$shibafu" start "$one"
check "stop" 0 "$one" "$shibafu" stop "$one"
check "list shows it stopped" 0 "$one +stopped" "$shibafu" list
check "delete after stop" 0 "$one" "$shibafu" delete "$one"

# --- limits act ---------------------------------------------------------------------------------------------------------
check "the memory limit kills" 137 '' "$shibafu" run --rm --memory 20m --memory-swap 20m busybox /experiments/fill-memory --step 4m --until 60m --pause 0
"$shibafu" events >"$scratch/events" 2>&1 &
events=$!
# It begins when its limits are watched; one whose cgroup is gone before the kill is read is missed: until one is not.
for _ in $(seq 100); do grep -qE "$me-oom oom-kill: [a-z-]+ \(pid" "$scratch/events" && break; "$shibafu" run --rm --name "$me-oom" --memory 20m --memory-swap 20m busybox sh -c 'sleep 0.5; /experiments/fill-memory --step 4m --until 60m --pause 0' >/dev/null 2>&1; done
for _ in $(seq 50); do grep -qE "$me-oom oom-kill: [a-z-]+ \(pid" "$scratch/events" && break; sleep 0.1; done
kill $events
wait $events 2>/dev/null
check "events name the victim and the limit" 0 "$me-oom oom-kill: [a-z-]+ \(pid [0-9]+\) with [0-9.]+MiB at its limit of 20.0MiB" cat "$scratch/events"
check "the pids limit refuses" 0 'refused|fork|Resource temporarily' "$shibafu" run --rm --pids-limit 12 busybox sh -c '/experiments/fork-until-refused 2>&1; true'
check "a tiny memory limit starts" 0 '^small$' "$shibafu" run --rm --memory 2m --memory-swap 2m busybox echo small

# --- nothing is left ------------------------------------------------------------------------------------------------------
check "image rm" 0 "$me-image" "$shibafu" image rm "$me-image"
check "gc has nothing to do" 0 '' "$shibafu" gc
equal "no cgroup is left" "$(find /sys/fs/cgroup -maxdepth 2 -name "shibafu_$me-*" | wc -l)" 0
equal "no record is left" "$(find /run/shibafu -maxdepth 1 -name "$me-*" | wc -l)" 0
equal "no layer is left" "$(find /var/lib/shibafu/containers -maxdepth 1 -name "$me-*" 2>/dev/null | wc -l)" 0
equal "no mount is left" "$(grep -c "shibafu/containers/$me-" /proc/self/mountinfo)" 0

count
