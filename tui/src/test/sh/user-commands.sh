#!/bin/bash
# user-commands.sh DISTRIBUTION: every command once as an ordinary user, beside what user.sh looks at closely. Needs root, to make
# that user.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
DIST=$(cd "${1:?needs the distribution: see above}" && pwd) || exit 2
own_user || exit 2
tun=$(stat -c %a /dev/net/tun) && chmod a+rw /dev/net/tun
cleanup() {
	as_user shibafu rm -f web old >/dev/null
	chmod "$tun" /dev/net/tun
	forget_user
}
trap cleanup EXIT
tried=
s() { as_user shibafu "$@"; }
# does PATTERN COMMAND...: it ends well and says something like that, or nothing if the pattern is empty
does() {
	local pattern=$1 said status
	shift
	tried+=" $* ;"
	said=$(s "$@")
	status=$?
	if [ $status = 0 ] && { [ -z "$pattern$said" ] || { [ -n "$pattern" ] && grep -qE -- "$pattern" <<<"$said"; }; }; then
		pass "$*"
	else
		fail "$*" "exit $status: $said"
	fi
}
# refused PATTERN COMMAND...: in one line that says why
refused() {
	local said
	tried+=" ${*:2} ;"
	said=$(s "${@:2}")
	equal "refused: ${*:2}" "$? $(grep -c . <<<"$said") $(grep -cE -- "^shibafu: .*$1" <<<"$said")" "125 1 1"
}

does '^web$' run -d --name web --network pasta -l a=b busybox sh -c 'echo out; exec sleep 1000'
does '^old$' create --name old busybox sh -c 'echo again'
for list in list ls ps 'container ls'; do
	does 'web' $list
done
for look in 'state web' 'inspect web' 'container inspect web' 'top web' 'container top web' 'stats --no-stream web' 'trace web'; do
	does 'web|sleep' $look
done
does '' port web
does '' container port web
does '^out$' logs web
does '^out$' container logs --tail 1 web
does '^0$' exec web id -u
does '' cp web:/bin/busybox "$SCRATCH/home/copied"
does '' container cp "$SCRATCH/home/copied" web:/tmp/copied
does 'A /tmp/copied' diff web
does 'A /tmp/copied' container diff web
for verb in pause resume pause unpause restart 'restart -t 0' kill start 'stop -t 0'; do
	does '^web$' $verb web
done
does '^(137|143)$' wait web
does again start -a old
does '' rename old older
does '' container rename older old
does sha256: commit web tools:1
does '' export -o "$SCRATCH/home/tree.tar" web
does '^tree$' image import tree "$SCRATCH/home/tree.tar"
does tree image ls
does tree images
does '"Id"' image inspect tools:1
does '' tag tree wood
does '' image tag tree timber
does '' save -o "$SCRATCH/home/tree.oci" tree
does '' image save -o "$SCRATCH/home/tree2.oci" tools:1
does wood rmi wood
does timber image rm timber
does tree load -i "$SCRATCH/home/tree.oci"
does tools image load -i "$SCRATCH/home/tree2.oci"
does '' image prune -f
does '^v$' volume create v
does v volume ls
does /volumes/v/_data volume inspect v
does '^v$' volume rm v
does '' volume prune -f
does shibafu network ls
does pasta network inspect shibafu
does '' network disconnect shibafu web
does '' network connect --ip 10.0.2.9 shibafu web
does '^web$' start web
equal "it has the address asked for" "$(s exec web hostname -i)" 10.0.2.9
does '' network disconnect bridge web
does '' network prune -f
does '^own$' network create own
does '' network connect own web
equal "it is in the network that was made" "$(s exec web hostname -i | grep -c '^10\.89\.0\.')" 1
does '' network disconnect own web
does '^own$' network rm own
refused 'network own not found' network connect own web
equal "a hardware address by pasta, and no interface of the host's in sight" "$(s run --rm --network pasta --mac-address 02:00:00:00:00:11 busybox \
	sh -c 'cat /sys/class/net/eth0/address; ls /sys/class/net')" "02:00:00:00:00:11
eth0
lo"
refused 'slirp4netns[)] gives no address' run --name no --network slirp4netns --ip 10.0.2.9 busybox true
refused 'slirp4netns[)] gives no hardware address' run --name no --network slirp4netns --mac-address 02:00:00:00:00:11 busybox true
refused 'no healthcheck|health' healthcheck run web
does clone plan --name x busybox true
does shibafu version
does complete completion bash
does '^0$' unshare id -u
like "unshare runs nothing where there is no namespace" "$(as_user env -u XDG_RUNTIME_DIR "$DIST/bin/shibafu" unshare id -u)" \
	'^shibafu: unshare: .*set XDG_RUNTIME_DIR$'
does '' gc
does '' gc --check
refused 'not logged in' logout localhost:1
refused 'localhost:1' login -u a -p b --tls-verify=false localhost:1
refused 'localhost:1' pull --tls-verify=false localhost:1/x
refused 'localhost:1' push --tls-verify=false tree localhost:1/x
[ -e /sys/fs/cgroup/cgroup.controllers ] || refused 'need cgroup v2' update --memory 100m web
does old container prune -f
does web rm -f web
(as_user timeout 300 shibafu events --json >"$SCRATCH/events") &
port=$(own_port)
(as_user timeout 300 shibafu metrics --listen 127.0.0.1:$port >/dev/null) &
does '^told$' run -d --name told busybox sh -c 'while sleep 0.2; do echo tick; done'
measured() { s stats --no-stream told >/dev/null; curl -sf --max-time 5 "http://127.0.0.1:$port/metrics" | grep -q '"told"'; }
eventually measured
equal "metrics" $? 0
# By a file, as $! is that of a shell that waits.
as_user sh -c 'echo $$ >attached; exec shibafu attach --detach-keys ctrl-x told' </dev/null >"$SCRATCH/ticks" &
eventually grep -q tick "$SCRATCH/ticks"
equal "attach" $? 0
kill "$(cat "$SCRATCH/attached")"
wait $!
does '^told$' delete --force told
heard() { grep -q '"told"' "$SCRATCH/events"; }
eventually heard
equal "events" $? 0
tried+=' events attach metrics '
does '' system prune -f
on_page=$(s --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\).*/\1/p')
untried=$(for command in $on_page; do grep -q " $command " <<<"$tried" || echo "$command"; done)
equal "every command was tried" "$untried" ""
count
