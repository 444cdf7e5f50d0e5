#!/bin/bash
# supervision.sh DIST: what the supervisor of a detached container does while no engine is there: restarts and logs. As root; leaves
# nothing behind.
set -u
DIST=$(cd "$1" && pwd)
. "$(dirname "$0")/checks.sh"
own_records supervision
trap forget_records EXIT

n=$$
is() { [ "$(field "$1" "$2")" = "$3" ]; }
restarted() { [ "$(field "$1" restarts)" -ge "$2" ]; }
millis() { date -d "$1" +%s%3N; }

# Restarts
detached "fail$n" --restart on-failure:3 busybox sh -c 'echo run; exit 7'
eventually is "fail$n" status stopped
equal "a container that fails is run again as often as it may" "$(field "fail$n" restarts)" 3
equal "its last exit code is told" "$(field "fail$n" exitCode)" 7
equal "all of its runs are in its log" "$(shibafu logs "fail$n" | grep -c run)" 4
mapfile -t times < <(shibafu logs -t "fail$n" | cut -d' ' -f1)
rests=()
for i in 1 2 3; do rests+=($(($(millis "${times[$i]}") - $(millis "${times[$((i - 1))]}")))); done
if [ "${rests[0]}" -ge 100 ] && [ "${rests[1]}" -ge 200 ] && [ "${rests[2]}" -ge 400 ]; then
	pass "the rest between two runs doubles (${rests[*]} ms)"
else
	fail "the rest between two runs doubles" "${rests[*]} ms"
fi

detached "well$n" --restart on-failure busybox true
eventually is "well$n" status stopped
equal "a container that ends well is not run again on failure" "$(field "well$n" restarts)" 0

detached "always$n" --restart always busybox sh -c 'sleep 0.2'
eventually restarted "always$n" 2
pass "a container is always run again"
shibafu stop -t 1 "always$n" >/dev/null
equal "stop ends it for good" "$(field "always$n" status)" stopped
count=$(field "always$n" restarts)
sleep 1
equal "and it stays so" "$(field "always$n" restarts) $(field "always$n" status)" "$count stopped"

detached "rest$n" --restart unless-stopped busybox false
eventually restarted "rest$n" 4
eventually is "rest$n" status restarting
pass "a container that rests says so"
shibafu stop "rest$n" >/dev/null
equal "it can be stopped while it rests" "$(field "rest$n" status)" stopped

detached "kill$n" -t --restart always busybox sh -c 'sleep 0.3; exec sleep 1000'
pid=$(field "kill$n" pid)
kill -9 "$pid"
eventually restarted "kill$n" 1
eventually is "kill$n" status running
pass "one with a terminal is run again after its process was killed from outside"
equal "its new process is told" "$([ "$(field "kill$n" pid)" != "$pid" ] && [ -d "/proc/$(field "kill$n" pid)" ] && echo yes)" yes
equal "exec goes to the new process" "$(shibafu exec "kill$n" echo in)" in
shibafu kill -s KILL "kill$n" >/dev/null
eventually is "kill$n" status stopped
equal "kill ends it for good" "$(field "kill$n" restarts)" 1

detached "gone$n" --restart always busybox sh -c 'sleep 0.1'
eventually restarted "gone$n" 1
shibafu rm -f "gone$n" >/dev/null
equal "delete --force removes one that is being restarted" "$(shibafu list -q | grep -c "gone$n")" 0

names+=("made$n")
shibafu create --restart on-failure:1 "made$n" busybox sh -c 'echo made; exit 3' >/dev/null
shibafu start "made$n" >/dev/null
eventually is "made$n" restarts 1
eventually is "made$n" status stopped
equal "one that waited for its start does not wait again" "$(shibafu logs "made$n" | grep -c made)" 2

# The program itself, not the function: a subshell that is ended leaves it behind.
"$DIST/bin/shibafu" --root "$ROOT" events >"$ROOT.events" 2>&1 &
listener=$!
eventually listens $listener
detached "told$n" --restart on-failure:1 busybox sh -c 'sleep 2; exit 1'
eventually is "told$n" restarts 1
eventually is "told$n" status stopped
starts() { [ "$(grep "told$n" "$ROOT.events" | grep -ci start)" = 2 ]; }
equal "events tell each start" "$(eventually starts && echo told)" told
kill "$listener"
wait "$listener" 2>/dev/null
rm -f "$ROOT.events"

# Logs
detached "lines$n" --log-opt max-size=20k --log-opt max-file=100 busybox sh -c 'sleep 2; seq 1 20000'
timeout 60 "$DIST/bin/shibafu" --root "$ROOT" logs -f "lines$n" >"$ROOT.lines"
equal "a follower ends with the container" "$?" 0
equal "and has seen every line over all rotations" "$(seq 1 20000 | cmp - "$ROOT.lines" && echo same)" same
equal "so has one that comes late" "$(shibafu logs "lines$n" | cmp - "$ROOT.lines" && echo same)" same
rm -f "$ROOT.lines"
equal "the last lines are told" "$(shibafu logs --tail 2 "lines$n" | tr '\n' ' ')" "19999 20000 "
equal "and what was written since" "$(shibafu logs --since 1h "lines$n" | wc -l) $(shibafu logs --until 1h "lines$n" | wc -l)" "20000 0"
equal "and one of the two streams" "$(shibafu logs --stderr "lines$n" | wc -l)" 0

detached "few$n" --log-opt max-size=4k --log-opt max-file=2 busybox seq 1 5000
eventually is "few$n" status stopped
like "the oldest lines go" "$(shibafu logs "few$n" | wc -l)" '^[1-9][0-9]{1,2}$'
equal "but the last stays" "$(shibafu logs "few$n" | tail -1)" 5000

detached "none$n" --log-driver none busybox echo nothing
like "without a log there is none" "$(shibafu logs "none$n" 2>&1)" "it has none"

# After a boot: records are gone, and no process is left. What tells the boot is changed instead of the machine.
LAYERS=/var/lib/shibafu/containers
rebooted() {
	for name in "$@"; do
		supervisor=$(jq -r .supervisor.pid "$ROOT/$name/state.json")
		kill -9 "$supervisor" 2>/dev/null
		for tasks in $(find /sys/fs/cgroup -maxdepth 3 -path "*/shibafu_$name/cgroup.procs"); do kill -9 $(cat "$tasks") 2>/dev/null; done
		sleep 0.3
		find /sys/fs/cgroup -maxdepth 3 -depth -type d -name "shibafu_$name" -exec rmdir {} + 2>/dev/null
		rm -rf "${ROOT:?}/$name"
		sed -i 's/"boot" : "[^"]*"/"boot" : "another"/' "$LAYERS/$name/boot/start.json"
	done
}
detached "boot$n" --restart always --health-cmd true --health-interval 100ms busybox sh -c 'echo run >>/runs; echo run; sleep 1000'
detached "user$n" --restart unless-stopped -t busybox sh -c 'cat /runs; sleep 1000'
detached "quit$n" --restart unless-stopped busybox sleep 1000
detached "halt$n" --restart always busybox sleep 1000
detached "fails$n" --restart on-failure busybox sleep 1000
names+=("idle$n")
shibafu create --restart always "idle$n" busybox sleep 1000 >/dev/null
shibafu stop -t 0 "quit$n" "halt$n" >/dev/null
equal "in the same boot nothing is started" "$(shibafu start --all-restarting)" ''
cp "$ROOT/boot$n/config.json" "$ROOT.config"
rebooted "boot$n" "user$n" "quit$n" "halt$n" "idle$n"
equal "after a boot those are started that are always to run" "$(shibafu start --all-restarting | sort | tr '\n' ' ')" "boot$n halt$n user$n "
equal "and run" "$(field "boot$n" status) $(field "user$n" status) $(field "halt$n" status)" "running running running"
twice() { [ "$(shibafu exec "boot$n" cat /runs | wc -l)" = 2 ]; }
eventually twice
equal "with what they have written" "$(shibafu exec "boot$n" cat /runs | wc -l)" 2
equal "and the log that they had" "$(shibafu logs "boot$n" | wc -l)" 2
equal "made of the same" "$(cmp "$ROOT.config" "$ROOT/boot$n/config.json" && echo same)" same
equal "but not again" "$(shibafu start --all-restarting)" ''
kill -9 "$(field "boot$n" pid)"
eventually restarted "boot$n" 1
pass "and are run again when they end"
well() { [ "$(field "boot$n" health)" = healthy ]; }
eventually well
equal "their health is looked after" "$(field "boot$n" health)" healthy
shibafu stop -t 0 "user$n" >/dev/null
rebooted "user$n"
equal "one that was stopped stays so" "$(shibafu start --all-restarting)" ''
sed -i 's/"boot" : "[^"]*"/"boot" : "another"/' "$ROOT/halt$n/state.json"
equal "a record of another boot has no process" "$(field "halt$n" status) $(field "halt$n" pid)" "stopped 0"
sed -i "s/\"boot\" : \"[^\"]*\"/\"boot\" : \"$(cat /proc/sys/kernel/random/boot_id)\"/" "$ROOT/halt$n/state.json"
shibafu rm -f "boot$n" "halt$n" >/dev/null
equal "one that is removed leaves nothing to start" "$(ls -d "$LAYERS/boot$n" "$LAYERS/halt$n" 2>/dev/null)" ''
for name in user quit idle; do rm -rf "${LAYERS:?}/$name$n"; done
rm -f "$ROOT.config"

like "a container in the foreground is refused" "$(shibafu run --restart always busybox true 2>&1)" "needs --detach"
like "one that removes itself, too" "$(shibafu run -d --rm --restart always busybox true 2>&1)" "exclude each other"
like "and what is no policy" "$(shibafu run -d --restart never busybox true 2>&1)" "want no, on-failure"
count
