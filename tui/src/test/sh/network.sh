#!/usr/bin/env bash
# Networks as root, with the CNI plugins and iptables that the machine has: network.sh DIST
# The host's side is a network namespace of its own, so nothing of this machine's network is touched.
if [ "$NETWORK_SH" != inside ]; then
	NETWORK_SH=inside exec unshare --net --mount --propagation private bash "$0" "$@"
fi
dist=$(cd "$1" && pwd)
. "$(dirname "$0")/checks.sh"
ip link set lo up
work=$(mktemp -d)
mkdir "$work/lib" /run/netns 2>/dev/null
# Networks of our own in the usual place, which others do not see.
mkdir -p /var/lib/shibafu/networks
mount --bind "$work/lib" /var/lib/shibafu/networks
mount -t tmpfs tmpfs /run/netns
me=net$$
s() { "$dist/bin/shibafu" --root "$work/run" "$@"; }
remove_all() {
	for name in $(s list -q 2>/dev/null); do s delete --force "$name" >/dev/null 2>&1; done
	umount /run/netns /var/lib/shibafu/networks
	rm -rf "$work"
}
trap remove_all EXIT
address() { s state "$1" | jq -r '.networks[0].addresses[0]'; }
serve='mkdir -p /www; hostname >/www/index.html; exec httpd -f -p 80 -h /www'
# What is there for containers; the plugins' empty chains and the bridges stay until the network goes.
left() {
	iptables-save | grep -E "CNI-DN|10\.89\.[0-9]+\.[0-9]+/32|$me"
	ip -o link | grep -o 'veth[0-9a-f]*'
	ls "$work"/lib/attached "$work"/lib/leases/* /run/netns 2>/dev/null | grep -E "json|^10\.|^shibafu-"
}

s network create "$me-a" >/dev/null && s network create --subnet 10.200.7.0/24 --gateway 10.200.7.9 "$me-b" >/dev/null
s network create --internal "$me-i" >/dev/null
equal "networks are listed" "$(s network ls -q | tr '\n' ' ')" "$me-a $me-b $me-i "
like "a subnet that is taken is refused" "$(s network create --subnet 10.200.0.0/16 x 2>&1)" 'subnet 10.200.0.0/16 is already used'
like "a name that is taken is refused" "$(s network create "$me-a" 2>&1)" 'already exists'
like "a network that is not there is named" "$(s run --rm --network nowhere busybox true 2>&1)" 'network nowhere not found'

s run -d --name "$me-web" --network "$me-a" --network-alias www -p 8081:80 busybox sh -c "$serve" >/dev/null
s run -d --name "$me-peer" --network "$me-a,$me-b" busybox sleep 1000 >/dev/null
s run -d --name "$me-far" --network "$me-b" --ip 10.200.7.77 --mac-address 02:00:00:00:07:77 busybox sleep 1000 >/dev/null
web=$(address "$me-web")
eventually s exec "$me-peer" wget -qO- "http://$me-web/" >/dev/null
equal "a container finds another by its name" "$(s exec "$me-peer" wget -qO- "http://$me-web/")" "$me-web"
equal "and by its alias" "$(s exec "$me-peer" wget -qO- http://www/)" "$me-web"
like "one that came later is known to who was there" "$(s exec "$me-web" ping -c1 -W2 "$me-peer" 2>&1)" ' 0% packet loss'
like "one on another network does not know the name" "$(s exec "$me-far" ping -c1 -W1 "$me-web" 2>&1)" 'bad address'
like "and does not reach the address" "$(s exec "$me-far" ping -c1 -W1 "$web" 2>&1)" '100% packet loss'
like "who is in two networks is found in both" "$(s exec "$me-far" ping -c1 -W2 "$me-peer" 2>&1)" ' 0% packet loss'
equal "its address is the one asked for" "$(address "$me-far")" 10.200.7.77
like "and so is its hardware address" "$(s exec "$me-far" ip link show eth0)" '02:00:00:00:07:77'
like "the gateway is the one asked for" "$(s exec "$me-far" ip route)" 'default via 10.200.7.9'
equal "the host reaches a published port" "$(curl -s --max-time 5 http://127.0.0.1:8081/)" "$me-web"
equal "ports are shown" "$(s port "$me-web")" '80/tcp -> 0.0.0.0:8081'
before=$(left | sort)
like "a port that is taken is one clear error" "$(s run --name "$me-clash" -p 8081:80 --network "$me-a" busybox true 2>&1)" \
	"^shibafu: .*0.0.0.0:8081 of $me-clash: port is already allocated: container $me-web has it"
equal "which leaves nothing" "$(left | sort)" "$before"
like "not even a container" "$(s state "$me-clash" 2>&1)" 'does not exist'
like "an address of another network is refused" "$(s network connect --ip 10.9.9.9 "$me-b" "$me-web" 2>&1)" \
	'^shibafu: .*10.9.9.9 is not in network'
like "as is one that is taken" "$(s network connect --ip 10.200.7.77 "$me-b" "$me-web" 2>&1)" '^shibafu: .*10.200.7.77'
equal "and no interface stays of it" "$(s exec "$me-web" ls /sys/class/net | tr '\n' ' ')" "eth0 lo "
s network connect --alias box --ip 10.200.7.33 "$me-b" "$me-web"
like "one that is connected has the address asked for" "$(s exec "$me-web" ip address show eth1)" 'inet 10.200.7.33/24'
like "one that is connected is found in that network too" "$(s exec "$me-far" ping -c1 -W2 "$me-web" 2>&1)" ' 0% packet loss'
like "by its new alias" "$(s exec "$me-far" ping -c1 -W2 box 2>&1)" ' 0% packet loss'
equal "its first interface stays" "$(s exec "$me-web" ls /sys/class/net | tr '\n' ' ')" "eth0 eth1 lo "
like "it is not connected twice" "$(s network connect "$me-b" "$me-web" 2>&1)" "it is there already"
s network disconnect "$me-b" "$me-web"
equal "one that is disconnected has lost that interface" "$(s exec "$me-web" ls /sys/class/net | tr '\n' ' ')" "eth0 lo "
like "and is not known there any more" "$(s exec "$me-far" ping -c1 -W1 "$me-web" 2>&1)" 'bad address'
like "nor can it leave twice" "$(s network disconnect "$me-b" "$me-web" 2>&1)" "it is not there"
s network disconnect "$me-b" "$me-far"
equal "one may leave all networks" "$(s exec "$me-far" ls /sys/class/net | tr '\n' ' ')" "lo "
s restart -t 0 "$me-far" >/dev/null
equal "and is in none at its next start" "$(s exec "$me-far" ls /sys/class/net | tr '\n' ' ')" "lo "
s stop -t 0 "$me-far" >/dev/null
s network connect --ip 10.200.7.78 "$me-b" "$me-far" && s start "$me-far" >/dev/null
equal "one that was connected while it stood has it at its start" "$(s exec "$me-far" ls /sys/class/net | tr '\n' ' ')" "eth0 lo "
equal "with its address" "$(address "$me-far")" 10.200.7.78
s run -d --name "$me-alone" busybox sleep 1000 >/dev/null
s run -d --name "$me-free" --network "$me-a" -p 80 busybox sleep 1000 >/dev/null
chosen=$(s port "$me-free")
s network connect "$me-b" "$me-free"
equal "a port that was chosen for it stays its own" "$chosen $(s port "$me-free")" "$chosen 80/tcp -> 0.0.0.0:${chosen##*:}"
s network disconnect "$me-b" "$me-free"
equal "also when it has left" "$(s port "$me-free")" "$chosen"
s rm -f "$me-free" >/dev/null
like "one without networks of its own joins none" "$(s network connect "$me-b" "$me-alone" 2>&1)" "no networks of its own"
like "a network that is in use is not removed" "$(s network rm "$me-a" 2>&1)" "in use by .*$me-peer, $me-web"
like "who is in a network is shown" "$(s network inspect "$me-a" | jq -r '.[0].containers | keys[]' | tr '\n' ' ')" "$me-peer $me-web"
s delete --force "$me-peer" >/dev/null
like "who left is not known any more" "$(s exec "$me-web" ping -c1 -W1 "$me-peer" 2>&1)" 'bad address'

s run -d --name "$me-in" --network "$me-i" busybox sleep 1000 >/dev/null
equal "nothing leads out of an internal network" "$(s exec "$me-in" ip route | grep -c default)" 0
like "nothing is published from it" "$(s run --rm -p 80 --network "$me-i" busybox true 2>&1)" 'publishes no ports: it is internal'

hosts=$(s run --rm --network "$me-a" --add-host db:10.1.2.3 --add-host up:host-gateway --dns 10.9.9.9 --dns-search example.org \
	--dns-option ndots:2 --hostname box busybox cat /etc/hosts /etc/hostname /etc/resolv.conf)
like "hosts are added" "$hosts" '^10.1.2.3	db$'
like "the host's address too" "$hosts" '^10\.[0-9]+\.0\.1	up$'
like "its own name" "$hosts" '^10\..*	box '
equal "name servers are set" "$(tail -n 3 <<<"$hosts" | tr '\n' ';')" 'nameserver 10.9.9.9;search example.org;options ndots:2;'

for i in 1 2 3 4 5 6 7 8 9 10; do s run -d --name "$me-m$i" --network "$me-a" -p 80 busybox sleep 1000 >/dev/null & done
wait
equal "ten at once get ten addresses" "$(for i in 1 2 3 4 5 6 7 8 9 10; do address "$me-m$i"; done | grep -c '^10\.' )/$(
	for i in 1 2 3 4 5 6 7 8 9 10; do address "$me-m$i"; done | sort -u | wc -l)" 10/10
equal "and ten ports" "$(for i in 1 2 3 4 5 6 7 8 9 10; do s port "$me-m$i"; done | sort -u | wc -l)" 10

# One that ends by itself is cleaned up by its supervisor; one whose supervisor is killed, by the next command.
s run -d --name "$me-short" --rm --network "$me-a" -p 8082:80 busybox sleep 1 >/dev/null
gone() { ! iptables-save | grep -qw 8082; }
if eventually gone; then pass "what a container had is given back at its end"; else fail "port 8082 is still published"; fi
s run -d --name "$me-idle" --network "$me-a" -p 8085:80 busybox sleep 1000 >/dev/null
s stop -t 0 "$me-idle" >/dev/null
equal "what one had that was stopped is given back when that is told" "$(iptables-save | grep -cw 8085)" 0
s delete "$me-idle" >/dev/null
s run -d --name "$me-again" --restart always --network "$me-a" -p 8084:80 busybox sh -c "$serve" >/dev/null
first=$(s state "$me-again" | jq .pid)
kill -9 "$first" # from outside: to a first process its own namespace can do nothing
other() { local now; now=$(s state "$me-again" | jq .pid) && [ "$now" != "$first" ] && [ "$now" -gt 0 ]; }
served() { [ "$(curl -s --max-time 2 http://127.0.0.1:8084/)" = "$me-again" ]; }
again() { eventually other && eventually served; }
if again; then pass "one that is run again keeps its networks"; else fail "it is not run again, or port 8084 leads nowhere"; fi
s delete --force "$me-again" >/dev/null
equal "until it is over" "$(iptables-save | grep -cw 8084)" 0
s run -d --name "$me-orphan" --network "$me-a" -p 8083:80 busybox sleep 1000 >/dev/null
pid=$(s state "$me-orphan" | jq .pid)
above=$(awk '/^PPid/ { print $2 }' "/proc/$pid/status")
case $(cat "/proc/$above/comm") in shibafu*) kill -9 "$above" ;; *) fail "its parent is no supervisor" ;; esac
kill -9 "$pid"
eventually test ! -e "/proc/$pid"
s gc >/dev/null
equal "and by the next command if its supervisor was killed" "$(iptables-save | grep -cw 8083)" 0

for name in $(s list -q); do s delete --force "$name" >/dev/null; done
equal "after delete nothing is left" "$(left)" ""
s network rm "$me-a" "$me-b" >/dev/null
s run --name "$me-done" busybox true
s run -d --name "$me-runs" busybox sleep 1000 >/dev/null
like "system prune asks" "$(echo n | s system prune 2>&1)" 'Go on\? \[y/N\]'
equal "and takes no for an answer" "$(s list -q | sort | tr '\n' ' ')" "$me-done $me-runs "
pruned=$(echo y | s system prune 2>/dev/null)
like "with yes what does not run is gone" "$pruned" "^$me-done\$"
like "and so is a network that nobody is in" "$pruned" "^$me-i\$"
equal "what runs stays" "$(s list -q)" "$me-runs"
s delete --force "$me-runs" >/dev/null
s network create "$me-i" >/dev/null
equal "networks are pruned" "$(s network prune -f)" "$me-i"
equal "with their bridges" "$(ip -o link | grep -c 'shb-')" 0
equal "and the rules that name them" "$(iptables-save | grep -c 'shb-')" 0
like "without the plugins the error says what to install" "$(mount -t tmpfs tmpfs /usr/lib/cni; s run --rm --network bridge busybox true 2>&1
	umount /usr/lib/cni)" 'apt-get install containernetworking-plugins'
count
