#!/bin/bash
# callers.sh DISTRIBUTION: what callers hand over besides arguments, to runc and to shibafu-runtime: descriptors, sockets
# of a service manager. The containers tell what they found. Needs root, runc, jq, python3 and a static busybox.
set -u
dist=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
. "$here/checks.sh"

work=$(mktemp -d /var/tmp/shibafu-callers.XXXXXX)
sides="runc ours"

runtime() { # SIDE: its command line so far
	case $1 in
	runc) echo "runc --root $work/runc/state" ;;
	ours) echo "$dist/bin/shibafu-runtime --root $work/ours/state" ;;
	esac
}

cleanup() {
	for side in $sides; do
		for id in $($(runtime $side) list -q); do $(runtime $side) delete -f "$id"; done
	done
	cd /
	rm -rf --one-file-system "$work"
}
trap cleanup EXIT

# container SCRIPT [JQ-FILTER]: what its program does
container() {
	for side in $sides; do
		jq --arg script "$1" ".process.args=[\"/bin/sh\",\"-c\",\$script] | ${2:-.}" "$work/config.json" \
			>"$work/$side/bundle/config.json"
	done
}

mkdir -p "$work"/{runc,ours}/bundle/rootfs/{bin,proc,sys,dev,tmp}
for side in $sides; do
	cp /bin/busybox "$work/$side/bundle/rootfs/bin/busybox"
	for name in sh sleep cat echo ls env; do ln -s busybox "$work/$side/bundle/rootfs/bin/$name"; done
done
echo three >"$work/three"
echo four >"$work/four"
(cd "$work" && runc spec)
jq '.process.terminal=false | .process.rlimits=[] | .root.readonly=false' "$work/config.json" >"$work/plain.json" &&
	mv "$work/plain.json" "$work/config.json"

# both WHAT WANTED COMMAND...: the command, in which RUNTIME stands for either, says the same with both
both() {
	local what=$1 wanted=$2 side got
	shift 2
	for side in $sides; do
		cd "$work/$side/bundle" || exit 1
		got=$(bash -c "${*//RUNTIME/$(runtime $side)}" 2>&1 </dev/null 3<"$work/three" 4<"$work/four")
		equal "$what, $side" "$got" "$wanted"
	done
}

tell='cat <&3; [ ! -e /proc/self/fd/4 ] || cat <&4; [ ! -e /proc/self/fd/5 ] || echo five
	echo "$LISTEN_FDS,$LISTEN_PID"'
container "$tell"

echo "# descriptors that are to be kept"
both "run keeps one" $'three\n,' "exec RUNTIME run --preserve-fds 1 c"
both "run keeps two" $'three\nfour\n,' "exec RUNTIME run --preserve-fds 2 c"
both "those of a created container" $'three\nfour\n,' \
	"RUNTIME create --preserve-fds 2 c && exec 3<&- 4<&- && RUNTIME start c && sleep 0.5 && RUNTIME delete c"
container "sleep 100"
both "exec keeps two" $'three\nfour\n,' \
	"RUNTIME run -d c >/dev/null 2>&1 && RUNTIME exec --preserve-fds 2 c /bin/sh -c '$tell'"
both "exec keeps none unless told" "sh: 3: Bad file descriptor" \
	"RUNTIME exec c /bin/sh -c 'cat <&3' 2>&1 | sed 's/.*: 3:/sh: 3:/'"
for side in $sides; do
	like "exec of one that is not there, $side" "$($(runtime $side) exec --preserve-fds 20 c true 2>&1 </dev/null)" \
		'unable to stat preserved-fd [0-9]+ \(of 20\): stat /proc/self/fd/[0-9]+: no such file or directory'
done
both "it is deleted" "" "RUNTIME delete -f c"
container "$tell"
for side in $sides; do
	cd "$work/$side/bundle" || exit 1
	like "run of one that is not there, $side" "$($(runtime $side) run --preserve-fds 20 c 2>&1 </dev/null)" \
		'unable to stat preserved-fd [0-9]+ \(of 20\): stat /proc/self/fd/[0-9]+: no such file or directory'
	equal "leaves no container, $side" "$($(runtime $side) list -q)" ""
done

echo "# sockets of a service manager"
both "run hands one on" $'three\n1,1' "LISTEN_PID=\$\$ LISTEN_FDS=1 exec RUNTIME run c"
both "and then those that are to be kept" $'three\nfour\n1,1' \
	"LISTEN_PID=\$\$ LISTEN_FDS=1 exec RUNTIME run --preserve-fds 1 c"
container '[ -e /proc/self/fd/3 ] && echo three; echo "$LISTEN_FDS,$LISTEN_PID"'
both "not what is meant for another process" "," "LISTEN_PID=1 LISTEN_FDS=1 exec RUNTIME run c"
both "nor what is no number" "," "LISTEN_PID=\$\$ LISTEN_FDS=x exec RUNTIME run c"
container 'echo "$LISTEN_FDNAMES"'
cd "$work/ours/bundle" || exit 1
got=$(bash -c "LISTEN_PID=\$\$ LISTEN_FDS=1 LISTEN_FDNAMES=web exec $(runtime ours) run c" 3<"$work/three")
equal "with their names (runc 1.1 loses them)" "$got" web
got=$(bash -c "LISTEN_PID=\$\$ LISTEN_FDS=3 exec $(runtime ours) run c" 2>&1 3<"$work/three")
like "one that is not there is told" "$got" "LISTEN_FDS is 3, but the caller has not left descriptor 4 open"

count
