#!/bin/bash
# health.sh DIST: what the supervisor finds out of a container's health, while no engine is there. As root; leaves nothing behind.
set -u
DIST=$(cd "$1" && pwd)
. "$(dirname "$0")/checks.sh"
own_records health
cleanup() {
	forget_records
	rm -rf "$ROOT.events" "$ROOT.image"
}
trap cleanup EXIT

n=$$
record() { jq -r ".$2" "$ROOT/$1/health.json"; }
is() { [ "$(record "$1" "$2" 2>/dev/null)" = "$3" ]; }
supervisor() { jq -r .supervisor.pid "$ROOT/$1/state.json"; }
probes() { ps -eo args | grep -cx "sleep $1"; }
# Sets prober: who looks a second time may find that it has ended.
probing() {
	prober=$(ps -eo pid,ppid,comm | awk -v p="$(supervisor "$1")" '$2 == p && $3 == "shibafu-probe" { print $1; exit }')
	[ "$prober" ]
}
FAST=(--health-interval 200ms --health-retries 2)

# The program itself, not the function: a subshell that is ended leaves it behind.
"$DIST/bin/shibafu" --root "$ROOT" events >"$ROOT.events" 2>&1 &
listener=$!
eventually listens $listener

detached "seldom$n" --health-interval 1h --health-cmd 'true; sleep 45 &' busybox sleep 1000
equal "a container begins as starting" "$(field "seldom$n" health)" starting
equal "check it by hand" "$(shibafu healthcheck run "seldom$n"; echo $?)" 0
equal "that makes it healthy" "$(field "seldom$n" health)" healthy
equal "what a probe leaves behind is ended" "$(shibafu top "seldom$n" | grep -c 'sleep 45')" 0
equal "and so is its cgroup" "$(find /sys/fs/cgroup -path "*seldom$n*" -name shibafu-health)" ''
shibafu rm -f "seldom$n" >/dev/null

detached "well$n" "${FAST[@]}" --health-cmd 'echo up; test -e /tmp/up' busybox sh -c 'touch /tmp/up; sleep 1000'
eventually is "well$n" status healthy
# Each change before the next is made: a listener that is late hears of the last alone.
told() { [ "$(grep "well$n health_status" "$ROOT.events" | sed 's/.*: //' | tr '\n' ' ')" = "$1" ]; }
eventually told "healthy "
like "list says that it is healthy" "$(shibafu list)" "well$n +running \(healthy\)"
equal "what the probe said is kept" "$(record "well$n" 'log[-1].output')" up
shibafu exec "well$n" rm /tmp/up
eventually is "well$n" status unhealthy
eventually told "healthy unhealthy "
like "list says that it is unhealthy" "$(shibafu list)" "well$n +running \(unhealthy\)"
equal "so does a check by hand" "$(shibafu healthcheck run "well$n"; echo $?)" "unhealthy
1"
like "failures are counted" "$(record "well$n" failingStreak)" '^([2-9]|[1-9][0-9]+)$'
sleep 2
equal "the last five results are kept" "$(record "well$n" 'log | length')" 5
shibafu exec "well$n" touch /tmp/up
eventually is "well$n" status healthy
pass "it becomes healthy again"
equal "the streak is over" "$(record "well$n" failingStreak)" 0
shibafu pause "well$n" >/dev/null
sleep 0.5
before=$(record "well$n" 'log[-1].start')
sleep 1.5
equal "nothing is probed while it is frozen" "$(record "well$n" 'log[-1].start')" "$before"
like "by hand neither" "$(shibafu healthcheck run "well$n" 2>&1)" "it is paused"
shibafu resume "well$n" >/dev/null
later() { [ "$(record "well$n" 'log[-1].start')" != "$before" ]; }
eventually later
pass "it goes on when it is thawed"
equal "and is healthy" "$(record "well$n" status)" healthy
shibafu stop -t 1 "well$n" >/dev/null
equal "one that has ended has no health" "$(field "well$n" health)" null
equal "but its last results" "$(record "well$n" 'log | length')" 5
like "and cannot be checked" "$(shibafu healthcheck run "well$n" 2>&1)" "container not running"
shibafu rm "well$n" >/dev/null
equal "nothing is left of it" "$(ls -d "$ROOT/well$n" 2>/dev/null; find /sys/fs/cgroup -maxdepth 3 -name "*well$n*")" ''
equal "events tell each change" "$(eventually told "healthy unhealthy healthy " && echo all)" all
kill "$listener"
wait "$listener" 2>/dev/null

# A probe that hangs, and what it has started
detached "hang$n" "${FAST[@]}" --health-timeout 2s --health-cmd "echo begun; setsid sleep 40$n & (sleep 41$n &) ; sleep 42$n" busybox sleep 1000
eventually is "hang$n" status unhealthy
like "one that takes too long has failed" "$(record "hang$n" 'log[-1].output')" '^Health check exceeded timeout \(2s\): begun'
equal "and has no exit code" "$(record "hang$n" 'log[-1].exitCode')" -1
shibafu pause "hang$n" >/dev/null
sleep 5 # as long as two would take
running() { [ "$(($(probes "40$n") + $(probes "41$n") + $(probes "42$n")))" -le 3 ]; }
equal "it never leaves more than one probe" "$(running && echo one)" one
shibafu resume "hang$n" >/dev/null
eventually probing "hang$n"
kill -9 "$(supervisor "hang$n")"
none() { [ "$(($(probes "40$n") + $(probes "41$n") + $(probes "42$n")))" = 0 ]; }
eventually none
equal "a supervisor that is killed leaves no probe" "$(none && echo none)" none
eventually test ! -d "/proc/$prober"
equal "nor a prober" "$(ls -d "/proc/$prober" 2>/dev/null)" ''
equal "what nobody looks at has no health" "$(field "hang$n" health)" null
like "which a check by hand says" "$(shibafu healthcheck run "hang$n" 2>&1)" "supervisor was killed"
shibafu rm -f "hang$n" >/dev/null
equal "it can be removed" "$(ls -d "$ROOT/hang$n" 2>/dev/null; find /sys/fs/cgroup -maxdepth 3 -name "*hang$n*")" ''

detached "prober$n" "${FAST[@]}" --health-cmd "sleep 43$n" busybox sleep 1000
eventually probing "prober$n"
sleep 0.3
kill -9 "$prober"
eventually is "prober$n" failingStreak 1
equal "a prober that is killed has failed, and leaves no probe" "$(record "prober$n" 'log[0].exitCode')" -1
eventually probing "prober$n"
began=$(date +%s%3N)
shibafu rm -f "prober$n" >/dev/null
took=$(($(date +%s%3N) - began))
equal "one that is removed takes its probe along" "$(probes "43$n") $([ "$took" -lt 5000 ] && echo soon)" "0 soon"

detached "ends$n" "${FAST[@]}" --health-cmd "sleep 44$n" busybox sleep 2
ended() { [ "$(field "ends$n" status)" = stopped ]; }
eventually ended
equal "so does one that ends" "$(probes "44$n")" 0

# As confined as an exec
for kind in plain user readonly; do
	options=()
	case $kind in
	user) options=(--uidmap 0:100000:65536 --gidmap 0:100000:65536) ;;
	readonly) options=(--read-only --user 1000:1000 --cap-drop all --no-new-privileges) ;;
	esac
	what='id -u; id -g; grep -E "Cap(Inh|Prm|Eff|Bnd)|Seccomp:|NoNewPrivs" /proc/self/status; cat /proc/self/uid_map; readlink /proc/self/ns/*; pwd; touch /new 2>&1; mount -t tmpfs x /mnt 2>&1; ulimit -n; env | sort; hostname; cat /proc/self/oom_score_adj'
	detached "$kind$n" "${options[@]}" -e A=b -w /tmp --health-interval 200ms --health-cmd "$what" busybox sleep 1000
	some() { [ "$(record "$kind$n" 'log | length')" -ge 1 ]; }
	eventually some
	shibafu exec "$kind$n" /bin/sh -c "$what" >"$ROOT/exec" 2>&1
	record "$kind$n" 'log[0].output' | head -c -1 >"$ROOT/probe"
	equal "a probe is confined as an exec is: $kind" "$(diff "$ROOT/exec" "$ROOT/probe" && wc -l <"$ROOT/probe" | awk '$1 > 15')" "$(wc -l <"$ROOT/exec")"
done

# When it counts
detached "start$n" --health-interval 200ms --health-retries 1 --health-start-period 1h --health-start-interval 100ms --health-cmd false busybox sleep 1000
several() { [ "$(record "start$n" 'log | length')" -ge 4 ]; }
eventually several
equal "failures in the start period do not count" "$(record "start$n" status) $(record "start$n" failingStreak)" "starting 0"
equal "a check by hand tells that it is starting" "$(shibafu healthcheck run "start$n"; echo $?)" "starting
1"

names+=("made$n")
shibafu create --name "made$n" "${FAST[@]}" --health-cmd true busybox sleep 1000 >/dev/null
sleep 1
equal "one that waits for its start is not probed" "$(record "made$n" 'log | length')" 0
shibafu start "made$n" >/dev/null
eventually is "made$n" status healthy
pass "and once it is started, it is"

detached "again$n" "${FAST[@]}" --restart always --health-cmd 'test $(cat /n) -lt 2' busybox sh -c 'echo x >>/m; wc -l </m >/n; sleep 1.5; exit 1'
eventually is "again$n" status healthy
eventually is "again$n" status starting
pass "a restart begins anew"
eventually is "again$n" status unhealthy
pass "and is looked at again"
shibafu rm -f "again$n" >/dev/null

detached "missing$n" "${FAST[@]}" --health-cmd '["CMD", "/no/such"]' busybox sleep 1000
eventually is "missing$n" status unhealthy
like "a probe that cannot be run says why" "$(record "missing$n" 'log[0].output')" 'find-program /no/such: No such file'

detached "large$n" "${FAST[@]}" --health-cmd 'yes | head -c 100000' busybox sleep 1000
eventually is "large$n" status healthy
equal "4096 bytes of its output are kept" "$(record "large$n" 'log[0].output | length')" 4096

# Images
mkdir "$ROOT.image"
"$DIST/bin/shibafu" image save -o "$ROOT.image/base.tar" busybox 2>/dev/null
like "no check, no health" "$(shibafu run -d --name "none$n" busybox sleep 1000 >/dev/null; names+=("none$n"); shibafu healthcheck run "none$n" 2>&1)" "has no health check"
names+=("none$n")
like "a wrong duration is refused" "$(shibafu run -d --health-cmd x --health-interval 5 busybox true 2>&1)" "want a duration"
like "and no check with options for one" "$(shibafu run -d --no-healthcheck --health-cmd x busybox true 2>&1)" "conflicts with"
count
