#!/bin/bash
# layer.sh DISTRIBUTION: containers where the kernel's overlayfs takes no writable layer, so that fuse-overlayfs keeps it, for root
# and for an ordinary user, which is made for the time of the test. Needs root, fuse-overlayfs and newuidmap.
#
# One line a check, then a count; exit status 0 only if all passed. Leaves nothing behind.
set -u
# What is mounted here nobody else sees.
[ "${2:-}" = inside ] || exec unshare --mount bash "$0" "${1:?needs the distribution: see above}" inside
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
dist=$(cd "$1" && pwd) || exit 2
me=layer$$
scratch=$(mktemp -d)
store=/var/lib/shibafu/containers
mkdir -p "$store" "$scratch"/{upper,work,data,data-upper,data-work,run,home}

cleanup() {
	for name in one two three four; do root rm -f "$me-$name" >/dev/null 2>&1; done
	root image rm "$me-image" >/dev/null 2>&1
	[ ! -e "$scratch/run/shibafu/userns" ] || { read -r pid start <"$scratch/run/shibafu/userns" && kill "$pid" 2>/dev/null; }
	eventually umount "$store"
	eventually umount "$scratch/data/shibafu/containers"
	userdel -f "$me" 2>/dev/null # its last process may be dying yet
	rm -rf --one-file-system "$scratch"
}
trap cleanup EXIT
root() { "$dist/bin/shibafu" "$@" 2>&1; }
servers() { pgrep -fc "^/usr/bin/fuse-overlayfs .*$1/"; }
no_server() { [ "$(servers "$1")" = 0 ]; }
kind='grep " / / " /proc/self/mountinfo | grep -o "fuse.fuse-overlayfs"'

# An overlay on an overlay cannot be written.
mount -t overlay overlay -o "lowerdir=$store,upperdir=$scratch/upper,workdir=$scratch/work" "$store"

equal "a program serves the root where overlayfs cannot" "$(root run --rm --name "$me-one" busybox sh -c "$kind")" fuse.fuse-overlayfs
equal "and ends with the container" "$(eventually no_server "$me-one" && echo gone)" gone
root run --rm busybox sh -c 'exit 7'
equal "exit codes are told" $? 7

root run --name "$me-two" busybox sh -c 'echo x >/new; rm /bin/vi; rm -r /etc; mkdir /etc; echo y >/etc/only; mv /root /moved
	chown 12:34 /new; ln /new /same; mkfifo /pipe; ps -o comm' >"$scratch/processes"
equal "the container does not see the program" "$(grep -c COMMAND "$scratch/processes") $(grep -c fuse "$scratch/processes")" "1 0"
equal "diff tells what was written, and none of the program's marks" \
	"$(root diff "$me-two" | grep -E '/(new|vi|etc/only|same|pipe)$|\.wh\.' | sort | tr '\n' ' ')" \
	"A /etc/only A /new A /pipe A /same D /bin/vi "
equal "a file comes out of it once it has stopped" "$(root cp "$me-two:/etc/only" - | tar -xO)" y
echo in >"$scratch/in"
root cp "$scratch/in" "$me-two:/etc/in"
equal "and into it" "$(root cp "$me-two:/etc/in" - | tar -xO)" in
equal "export has what it sees" "$(root export "$me-two" | tar -t | grep -E '^(\./)?(etc/|new|bin/vi$)' | sed 's|^\./||' | sort | tr '\n' ' ')" \
	"etc/ etc/in etc/only new "
root commit "$me-two" "$me-image" >/dev/null
equal "commit makes a layer of it" \
	"$(root run --rm "$me-image" sh -c 'ls /etc; stat -c %u:%g:%h /new; ls /bin/vi /root 2>&1 | grep -c "No such"' | tr '\n' ' ')" \
	"in only 12:34:2 2 "
root rm "$me-two" >/dev/null

root create --name "$me-three" busybox sh -c 'ls /etc; rm -rf /etc; mkdir /etc; touch /etc/mine; cat /runs; echo run >>/runs' >/dev/null
root start -a "$me-three" >/dev/null
equal "a later start finds what the first wrote, and not what it removed" "$(root start -a "$me-three" | tr '\n' ' ')" "mine run "
root rm "$me-three" >/dev/null

twice() { [ "$(root exec "$me-four" cat /runs | wc -l)" -ge 2 ]; }
# In one look: between two runs there is no program, or the next one's beside the last one's.
served() { twice && [ "$(servers "$me-four")" = 1 ]; }
root run -d --name "$me-four" --restart always busybox \
	sh -c 'echo run >>/runs; [ "$(wc -l </runs)" -ge 2 ] && exec sleep 1000; sleep 1' >/dev/null
equal "a container that is run again is served again" "$(eventually served && echo served)" served
root rm -f "$me-four" >/dev/null
equal "and no more when it is removed" "$(eventually no_server "$me-four" && echo gone)" gone

root run -d --name "$me-one" busybox sleep 1000 >/dev/null
kill -9 "$(pgrep -f "^/usr/bin/fuse-overlayfs .*$me-one/")"
root exec "$me-one" ls / >/dev/null
equal "one whose program is killed cannot be used" $((!$?)) 0
equal "but removed" "$(root rm -f "$me-one")" "$me-one"
root run -d --name "$me-one" busybox sleep 1000 >/dev/null
kill -9 "$(root state "$me-one" | jq .pid)"
equal "one that is killed leaves no program" "$(eventually no_server "$me-one" && echo gone)" gone
root rm -f "$me-one" >/dev/null

for name in one two three four; do ls -d "$store/$me-$name" 2>/dev/null; done >"$scratch/left"
equal "nothing is left in the store" "$(cat "$scratch/left")" ""

useradd -M -d "$scratch/home" "$me" || exit 2
grep -q "^$me:" /etc/subuid || usermod --add-subuids 300000-365535 --add-subgids 300000-365535 "$me"
chmod 755 "$scratch"
chown "$me" "$scratch"/{run,home,data,data-upper}
mkdir -p "$scratch/data/shibafu/containers" && chown "$me" "$scratch"/data/shibafu{,/containers}
mount -t overlay overlay -o "lowerdir=$scratch/home,upperdir=$scratch/data-upper,workdir=$scratch/data-work" "$scratch/data/shibafu/containers"
as_user() {
	setpriv --reuid "$me" --regid "$me" --init-groups env -i PATH=/usr/bin:/bin HOME="$scratch/home" \
		XDG_DATA_HOME="$scratch/data" XDG_RUNTIME_DIR="$scratch/run" SHIBAFU_ENGINE=off "$dist/bin/shibafu" "$@" 2>&1
}
mknod -m 600 "$scratch/fuse" c 10 229 && mount --bind "$scratch/fuse" /dev/fuse
equal "where /dev/fuse does not open, a user's container has a copy" \
	"$(as_user run --rm --network none busybox sh -c 'grep -c " - fuse" /proc/self/mountinfo; stat -c %h /bin/sh' | head -1)" 0
chmod 666 "$scratch/fuse"
equal "where it does, the program serves a user's root too" "$(as_user run --name u1 --network none busybox sh -c "$kind
	rm /bin/vi; rm -r /etc; mkdir /etc; echo y >/etc/only; chown 12:34 /etc/only; stat -c %u:%g /etc/only" | tr '\n' ' ')" \
	"fuse.fuse-overlayfs 12:34 "
equal "diff" "$(as_user diff u1 | grep -E '/(vi|etc/only)$|\.wh\.' | sort | tr '\n' ' ')" "A /etc/only D /bin/vi "
equal "cp" "$(as_user cp u1:/etc/only - | tar -xO)" y
as_user commit u1 u2 >"$scratch/said" || cat "$scratch/said"
equal "commit" "$(as_user run --rm --network none u2 sh -c 'ls /etc; stat -c %u:%g /etc/only; ls /bin/vi' | tr '\n' ' ' | cut -c1-11)" "only 12:34 "
equal "rm" "$(as_user rm u1)" u1
equal "no program is left" "$(eventually no_server "$scratch/data" && echo gone)" gone

count
