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
	local side
	for side in $sides; do
		jq --arg script "$1" ".process.args=[\"/bin/sh\",\"-c\",\$script] | ${2:-.}" "$work/config.json" \
			>"$work/$side/bundle/config.json"
	done
}

mkdir -p "$work"/{runc,ours}/bundle/rootfs/{bin,proc,sys,dev,tmp}
for side in $sides; do
	cp /bin/busybox "$work/$side/bundle/rootfs/bin/busybox"
	for name in sh sleep cat echo ls env grep cut; do ln -s busybox "$work/$side/bundle/rootfs/bin/$name"; done
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
	"RUNTIME create --preserve-fds 2 c && exec 3<&- 4<&- && RUNTIME start c &&
	for i in \$(seq 300); do RUNTIME state c | grep -q stopped && break; sleep 0.1; done && RUNTIME delete c"
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

echo "# a service manager that waits for the container to be ready"
gcc -O1 -static -o "$work/tell" "$here/notify.c" || exit 1
for side in $sides; do cp "$work/tell" "$work/$side/bundle/rootfs/bin/tell"; done

# told SIDE SOCKET COMMAND: what the manager hears while a command runs; the pid of the container is PID, its own SELF
told() {
	local side=$1 socket=$2 manager
	rm -f "$socket" "$work/heard" "$work/self"
	cd "$work/$side/bundle" || exit 1
	mkfifo "$work/end" && exec 9<>"$work/end"
	python3 "$here/manager.py" "$socket" >"$work/heard" <"$work/end" 9<&- &
	manager=$!
	until grep -qs listens "$work/heard"; do sleep 0.05; done
	NOTIFY_SOCKET=$socket timeout 20 bash -c "${3//RUNTIME/$(runtime "$side")}" >"$work/said" 2>&1 </dev/null 9<&-
	exec 9<&-
	wait $manager
	rm -f "$work/end"
	sed -e 1d -e "s/=$(cat "$work/pid" 2>/dev/null)%/=PID%/; s/=$(cat "$work/self" 2>/dev/null)%/=SELF%/; s/ *$//" "$work/heard"
}

says='tell STATUS=a WATCHDOG=1; tell MAINPID=1 READY=1%STATUS=b; sleep 0.5'
ready=$'READY=1%\nMAINPID=PID%'
for side in $sides; do
	container "$says"
	last=$'\nBARRIER=1 with a descriptor'
	[ $side = ours ] || last= # runc says it since 1.2
	equal "start tells it, $side" "$(told $side "$work/s" "RUNTIME create --pid-file $work/pid c && RUNTIME start c")" "$ready$last"
	$(runtime $side) delete -f c
	equal "run -d tells it, $side" "$(told $side "$work/s" "RUNTIME run -d --pid-file $work/pid c")" "$ready$last"
	$(runtime $side) delete -f c
	equal "run tells it, with its own pid, $side" \
		"$(told $side "$work/s" "echo \$\$ >$work/self; exec RUNTIME run c")" $'READY=1%\nMAINPID=SELF%'
	equal "an abstract name is well, $side" \
		"$(told $side "@shibafu-callers-$$" "RUNTIME run -d --pid-file $work/pid c")" "$ready$last"
	$(runtime $side) delete -f c
	container 'echo $NOTIFY_SOCKET; grep -o "/run/notify r[ow],[a-z,]*" /proc/self/mountinfo; ls -l /run/notify | cut -c1-10; tell READY=1'
	told $side "$work/s" "RUNTIME run c" >/dev/null
	equal "what the container finds, $side" "$(grep -v ^total "$work/said")" \
		$'/run/notify/notify.sock\n/run/notify ro,nosuid,nodev,noexec,relatime\nsrwxrwxrwx'
	container 'sleep 100'
	told $side "$work/s" "RUNTIME create c" >/dev/null
	equal "start without a manager does not wait, $side" "$(env -u NOTIFY_SOCKET timeout 60 $(runtime $side) start c; echo $?)" 0
	equal "exec knows of no socket, $side" "$($(runtime $side) exec c /bin/sh -c 'echo $NOTIFY_SOCKET')" ""
	$(runtime $side) delete -f c
done
container "$says" '.linux.namespaces += [{"type": "user"}] | .linux.uidMappings = [{"containerID": 0, "hostID": 100000, "size": 65536}] | .linux.gidMappings = .linux.uidMappings'
chown 100000:100000 "$work/ours/bundle/rootfs"
equal "one in a user namespace tells it" "$(told ours "$work/s" "RUNTIME run -d --pid-file $work/pid c")" "$ready$last"
$(runtime ours) delete -f c
chown 0:0 "$work/ours/bundle/rootfs"
container 'sleep 100'
(cd "$work/ours/bundle" && $(runtime ours) create c >/dev/null 2>&1 </dev/null)
equal "start of one that was made without does not wait" "$(NOTIFY_SOCKET=$work/s timeout 60 $(runtime ours) start c; echo $?)" 0
$(runtime ours) delete -f c
# runc 1.1 takes the dead process for one that goes on, and never ends
container 'sleep 0.3'
equal "one that ends is not waited for" "$(told ours "$work/s" "RUNTIME run -d c; RUNTIME delete -f c; echo over")" ""
equal "the caller goes on" "$(tail -1 "$work/said")" over
like "an address that is none is told" "$(cd "$work/ours/bundle" && NOTIFY_SOCKET=nowhere $(runtime ours) run c 2>&1)" \
	'NOTIFY_SOCKET is "nowhere": give a path'

echo "# orphans of a container that shares the pids of the host"
container '(sleep 3 & echo $! >/orphan); exec sleep 8' '.linux.namespaces |= map(select(.type != "pid"))'
parent() { tr -d '\n' <"/proc/$(awk '{ print $4 }' "/proc/$1/stat")/comm"; }
orphan() { # SIDE FLAG...: who is its parent, and whether it is still there after its end
	local side=$1 pid
	shift
	cd "$work/$side/bundle" || exit 1
	rm -f rootfs/orphan
	$(runtime $side) run "$@" c </dev/null >/dev/null 2>&1 &
	until [ -s rootfs/orphan ]; do sleep 0.05; done
	pid=$(cat rootfs/orphan)
	# Until its first parent has ended, and a supervisor has its name.
	for _ in $(seq 50); do case $(parent $pid) in sh | shibafu-runtime) sleep 0.1 ;; *) break ;; esac; done
	parent $pid
	for _ in $(seq 40); do [ -e "/proc/$pid" ] || break; sleep 0.1; done # the container outlives this
	[ -e "/proc/$pid" ] && echo ", left" || echo ", reaped"
	wait
}
equal "are adopted and reaped, runc" "$(orphan runc)" "runc, reaped"
equal "are adopted and reaped, ours" "$(orphan ours)" "shibafu-sup, reaped"
equal "are left alone if so asked, runc" "$(orphan runc --no-subreaper | cut -d, -f1)" "$(cat /proc/1/comm)"
equal "are left alone if so asked, ours" "$(orphan ours --no-subreaper | cut -d, -f1)" "$(cat /proc/1/comm)"

count
