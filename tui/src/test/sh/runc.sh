#!/bin/bash
# runc.sh DISTRIBUTION: gives runc and shibafu-runtime the same calls, good and bad, and compares exit code, answer and
# message. Where somebody could match on runc's text, ours has it; where it differs, the line before the call says why,
# and the check fails if it does not differ any more. Needs root, runc, jq and a static busybox.
set -u
dist=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
. "$here/checks.sh"

work=$(mktemp -d /var/tmp/shibafu-runc.XXXXXX)
ours=$dist/bin/shibafu-runtime
reason=

call() { # SIDE ARGUMENTS...
	local side=$1
	shift
	cd "$work/$side/bundle" || exit 1
	case $side in
	runc) runc --root "$work/runc/state" "$@" ;;
	ours) "$ours" --root "$work/ours/state" "$@" ;;
	esac >"$work/$side.out" 2>"$work/$side.err" </dev/null
	echo $? >"$work/$side.code"
}

cleanup() {
	for side in runc ours; do
		call $side list -q
		for id in $(cat "$work/$side.out"); do call $side delete -f "$id"; done
	done
	cd /
	rm -rf --one-file-system "$work"
}
trap cleanup EXIT

# What may differ from run to run, and from runtime to runtime, in an answer.
normal() {
	sed -E -e "s#$work/(runc|ours)#DIR#g" -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/TIME/g' \
		-e 's/"pid": [1-9][0-9]*/"pid": PID/; s/"pid":[1-9][0-9]*/"pid":PID/g' -e 's/"ociVersion": ?"[^"]*"/"ociVersion": "V"/' \
		-e 's/ +/ /g; s/ $//' -e 's/^\[[0-9,]+\]$/[PIDS]/' -e 's/(c[0-9]) [1-9][0-9]* /\1 PID /'
}

# runc's message without its dress.
message() { sed -nE 's/.*level=error msg="(.*)"$/\1/p' "$work/runc.err" | sed -E 's/\\"/"/g; s/\\n$//; s/^runc: //; s/^(runc )?[a-z]+ failed: //' | tail -1; }

# differs WHY: of the next call, message or answer differ
differs() { reason=$1; }

# The same call to both. Usage that runc prints on standard output is no answer.
same() { # WHAT ARGUMENTS...
	local what=$1 wanted got why=
	shift
	call runc "$@"
	call ours "$@"
	[ "$(cat "$work/runc.code")" = "$(cat "$work/ours.code")" ] || why="exit code $(cat "$work/ours.code"), runc's $(cat "$work/runc.code")"
	wanted=$(message)
	got=$(cat "$work/ours.err")
	[ -z "$wanted" ] || grep -qF -- "$(sed "s#$work/runc#$work/ours#g" <<<"$wanted")" <<<"$got" ||
		why="$why; message '$got', runc's '$wanted'"
	if ! grep -q '^Incorrect Usage' "$work/runc.out"; then
		normal <"$work/runc.out" >"$work/runc.norm"
		normal <"$work/ours.out" >"$work/ours.norm"
		cmp -s "$work/runc.norm" "$work/ours.norm" || why="$why; answer '$(head -c 300 "$work/ours.norm")', runc's '$(head -c 300 "$work/runc.norm")'"
	fi
	if [ -z "$reason" ]; then
		if [ -z "$why" ]; then pass "$what"; else fail "$what" "$why"; fi
	elif [ -z "$why" ]; then
		fail "$what" "listed as different ($reason), but is the same"
	elif [[ $why == exit* && $reason != "exit code:"* ]]; then
		fail "$what" "$why"
	else
		pass "$what (differs: $reason)"
	fi
	reason=
}

both() { # a step on the way that must go well on both sides
	call runc "$@"
	call ours "$@"
	[ "$(cat "$work/runc.code" "$work/ours.code" | tr -d '\n')" = 00 ] || fail "step: $*" "$(cat "$work/runc.err")" "$(cat "$work/ours.err")"
}

config() { # JQ-FILTER: the bundles' config.json, from the plain one
	for side in runc ours; do jq "$1" "$work/config.json" >"$work/$side/bundle/config.json"; done
}

for side in runc ours; do
	mkdir -p "$work/$side/bundle/rootfs"/{bin,proc,sys,dev,tmp,etc}
	cp /bin/busybox "$work/$side/bundle/rootfs/bin/busybox"
	for name in sh sleep true false cat id env pwd echo kill tty stty; do ln -s busybox "$work/$side/bundle/rootfs/bin/$name"; done
	touch "$work/$side/bundle/rootfs/etc/plain"
done
(cd "$work" && runc spec)
jq '.process.terminal=false | .process.args=["sleep","100"] | .root.readonly=false | .process.rlimits=[]
	| .process.noNewPrivileges=false' "$work/config.json" >"$work/plain.json" && mv "$work/plain.json" "$work/config.json"
config .

echo "# no such container"
for verb in state start delete pause resume ps events update; do same "$verb of none" $verb none; done
same "kill of none" kill none
same "kill of none by number" kill none 9
same "delete -f of none" delete -f none
same "delete --force=true of none" delete --force=true none
same "exec in none" exec none true
same "list of nothing" list
same "list -q of nothing" list -q
same "list -f json of nothing" list -f json
same "list in no format" list -f yaml
differs "ours looks at the command line first"
same "ps in no format" ps -f yaml none

echo "# usage"
for verb in create start state delete pause resume run; do
	same "$verb of nothing" $verb
	same "$verb of two" $verb a b
	same "$verb with no such flag" $verb --bogus a
done
for verb in kill exec ps update events; do
	same "$verb of nothing" $verb
	same "$verb with no such flag" $verb --bogus a
done
same "a flag without its value" create --bundle
same "restore's probe" restore --lsm-mount-context
same "a number that is none" create --preserve-fds x c1
same "a switch that is none" delete --force=maybe c1
same "no such global flag" --bogus list
same "a global flag without its value" --root
same "no such command" bogus
same "a log format that is none" --log-format yaml list

echo "# bundles that are wrong"
same "no bundle" create -b /nonexistent c1
mkdir "$work/runc/bundle/empty" "$work/ours/bundle/empty"
differs "ours tells the whole path"
same "no config.json" create -b empty c1
for side in runc ours; do echo '{' >"$work/$side/bundle/config.json"; done
differs "the JSON parser's words"
same "a broken config.json" create c1
config .
for id in ../x . .. 'a b' 'a/b' 'ä'; do same "the name '$id'" create "$id"; done
config '.root.path="none"'
same "no root file system" create c1
config '.process.args=["nosuch"]'
same "a program that is not in PATH" create c1
config '.process.args=["/bin/nosuch"]'
same "a program that is not there" create c1
config '.process.args=["/etc/plain"]'
same "a program that may not be executed" create c1
config '.process.args=[]'
same "no program" create c1
config '.process.cwd="tmp"'
same "a relative cwd" create c1
config '.process.cwd=""'
same "no cwd" create c1
config '.process.terminal=true'
same "a terminal, and nowhere to send it" create c1
config .
same "a console socket and no terminal" create --console-socket /nonexistent c1
config '.linux.namespaces|=map(select(.type!="uts"))'
same "a hostname in the host's UTS namespace" create c1
config '.linux.namespaces+=[{"type":"pid"}]'
differs "runc 1.1 names the spec's type and says malformed spec file"
same "a namespace twice" create c1
config '.linux.namespaces+=[{"type":"moon"}]'
differs "runc says: namespace \"moon\" does not exist"
same "a namespace that is none" create c1
config '.linux.namespaces|=map(select(.type!="mount"))'
same "masked paths in the host's mount namespace" create c1
config '.linux.sysctl={"kernel.pid_max":"1"}'
same "a sysctl of the host" create c1
config '.linux.sysctl={"net.ipv4.ip_forward":"1"} | .linux.namespaces|=map(select(.type!="network"))'
same "a sysctl of the host's network" create c1
config '.process.rlimits=[{"type":"RLIMIT_MOON","hard":1,"soft":1}]'
same "a resource limit that is none" create c1
config '.linux.namespaces+=[{"type":"user"}]'
differs "the text of newer runcs"
same "a user namespace without ids" create c1
config '.linux.uidMappings=[{"containerID":0,"hostID":0,"size":1}]'
differs "exit code: runc 1.1 passes them over, newer ones do not"
same "ids without a user namespace" create c1
config '.mounts+=[{"destination":"/proc/sys","type":"tmpfs","source":"tmpfs"}]'
differs "told before anything is mounted, with the pointer into config.json"
same "a mount inside /proc" create c1
config '.linux.rootfsPropagation="sideways"'
same "a propagation that is none" create c1
config '.ociVersion="2.0.0"'
differs "exit code: runc 1.1 does not look at the version"
same "a version to come" create c1
both delete -f c1
config .

echo "# a life"
same "create" create c1
same "create of a name that is taken" create c1
same "state when created" state c1
same "list -q" list -q
same "ps -f json" ps -f json c1
same "start" start c1
same "start again" start c1
same "state when running" state c1
same "list" list
same "list -f json" list -f json
same "delete when running" delete c1
same "exec true" exec c1 true
same "exec false" exec c1 false
same "exec of a code" exec c1 sh -c 'exit 7'
same "exec of a signal" exec c1 sh -c 'kill -9 $$'
same "exec's output" exec c1 echo hello
same "exec's environment" exec -e A=1 -e B=2 c1 sh -c 'echo $A$B'
same "exec's directory" exec --cwd /tmp c1 pwd
same "exec's user" exec -u 7:8 c1 id
same "exec's groups" exec -u 7 -g 9 -g 10 c1 id
same "exec's capabilities" exec --cap CAP_SYS_ADMIN c1 sh -c 'cat /proc/self/status | busybox grep Cap'
same "exec with no_new_privs" exec --no-new-privs c1 sh -c 'busybox grep NoNewPrivs /proc/self/status'
same "exec of nothing" exec c1
same "exec of a program that is not there" exec c1 nosuch
same "exec of a path that is not there" exec c1 /bin/nosuch
same "exec of a program that may not be executed" exec c1 /etc/plain
differs "ours names the operation and the errno"
same "exec in a directory that is not there" exec --cwd /nosuch c1 true
differs "ours looks no names up"
same "exec of a user without a number" exec -u nobody c1 true
for side in runc ours; do jq '.process|.args=["sh","-c","echo $PWD; exit 5"]|.cwd="/tmp"' "$work/config.json" >"$work/$side/bundle/p.json"; done
same "exec --process" exec --process p.json c1
same "exec -p" exec -p p.json c1
differs "the words of the file system"
same "exec of a process file that is not there" exec -p nosuch.json c1
same "exec --pid-file" exec --pid-file pid c1 true
same "exec -d" exec -d c1 true
same "update --memory" update --memory 100000000 c1
same "update --pids-limit" update --pids-limit 100 c1
differs "exit code: no limit given is an error of the caller's, which runc passes over"
same "update of nothing" update c1
differs "ours names the flag and the unit"
same "update with a size that is none" update --memory lots c1
same "pause" pause c1
same "state when paused" state c1
same "exec when paused" exec c1 true
same "pause when paused" pause c1
same "resume" resume c1
same "resume when running" resume c1
same "kill with no such signal" kill c1 BOGUS
same "kill by name" kill c1 SIGCONT
same "kill by number" kill c1 18
same "kill by 0, which only asks" kill c1 0
same "kill by a short name" kill c1 CONT
same "kill -a" kill -a c1 CONT
same "kill KILL" kill c1 KILL
for side in runc ours; do
	for _ in $(seq 50); do call $side state c1; grep -q stopped "$work/$side.out" && break; sleep 0.1; done
done
same "state when stopped" state c1
same "kill when stopped" kill c1
same "kill by 0 when stopped" kill c1 0
same "kill --all when stopped" kill --all c1
same "exec when stopped" exec c1 true
same "start when stopped" start c1
same "pause when stopped" pause c1
same "ps when stopped" ps -f json c1
same "delete" delete c1
same "delete again" delete c1

echo "# create and delete"
both create c2
same "delete when created" delete c2
both create c2
same "delete -f when created" delete -f c2
both run -d c3
same "delete -f when running" delete -f c3

echo "# run"
config '.process.args=["sh","-c","echo out; echo err >&2; exit 3"]'
same "run, its output and its code" run r1
same "run leaves nothing" list -q
config '.process.args=["sh","-c","kill -9 $$"]'
same "run of a process that wants to kill itself" run r1
config '.process.args=["nosuch"]'
same "run of a program that is not there" run r1
config '.process.args=["true"]'
same "run --keep" run --keep r2
same "state after run --keep" state r2
both delete r2
same "run --pid-file" run --pid-file pid r3

echo "# a terminal"
run_on_terminal() { # SIDE
	local runtime=$ours
	[ "$1" = ours ] || runtime=runc
	(cd "$work/$1/bundle" && on_terminal sh -c "stty rows 33 cols 77; $runtime --root $work/$1/state run t1")
}
# The kernel drops what waits in a terminal whose session's leader ends: it lives on for a moment.
config '.process.terminal=true
	| .process.args=["sh","-c","sleep 0.3; tty; stty size; test -t 2 && echo all; sleep 0.3; exit 3"]'
equal "a terminal: its name, and the size of the caller's" "$(run_on_terminal ours)" $'/dev/pts/0\n33 77\nall'
equal "as runc" "$(run_on_terminal runc)" "$(run_on_terminal ours)"
# Created: the master goes to a socket, and nobody there gives it another size.
sent_terminal() { # SIDE
	local socket=$work/$1.sock reader
	python3 - "$socket" <<-'END' >"$work/$1.sent" &
		import array, os, socket, sys
		s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(); s.settimeout(60)
		c, _ = s.accept()
		fd = array.array('i', c.recvmsg(4096, socket.CMSG_SPACE(4))[1][0][2])[0]
		try:
		    while text := os.read(fd, 4096):
		        print(text.decode().replace('\r', ''), end='', flush=True)
		except OSError:
		    pass  # EIO: the other side is closed
	END
	reader=$!
	for _ in $(seq 300); do [ -S "$socket" ] && break; sleep 0.1; done
	call "$1" create --console-socket "$socket" t2
	call "$1" start t2
	wait $reader
	call "$1" delete -f t2
	cat "$work/$1.sent"
}
config '.process.terminal=true | .process.consoleSize={"height":12,"width":34}
	| .process.args=["sh","-c","tty; stty size; sleep 0.3"]'
equal "a terminal of the size that was asked for" "$(sent_terminal ours)" $'/dev/pts/0\n12 34'
equal "its size as runc's" "$(sent_terminal runc)" $'/dev/pts/0\n12 34'
config '.process.terminal=false | .process.args=["sh","-c","tty; test -t 0 || echo none"]'
same "no terminal" run t3

echo "# the rest"
differs "a name of our own"
same "--version" --version
same "spec where there is one" spec
for side in runc ours; do rm "$work/$side/bundle/config.json"; done
both spec
keys() { jq -S '(.mounts|=sort_by(.destination))|(.linux.namespaces|=sort_by(.type))|(.linux.maskedPaths|=sort) | del(.ociVersion, .hostname, .process.capabilities.ambient, .linux.resources.devices[0].type)' "$work/$1/bundle/config.json"; }
# Newer runcs ask for no ambient capabilities.
if diff <(keys runc) <(keys ours) >"$work/diff"; then pass "spec writes what runc writes"; else fail "spec writes what runc writes" "$(cat "$work/diff")"; fi
call ours features
for key in ociVersionMin ociVersionMax hooks mountOptions linux.namespaces linux.capabilities linux.cgroup linux.seccomp \
	linux.apparmor linux.selinux linux.intelRdt linux.memoryPolicy linux.mountExtensions linux.netDevices annotations potentiallyUnsafeConfigAnnotations; do
	jq -e "(.${key}) != null" "$work/ours.out" >/dev/null && pass "features has $key" || fail "features has $key"
done
call runc features
for list in hooks linux.namespaces linux.capabilities linux.seccomp.actions linux.seccomp.operators linux.seccomp.archs mountOptions; do
	missing=$(jq -n --slurpfile a "$work/runc.out" --slurpfile b "$work/ours.out" -c "(\$a[0].$list) - (\$b[0].$list // [])")
	if [ "$list" = mountOptions ]; then equal "features: $list, as runc but acl, which belongs to file systems" "$missing" '["acl","noacl"]'
	else equal "features: $list as runc" "$missing" '[]'; fi
done
count
