#!/bin/bash
# Makes the pictures of the README: starts the demo in tmux, presses a few keys, and draws what is then to be seen.
# Needs root, tmux, and a build (mvn -DskipTests package). Usage: pictures.sh DISTRIBUTION OUT
set -eu

distribution=$(readlink -f "$1")
out=$(readlink -f "$2")
tui=$(dirname "$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")")
scratch=$(mktemp -d)
tmux() { command tmux -L "pictures-$$" "$@"; }
trap 'tmux kill-server 2>/dev/null || :; rm -rf --one-file-system "$scratch"' EXIT

. "$distribution/lib/find-java.sh"
find_java java || { echo "pictures.sh: no Java $java_minimum found" >&2; exit 1; }

start() { # COLUMNS ROWS ARGUMENTS...
	columns=$1 rows=$2
	shift 2
	tmux -f /dev/null new-session -d -x "$columns" -y "$rows" "cd $scratch && COLORTERM=truecolor $distribution/bin/shibafu-tui $*"
	tmux set-option -g status off
}

seen() { # TEXT: waits for it
	for _ in $(seq 300); do
		tmux capture-pane -p 2>/dev/null | grep -qF "$1" && return
		sleep 0.1
	done
	echo "pictures.sh: never saw \"$1\":" >&2
	tmux capture-pane -p >&2
	exit 1
}

keys() {
	for key; do
		tmux send-keys "$key"
		sleep 0.3
	done
}

picture() { # NAME
	tmux capture-pane -e -p |
		"$java_home/bin/java" -cp "${CLASSES:-$tui/target/test-classes}:$distribution/lib/*" shibafu.product.PaneSvg \
			"$columns" "$rows" >"$scratch/$1.svg"
	mv "$scratch/$1.svg" "$out/$1.svg"
}

leave() {
	keys q
	if tmux capture-pane -p 2>/dev/null | grep -qF 'quit: '; then keys y; fi
	for _ in $(seq 200); do
		tmux has-session 2>/dev/null || return 0
		sleep 0.1
	done
	echo "pictures.sh: the screen did not end" >&2
	exit 1
}

start 100 30 --demo --theme shibafu-dark --record
seen demo-shell
seen REC
keys e
seen '/ #'
tmux send-keys 'echo hello from inside; /experiments/fill-memory --step 4m --until 40m --pause 0.2' Enter
sleep 25
picture demo
keys C-] L
seen 'limits of'
picture limits
keys Escape
leave

start 200 50 --demo --theme shibafu-dark
seen demo-shell
sleep 5
keys e
seen '/ #'
tmux send-keys 'ls /experiments' Enter
keys C-] j j e
tmux send-keys 'top -d 2' Enter
sleep 1
keys C-] g
sleep 30
picture wide
leave

start 100 30 --replay "run-*"
seen PLAY
keys f f f f f
seen PAUSED
keys N n
picture replay
keys q
