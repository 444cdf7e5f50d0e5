#!/bin/bash
# volumes.sh DISTRIBUTION: volumes with and without a name, what an image brings into them, and whose they are. Needs root.
#
# One line a check, then a count; exit status 0 only if all passed. Leaves nothing behind.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
dist=$(cd "${1:?needs the distribution: see above}" && pwd) || exit 2
shibafu=$dist/bin/shibafu
me=volumes$$
scratch=$(mktemp -d)
store=/var/lib/shibafu/volumes

cleanup() {
	for name in $("$shibafu" list -q 2>/dev/null | grep "^$me-"); do "$shibafu" rm -f -v "$name" >/dev/null 2>&1; done
	for name in $("$shibafu" volume ls -q | grep "^$me-"); do "$shibafu" volume rm "$name" >/dev/null; done
	"$shibafu" image rm "$me" >/dev/null 2>&1
	umount -l "$scratch/shared" 2>/dev/null
	rm -rf --one-file-system "$scratch"
}
trap cleanup EXIT
run() { "$shibafu" run --rm "$@" 2>&1; }
anonymous() { "$shibafu" volume ls -q | grep -cE '^[0-9a-f]{64}$'; }

mkdir -p "$scratch/layout/blobs/sha256" "$scratch/tree"
tar -xzf "$dist/images/busybox.tar.gz" -C "$scratch/tree"
mkdir -p "$scratch/tree/data/sub"
echo one >"$scratch/tree/data/a"
ln -s a "$scratch/tree/data/link"
ln "$scratch/tree/data/a" "$scratch/tree/data/sub/hard"
chown -R 1000:1001 "$scratch/tree/data"
chmod 2750 "$scratch/tree/data"
# An archive of docker save, as that has a configuration.
tar -C "$scratch/tree" -cf "$scratch/layer.tar" .
diff=$(sha256sum "$scratch/layer.tar" | cut -d' ' -f1)
cat >"$scratch/config.json" <<-JSON
	{"architecture": "$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')", "os": "linux", "config": {"Cmd": ["sh"], "Volumes": {"/data": {}}},
	 "rootfs": {"type": "layers", "diff_ids": ["sha256:$diff"]}}
JSON
echo "[{\"Config\": \"config.json\", \"RepoTags\": [\"$me:latest\"], \"Layers\": [\"layer.tar\"]}]" >"$scratch/manifest.json"
tar -C "$scratch" -cf "$scratch/image.tar" config.json manifest.json layer.tar
"$shibafu" image import "$me" "$scratch/image.tar" >/dev/null || fail "the image is imported"
before=$(anonymous)

equal "a volume is made" "$("$shibafu" volume create -l colour=blue $me-one)" $me-one
equal "making it again is no error" "$("$shibafu" volume create $me-one)" $me-one
like "it is listed" "$("$shibafu" volume ls)" "local +$me-one"
like "it is shown" "$("$shibafu" volume inspect $me-one | tr -d ' \n')" "\"Mountpoint\":\"$store/$me-one/_data\".*\"colour\":\"blue\""
run -v $me-one:/v busybox sh -c 'echo kept >/v/x'
equal "what is written stays for the next" "$(run -v $me-one:/v:ro busybox cat /v/x)" kept
like "read-only is read-only" "$(run -v $me-one:/v:ro busybox touch /v/y)" 'Read-only'
equal "--mount has it too" "$(run --mount src=$me-one,dst=/v,readonly busybox cat /v/x)" kept
like "noexec is kept" "$(run -v $me-one:/v:noexec busybox grep ' /v ' /proc/mounts)" 'noexec'

equal "a new one gets what the image has there" \
	"$(run -v $me-copy:/data "$me" sh -c 'cat /data/a; readlink /data/link; stat -c "%u:%g %a" /data; stat -c %h /data/sub/hard')" \
	"$(printf 'one\na\n1000:1001 2750\n1')"
run -v $me-copy:/data "$me" sh -c 'rm /data/a; echo own >/data/b'
equal "and never again" "$(run -v $me-copy:/data "$me" sh -c 'echo /data/*')" "/data/b /data/link /data/sub"
run -v $me-copy:/data "$me" sh -c 'rm -r /data/*'
equal "not even when it was emptied" "$(run -v $me-copy:/data "$me" ls /data)" ""
equal "nocopy leaves it empty" "$(run -v $me-empty:/data:nocopy "$me" ls /data)" ""
equal "as does what is there already" "$(run -v $me-one:/data "$me" ls /data)" x

equal "the image's own volume has what the image has" "$(run "$me" cat /data/a)" one
equal "and goes with --rm" "$(anonymous)" "$before"
run -v /more busybox true
equal "like one that was asked for" "$(anonymous)" "$before"
"$shibafu" run -d --name $me-life -v /more -v $me-one:/v "$me" sleep 1000 >/dev/null
equal "both stand while it runs" "$(anonymous)" $((before + 2))
"$shibafu" exec $me-life sh -c 'echo more >/more/x'
equal "--volumes-from has all of them" "$(run --volumes-from $me-life busybox cat /more/x /v/x /data/a)" "$(printf 'more\nkept\none')"
like "read-only, if asked" "$(run --volumes-from $me-life:ro busybox touch /more/y)" 'Read-only'
like "a volume in use stays" "$("$shibafu" volume rm $me-one 2>&1)" "volume is in use - \[$me-life\]"
like "prune passes over it" "$("$shibafu" volume prune -f | grep -c . ) $(anonymous)" " $((before + 2))"
"$shibafu" rm -f $me-life >/dev/null
equal "rm leaves them" "$(anonymous)" $((before + 2))
"$shibafu" volume prune -f >/dev/null
equal "prune takes those without a name" "$(anonymous) $("$shibafu" volume ls -q | grep -c "^$me-one$")" "0 1"
"$shibafu" create $me-second "$me" sleep 1000 >/dev/null
"$shibafu" rm -f -v $me-second >/dev/null
equal "rm -v takes them at once" "$(anonymous)" 0
"$shibafu" create --name $me-third --volumes-from nobody busybox true >"$scratch/out" 2>&1
equal "what fails leaves no volume" "$? $(anonymous)" "125 0"
like "the volumes of a container of --rm are not lent" "$("$shibafu" run -d --rm --name $me-short "$me" sleep 1000 >/dev/null; run --volumes-from $me-short busybox true)" 'go when it ends'
"$shibafu" rm -f $me-short >/dev/null
eventually eval '[ "$(anonymous)" = 0 ]' && pass "killed, it takes them along"

mkdir "$scratch/shared" && mount -t tmpfs shared "$scratch/shared" && mount --make-shared "$scratch/shared"
run --cap-add SYS_ADMIN -v "$scratch/shared:/s:rshared" busybox sh -c 'mkdir /s/in && mount -t tmpfs in /s/in && touch /s/in/seen' >/dev/null
equal "what is mounted in a shared one is seen outside" "$(ls "$scratch/shared/in")" seen
umount -l "$scratch/shared/in" 2>/dev/null

like "a path that is not there is refused" "$(run -v "$scratch/nowhere:/v" busybox true)" 'does not exist'
like "a bad name too" "$("$shibafu" volume create ../x 2>&1)" "volume name '../x'"
like "two on one place too" "$(run -v /a -v $me-one:/a busybox true)" 'duplicate mount point'
mkdir -p "$scratch/tree/proc"
equal "--rootfs writes to a directory" "$(run --rootfs "$scratch/tree" sh -c 'echo written >/here'; cat "$scratch/tree/here")" written

equal "an image is mounted to be read" "$("$shibafu" run --name $me-image --mount "type=image,src=$me,dst=/i" busybox sh -c 'cat /i/data/a; touch /i/x 2>&1' | tr '\n' ' ')" \
	"one touch: /i/x: Read-only file system "
like "and stays as long as the container" "$("$shibafu" rmi "$me" 2>&1)" "used by container $me-image"
"$shibafu" rm $me-image >/dev/null
"$shibafu" run --name $me-image "$me" sh -c 'echo two >/more; rm /bin/vi' >/dev/null
"$shibafu" commit $me-image $me-layers >/dev/null
"$shibafu" rm -v $me-image >/dev/null
equal "so is one of several layers" "$(run --mount "type=image,src=$me-layers,dst=/i" busybox sh -c 'cat /i/data/a /i/more; ls /i/bin/vi 2>&1 | grep -c "No such"' | tr '\n' ' ')" "one two 1 "
like "but not written" "$(run --mount "type=image,src=$me,dst=/i,rw" busybox true)" 'to be read only'
"$shibafu" rmi $me-layers >/dev/null

# Killed at any moment, it is filled whole or not at all for the next.
mkdir -p "$scratch/tree/many" && for i in $(seq 300); do head -c 20000 /dev/zero >"$scratch/tree/many/$i"; done
for pause in 0.2 0.3 0.4; do
	"$shibafu" run --name $me-killed -v $me-killed:/many "$scratch/tree" true >/dev/null 2>&1 &
	sleep $pause; kill -9 $! $(pgrep -P $!) 2>/dev/null
	wait $! 2>/dev/null
	"$shibafu" gc >/dev/null
	equal "killed after $pause s" "$(run -v $me-killed:/many "$scratch/tree" sh -c 'cat /many/* | wc -c')" 6000000
	"$shibafu" rm -f $me-killed >/dev/null 2>&1
	"$shibafu" volume rm $me-killed >/dev/null
done
equal "nothing half made is left" "$(ls -A "$store" | grep -cE '^\.(new|gone)')" 0

count
