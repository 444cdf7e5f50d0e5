#!/bin/bash
# user.sh DISTRIBUTION: images, volumes and containers of an ordinary user, with the ids that subuid(5) gives. Needs root, to
# make a user for the time of the test, and newuidmap.
#
# One line a check, then a count; exit status 0 only if all passed. Leaves nothing behind.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
dist=$(cd "${1:?needs the distribution: see above}" && pwd) || exit 2
user=shibafu$$
scratch=$(mktemp -d)
useradd -m -d "$scratch/home" "$user" || exit 2
grep -q "^$user:" /etc/subuid || usermod --add-subuids 300000-365535 --add-subgids 300000-365535 "$user"
uid=$(id -u "$user")
first=$(sed -n "s/^$user:\([0-9]*\):.*/\1/p" /etc/subuid)
mkdir "$scratch/run" "$scratch/tree" && chown "$user" "$scratch" "$scratch/run"
store=$scratch/home/.local/share/shibafu

cleanup() {
	[ -z "${tun:-}" ] || chmod "$tun" /dev/net/tun
	for holder in "$scratch"/run*/shibafu/userns; do
		read -r pid start <"$holder" && kill "$pid" 2>/dev/null
	done
	eventually umount "$scratch/ram" 2>/dev/null
	userdel -f "$user" 2>/dev/null # its last process may be dying yet
	rm -rf --one-file-system "$scratch"
}
trap cleanup EXIT
as_user() {
	setpriv --reuid "$uid" --regid "$uid" --init-groups env -i PATH=/usr/bin:/bin HOME="$scratch/home" \
		XDG_DATA_HOME="${data:-$scratch/home/.local/share}" XDG_RUNTIME_DIR="${run:-$scratch/run}" SHIBAFU_ENGINE=off \
		"$dist/bin/shibafu" "$@" 2>&1
}

sleeps() { ps -u "$uid" -o state=,comm= | grep -c '^[^Z] *sleep$'; } # whoever adopts orphans may take its time with the dead
none_sleeps() { [ "$(sleeps)" = 0 ]; }

tar -xzf "$dist/images/busybox.tar.gz" -C "$scratch/tree" && echo x >"$scratch/tree/owned" && chown 12:34 "$scratch/tree/owned"
tar -C "$scratch/tree" -czf "$scratch/tree.tar.gz" . && chmod a+r "$scratch/tree.tar.gz"
equal "an image is imported" "$(as_user image import mine "$scratch/tree.tar.gz")" mine
like "and listed" "$(as_user images -q)" '^mine'
equal "below the user's own directory, owners kept" \
	"$(stat -c '%u:%g' "$(find "$store" -name owned)")" "$((first + 11)):$((first + 33))"
equal "what is root's is the user's" "$(stat -c %u "$store")" "$uid"
equal "a volume is made" "$(as_user volume create one)" one
equal "and shown" "$(as_user volume inspect one | grep -c "$store/volumes/one/_data")" 1
equal "all commands share a user namespace" "$(pgrep -u "$uid" -c shibafu-userns)" 1

equal "a container runs as root of that namespace" \
	"$(as_user run --rm --network none mine sh -c 'id -u; stat -c %u:%g /owned; ls /sys/class/net; exit 7' | tr '\n' ' ')$?" "0 12:34 lo 0"
as_user run --rm --network none mine sh -c 'exit 7'
equal "its exit code is told" $? 7
equal "with the host's network, too" "$(as_user run --rm --network host mine sh -c 'ls /sys/class/net' | tr '\n' ' ')" \
	"$(ls /sys/class/net | tr '\n' ' ')"
equal "a device by another name" \
	"$(as_user run --rm --network none --device /dev/zero:/dev/nothing mine sh -c 'head -c 2 /dev/nothing | wc -c')" 2
equal "its terminal is one" "$(on_terminal bash -c "$(declare -f as_user); uid=$uid scratch=$scratch dist=$dist
	as_user run --rm -it --network none mine sh -c 'tty; sleep 2'")" /dev/pts/0 # or the kernel drops its last words
equal "one stays in the background" \
	"$(as_user run -d --name c1 -v one:/v --network none mine sh -c 'echo out; touch /v/file; sleep 1000 & sleep 1000')" c1
logged() { as_user logs c1 | grep -qx out; }
eventually logged
equal "its log is kept" "$(as_user logs c1)" out
equal "it is listed" "$(as_user ps --format '{{.Names}} {{.State}}')" "c1 running"
equal "another process enters it" "$(as_user exec -e A=b c1 sh -c 'echo $A; ls /v' | tr '\n' ' ')" "b file "
as_user exec -d c1 sleep 50
equal "its processes are told" "$(as_user top c1 args | grep -c sleep)" 3
like "and what it takes" "$(as_user stats --no-stream | tail -1)" '^c1 .*MiB'
like "what it has changed is its own" "$(as_user cp "$scratch/tree/owned" c1:/tmp/x; as_user diff c1)" 'A /tmp/x'
as_user pause c1 >/dev/null
equal "it pauses, all of it" "$(as_user ps --format '{{.Status}}' | grep -o Paused) $(pgrep -u "$uid" -x sleep | xargs -rn1 ps -o state= -p | sort -u)" "Paused T"
equal "and goes on" "$(as_user resume c1; as_user inspect --format '{{.State.Status}}' c1 | tail -1)" "c1
running"
if ! [ -e /sys/fs/cgroup/cgroup.controllers ]; then
	like "a limit that cannot be is told in a line, once" \
		"$(as_user run --rm --network none --memory 100m --cpus 1 mine echo here)" '^shibafu: warning: no limit of cpu, memory is set: .*
here$'
	like "and refused afterwards" "$(as_user update --memory 100m c1)" 'need cgroup v2'
fi
equal "--userns keep-id: the user's ids are the same inside" \
	"$(as_user run --rm --network none --userns keep-id -v "$scratch/home:/h" mine sh -c 'id -u; id -g; touch /h/kept; stat -c %u:%g /h/kept /owned' | tr '\n' ' ')" \
	"$uid $uid $uid:$uid 12:34 "
equal "... and on the host" "$(stat -c %u:%g "$scratch/home/kept")" "$uid:$uid"
equal "... or others, and root beside them" "$(as_user run --rm --network none --userns keep-id:uid=7,gid=8 mine sh -c 'id -u; id -g; cat /proc/self/uid_map' | tr -s ' \n' ' ')" \
	"7 8 0 1 7 7 0 1 8 8 $(($(awk -F: -v u="$user" '$1 == u { print $3 }' /etc/subuid) - 7)) "
equal "... and root where --user says so" "$(as_user run --rm --network none --userns keep-id -u 0 mine id -u)" 0
like "... not with a setting that is none" "$(as_user run --rm --userns keep-id:size=7 mine true)" "'size=7' is none of gid=N, uid=N"
equal "--userns auto: two have no ids in common" "$(for one in 1 2; do as_user run -d --name "auto$one" --network none --userns auto mine sleep 1000 >/dev/null; done
	for one in 1 2; do as_user exec "auto$one" cat /proc/self/uid_map; done | tr -s ' \n' ' ')" " 0 1 1024 0 1025 1024 "
as_user rm -f auto1 auto2 >/dev/null
equal "it stops, when asked to" "$(as_user stop -t 20 c1; as_user wait c1)" "c1
143"
like "the screen shows it, and no other's" "$(as_user unshare "$dist/bin/shibafu-tui" --once)" '^c1 '
like "for the user's own shell, too" "$(setpriv --reuid "$uid" --regid "$uid" --init-groups env -i PATH=/usr/bin:/bin HOME="$scratch/home" \
	XDG_RUNTIME_DIR="$scratch/run" "$dist/bin/shibafu-tui" --once 2>&1)" '^c1 '
equal "starts once more" "$(as_user start c1; as_user ps -q)" "c1
c1"
equal "and goes, with all its processes" "$(as_user rm -f c1; eventually none_sleeps; sleeps)" "c1
0"
equal "one that shares the host's processes ends whole" "$(as_user run -d --name c2 --pid host --network none mine \
	sh -c 'sleep 1000 & sleep 1000'; as_user rm -f c2; eventually none_sleeps; sleeps)" "c2
c2
0"
equal "nothing of them is left" "$(as_user ps -aq)$(ls "$store/containers" "$scratch"/run/shibafu | grep -x 'c[12]')" ""

# Their programs open it; some machines keep it to root.
tun=$(stat -c %a /dev/net/tun) && chmod a+rw /dev/net/tun
port=$(own_port)
answered() { timeout 2 busybox nc 127.0.0.1 $port </dev/null | grep -qx hello; }
programs() { ps -u "$uid" -o state=,args= | grep -c "^[^Z] *\(pasta\|slirp4netns\).*$scratch"; }
ended() { [ "$(programs)" = 0 ]; }
for program in pasta slirp4netns; do
	command -v $program >/dev/null || { fail "$program is there, as .ci/run installs it"; continue; }
	equal "$program gives an address and a way out" \
		"$(as_user run --rm --network $program mine sh -c 'hostname -i; ip route | grep -c default' | tr '\n' ' ')" "10.0.2.100 1 "
	as_user run -d --name n1 --network $program -p 127.0.0.1:$port:80 mine \
		sh -c 'while true; do echo hello | nc -l -p 80; done' >/dev/null
	eventually answered
	equal "a published port of it answers" "$? $(as_user port n1)" "0 80/tcp -> 127.0.0.1:$port"
	like "and is nobody else's" "$(as_user run --rm --network $program -p 127.0.0.1:$port:80 mine true)" \
		'port is already allocated: container n1 has it'
	if [ "$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start)" -gt 81 ]; then
		like "a port that is root's is one clear line" "$(as_user run --rm --network $program -p 81:80 mine true)" \
			'^shibafu: publish port 0.0.0.0:81 of [^ ]*: only root may listen there'
	fi
	as_user restart -t 0 n1 >/dev/null && eventually answered
	equal "it answers after a restart, too" "$? $(programs)" "0 1"
	as_user stop -t 0 n1 >/dev/null && eventually ended
	equal "its program ends with it" "$? $(as_user rm n1)" "0 n1"
done
chmod "$tun" /dev/net/tun
like "the network of all is listed" "$(as_user network ls)" 'shibafu +pasta'
like "another must be made first" "$(as_user run --rm --network other mine true)" '^shibafu: network other not found; shibafu network create other makes it$'
equal "the volume goes" "$(as_user volume rm one)" one
as_user rmi mine >/dev/null
equal "as does the image, whoever owns its files" "$? $(find "$store" -name owned)" "0 "

# A file system without extended attributes takes no overlay.
mkdir "$scratch/ram" "$scratch/run2" && mount -t ramfs ram "$scratch/ram" && chown "$user" "$scratch/ram" "$scratch/run2"
on_ram() { data=$scratch/ram run=$scratch/run2 as_user "$@"; }
equal "where there can be no overlay, a container has a copy" \
	"$(on_ram run --name c3 --network none busybox sh -c 'echo x >/written; stat -f -c %T /')$(ls "$scratch/ram/shibafu/containers/c3")" \
	"$(stat -f -c %T "$scratch/ram")image
rootfs"
equal "and keeps what it wrote" "$(on_ram start c3; on_ram cp c3:/written -| tar -xO)" "c3
x"
equal "it goes, as the others do" "$(on_ram rm -f c3; ls "$scratch/ram/shibafu/containers")" c3
like "help needs no such place" "$(setpriv --reuid "$uid" --regid "$uid" --clear-groups env -i PATH=/bin "$dist/bin/shibafu" --help 2>&1)" 'Usage'

count
