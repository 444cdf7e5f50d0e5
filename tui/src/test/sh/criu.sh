#!/bin/bash
# criu.sh DISTRIBUTION [PART...]: writes real containers to images and brings them back, by shibafu-runtime and Debian's
# criu, and has podman do so. Parts: life, pipes, running, memory, front, wrong, podman; all of them if none is named. Needs
# root, criu (on a kernel that it knows: criu check), jq, and the busybox image of the distribution; podman for its part. A
# container counts: it must go on where it was.
set -u
dist=$(readlink -f "$1")
parts=${*:2}
here=$(dirname "$(readlink -f "$0")")
. "$here/checks.sh"

work=$(mktemp -d /var/tmp/shibafu-criu.XXXXXX)
bundle=$work/bundle
mkdir -p "$bundle/rootfs" "$work/given"
tar xzf "$dist/images/busybox.tar.gz" -C "$bundle/rootfs"
echo given >"$work/given/file"

rt() { "$dist/bin/shibafu-runtime" --root "$work/state" "$@"; }
cleanup() {
	for id in $(rt list -q); do rt delete -f "$id"; done
	rm -rf --one-file-system "$work"
}
trap cleanup EXIT

# config PROGRAM [JQ]: the bundle's configuration
config() {
	rm -f "$bundle/config.json"
	rt spec --bundle "$bundle"
	jq --arg program "$1" --arg given "$work/given" '.process.terminal = false | .process.args = ["sh", "-c", $program]
		| .root.readonly = false | .process.rlimits = []
		| .mounts += [{destination: "/given", type: "bind", source: $given, options: ["rbind", "ro"]}]
		| '"${2:-.}" "$bundle/config.json" >"$bundle/new" && mv "$bundle/new" "$bundle/config.json"
}
counting='i=0; trap "exit 3" TERM; while :; do i=$((i+1)); echo $i; echo $i >/tmp/n; sleep 0.2; done'
state() { rt state "$1" | jq -r .status; }
pid() { rt state "$1" | jq -r .pid; }
last() { tail -n 1 "$1" 2>/dev/null; }
# waits until a file has grown beyond some lines
grows() { for _ in $(seq 200); do [ "$(wc -l <"$1")" -gt "$2" ] && return; sleep 0.1; done; return 1; }
# follows FILE N: the numbers in the file go on after N without a gap
follows() { [ "$(head -n 1 "$1")" -gt "$2" ] && [ "$(head -n 1 "$1")" -le $(($2 + 2)) ] && echo yes || echo "$(head -n 3 "$1" | tr '\n' ' ')after $2"; }

life() {
	echo "# written and brought back"
	config "$counting"
	rt run -d --bundle "$bundle" count </dev/null >"$work/out1" 2>&1
	grows "$work/out1" 5
	rt checkpoint --image-path "$work/image" --work-path "$work/log" count >"$work/said" 2>&1
	equal "checkpoint" "$? $(cat "$work/said")" "0 "
	equal "the container has stopped" "$(state count)" stopped
	equal "its streams are kept" "$(jq -c 'map(sub("[0-9a-f]+:[0-9a-f]+"; "N:N"))' "$work/image/descriptors.json")" '["file[N:N]","file[N:N]","file[N:N]"]'
	before=$(last "$work/out1")
	rmdir "$bundle/rootfs/given" # as in a root that was unpacked anew
	rt restore -d --bundle "$bundle" --pid-file "$work/pid" --image-path "$work/image" --work-path "$work/log" count </dev/null >"$work/out2" 2>"$work/said"
	equal "restore" "$? $(cat "$work/said")" "0 "
	equal "it runs" "$(state count)" running
	equal "the pid file" "$(cat "$work/pid")" "$(pid count)"
	grows "$work/out2" 3
	equal "it goes on where it was" "$(follows "$work/out2" "$before")" yes
	equal "exec" "$(rt exec count cat /given/file </dev/null 2>&1)" given
	like "the bind mount is still read-only" "$(rt exec count touch /given/x </dev/null 2>&1)" 'Read-only'
	equal "a file in its root" "$(rt exec count sh -c '[ $(cat /tmp/n) -gt 3 ] && echo there' </dev/null 2>&1)" there
	equal "a masked file stays masked" "$(rt exec count cat /proc/timer_list </dev/null 2>&1)" ""
	like "a read-only path stays read-only" "$(rt exec count sh -c 'echo 1 >/proc/sys/kernel/panic' </dev/null 2>&1)" 'Read-only'
	equal "its hostname" "$(rt exec count hostname </dev/null)" "$(jq -r .hostname "$bundle/config.json")"
	like "it is in its cgroup" "$(cat "/proc/$(pid count)/cgroup")" shibafu_count
	both() { processes=$(rt ps --format json count | jq length) && [ "$processes" = 2 ]; } # its sleep comes and goes
	eventually both
	equal "no limit is lost" "$processes" 2
	rt pause count && equal "pause" "$(state count)" paused
	rt resume count && equal "resume" "$(state count)" running
	equal "no mount of the restore is left" "$(grep -c criu-root /proc/self/mountinfo)" 0
	rt delete -f count
}

pipes() {
	echo "# from pipe to pipe, twice"
	rt run -d -b "$bundle" pipe </dev/null 2>"$work/said" | cat >"$work/out2.1" &
	for i in 1 2; do
		grows "$work/out2.$i" 3
		rt checkpoint --image-path="$work/image2.$i" pipe && rt delete pipe
		like "the pipe is kept" "$(jq -c . "$work/image2.$i/descriptors.json")" '"pipe:\[[0-9]+\]"'
		wait
		before=$(last "$work/out2.$i")
		rt restore -d -b "$bundle" --image-path="$work/image2.$i" pipe </dev/null 2>"$work/said" | cat >"$work/out2.$((i + 1))" &
		grows "$work/out2.$((i + 1))" 2
		equal "it goes on where it was" "$(follows "$work/out2.$((i + 1))" "$before")" yes
	done
	rt delete -f pipe
	wait
}

running() {
	echo "# left running"
	rt run -d --bundle "$bundle" left </dev/null >"$work/out5" 2>&1
	grows "$work/out5" 3
	rt checkpoint --leave-running --image-path "$work/image5" left >"$work/said" 2>&1
	equal "checkpoint --leave-running" "$? $(cat "$work/said")" "0 "
	equal "it runs on" "$(state left)" running
	grows "$work/out5" "$(wc -l <"$work/out5")"
	equal "and counts" "$?" 0
	rt restore -d --bundle "$bundle" --image-path "$work/image5" twin </dev/null >"$work/out6" 2>&1
	equal "its image becomes another container" "$? $(state twin)" "0 running"
	like "in a cgroup of its own" "$(cat "/proc/$(pid twin)/cgroup")" shibafu_twin
	grows "$work/out6" 2
	equal "which goes on from there" "$([ "$(head -n 1 "$work/out6")" -gt 2 ] && echo yes)" yes
	rt delete -f twin
	rt delete -f left
}

memory() {
	echo "# memory first"
	rt run -d --bundle "$bundle" left </dev/null >"$work/out6a" 2>&1
	grows "$work/out6a" 2
	rt checkpoint --pre-dump --image-path "$work/pre/1" left >"$work/said" 2>&1
	equal "checkpoint --pre-dump" "$? $(cat "$work/said")" "0 "
	equal "it runs on" "$(state left)" running
	rt checkpoint --parent-path ../1 --image-path "$work/pre/2" left >"$work/said" 2>&1
	equal "and the rest" "$? $(cat "$work/said")" "0 "
	before=$(last "$work/out6a")
	rt restore -d --bundle "$bundle" --image-path "$work/pre/2" left </dev/null >"$work/out7" 2>&1
	grows "$work/out7" 2
	equal "it goes on where it was" "$(follows "$work/out7" "$before")" yes
	rt delete -f left
}

front() {
	echo "# in the foreground"
	rt run -d --bundle "$bundle" front </dev/null >"$work/out8" 2>&1
	grows "$work/out8" 2
	rt checkpoint --image-path "$work/image8" front
	(until [ "$(state front)" = running ]; do sleep 0.2; done; rt kill front TERM) &
	rt restore --bundle "$bundle" --image-path "$work/image8" front </dev/null >"$work/out9" 2>&1
	equal "restore stays, and has its exit code" "$?" 3
	wait
	equal "and nothing is left of it" "$(rt list -q)" ""
}

wrong() {
	echo "# what goes wrong"
	rt run -d --bundle "$bundle" bad </dev/null >/dev/null 2>&1
	like "no criu" "$(rt --criu nosuch checkpoint --image-path "$work/bad" bad 2>&1)" 'executable file not found.*apt-get install criu'
	like "a criu that fails" "$(rt --criu /bin/false checkpoint --image-path "$work/bad" bad 2>&1)" 'criu failed: .*exit status 1'
	equal "the container does not mind" "$(state bad)" running
	rt delete -f bad
	mkdir "$work/empty"
	like "an empty image" "$(rt restore -d --bundle "$bundle" --image-path "$work/empty" bad </dev/null 2>&1)" 'criu failed: .*Error .*see .*/empty/restore.log'
	equal "leaves no container" "$(rt list -q)" ""
	equal "and no cgroup" "$(find /sys/fs/cgroup -name shibafu_bad | wc -l)" 0
	config "$counting" '.process.terminal = true'
	like "a terminal" "$(rt restore -d --bundle "$bundle" --image-path "$work/image" bad </dev/null 2>&1)" 'terminal'
}

in_podman() {
	echo "# podman"
	podman_configured "$work"
	p() { podman --root "$work/root" --runroot "$work/run" --storage-driver "${STORAGE:-overlay}" --runtime "$dist/bin/shibafu-runtime" "$@"; }
	podman_cleanup() {
		p rm -f -a -t 0 >/dev/null 2>&1
		p rmi -f -a >/dev/null 2>&1
		umount "$work/root/overlay" 2>/dev/null
		cleanup
	}
	trap podman_cleanup EXIT
	p import -q "$dist/images/busybox.tar.gz" bb >/dev/null 2>&1
	p run -d --name web --network none bb sh -c "$counting" >/dev/null
	for _ in $(seq 100); do [ "$(p logs web 2>/dev/null | wc -l)" -gt 3 ] && break; sleep 0.2; done
	p container checkpoint web >"$work/said" 2>&1
	equal "podman container checkpoint" "$? $(cat "$work/said")" "0 web"
	equal "it has stopped" "$(p inspect -f '{{.State.Status}}' web)" exited
	before=$(p logs web 2>&1 | tail -n 1)
	p container restore web >"$work/said" 2>&1
	equal "podman container restore" "$? $(cat "$work/said")" "0 web"
	equal "it runs" "$(p inspect -f '{{.State.Status}}' web)" running
	sleep 3
	p logs web >"$work/logs" 2>&1
	equal "it goes on where it was" "$(sed -n "/^$before\$/,\$p" "$work/logs" | sed -n 2p)" $((before + 1))
	equal "exec" "$(p exec web echo in 2>&1)" in
	p container checkpoint -e "$work/web.tar" web >/dev/null 2>&1 && p rm web >/dev/null
	p container restore -i "$work/web.tar" >"$work/said" 2>&1
	equal "exported, and imported" "$? $(p inspect -f '{{.State.Status}}' web)" "0 running"
	equal "stop" "$(p stop -t 10 web >/dev/null 2>&1; p inspect -f '{{.State.ExitCode}}' web)" 3
}

config "$counting"
for part in ${parts:-life pipes running memory front wrong podman}; do
	case $part in
	podman) in_podman ;;
	*) "$part" ;;
	esac
done
count
