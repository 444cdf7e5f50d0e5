#!/bin/bash
# trips.sh DIST: an image goes through shibafu, podman and back, and is run at each stop; and what podman writes into an image is
# followed here. Needs root, podman and buildah's chroot isolation; no network.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
DIST=$(realpath "$1")
own_records trips
me=trips$$
work=$(mktemp -d /var/tmp/shibafu-trips.XXXXXX)
podman_configured "$work" 'netns = "none"'
podman() { command podman --root "$work/root" --runroot "$work/run" --storage-driver "${STORAGE:-overlay}" --runtime runc "$@"; }
leave() {
	forget_records
	podman rm -f -a -t 0 >/dev/null 2>&1
	podman rmi -f -a >/dev/null 2>&1
	umount "$work/root/overlay" 2>/dev/null
	for name in "$me" "localhost/$me:1" "localhost/$me:2" "localhost/$me:well" "localhost/$me:devices"; do
		"$DIST/bin/shibafu" image rm -f "$name" >/dev/null 2>&1
	done
	rm -rf --one-file-system "$work"
}
trap leave EXIT

# What is in a file system, and what must survive: contents, owners, modes, links, extended attributes.
make='mkdir -p /srv/deep && echo text >/srv/deep/file && chown 12:34 /srv/deep/file && chmod 2750 /srv/deep && ln /srv/deep/file /srv/hard
	ln -s deep/file /srv/soft && rm /etc/group && echo "#!/bin/sh" >/srv/run && echo "echo ran as \$(id -u) in \$(pwd)" >>/srv/run && chmod 755 /srv/run'
look='cat /srv/soft; stat -c "%u:%g %a %h" /srv/deep/file /srv/deep; test -e /etc/group || echo no group; /srv/run'
seen='text
12:34 644 2
0:0 2750 2
no group
ran as 0 in /srv'

echo "# import, run, commit, save, podman and back"
shibafu image import "$me" "$DIST/images/busybox.tar.gz" >/dev/null
names+=("$me")
shibafu run --name "$me" -w /srv -e KIND=trip "$me" sh -c "$make" || fail "run"
like "commit" "$(shibafu commit -c 'LABEL stop=one' "$me" "localhost/$me:1")" '^sha256:'
equal "run here" "$(shibafu run --rm "localhost/$me:1" sh -c "$look" 2>&1)" "$seen"
shibafu save -o "$work/one.tar" "localhost/$me:1" || fail "save"
like "podman loads it" "$(podman load -q -i "$work/one.tar" 2>&1)" "localhost/$me:1"
equal "podman runs it" "$(podman run --rm "localhost/$me:1" sh -c "$look" 2>&1)" "$seen"
equal "podman reads its configuration" "$(podman image inspect --format '{{.Config.WorkingDir}} {{.Config.Labels.stop}}' "localhost/$me:1")" "/srv one"
podman run --name "$me" "localhost/$me:1" sh -c 'rm /srv/hard; echo podman >/srv/deep/file; mkdir /srv/new' || fail "podman run"
podman commit -q --format docker -c 'ENV KIND=back' "$me" "localhost/$me:2" >/dev/null 2>&1 || fail "podman commit"
podman save -q -o "$work/two.tar" "localhost/$me:2" 2>/dev/null || fail "podman save"
id=$(podman image inspect --format '{{.Id}}' "localhost/$me:2")
like "it comes back" "$(shibafu load -i "$work/two.tar" 2>&1)" "localhost/$me:2"
equal "as the same image" "$(shibafu image inspect --format '{{.Id}}' "localhost/$me:2")" "sha256:$id"
equal "and runs here, changed" "$(shibafu run --rm "localhost/$me:2" sh -c 'echo $KIND; ls /srv; cat /srv/deep/file; stat -c "%u:%g %h" /srv/deep/file' 2>&1 | tr '\n' ' ')" \
	"back deep new run soft podman 12:34 1 "
equal "two layers are shared" "$(for n in 1 2; do shibafu image inspect --format '{{json .RootFS.Layers}}' "localhost/$me:$n" | jq -r '.[]'; done | sort | uniq -d | wc -l)" 2

echo "# a health check that podman built in"
mkdir "$work/well" && cp "$DIST/images/busybox.tar.gz" "$work/well/"
cat >"$work/well/Containerfile" <<'END'
FROM scratch
ADD busybox.tar.gz /
HEALTHCHECK --interval=1s --timeout=5s --retries=2 CMD test -e /tmp/up && echo well
CMD ["sh", "-c", "touch /tmp/up; sleep 1000"]
END
podman build -q --format docker --isolation chroot --network host -t "localhost/$me:well" "$work/well" >/dev/null 2>&1 || fail "podman build"
podman save -q -o "$work/well.tar" "localhost/$me:well" 2>/dev/null || fail "podman save"
shibafu load -q -i "$work/well.tar" >/dev/null || fail "load"
detached "well$me" "localhost/$me:well"
is() { [ "$(field "well$me" health)" = "$1" ]; }
eventually is healthy && pass "its status becomes healthy" || fail "its status becomes healthy" "$(field "well$me" health)"
equal "by the image's command" "$(jq -r '.log[-1].output' "$ROOT/well$me/health.json")" well
shibafu exec "well$me" rm /tmp/up
eventually is unhealthy && pass "and unhealthy" || fail "and unhealthy" "$(field "well$me" health)"

echo "# archives that mean harm"
mkdir "$work/tree" && mknod "$work/tree/disk" b 8 0
tar -C "$work/tree" -cf "$work/disk.tar" disk
said=$(shibafu image import "localhost/$me:devices" "$work/disk.tar" 2>&1)
equal "a device is refused" "$?" 125
like "in one line that names it" "$said" '^shibafu: .*entry disk is a device node \(b 8:0\)'
rm "$work/tree/disk" && mkdir "$work/tree/dev" && mknod "$work/tree/dev/null" c 1 3 && cp "$(command -v busybox)" "$work/tree/sh"
tar -C "$work/tree" -cf "$work/null.tar" .
like "/dev/null is left out, and told" "$(shibafu image import "localhost/$me:devices" "$work/null.tar" 2>&1)" 'left out 1 device node \(dev/null\)'
equal "as every container has its own" "$(shibafu run --rm --entrypoint /sh "localhost/$me:devices" -c 'echo lost >/dev/null && echo there' 2>&1)" there
mkdir "$work/out" && ln -s "$work/out" "$work/tree/way" && tar -C "$work/tree" -cf "$work/way.tar" way && rm "$work/tree/way" && mkdir "$work/tree/way" &&
	echo harm >"$work/tree/way/file" && tar -C "$work/tree" -rf "$work/way.tar" way/file
like "a link that leads out is not followed" "$(shibafu image import "localhost/$me:way" "$work/way.tar" 2>&1)" 'would be written through way, which is a symbolic link'
tar -C "$work/tree" --transform 's,^,../../,' -P -cf "$work/up.tar" sh
like "a name that leads out is refused" "$(shibafu image import "localhost/$me:up" "$work/up.tar" 2>&1)" 'leads out of the archive'
equal "nothing is outside" "$(ls "$work/out")" ""
equal "nothing is left in the store" "$(shibafu images -q | grep -cE "$me:(way|up)"; ls -A /var/lib/shibafu/images/.work | wc -l)" "0
0"
count
