#!/bin/bash
# peer.sh DISTRIBUTION: the same commands to shibafu and to podman on the same image, as a person would type them. Exit code and
# meaning of the output must be the same; where they are not, the reason stands beside the command. Needs root and podman.
set -u
dist=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
. "$here/checks.sh"

work=$(mktemp -d /var/tmp/shibafu-peer.XXXXXX)
me=peer$$
podman_configured "$work" 'netns = "none"'
export TERM=xterm
podman() { command podman --root "$work/root" --runroot "$work/run" --storage-driver "${STORAGE:-overlay}" --runtime runc "$@"; }
shibafu() { "$dist/bin/shibafu" "$@"; }
cleanup() {
	podman rm -f -a -t 0 >/dev/null 2>&1
	podman rmi -f -a >/dev/null 2>&1
	umount "$work/root/overlay" 2>/dev/null
	for name in $(shibafu list -q 2>/dev/null | grep "^$me-"); do shibafu delete --force "$name" >/dev/null 2>&1; done
	shibafu image rm "$me" >/dev/null 2>&1
	rm -rf --one-file-system "$work"
}
trap cleanup EXIT

podman import -q "$dist/images/busybox.tar.gz" "$me" >/dev/null 2>&1 || { fail "podman imports the image"; count; exit 1; }
shibafu image import "$me" "$dist/images/busybox.tar.gz" >/dev/null || { fail "shibafu imports the image"; count; exit 1; }
mkdir "$work/volume" && echo host >"$work/volume/file"
printf 'A=from a file\nB=2\n' >"$work/env"
differences=0

# What is by chance or by design a word of one side only: names of images, ids, times.
meaning() {
	tr -d '\r' <"$1" | sed -E -e "s#localhost/##g; s#$me:latest#$me#g" -e 's/\b[0-9a-f]{64}\b/ID/g; s/\b[0-9a-f]{12}\b/ID/g' -e 's/[[:space:]]+$//'
}
# same WHAT [-o PATTERN] [-r REASON] COMMAND...: both say and end alike. -o: of the outputs only this is compared, as what the
# pattern finds; -r: they differ, for this reason.
same() {
	local what=$1 only='' reason='' theirs ours
	shift
	while :; do
		case $1 in
		-o) only=$2; shift 2 ;;
		-r) reason=$2; shift 2 ;;
		*) break ;;
		esac
	done
	podman "$@" >"$work/theirs" 2>&1 </dev/null
	theirs="exit $?"$'\n'$(told theirs)
	shibafu "$@" >"$work/ours" 2>&1 </dev/null
	ours="exit $?"$'\n'$(told ours)
	if [ -n "$reason" ]; then
		differences=$((differences + 1))
		if [ "$ours" = "$theirs" ]; then fail "$what: no longer differs" "$ours"; else pass "$what, which differs: $reason"; fi
	else
		equal "$what" "$ours" "$theirs"
	fi
}
told() { if [ -n "$only" ]; then meaning "$work/$1" | grep -oE -- "$only" | sort -u; else meaning "$work/$1"; fi; }

echo "# run"
same "run" run --rm "$me" echo hello
same "exit code" run --rm "$me" sh -c 'exit 7'
same "killed: 128 and the signal" -r "process 1 is an init of ours, so that the shell can be killed from inside" run --rm "$me" sh -c 'kill -9 $$'
same "no such program: 127" -o 'not found' run --rm "$me" nosuch
same "not executable: 126" -o 'ermission denied' run --rm "$me" /etc/passwd
same "no such option: 125" -o 'nosuch' run --nosuch "$me" true
same "no such image" -o 'nosuchimage' run --rm --pull=never nosuchimage true
same "environment" run --rm -e A=1 -e B=2 "$me" sh -c 'echo $A $B'
same "environment from a file" run --rm --env-file "$work/env" "$me" sh -c 'echo $A $B'
same "working directory" run --rm -w /tmp "$me" pwd
same "host name" run --rm --hostname web "$me" hostname
same "user" -r "podman gives the user a name in the container's files" run --rm -u 12:34 "$me" id
same "the user's groups" run --rm -u 12:34 "$me" grep Groups: /proc/self/status
same "a user by name" run --rm -u nobody "$me" id -u
same "more groups" run --rm -u 12:34 --group-add 56 "$me" id -G
same "entrypoint" run --rm --entrypoint /bin/echo "$me" a b
same "read-only root" -o 'Read-only' run --rm --read-only "$me" touch /x
same "tmpfs" run --rm --tmpfs /scratch "$me" sh -c 'grep -c " /scratch tmpfs" /proc/mounts'
same "a volume" run --rm -v "$work/volume:/v" "$me" cat /v/file
same "a read-only volume" -o 'Read-only' run --rm -v "$work/volume:/v:ro" "$me" touch /v/x
same "--mount bind" run --rm --mount "type=bind,src=$work/volume,dst=/v,ro" "$me" cat /v/file
same "--mount tmpfs" run --rm --mount type=tmpfs,dst=/t "$me" sh -c 'grep -c " /t tmpfs" /proc/mounts'
same "a limit of files" run --rm --ulimit nofile=99:100 --ulimit nproc=1000:1000 "$me" sh -c 'ulimit -n; ulimit -Hn'
same "sysctl" run --rm --sysctl kernel.msgmax=4096 "$me" cat /proc/sys/kernel/msgmax
same "shm size" run --rm --shm-size 8m "$me" sh -c 'df /dev/shm | tail -1 | tr -s " " | cut -d" " -f2'
same "no capability" run --rm --cap-drop all "$me" grep CapEff /proc/self/status
same "one more capability" run --rm --cap-drop all --cap-add net_admin "$me" grep CapEff /proc/self/status
same "a device" run --rm --device /dev/null:/dev/nothing "$me" sh -c 'test -c /dev/nothing && echo there'
same "privileged" run --rm --privileged "$me" sh -c 'grep -c . /proc/keys >/dev/null && grep Seccomp: /proc/self/status'
same "seccomp is on" run --rm "$me" grep Seccomp: /proc/self/status
same "seccomp off" run --rm --security-opt seccomp=unconfined "$me" grep Seccomp: /proc/self/status
same "no new privileges" run --rm --security-opt no-new-privileges "$me" grep NoNewPrivs /proc/self/status
same "no network" run --rm --network none "$me" sh -c 'ls /sys/class/net'
same "the host's network" run --rm --network host "$me" sh -c 'ls /sys/class/net | grep -x lo'
same "the host's processes" run --rm --pid host "$me" sh -c 'test "$(ls -d /proc/[0-9]* | wc -l)" -gt 5 && echo many'
same "an init" run --rm --init "$me" sh -c 'test $$ != 1 && echo child'
same "oom score" run --rm --oom-score-adj 321 "$me" cat /proc/self/oom_score_adj

echo "# a life"
same "run -d" -r "a container's id is its name" run -d --name "$me-life" --network none -l colour=blue -e C=3 "$me" sh -c 'echo out; echo err >&2; trap "exit 3" TERM; while :; do sleep 0.1; done'
sleep 0.5
same "a name that is taken" -o 'already in use|already exists|in use' -r "the words are runc's" run -d --name "$me-life" "$me" true
same "logs" -o 'out|err' logs "$me-life"
same "ps" -o "$me-life" ps --format '{{.Names}}'
same "ps by label" ps -q --filter label=colour=red
same "inspect its state" inspect --format '{{.State.Status}}' "$me-life"
same "inspect its environment" -o 'C=3' inspect --format '{{.Config.Env}}' "$me-life"
same "exec" exec "$me-life" sh -c 'echo in $C'
same "exec's exit code" exec "$me-life" sh -c 'exit 9'
same "exec elsewhere, as somebody, with an environment" exec -w /tmp -u 12 -e D=4 "$me-life" sh -c 'echo $PWD $(id -u) $D'
same "exec of what is not there" -o 'not found' exec "$me-life" nosuch
same "top" -o 'sleep|sh -c' top "$me-life"
# On cgroup v1 podman cannot pause what a user runs; shibafu stops each process.
paused=()
[ "$(id -u)" = 0 ] || [ -e /sys/fs/cgroup/cgroup.controllers ] || paused=(-r "podman pauses by a cgroup alone, and a user has none")
same "pause" "${paused[@]}" -o "$me-life" pause "$me-life"
same "inspect when paused" "${paused[@]}" inspect --format '{{.State.Status}}' "$me-life"
same "unpause" "${paused[@]}" -o "$me-life" unpause "$me-life"
same "copy out" cp "$me-life:/etc/passwd" "$work/copied"
same "copy in" cp "$work/env" "$me-life:/tmp/env"
same "and it is there" exec "$me-life" cat /tmp/env
same "what has changed" -o 'A /tmp/env' diff "$me-life"
same "rename" rename "$me-life" "$me-renamed"
same "stop" -o "$me-renamed" stop -t 20 "$me-renamed"
same "its own exit code" inspect --format '{{.State.ExitCode}}' "$me-renamed"
same "exec when stopped" -o 'not running|is not running|stopped|exited' -r "the words are runc's" exec "$me-renamed" true
same "start again" -o "$me-renamed" start "$me-renamed"
same "and it runs" inspect --format '{{.State.Status}}' "$me-renamed"
same "restart" -o "$me-renamed" restart -t 0 "$me-renamed"
same "kill" -o "$me-renamed" kill "$me-renamed"
same "wait" wait "$me-renamed"
same "rm" -o "$me-renamed" rm "$me-renamed"
same "rm of nothing" -o 'no container|no such|not exist' -r "the words are runc's" rm "$me-renamed"
same "inspect of nothing" -o 'nosuch' inspect nosuch

echo "# images and volumes"
same "tag" tag "$me" "$me-tagged"
same "the tag is an image" run --rm "$me-tagged" echo tagged
same "rmi" -o "$me-tagged" rmi "$me-tagged"
same "a volume of a name" volume create "$me-volume"
same "is written" run --rm -v "$me-volume:/v" "$me" sh -c 'echo kept >/v/x'
same "and read by the next" run --rm -v "$me-volume:/v" "$me" cat /v/x
same "volume rm" volume rm "$me-volume"

echo "# $differences commands differ, each with its reason"
count
