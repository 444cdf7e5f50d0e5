#!/bin/bash
# Attaching to containers that run detached, against the real kernel; needs root.
#
#   attach.sh DISTRIBUTION          e.g. tui/target/shibafu
#
# One line a check, then a count; exit status 0 only if all passed. Leaves nothing behind.
set -u
. "$(dirname "$0")/checks.sh"
dist=$(cd "$1" && pwd)
scratch=$(mktemp -d)
shibafu() { "$dist/bin/shibafu" --root "$scratch/state" "$@"; }
me=a$$
clients=()

cleanup() {
	exec 3>&- 4>&-
	for pid in "${clients[@]}"; do kill -CONT "$pid" 2>/dev/null && kill "$pid" 2>/dev/null; done
	for c in $(shibafu list -q 2>/dev/null); do shibafu delete --force "$c" >/dev/null 2>&1; done
	rm -rf "$scratch"
}
trap cleanup EXIT

# await WHAT FILE PATTERN: until the file has it, ten seconds at most
await() {
	for _ in $(seq 100); do grep -qE -- "$3" "$2" 2>/dev/null && break; sleep 0.1; done
	like "$1" "$(cat "$2")" "$3"
}
# client NAME DESCRIPTOR CONTAINER: attaches in the background; what is written to the descriptor is typed
client() {
	mkfifo "$scratch/$1.in"
	eval "exec $2<>$scratch/$1.in"
	"$dist/bin/shibafu" --root "$scratch/state" attach "$3" <"$scratch/$1.in" >"$scratch/$1" 2>"$scratch/$1.err" &
	clients+=($!)
}
# supervisor CONTAINER: its pid
supervisor() { grep -A1 '"supervisor"' "$scratch/state/$1/state.json" | grep -oE '[0-9]+'; }

# --- a terminal ----------------------------------------------------------------------------------------------------------
shibafu run -d -t --name $me-tty busybox /bin/sh >/dev/null
equal "the socket is its owner's alone" "$(stat -c %a "$scratch/state/$me-tty/attach.sock")" 600
client one 3 $me-tty
echo 'echo first-$((20 + 1))' >&3
await "one who attaches types and sees" "$scratch/one" 'first-21'
client two 4 $me-tty
await "another sees what was before" "$scratch/two" 'first-21'
echo 'echo second-$((20 + 2))' >&4
await "what one types the other sees" "$scratch/one" 'second-22'
await "and so does the one" "$scratch/two" 'second-22'
kill -9 "${clients[0]}"
echo 'echo third-$((20 + 3))' >&4
await "one killed, the other goes on" "$scratch/two" 'third-23'
like "and so does the container" "$(shibafu list)" "$me-tty +running"
for line in first-21 second-22 third-23; do like "the log has $line" "$(shibafu logs $me-tty)" "$line"; done
echo 'exit 7' >&4
wait "${clients[1]}"
equal "its end is that of the client, with its code" $? 7
equal "the socket is gone" "$(ls "$scratch/state/$me-tty" | grep -c sock)" 0
like "who has ended cannot be attached to" "$(shibafu attach $me-tty 2>&1)" 'container not running, it is stopped'
exec 3>&- 4>&-

# --- leaving, looking, being slow ----------------------------------------------------------------------------------------
shibafu run -d -t --name $me-long busybox sh -c 'while read -r line; do echo "got $line"; seq 20000; done' >/dev/null
# left KEYS OPTION...: what is shown by one who attaches and, when that is seen to work, leaves by these keys
left() {
	local keys=$1
	shift
	rm -f "$scratch/screen"
	(sleep 1; printf 'x\r'; eventually grep -qs 'got x' "$scratch/screen"; printf "$keys"; sleep 1) |
		script -qefc "$dist/bin/shibafu --root $scratch/state attach $* $me-long; echo left=\$?; sleep 0.3" "$scratch/screen"
}
like "Ctrl-P Ctrl-Q leaves it" "$(left '\020\021')" 'left=0'
like "other keys do too, if they are said to" "$(left '\001d' --detach-keys ctrl-a,d)" 'left=0'
like "a key that is none is told" "$(shibafu attach --detach-keys ctrl-ä $me-long 2>&1)" "is no key"
rm -f "$scratch"/*.in
client slow 3 $me-long
echo awake >&3
await "one that will be slow" "$scratch/slow" 'got awake'
kill -STOP "${clients[2]}"
echo hold | timeout 10 "$dist/bin/shibafu" --root "$scratch/state" attach $me-long >/dev/null 2>&1
echo again | timeout 10 "$dist/bin/shibafu" --root "$scratch/state" attach $me-long >/dev/null 2>&1
again() { shibafu logs $me-long | grep -q 'got again'; }
equal "holds nobody up" "$(eventually again && echo goes on)" "goes on"
pss=$(awk '/^Pss:/ { print $2 }' "/proc/$(supervisor $me-long)/smaps_rollup")
# Its own pages, its share of the program, and 64 KiB of what was shown: not all that the slow one did not take.
if [ "$pss" -lt 400 ]; then pass "the supervisor takes less than 400 KiB ($pss)"; else fail "the supervisor takes $pss KiB"; fi
kill -CONT "${clients[2]}"
wait "${clients[2]}"
equal "and is told that it was dropped" "$?: $(grep -c 'supervisor hung up' "$scratch/slow.err")" "125: 1"
exec 3>&-

# --- no terminal -----------------------------------------------------------------------------------------------------------
shibafu run -d -i --name $me-cat busybox sh -c 'cat; echo over >&2' >/dev/null
rm -f "$scratch"/*.in
client cat 3 $me-cat
echo hello >&3
await "standard input that was kept open is typed to" "$scratch/cat" '^hello$'
echo ignored | timeout 2 "$dist/bin/shibafu" --root "$scratch/state" attach --no-stdin $me-cat >/dev/null 2>&1
echo last >&3
await "one that only looks types nothing" "$scratch/cat" '^last$'
equal "nothing at all" "$(grep -c ignored "$scratch/cat")" 0
shibafu kill $me-cat >/dev/null
wait "${clients[3]}"
equal "killed: 128 + n" $? 137
shibafu run -d --name $me-deaf busybox sh -c 'cat; sleep 8; echo spoken; echo error >&2; sleep 2' >/dev/null
shibafu attach $me-deaf >"$scratch/out" 2>"$scratch/err" </dev/null
equal "output is shown as it comes" "$(cat "$scratch/out")" spoken
equal "each on its own stream" "$(cat "$scratch/err")" error

# --- what cannot be attached to ----------------------------------------------------------------------------------------------
shibafu create $me-new busybox true >/dev/null
like "one that is only created" "$(shibafu attach $me-new 2>&1)" 'start it first'
"$dist/bin/shibafu" --root "$scratch/state" run --name $me-fore busybox sleep 30 </dev/null >/dev/null 2>&1 &
for _ in $(seq 50); do shibafu list | grep -q "$me-fore *running" && break; sleep 0.1; done
like "one whose output is its caller's" "$(shibafu attach $me-fore 2>&1)" 'run it with -d or -t'
like "one that there is not" "$(shibafu attach $me-none 2>&1)" "$me-none"

count
