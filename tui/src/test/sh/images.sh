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
	for format in $formats; do "$shibafu" image rm "localhost/$me-$format:1" >/dev/null 2>&1; done
	podman rmi -f "localhost/$me:1" >/dev/null 2>&1
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
"$shibafu" run -d --name "$me" "$name" 'trap "echo asked; exit 3" USR1; while :; do sleep 0.1; done' >/dev/null
sleep 1
"$shibafu" stop -t 20 "$me" >/dev/null
equal "stop sends the image's signal" "$("$shibafu" logs "$me" 2>&1)" asked
"$shibafu" delete "$me" >/dev/null 2>&1

printf x >>"$scratch/oci-dir/blobs/sha256/$(ls "$scratch/oci-dir/blobs/sha256" | head -1)"
like "a blob that was changed is refused" "$("$shibafu" image import "localhost/$me-bad:1" "$scratch/oci-dir" 2>&1)" \
	'blob sha256:[0-9a-f]+ has [0-9]+ bytes instead of [0-9]+|is damaged'
equal "and leaves nothing" "$("$shibafu" images -q | grep -c "$me-bad")" 0

count
