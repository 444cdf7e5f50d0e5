#!/bin/bash
# The warm engine: who it answers, who it declines, and that nothing is lost when it is. warm.sh DIST [KILLS]
# First the rules, then the whole of commands.sh with an engine, then again while that is killed at random moments.
set -u

dist=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
export SHIBAFU_ENGINE=off
. "$here/checks.sh"
shibafu=$dist/bin/shibafu
runtime=$dist/bin/shibafu-runtime
work=$(mktemp -d)
socket=$work/engine.sock
engine=

# A call that can boot no engine: what it answers, a warm one has answered.
warm() { env SHIBAFU_ENGINE="$socket" SHIBAFU_JAVA_HOME=/nonexistent "$@" 2>&1; }
# A call that may boot one.
call() { env SHIBAFU_ENGINE="$socket" "$@" 2>&1; }

start_engine() { # OPTIONS
	"$shibafu" engine --socket "$socket" "$@" 2>>"$work/engine.err" &
	engine=$!
	eventually test -S "$socket" && return
	fail "an engine listens" "$(cat "$work/engine.err")"
	return 1
}
end_engine() { # SIGNAL
	kill "-$1" "$engine" 2>/dev/null
	wait "$engine" 2>/dev/null
}
trap 'end_engine KILL; rm -rf "$work"' EXIT

start_engine --idle 10m
equal "only its owner may call it" "$(stat -c %a "$socket")" 600
like "it answers" "$(warm "$runtime" features)" '"ociVersionMax"'
like "shibafu, too" "$(warm "$shibafu" list)" '^NAME '
like "one that is declined boots its own" "$(call unshare -m "$runtime" features)" '"ociVersionMax"'
like "in another namespace nobody is answered" "$(warm unshare -m "$runtime" features)" 'SHIBAFU_JAVA_HOME'
like "what takes its own time is declined" "$(warm "$shibafu" wait none)" 'SHIBAFU_JAVA_HOME'
like "so is what tells of its operations when they are done" "$(warm "$shibafu" --debug list)" 'SHIBAFU_JAVA_HOME'
like "and by the runtime" "$(warm "$runtime" --debug state none)" 'SHIBAFU_JAVA_HOME'
like "a second engine is refused" "$("$shibafu" engine --socket "$socket" 2>&1)" "there is one already, process $engine"
like "a wrong time is one clear line" "$("$shibafu" engine --idle 5x 2>&1)" '^shibafu: --idle 5x: give a time'
equal "the caller's umask and directory hold" \
	"$(cd "$work" && umask 077 && call "$runtime" spec && stat -c %a config.json)" 600
pids=()
for n in $(seq 40); do
	warm "$runtime" features >"$work/answer.$n" &
	pids+=($!)
done
wait "${pids[@]}"
like "of forty callers at once each is answered" "$(cat "$work/answer.1")" '"ociVersionMax"'
equal "and alike" "$(md5sum "$work"/answer.* | cut -d' ' -f1 | sort -u | wc -l)" 1
sleeper=warm-$$
warm "$shibafu" run -d --rm --name $sleeper busybox sleep 60 >/dev/null
supervisor=$(awk '/^PPid:/ { print $2 }' "/proc/$("$shibafu" inspect --format '{{.State.Pid}}' $sleeper)/status")
equal "who enters a container executes the sealed copy that it keeps" "$(stat -Lc %i "/proc/$supervisor/exe")" \
	"$(stat -Lc %i "/proc/$engine/fd/10")"
like "which nobody can overwrite" "$( (echo x >"/proc/$supervisor/exe") 2>&1)" 'busy|not permitted'
"$shibafu" rm -f $sleeper >/dev/null
kill -STOP "$engine"
like "one that hangs is ended, and the call answered" "$(call "$runtime" features)" "process $engine\) does not answer"
wait "$engine" 2>/dev/null
like "one that is gone is missed by nobody" "$(call "$runtime" features)" '"ociVersionMax"'

start_engine --idle 1s
sleep 1
wait "$engine"
equal "one that nobody calls ends by itself" "$?" 0
[ -e "$socket" ] && fail "and takes its socket along" || pass "and takes its socket along"

# As shibafu-engine.socket does it.
systemd-socket-activate -l "$socket" "$shibafu" engine --socket "$socket" --idle 1s 2>"$work/activate.err" &
activator=$!
until [ -S "$socket" ]; do sleep 0.05; done
chmod 600 "$socket"
like "the first call starts one, if systemd listens" "$(warm "$runtime" features)" '"ociVersionMax"'
wait "$activator"
equal "it ends by itself and leaves the socket to systemd" "$? $([ -S "$socket" ] && echo there)" "0 there"
rm -f "$socket"

start_engine --idle 10m
env SHIBAFU_ENGINE="$socket" bash "$here/commands.sh" "$dist" >"$work/commands.log" 2>&1
equal "every command does as without it" "$? $(grep -A3 '^not ok' "$work/commands.log")" "0 "

# Kills the engine after a while, and starts another after a while. Runs in the background, where fail counts nothing.
torment() {
	local kills=0
	while [ ! -e "$work/enough" ]; do
		sleep "0.$((RANDOM % 9))$((RANDOM % 10))"
		end_engine KILL
		rm -f "$socket" # which it leaves, so that the next one would be seen before it is there
		kills=$((kills + 1))
		echo $kills >"$work/kills"
		sleep "0.0$((RANDOM % 10))"
		start_engine --idle 10m || echo "after kill $kills" >>"$work/missing"
	done
	end_engine KILL
}
end_engine TERM
torment &
tormentor=$!
env SHIBAFU_ENGINE="$socket" bash "$here/commands.sh" "$dist" >"$work/killed.log" 2>&1
equal "every command does as before while it is killed" "$? $(grep -A3 '^not ok' "$work/killed.log")" "0 "
touch "$work/enough"
wait $tormentor
equal "another comes after each kill" "$(cat "$work/missing" 2>/dev/null)" ""
echo "# the engine was killed $(cat "$work/kills") times"
count
