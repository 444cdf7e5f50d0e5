# What the check scripts share: one line a check, then a count. Sourced by them.
# An engine that stays behind would be one more process to account for: only warm.sh wants one.
export SHIBAFU_ENGINE=${SHIBAFU_ENGINE:-off}

passed=0
failed=0

pass() { passed=$((passed + 1)); echo "ok - $1"; }
fail() { failed=$((failed + 1)); echo "not ok - $1"; printf '    %s\n' "${@:2}"; }

# equal WHAT GOT WANTED
equal() { if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "got '$2'" "not '$3'"; fi; }

# like WHAT GOT PATTERN
like() { if grep -qE -- "$3" <<<"$2"; then pass "$1"; else fail "$1" "got '$2'" "which lacks '$3'"; fi; }

# eventually COMMAND...: until it succeeds, or for a minute: a machine that is emulated is slow.
eventually() {
	local end=$((SECONDS + 60))
	until "$@"; do
		[ $SECONDS -lt $end ] || return 1
		sleep 0.1
	done
}

# on_terminal COMMAND...: what it prints on a terminal of its own, without the terminal's carriage returns. Nobody types, but
# the input does not end either: script passes an end on, and a client that reads it leaves before the output has come.
# SHELL is what script runs the command with, and only bash reads what its own %q wrote. The kernel drops what waits in a
# terminal whose session's leader ends: that shell is it, and stays a moment longer than the command.
on_terminal() {
	SHELL=$BASH script -qec "$(printf '%q ' "$@"); code=\$?; sleep 0.3; exit \$code" /dev/null 2>&1 0<> <(:) | tr -d '\r'
}

# listens PID [CONTAINERS]: whether that call of events, whose engine is a child of it, watches where records come and go, and
# those of so many containers that are there already. An inotify without a watch misses what comes next.
listens() {
	local engine
	for engine in $(cat "/proc/$1/task/$1/children"); do
		[ "$(cat "/proc/$engine/fdinfo/"* | grep -c '^inotify wd:')" -gt "${2:-0}" ] && return
	done
	return 1
} 2>/dev/null

# podman_configured DIR [LINE]: has podman do what works everywhere, by a file in DIR; LINE is one more for its [containers].
podman_configured() {
	cat >"$1/containers.conf" <<-CONF
		[containers]
		default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
		log_driver = "k8s-file"
		${2:-}
		[engine]
		events_logger = "file"
		cgroup_manager = "cgroupfs"
		runtime_supports_json = ["shibafu-runtime", "runc", "crun"]
	CONF
	export CONTAINERS_CONF=$1/containers.conf
}

# containerd_configured DIR: a containerd that keeps all in DIR, with its socket c.sock there, by DIR/config.toml.
containerd_configured() {
	cat >"$1/config.toml" <<-CONF
		version = 2
		root = "$1/root"
		state = "$1/state"
		disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs"]
		[grpc]
		  address = "$1/c.sock"
	CONF
}

# own_records NAME: the containers of this script, of the distribution in DIST, have their records in a ROOT of their own; those
# that detached has made go with forget_records.
own_records() {
	ROOT=$(mktemp -d "/run/shibafu-$1.XXXXXX")
	names=()
	shibafu() { "$DIST/bin/shibafu" --root "$ROOT" "$@"; }
	# detached NAME OPTIONS... : the rest is run's
	detached() {
		names+=("$1")
		shibafu run -d --name "$1" "${@:2}" >/dev/null
	}
	field() { shibafu list --json | jq -r ".[] | select(.id == \"$1\") | .$2"; }
	forget_records() {
		for name in "${names[@]}"; do shibafu rm -f "$name" >/dev/null 2>&1; done
		rm -rf "$ROOT"
	}
}

# own_port: a number for a port of this script's, below those that the host gives out.
own_port() { echo $((20000 + $$ % 12000)); }

# own_user: an ordinary user for the time of the script, with ids by subuid(5), a home and a run directory in SCRATCH, and as_user
# COMMAND... as he would run it; gone with forget_user. Needs root.
own_user() {
	user=shibafu$$
	SCRATCH=$(mktemp -d /var/tmp/shibafu-user.XXXXXX)
	useradd -m -d "$SCRATCH/home" "$user" || return 1
	grep -q "^$user:" /etc/subuid || usermod --add-subuids 300000-365535 --add-subgids 300000-365535 "$user"
	uid=$(id -u "$user")
	mkdir "$SCRATCH/run" && chown "$user" "$SCRATCH" "$SCRATCH/run"
	as_user() {
		(cd "$SCRATCH" && exec setpriv --reuid "$uid" --regid "$uid" --init-groups env -i PATH="$DIST/bin:/usr/bin:/bin" \
			HOME="$SCRATCH/home" XDG_RUNTIME_DIR="$SCRATCH/run" TERM=dumb SHIBAFU_ENGINE=off "$@" 2>&1)
	}
	his_processes() { ps -u "$uid" -o state=,pid= | sed -n "s/^[^Z] *//p"; }
	nothing_of_his() { [ -z "$(his_processes)" ]; }
	forget_user() {
		as_user shibafu container prune -f >/dev/null
		his_processes | xargs -r kill -KILL
		eventually nothing_of_his
		userdel -f "$user" 2>/dev/null
		rm -rf --one-file-system "$SCRATCH"
	}
}

# count: says how it went; the status is that of the script
count() {
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ]
}
