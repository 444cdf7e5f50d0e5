#!/bin/bash
# user-network.sh DISTRIBUTION: networks that an ordinary user makes: CNI plugins in a network namespace of that user's, with
# slirp4netns between it and the host. Needs root, to make that user.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
DIST=$(cd "${1:?needs the distribution: see above}" && pwd) || exit 2
own_user || exit 2
tun=$(stat -c %a /dev/net/tun) && chmod a+rw /dev/net/tun
s() { as_user shibafu "$@"; }
cleanup() {
	s rm -f web peer far late second orphan >/dev/null
	chmod "$tun" /dev/net/tun
	forget_user
}
trap cleanup EXIT
port=$(own_port)
address() { s state "$1" | jq -r '.networks[0].addresses[0]'; }
get() { curl -s --max-time 5 "http://$1:$port/"; }
programs() { ps -u "$uid" -o state=,args= | grep -c '^[^Z] *slirp4netns.*/bridges tap0$'; }
ended() { [ "$(programs)" = 0 ] && [ ! -e "$SCRATCH/run/shibafu/.netns/bridges" ]; }
serve='mkdir -p /www; hostname >/www/index.html; exec httpd -f -p 80 -h /www'
# Without the counters, which others' packets move.
rules_and_links() { iptables-save 2>/dev/null | sed '/^#/d; s/ \[[0-9]*:[0-9]*\]$//'; ip -o link | wc -l; }
before=$(rules_and_links)

equal "a user makes networks" "$(s network create a; s network create --subnet 10.200.7.0/24 b; s network create --internal i)" "a
b
i"
like "a range that the way out has is refused" "$(s network create --subnet 10.0.2.0/25 x)" '^shibafu: .*10.0.2.0/25 is already used'
like "a name that is taken, too" "$(s network create a)" 'already exists'
like "they are listed beside the one of each container's own" "$(s network ls | tr -s ' \n' ' ')" ' a bridge .* b bridge .* shibafu pasta '
like "one that is not there is named" "$(s run --rm --network nowhere busybox true)" 'network nowhere not found'
like "one of its own and others are not had at once" "$(s run --name no --network a,bridge busybox true)" \
	'^shibafu: .*network of its own.*cannot be in others'
equal "which leaves nothing" "$(s ps -aq)$(programs)" 0

equal "one is in a network, with a port" "$(s run -d --name web --network a --network-alias www -p 127.0.0.1:$port:80 busybox sh -c "$serve")" web
s run -d --name peer --network a,b busybox sleep 1000 >/dev/null
s run -d --name far --network b --ip 10.200.7.77 --mac-address 02:00:00:00:07:77 busybox sleep 1000 >/dev/null
web=$(address web)
eventually s exec peer wget -qO- http://web/ >/dev/null
equal "another finds it by its name" "$(s exec peer wget -qO- http://web/)" web
equal "and by its alias" "$(s exec peer wget -qO- http://www/)" web
like "who is in two networks is found in both" "$(s exec far ping -c1 -W2 peer)" ' 0% packet loss'
like "one on another network does not know the name" "$(s exec far ping -c1 -W1 web)" 'bad address'
like "nor reach the address" "$(s exec far ping -c1 -W1 "$web")" '100% packet loss'
equal "an address and a hardware address are those asked for" "$(s exec far sh -c 'hostname -i; cat /sys/class/net/eth0/address')" "10.200.7.77
02:00:00:00:07:77"
equal "the host reaches the port" "$(get 127.0.0.1)" web
like "it is nobody else's" "$(s run --rm --network b -p 127.0.0.1:$port:80 busybox true)" 'port is already allocated: container web has it'
like "a port that is root's is refused in one line" "$(s run --rm --network b -p 127.0.0.1:81:80 busybox true)" '^shibafu: .*81'
like "something leads out" "$(s exec web ip route)" 'default via 10\.'
equal "one program carries all of it" "$(programs)" 1
equal "the host has no rule and no interface of it" "$(rules_and_links)" "$before"
equal "nothing leads out of an internal one" "$(s run --rm --network i busybox ip route | grep -c default)" 0
equal "one is joined, and left again, while a container runs" "$(s network connect --alias box b web; s exec far ping -c1 -W2 box | grep -c ' 0% packet loss'
	s network disconnect b web; s exec web ls /sys/class/net | tr '\n' ' ')" "1
eth0 lo "
like "but not that of its own" "$(s network connect bridge web)" 'network of its own'
like "one that is in use stays" "$(s network rm a)" 'in use by .*peer, web'

# The program may be killed: whoever comes next has it serve everybody again.
kill -KILL "$(pgrep -u "$uid" -f '/bridges tap0$')"
s run -d --name late --network a busybox sleep 1000 >/dev/null
equal "a program that was killed is started anew, ports and all" "$(eventually get 127.0.0.1) $(programs)" "web 1"
equal "it answers after a restart" "$(s restart -t 0 web; eventually get 127.0.0.1)" "web
web"
s stop -t 0 web >/dev/null
refused() { ! get 127.0.0.1 >/dev/null; }
if eventually refused; then pass "the port closes with its container"; else fail "port $port still answers"; fi
equal "and another may have it" "$(s run -d --name second --network b -p $port:80 busybox sh -c "$serve"; eventually get 127.0.0.1)" "second
second"

# All of them at once, as after a logout.
his_processes | xargs -r kill -KILL
eventually nothing_of_his
equal "after a logout, one starts as ever" "$(s start web; eventually get 127.0.0.1) $(programs)" "web
web 1"
equal "with the leases of the others given back" "$(s gc >/dev/null; ls "$SCRATCH"/home/.local/share/shibafu/networks/leases/*/ | grep -c '^10\.')" 1
s rm -f web peer far late second >/dev/null
if eventually ended; then pass "the namespace and its program go with the last of them"; else fail "they go with the last" "$(programs)"; fi
equal "the networks go" "$(s network rm a b i; s network ls -q)" "a
b
i
shibafu"
equal "and nothing stays" "$(find "$SCRATCH/home/.local/share/shibafu/networks" "$SCRATCH/run/shibafu/.netns" -type f ! -name .lock)" ""
count
