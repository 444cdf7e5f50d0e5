#!/bin/bash
# verbs.sh DIST: docker's verbs for containers that exist, on the real thing. As root; leaves nothing behind.
set -u
DIST=$(cd "$1" && pwd)
. "$(dirname "$0")/checks.sh"
ROOT=$(mktemp -d /run/shibafu-verbs.XXXXXX)
WORK=$(mktemp -d /var/tmp/shibafu-verbs.XXXXXX)
shibafu() { "$DIST/bin/shibafu" --root "$ROOT" "$@"; }
cleanup() {
	for name in $(shibafu list -q 2>/dev/null); do shibafu rm -f "$name" >/dev/null 2>&1; done
	rm -rf --one-file-system "$ROOT" "$WORK"
}
trap cleanup EXIT

n=$$
web=verbs$n-web
LOOP='trap "exit 3" TERM; while :; do sleep 0.1; done'
ready() { shibafu logs "$1" | grep -q ready; }
# code WHAT WANTED COMMAND...
code() {
	"${@:3}" >"$WORK/out" 2>&1
	equal "$1" "$? $(cat "$WORK/out")" "$2"
}

echo "# inspect, top, ps"
shibafu run -d --name "$web" --network none -l colour=blue -e C=3 -m 64m busybox sh -c "$LOOP" >/dev/null
field() { shibafu inspect --format "$2" "$1"; }
equal "the state" "$(field "$web" '{{.State.Status}} {{.State.Running}}')" "running true"
equal "a list" "$(field "$web" '{{.Path}} {{.Args}}' | cut -c1-12)" "sh [-c trap "
like "the environment" "$(field "$web" '{{.Config.Env}}')" 'C=3'
equal "a map" "$(field "$web" '{{json .Config.Labels}}')" '{"colour":"blue"}'
equal "a limit in bytes" "$(field "$web" '{{.HostConfig.Memory}}')" 67108864
equal "all of it is JSON" "$(shibafu inspect "$web" | jq -r '.[0].Name')" "$web"
like "an image" "$(shibafu inspect --type image --format '{{.RepoTags}}' busybox)" busybox
like "what templates cannot do is told" "$(field "$web" '{{range .Mounts}}x{{end}}' 2>&1)" 'only fields are known'
like "so is a field that is not there" "$(field "$web" '{{.Nothing}}' 2>&1)" 'no such field: .Nothing'
code "inspect of nothing" "125 shibafu: no such object: \"nosuch\"
[ ]" shibafu inspect nosuch
like "top" "$(shibafu top "$web")" '^USER +PID +PPID +%CPU +ELAPSED +TTY +TIME +COMMAND'
like "top's columns" "$(shibafu top "$web" pid nspid args)" '^[0-9]+ +[0-9]+ +sh -c'
like "top with ps' option" "$(shibafu top "$web" -o comm,pid)" '^(sh|sleep) +[0-9]+'
like "no such column" "$(shibafu top "$web" wchan 2>&1)" "no column 'wchan'"
shibafu run --name "$web-done" busybox sh -c 'exit 4'
equal "ps shows what runs" "$(shibafu ps --format '{{.Names}}')" "$web"
equal "ps -a, the newest first" "$(shibafu ps -a --format '{{.Names}}' | tr '\n' ' ')" "$web-done $web "
equal "ps -q" "$(shibafu ps -q)" "$web"
equal "ps -l" "$(shibafu ps -l -q)" "$web-done"
equal "ps -n 1" "$(shibafu ps -n 1 -q)" "$web-done"
for filter in name=web id="$web" status=running label=colour label=colour=blue ancestor=busybox health=none; do
	like "ps --filter $filter" "$(shibafu ps --filter "$filter" -q)" "^$web\$"
done
equal "ps --filter exited=4" "$(shibafu ps -a --filter exited=4 -q)" "$web-done"
equal "ps --filter status=exited" "$(shibafu ps --filter status=exited -q)" "$web-done"
equal "no such label" "$(shibafu ps --filter label=colour=red -q)" ''
equal "several labels must all be there" "$(shibafu ps --filter label=colour --filter label=none -q)" ''
like "no such key" "$(shibafu ps --filter colour=red 2>&1)" "filter 'colour=red': want"
like "a table of one's own" "$(shibafu ps --format 'table {{.Names}}\t{{.State}}')" '^NAMES +STATE'
equal "as JSON" "$(shibafu ps --format json | jq -r '.[0].State')" running
like "how long" "$(shibafu ps -a)" 'Exited \(4\) .* ago'

echo "# rename"
"$DIST/bin/shibafu" --root "$ROOT" events >"$WORK/events" 2>&1 &
listener=$!
eventually listens $listener 2
code "rename" "0 " shibafu rename "$web" "$web-2"
equal "it is found by its new name" "$(field "$web-2" '{{.State.Status}} {{.Name}}')" "running $web-2"
equal "and by its id" "$(field "$web" '{{.Name}}')" "$web-2"
equal "the list has the new name" "$(shibafu ps --format '{{.Names}}')" "$web-2"
eventually grep -q renamed "$WORK/events" && pass "an event tells of it" || fail "an event tells of it" "$(cat "$WORK/events")"
kill $listener
like "a name that is taken" "$(shibafu rename "$web-done" "$web-2" 2>&1)" 'already in use'
shibafu run -d --name "$web" busybox sleep 100 >/dev/null
equal "the old name is free for another" "$(field "$web" '{{.Name}} {{.Path}}')" "$web sleep"
equal "whose exec goes to it" "$(shibafu exec "$web" sh -c 'ps | grep -c "[s]leep 100"')" 1
like "a new one of the new name is refused" "$(shibafu run --name "$web-2" busybox true 2>&1)" 'already exists'
shibafu rm -f "$web" "$web-2" >/dev/null
equal "both are gone" "$(shibafu ps -a --format '{{.Names}}')" "$web-done"
equal "and their names" "$(ls -A "$ROOT/.names")" ''

echo "# start again, restart, stop"
shibafu run -d --name "$web" --stop-timeout 30 -l kept=yes busybox sh -c "echo begun; echo x >>/runs; $LOOP" >/dev/null
eventually shibafu exec "$web" test -s /runs
code "stop" "0 $web" shibafu stop "$web"
equal "its exit code" "$(field "$web" '{{.State.Status}} {{.State.ExitCode}}')" "exited 3"
"$DIST/bin/shibafu" --root "$ROOT" events >"$WORK/events" 2>&1 &
listener=$!
eventually listens $listener 2
code "start again" "0 $web" shibafu start "$web"
equal "it runs" "$(field "$web" '{{.State.Status}} {{.State.ExitCode}} {{.Config.Labels}}')" "running 0 map[kept:yes]"
twice() { [ "$(shibafu exec "$web" cat /runs | tr -d '\n')" = "$1" ]; }
eventually twice xx && pass "what it wrote is kept" || fail "what it wrote is kept"
eventually grep -q started "$WORK/events" && pass "an event tells of the start" || fail "an event tells of the start" "$(cat "$WORK/events")"
kill $listener
code "start of one that runs" "0 $web" shibafu start "$web"
before=$(field "$web" '{{.State.Pid}}')
code "restart" "0 $web" shibafu restart -t 0 "$web"
like "has another process" "$([ "$(field "$web" '{{.State.Pid}}')" != "$before" ] && field "$web" '{{.State.Running}}')" true
eventually twice xxx && pass "and the same files" || fail "and the same files"
equal "its log goes on" "$(shibafu logs "$web" | grep -c begun)" 3
began=$SECONDS
code "stop -t 0" "0 $web" shibafu stop -t 0 "$web"
code "restart of one that has stopped" "0 $web" shibafu restart "$web"
code "kill" "0 $web" shibafu kill -s KILL "$web"
equal "wait for several" "$(shibafu wait "$web" "$web-done" | tr '\n' ' ')" "137 4 "
code "start several" "0 $web
$web-done" shibafu start "$web" "$web-done"
equal "one that ends at once is started too" "$(shibafu wait "$web-done")" 4
code "rm of one that runs" "125 shibafu: cannot delete container $web that is not stopped: running; stop it first, or use --force" shibafu rm "$web"
code "rm -f of several" "0 $web
$web-done" shibafu rm -f "$web" "$web-done"
# The kernel drops what waits in a terminal whose session ends, so that it lives on until a JVM that boots has read it.
shibafu run --name "$web" -t busybox sh -c 'echo again; sleep 2' </dev/null >/dev/null
code "start of one that ran in the foreground" "0 $web" shibafu start "$web"
shibafu wait "$web" >/dev/null
like "has a log from then on" "$(shibafu logs "$web")" '^again'
shibafu run -d --name "$web-on" --restart on-failure:2 busybox sh -c 'exit 1' >/dev/null
equal "a restart policy" "$(shibafu wait "$web-on"; field "$web-on" '{{.RestartCount}}')" "1
2"
shibafu start "$web-on" >/dev/null
equal "holds anew" "$(shibafu wait "$web-on"; field "$web-on" '{{.RestartCount}}')" "1
2"
mkdir "$WORK/volume" && echo from the host >"$WORK/volume/file"
shibafu run --name "$web-vol" -v "$WORK/volume:/v" busybox test -s /v/file
shibafu start "$web-vol" >/dev/null
equal "volumes are mounted again" "$(shibafu wait "$web-vol"; shibafu restart "$web-vol" >/dev/null; shibafu wait "$web-vol")" "0
0"
shibafu create --name "$web-int" --stop-signal INT busybox \
	sh -c 'trap "exit 7" INT; echo ready; while :; do sleep 0.1; done' >/dev/null
shibafu start "$web-int" >/dev/null
eventually ready "$web-int"
shibafu stop "$web-int" >/dev/null
equal "its own stop signal" "$(field "$web-int" '{{.State.ExitCode}} {{.Config.StopSignal}}')" "7 INT"
like "no such signal" "$(shibafu create --name "$web-no" --stop-signal NOSUCH busybox 2>&1)" 'invalid signal'
like "no such timeout" "$(shibafu create --name "$web-no" --stop-timeout soon busybox 2>&1)" 'want seconds'
shibafu run -d --name "$web-left" busybox sleep 100 >/dev/null
like "container prune" "$(shibafu container prune -f)" "^$web\$"
equal "leaves what runs" "$(shibafu container ls -a --format '{{.Names}}')" "$web-left"
for kind in container image network volume; do
	like "$kind prune asks first" "$(echo n | shibafu $kind prune 2>&1)" 'Go on\? \[y/N\]'
done
equal "and takes no answer for a no" "$(shibafu container prune 2>/dev/null </dev/null)" ""
like "unshare is told of" "$(shibafu --help)" '^  unshare '
like "and helps" "$(shibafu unshare --help)" 'COMMAND'
like "but takes root nowhere" "$("$DIST/bin/shibafu" unshare true 2>&1)" '^shibafu: unshare: this is root'

echo "# diff"
shibafu run -d --name "$web-diff" --tmpfs /scratch busybox sh -c 'echo x >/new; mkdir -p /d/e; rm /etc/passwd; chmod 700 /tmp; echo y >>/etc/group; ln -s /../../etc /link; echo ready; sleep 100' >/dev/null
eventually ready "$web-diff"
equal "what was added, changed and deleted" "$(shibafu diff "$web-diff" | tr '\n' ' ')" "A /d A /d/e C /etc C /etc/group D /etc/passwd A /link A /new C /tmp "
shibafu stop -t 0 "$web-diff" >/dev/null
equal "of one that has stopped, as JSON" "$(shibafu diff --format json "$web-diff" | jq -r '.[] | select(.kind == "D").path')" /etc/passwd
like "nothing is told of none" "$(shibafu diff nosuch 2>&1)" 'does not exist'

echo "# cp, export"
copy=$web-copy
shibafu run -d --name "$copy" busybox sh -c 'mkdir -p /srv/d/e; echo one >/srv/d/one; echo two >/srv/d/e/two; ln -s d /srv/link; ln /srv/d/one /srv/d/same; chown -R 7:8 /srv/d; echo ready; sleep 100' >/dev/null
eventually ready "$copy"
inside() { shibafu exec "$copy" "$@"; }
echo host >"$WORK/file" && chmod 640 "$WORK/file" && chown 5:6 "$WORK/file"
copies() { # WHEN
	rm -rf "$WORK/got" && mkdir "$WORK/got"
	code "$1: a file out, by a new name" "0 " shibafu cp "$copy:/srv/d/one" "$WORK/got/new"
	equal "$1: it is the caller's" "$(cat "$WORK/got/new") $(stat -c %u:%g "$WORK/got/new")" "one 0:0"
	code "$1: into a directory, with its owner" "0 " shibafu cp -a "$copy:srv/d/one" "$WORK/got"
	equal "$1: it keeps it" "$(stat -c %u:%g "$WORK/got/one")" 7:8
	code "$1: a directory" "0 " shibafu cp "$copy:/srv/d" "$WORK/got"
	equal "$1: it is whole" "$(cd "$WORK/got" && find d | sort | tr '\n' ' ')$(stat -c %h "$WORK/got/d/same")" "d d/e d/e/two d/one d/same 2"
	code "$1: a directory by a new name" "0 " shibafu cp "$copy:/srv/d" "$WORK/got/other"
	equal "$1: it has that name" "$(cat "$WORK/got/other/e/two")" two
	code "$1: what is in a directory" "0 " shibafu cp "$copy:/srv/d/." "$WORK/got"
	equal "$1: it is there" "$(cat "$WORK/got/e/two")" two
	code "$1: a link" "0 " shibafu cp "$copy:/srv/link" "$WORK/got"
	equal "$1: it is one" "$(readlink "$WORK/got/link")" d
	code "$1: what it leads to" "0 " shibafu cp -L "$copy:/srv/link" "$WORK/got/led"
	equal "$1: that is a directory" "$(cat "$WORK/got/led/one")" one
	equal "$1: a tar" "$(shibafu cp "$copy:/srv/d" - | tar t | tr '\n' ' ')" "d/ d/e/ d/e/two d/one d/same "
	like "$1: no directory there" "$(shibafu cp "$copy:/srv/d/one" "$WORK/got/no/" 2>&1)" 'must be there already'
	like "$1: a directory over a file" "$(shibafu cp "$copy:/srv/d" "$WORK/got/new" 2>&1)" 'is no directory'
	like "$1: nothing there" "$(shibafu cp "$copy:/nosuch" "$WORK/got" 2>&1)" 'no such file or directory'
	code "$1: a file in" "0 " shibafu cp "$WORK/file" "$copy:/srv/$1"
	code "$1: with its owner" "0 " shibafu container cp -a "$WORK/file" "$copy:/srv/$1-a"
	code "$1: a directory in" "0 " shibafu cp "$WORK/got/d" "$copy:/srv/$1-d"
	tar c -C "$WORK" file | shibafu cp - "$copy:/srv/d/e" && pass "$1: a tar in" || fail "$1: a tar in"
}
copies running
equal "a file that was copied in is root's" "$(inside stat -c '%u:%g %a' /srv/running)" "0:0 640"
equal "or whose it was" "$(inside stat -c '%u:%g %a' /srv/running-a)" "5:6 640"
equal "a tar is unpacked" "$(inside cat /srv/d/e/file /srv/running-d/one)" "host
one"
inside rm -r /srv/d/e/file
code "a file that is mounted is written as it is" "0 " shibafu cp "$WORK/file" "$copy:/etc/hosts"
equal "and is seen" "$(inside cat /etc/hosts)" host
like "both sides" "$(shibafu cp "$copy:/srv" "$copy:/tmp" 2>&1)" 'between containers is not supported'
like "no side" "$(shibafu cp "$WORK/file" "$WORK/other" 2>&1)" 'must specify at least one container'
like "export" "$(shibafu export "$copy" | tar t)" '^srv/d/e/two$'
shibafu stop -t 0 "$copy" >/dev/null
copies stopped
shibafu export -o "$WORK/all.tar" "$copy"
like "export when stopped, with what was copied in" "$(tar tvf "$WORK/all.tar" --numeric-owner)" '5/6 .* srv/stopped-a$'
equal "nothing stays mounted" "$(grep -c "$copy" /proc/self/mountinfo)" 0

echo "# completion"
shibafu completion bash >"$WORK/completion" || fail "completion bash"
bash -n "$WORK/completion" && pass "bash takes the script" || fail "bash takes the script"
# completed WORD...: what bash offers for the last of these words
completed() {
	PATH="$DIST/bin:$PATH" ROOT=$ROOT bash -c '
		shibafu() { command shibafu --root "$ROOT" "$@"; }
		. "$1"; shift
		COMP_WORDS=(shibafu "$@"); COMP_CWORD=$#
		_shibafu
		echo "${COMPREPLY[@]}"' bash "$WORK/completion" "$@"
}
equal "a command" "$(completed insp)" inspect
like "below another" "$(completed container pr)" '^prune$'
like "an option" "$(completed run --restar)" '^--restart$'
equal "the name of a container" "$(completed stop "$web-di")" "$web-diff"
like "after an option with a value" "$(completed stop -t 5 "$web-l")" "$web-left"
like "the name of an image" "$(completed run --name x busy)" 'busybox'
like "for zsh" "$(shibafu completion zsh | head -2)" bashcompinit
like "for fish" "$(shibafu completion fish)" "complete -c shibafu -f -n '__shibafu_at' -a 'inspect'"

count
