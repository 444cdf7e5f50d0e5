#!/bin/bash
# user.sh DISTRIBUTION: images and volumes of an ordinary user, with the ids that subuid(5) gives. Needs root, to make a user
# for the time of the test, and newuidmap.
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
	read -r pid start <"$scratch/run/shibafu/userns" && kill "$pid" 2>/dev/null
	userdel "$user" 2>/dev/null
	rm -rf --one-file-system "$scratch"
}
trap cleanup EXIT
as_user() {
	setpriv --reuid "$uid" --regid "$uid" --init-groups env -i PATH=/usr/bin:/bin HOME="$scratch/home" \
		XDG_RUNTIME_DIR="$scratch/run" SHIBAFU_ENGINE=off "$dist/bin/shibafu" "$@" 2>&1
}

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
like "there are no containers" "$(as_user list)" '.'
equal "the volume goes" "$(as_user volume rm one)" one
as_user rmi mine >/dev/null
equal "as does the image, whoever owns its files" "$? $(find "$store" -name owned)" "0 "
like "help needs no such place" "$(setpriv --reuid "$uid" --regid "$uid" --clear-groups env -i PATH=/bin "$dist/bin/shibafu" --help 2>&1)" 'Usage'

count
