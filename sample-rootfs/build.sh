#!/bin/sh
# Packs the busybox image: build.sh [OUT], needs no root, and gives the same bytes each time.
set -eu
umask 022
export LC_ALL=C

here=$(dirname "$(readlink -f "$0")")
out=${1:-$here/target/busybox.tar.gz}
# When all of it was last changed, for lack of a better truth: 2026-01-01.
epoch=${SOURCE_DATE_EPOCH:-1767225600}

fail() {
    echo "shibafu: sample-rootfs: $*" >&2
    exit 1
}

# A program that needs no shared library: nothing else is in the image.
is_static() {
    [ -x "$1" ] && ! ldd "$1" >/dev/null 2>&1
}

find_busybox() {
    for candidate in "${BUSYBOX:-}" /bin/busybox /usr/bin/busybox /bin/busybox.static "$(command -v busybox || :)"; do
        if [ -n "$candidate" ] && is_static "$candidate"; then
            readlink -f "$candidate"
            return
        fi
    done
    fail "a static busybox is missing: apt-get install busybox-static, or set BUSYBOX to one"
}

# All of busybox' names, as links relative to where they stand.
link_applets() {
    "$1/bin/busybox" --list-full | grep -v -e '^linuxrc$' -e '^bin/busybox$' | while read -r name; do
        case $name in
            bin/*) target=busybox ;;
            usr/*) target=../../bin/busybox ;;
            *) target=../bin/busybox ;;
        esac
        [ -d "$1/${name%/*}" ] || mkdir -p "$1/${name%/*}"
        ln -s "$target" "$1/$name"
    done
}

[ "$(tar --version 2>/dev/null | grep -c 'GNU tar')" -eq 1 ] || fail "GNU tar is missing: apt-get install tar"
busybox=$(find_busybox)
mkdir -p "$(dirname "$out")"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
trap 'exit 1' HUP INT TERM

tree=$stage/tree
mkdir "$tree"
cp -R "$here/rootfs/." "$tree"
for directory in bin dev etc home mnt proc root run sbin sys tmp usr/bin usr/local/bin usr/sbin var/log var/tmp; do
    mkdir -p "$tree/$directory"
done
cp "$busybox" "$tree/bin/busybox"
link_applets "$tree"
for experiment in "$tree"/experiments/*; do
    if [ -x "$experiment" ]; then
        ln -s "../../../experiments/${experiment##*/}" "$tree/usr/local/bin"
    fi
done
# What git and umask make of modes must not count.
chmod -R u=rwX,go=rX "$tree"
chmod 0700 "$tree/root"
chmod 1777 "$tree/tmp" "$tree/var/tmp"

tar -C "$tree" --format=ustar --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner \
    -cf "$stage/image.tar" .
gzip -9 -n "$stage/image.tar"
# Beside its goal first: who reads that never finds half of it.
cp "$stage/image.tar.gz" "$out.tmp"
mv "$out.tmp" "$out"
