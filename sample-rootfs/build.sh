#!/bin/sh
# Packs the busybox image: the same bytes from the same busybox, whoever packs it and when. Needs no root.
#
#   build.sh [OUT]          OUT: sample-rootfs/target/busybox.tar.gz
#   BUSYBOX=/path build.sh  another static busybox than /bin/busybox
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/target/busybox.tar.gz}
busybox=${BUSYBOX:-/bin/busybox}

fail() {
    echo "build.sh: $*" >&2
    exit 1
}

[ -x "$busybox" ] || fail "no $busybox: install busybox-static, or name a static busybox by BUSYBOX"
if ldd "$busybox" 2>/dev/null | grep -q '=>\|ld-'; then
    fail "$busybox is not static, so it cannot run alone in a container: install busybox-static"
fi

mkdir -p "$(dirname "$out")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
umask 022

for directory in bin sbin usr/bin usr/sbin etc dev proc sys run tmp root home var/tmp var/log mnt experiments; do
    mkdir -p "$root/$directory"
done
chmod 1777 "$root/tmp" "$root/var/tmp"
chmod 0700 "$root/root"

cp "$busybox" "$root/bin/busybox"
chmod 0755 "$root/bin/busybox"
"$busybox" --list-full | while read -r applet; do
    [ "$applet" = bin/busybox ] && continue
    mkdir -p "$root/$(dirname "$applet")"
    # Relative, so that the links also hold where the tree is not the root.
    case $applet in
        bin/*) target=busybox ;;
        usr/*) target=../../bin/busybox ;;
        *) target=../bin/busybox ;;
    esac
    ln -s "$target" "$root/$applet"
done

cat >"$root/etc/passwd" <<'PASSWD'
root:x:0:0:root:/root:/bin/sh
nobody:x:65534:65534:nobody:/:/bin/false
PASSWD
cat >"$root/etc/group" <<'GROUP'
root:x:0:
tty:x:5:
nobody:x:65534:
GROUP
printf '127.0.0.1\tlocalhost\n::1\tlocalhost\n' >"$root/etc/hosts"
printf 'Welcome. The folder /experiments has small programs that make limits visible; each has a --help.\n' \
    >"$root/etc/motd"
cp "$here"/experiments/* "$root/experiments/"
chmod 0755 "$root"/experiments/*

tar -C "$root" --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mtime=@1767225600 -cf "$work/image.tar" .
gzip -9n "$work/image.tar"
mv "$work/image.tar.gz" "$out"
