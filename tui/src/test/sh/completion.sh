#!/bin/bash
# completion.sh DISTRIBUTION: what bash, zsh and fish offer an ordinary user for each beginning of a line. Needs root, to make that
# user, and the three shells.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
DIST=$(cd "${1:?needs the distribution: see above}" && pwd) || exit 2
own_user || exit 2
cleanup() { as_user shibafu rm -f web-1 >/dev/null; forget_user; }
trap cleanup EXIT

equal "a container is there" "$(as_user shibafu create --name web-1 busybox true)" web-1
as_user shibafu tag busybox tools:2
for shell in bash zsh fish; do as_user shibafu completion $shell >"$SCRATCH/$shell"; done
equal "bash takes its script, of which zsh has the most" "$(bash -n "$SCRATCH/bash" 2>&1)" ""

in_bash() {
	as_user bash -c '. ./bash
		read -ra COMP_WORDS <<<"$1"; [[ $1 != *" " ]] || COMP_WORDS+=("")
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _shibafu; printf "%s\n" "${COMPREPLY[@]}"' bash "$1"
}
in_fish() { as_user fish -c 'source fish; complete -C $argv[1]' "$1" | cut -f1; }
# zsh completes at a terminal only, and has one made. What it hands to its line editor is what it would offer.
in_zsh() {
	as_user zsh -f -c '
		zmodload zsh/zpty
		zpty shell zsh -f -i
		zpty -w shell "PROMPT= RPROMPT=; unsetopt prompt_cr prompt_sp; stty -echo; autoload -U compinit && compinit -D -u"
		zpty -w shell "compadd() { local -a had; builtin compadd -O had \"\$@\"; print -rl -- offer:\$^had; }"
		zpty -w shell ". ./zsh; zle -C offer complete-word _main_complete; bindkey \"^I\" offer"
		zpty -w shell "finished() { print finished; }; zle -N finished; bindkey \"^G\" finished; print rea\"\"dy"
		zpty -r -m shell said "*ready*" || exit 1
		zpty -w -n shell "$1"$'"'\t\a'"'
		zpty -r -m shell said "*finished*"
		print -r -- "$said"
		zpty -d shell' zsh "$1" | tr -d '\r' | grep -o 'offer:[^ ]*' | cut -d: -f2-
}
# Beginning of a line = what must be offered = what must not, both as patterns for a whole word.
while IFS='=' read -r line wanted unwanted; do
	for shell in bash zsh fish; do
		offered=$(in_$shell "$line")
		if grep -qxE -- "$wanted" <<<"$offered" && ! { [ -n "$unwanted" ] && grep -qxE -- "$unwanted" <<<"$offered"; }; then
			pass "$shell: '$line' may go on as $wanted"
		else
			fail "$shell: '$line' may go on as $wanted" "$offered"
		fi
	done
done <<'LINES'
shibafu ru=run=prune
shibafu image in=inspect=info
shibafu run --hostn=--hostname=
shibafu container stop --tim=--time(out)?=--tail
shibafu stop we=web-1=busybox
shibafu exec -u 12 we=web-1=
shibafu run --name x too=tools(:2)?=web-1
shibafu --cgroup-manager systemd im=images?=
shibafu image inspect to=tools(:2)?=web-1
LINES
count
