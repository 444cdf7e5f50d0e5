#!/bin/bash
# images.sh DIST: images that podman built and saved are imported and run as podman would. Needs root, podman and buildah's
# chroot isolation; no network.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
shibafu=$(realpath "$1")/bin/shibafu
busybox=$(realpath "$1")/images/busybox.tar.gz
me=images-$$
scratch=$(mktemp -d)
formats="docker-archive oci-archive oci-dir"

leave() {
	for format in $formats; do "$shibafu" rmi -f "localhost/$me-$format:1" >/dev/null 2>&1; done
	"$shibafu" rmi -f "localhost/$me:1" "localhost/$me:2" "localhost/$me:3" "localhost/$me-saved:1" >/dev/null 2>&1
	"$shibafu" delete --force "$me" >/dev/null 2>&1
	podman rmi -f "localhost/$me:1" "localhost/$me:2" "localhost/$me:3" >/dev/null 2>&1
	rm -rf "$scratch"
}
trap leave EXIT

cp "$busybox" "$scratch/busybox.tar.gz"
cat >"$scratch/Containerfile" <<'END'
FROM scratch
ADD busybox.tar.gz /
RUN mkdir -p /gone/deep /data && echo one > /data/a && ln /data/a /data/b && echo x > /gone/deep/f && chown 1000:1001 /data
RUN rm -r /gone && echo two > /data/c
ENV GREETING=hello
USER 1000:1001
WORKDIR /data
STOPSIGNAL SIGUSR1
ENTRYPOINT ["/bin/sh", "-c"]
CMD ["echo $GREETING $(id -u) $(id -g) $(pwd) $(echo *) $(cat b) $(ls -d /gone 2>/dev/null)"]
END
# Chroot needs no runtime: podman's own cannot run on every cgroup hierarchy.
podman build -q --isolation chroot --network host --layers -t "localhost/$me:1" "$scratch" >/dev/null || fail "podman build"

for format in $formats; do
	name=localhost/$me-$format:1
	podman save -q --format "$format" -o "$scratch/$format" "localhost/$me:1" >/dev/null 2>&1
	equal "$format is imported" "$("$shibafu" image import "$name" "$scratch/$format" 2>&1)" "$name"
	equal "$format runs as its configuration says" "$("$shibafu" run --rm "$name" 2>&1)" "hello 1000 1001 /data a b c one"
	equal "$format: a command stands after the entrypoint" "$("$shibafu" run --rm "$name" 'echo own' 2>&1)" own
	equal "$format: options go before the image's own" \
		"$("$shibafu" run --rm -e GREETING=bye -u 0 -w / --entrypoint /bin/sh "$name" -c 'echo $GREETING $(id -u) $(pwd)' 2>&1)" "bye 0 /"
	equal "$format keeps hard links" "$("$shibafu" run --rm "$name" 'stat -c %h /data/a' 2>&1)" 2
	equal "$format keeps owners" "$("$shibafu" run --rm "$name" 'stat -c %u:%g /data' 2>&1)" 1000:1001
done

name=localhost/$me-oci-dir:1
"$shibafu" run -d --name "$me" "$name" 'trap "echo asked; exit 3" USR1; echo ready; while :; do sleep 0.1; done' >/dev/null
ready() { "$shibafu" logs "$me" 2>/dev/null | grep -q ready; }
eventually ready
"$shibafu" stop -t 20 "$me" >/dev/null
equal "stop sends the image's signal" "$("$shibafu" logs "$me" 2>&1)" $'ready\nasked'
"$shibafu" delete "$me" >/dev/null 2>&1

# Layers are kept once, and what is saved is what came, to the digest of its configuration.
layers() { ls /var/lib/shibafu/images/.layers | wc -l; }
id=$(podman image inspect --format '{{.Id}}' "localhost/$me:1")
equal "the id is podman's" "$("$shibafu" image inspect --format '{{.Id}}' "localhost/$me-oci-archive:1")" "sha256:$id"
equal "inspect tells the layers as podman does" "$("$shibafu" image inspect --format '{{json .RootFS.Layers}}' "$name")" \
	"$(podman image inspect --format '{{json .RootFS.Layers}}' "localhost/$me:1")"
equal "inspect tells the command as podman does" "$("$shibafu" image inspect --format '{{.Config.Cmd}} {{.Config.User}}' "$name")" \
	"$(podman image inspect --format '{{.Config.Cmd}} {{.Config.User}}' "localhost/$me:1")"
before=$(layers)
"$shibafu" tag "$name" "localhost/$me-saved:1"
equal "a tag adds no layer" "$(layers)" "$before"
equal "all names are told" "$("$shibafu" image inspect "${id:0:12}" | jq -r '.[0].RepoTags | length')" 4
podman rmi -f "localhost/$me:1" >/dev/null 2>&1
for format in docker-archive oci-archive; do
	"$shibafu" save --format $format -o "$scratch/saved.tar" "localhost/$me-saved:1" || fail "save as $format"
	like "podman loads what was saved as $format" "$(podman load -q -i "$scratch/saved.tar" 2>&1)" "localhost/$me-saved:1"
	equal "and it is the same image" "$(podman image inspect --format '{{.Id}}' "localhost/$me-saved:1" 2>&1)" "$id"
	podman rmi -f "localhost/$me-saved:1" >/dev/null 2>&1
done
"$shibafu" save "localhost/$me-saved:1" 2>/dev/null | tar -t | grep -q manifest.json && pass "save writes to a pipe" || fail "save writes to a pipe"
like "save spares a terminal" "$(on_terminal "$shibafu" save "localhost/$me-saved:1")" 'refused to write an archive to a terminal'
"$shibafu" rmi "localhost/$me-saved:1" >/dev/null
equal "load takes the name that the archive has" "$("$shibafu" load <"$scratch/saved.tar" 2>&1)" "Loaded image: localhost/$me-saved:1"
for format in $formats; do "$shibafu" rmi "localhost/$me-$format:1" >/dev/null 2>&1; done
equal "layers stay with the last image" "$("$shibafu" run --rm "localhost/$me-saved:1" 2>&1)" "hello 1000 1001 /data a b c one"
"$shibafu" run -d --name "$me" "localhost/$me-saved:1" 'sleep 100' >/dev/null
like "an image in use is not removed" "$("$shibafu" rmi "localhost/$me-saved:1" 2>&1)" "used by container $me"
before=$(layers)
equal "by force its name is" "$("$shibafu" rmi -f "localhost/$me-saved:1" 2>&1)" "localhost/$me-saved:1"
equal "and its layers stay with the container" "$(layers) $("$shibafu" exec "$me" cat /data/c)" "$before two"
"$shibafu" delete --force "$me" >/dev/null 2>&1
"$shibafu" image prune -f >/dev/null
like "prune takes what nobody needs" "$before $(layers)" "^$before $((before - 3))\$"

# A container's changes are a layer more, which podman reads as we do; and back.
"$shibafu" load -q -i "$scratch/saved.tar" >/dev/null
"$shibafu" run --name "$me" -u 0 -e MORE=1 "localhost/$me-saved:1" 'rm /data/c; rm -r /bin/experiments /root; mkdir -p /root/new; echo x >/root/new/f; ln /root/new/f /root/g' >/dev/null 2>&1
like "commit tells the id" "$("$shibafu" commit -m why -c 'CMD ["echo $MORE $GREETING $(echo $(ls /data)) $(ls /root)"]' "$me" "localhost/$me:2" 2>&1)" '^sha256:[0-9a-f]{64}$'
"$shibafu" delete --force "$me" >/dev/null 2>&1
equal "and runs as the container was" "$("$shibafu" run --rm "localhost/$me:2" 2>&1 | tr '\n' ' ')" "1 hello a b g new "
equal "it has one layer more" "$("$shibafu" image inspect --format '{{json .RootFS.Layers}}' "localhost/$me:2" | jq length)" 4
"$shibafu" save --format oci-archive -o "$scratch/saved.tar" "localhost/$me:2"
podman load -q -i "$scratch/saved.tar" >/dev/null 2>&1
rm -rf "$scratch/mounted" && mkdir "$scratch/mounted"
mounted=$(podman image mount "localhost/$me:2" 2>&1)
equal "podman sees the same" "$(ls "$mounted/data" "$mounted/root" | tr '\n' ' '; test -e "$mounted/bin/experiments" || echo gone)" \
	"$mounted/data: a b  $mounted/root: g new gone"
podman image unmount "localhost/$me:2" >/dev/null
id=$(podman image inspect --format '{{.Id}}' "localhost/$me:2")
printf 'FROM localhost/%s:2\nUSER 0\nRUN rm /root/g && echo podman >/root/new/f\n' "$me" >"$scratch/Containerfile"
podman build -q --isolation chroot --network host --layers -t "localhost/$me:3" "$scratch" >/dev/null 2>&1 || fail "podman builds on it"
podman save -q --format oci-archive -o "$scratch/third.tar" "localhost/$me:3" >/dev/null 2>&1
podman rmi -f "localhost/$me:3" "localhost/$me:2" >/dev/null 2>&1
before=$(layers)
equal "what podman built on it comes back" "$("$shibafu" load -q -i "$scratch/third.tar" 2>&1)" "Loaded image: localhost/$me:3"
like "with the layers that are here already" "$(($(layers) - before))" '^[12]$'
equal "and runs" "$("$shibafu" run --rm "localhost/$me:3" 'ls /root; cat /root/new/f' 2>&1 | tr '\n' ' ')" "new podman "

# Killed in the middle, whatever it was: nothing is lost, and nothing is left.
mkdir "$scratch/many" && for i in $(seq 2000); do echo "$i" >"$scratch/many/$i"; done
"$shibafu" run --name "$me" -u 0 "localhost/$me:2" 'for i in $(seq 500); do echo $i >/root/$i; done' >/dev/null 2>&1
killed() { setsid "$shibafu" "$@" >/dev/null 2>&1 & local pid=$!; sleep "$pause"; kill -9 -- "-$pid" 2>/dev/null; wait "$pid" 2>/dev/null; }
for pause in 0.2 0.4 0.6 0.8; do
	killed image import "localhost/$me-killed:1" "$scratch/many"
	killed commit "$me" "localhost/$me-killed:2"
	killed rmi -f "localhost/$me-killed:1"
done
"$shibafu" delete --force "$me" >/dev/null 2>&1
"$shibafu" rmi -f "localhost/$me-killed:1" "localhost/$me-killed:2" >/dev/null 2>&1
"$shibafu" gc --check | grep -v 'nothing needed it; removed' >"$scratch/check"
equal "after kills the check finds nothing damaged" "$(cat "$scratch/check")" ""
equal "and then nothing at all" "$("$shibafu" gc --check; echo $?)" 0
equal "nothing is left of them" "$(ls -A /var/lib/shibafu/images/.work | wc -l)" 0
equal "nothing is lost" "$("$shibafu" run --rm "localhost/$me:3" 'cat /root/new/f' 2>&1)" podman

printf x >>"$scratch/oci-dir/blobs/sha256/$(ls "$scratch/oci-dir/blobs/sha256" | head -1)"
like "a blob that was changed is refused" "$("$shibafu" image import "localhost/$me-bad:1" "$scratch/oci-dir" 2>&1)" \
	'blob sha256:[0-9a-f]+ has [0-9]+ bytes instead of [0-9]+|is damaged'
equal "and leaves nothing" "$("$shibafu" images -q | grep -c "$me-bad")" 0

count
