#!/bin/bash
# kept.sh DISTRIBUTION: what files have beside their content comes along by import, commit, save, export and cp: owners, extended
# attributes, hard links, FIFOs, holes. Needs root and python3.
#
# One line a check, then a count; exit status 0 only if all passed. Leaves nothing behind.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
dist=$(cd "${1:?needs the distribution: see above}" && pwd) || exit 2
shibafu=$dist/bin/shibafu
me=kept$$
scratch=$(mktemp -d -p "$PWD") # /tmp may keep no attributes

cleanup() {
	"$shibafu" rm -f "$me" "$me-mapped" >/dev/null 2>&1
	"$shibafu" image rm "$me-directory" "$me-archive" "$me-commit" "$me-saved" >/dev/null 2>&1
	rm -rf --one-file-system "$scratch"
}
trap cleanup EXIT

# seen DIRECTORY: all of it that is to be kept, in one line.
seen() {
	python3 - "$1" <<-'PYTHON'
		import os, stat, sys
		at = lambda name: os.path.join(sys.argv[1], name)
		told = []
		for name in ["", "file", "program"]:
		    try:
		        told.append(",".join(f"{a}={os.getxattr(at(name), a).hex()}" for a in sorted(os.listxattr(at(name)))))
		    except OSError as e:
		        told.append(str(e))
		told.append("hard" if os.path.exists(at("same")) and os.stat(at("same")).st_ino == os.stat(at("file")).st_ino else "soft")
		told.append("fifo" if os.path.exists(at("pipe")) and stat.S_ISFIFO(os.stat(at("pipe")).st_mode) else "none")
		told.append("holes" if os.stat(at("sparse")).st_blocks < 1000 and os.stat(at("sparse")).st_size == 1 << 26 else "full")
		told.append(f"{os.stat(at('file')).st_uid}:{os.stat(at('file')).st_gid}")
		print(" ".join(told))
	PYTHON
}

mkdir -p "$scratch/tree/kept"
tar -xzf "$dist/images/busybox.tar.gz" -C "$scratch/tree"
(
	cd "$scratch/tree/kept" && echo x >file && ln file same && mkfifo pipe && cp ../bin/busybox program && truncate -s 64M sparse
	chown 12:34 file
	python3 -c '
import os, struct
os.setxattr(".", "user.note", b"of a directory")
os.setxattr("file", "user.note", b"of a file")
os.setxattr("file", "user.bytes", bytes([255, 0, 10, 254]))
os.setxattr("program", "security.capability", struct.pack("<5I", 0x02000001, 1 << 13, 0, 0, 0))'
)
wanted=$(seen "$scratch/tree/kept")
like "the directory has it all" "$wanted" '^user.note=.* security.capability=.* hard fifo holes 12:34$'

"$shibafu" image import "$me-directory" "$scratch/tree" >/dev/null
"$shibafu" run --name "$me" "$me-directory" sh -c 'mkdir /new' >/dev/null
mkdir "$scratch/out" && "$shibafu" cp -a "$me:/kept" "$scratch/out/"
equal "import of a directory, and cp --archive out of a container" "$(seen "$scratch/out/kept")" "$wanted"
mkdir "$scratch/plain" && "$shibafu" cp "$me:/kept" "$scratch/plain/"
like "cp without it gives no capabilities away" "$(seen "$scratch/plain/kept")" '^user.note=[^ ]* user.bytes=[^ ]*  hard fifo holes 0:0$'
"$shibafu" cp -a "$scratch/tree/kept" "$me:/new/"
mkdir "$scratch/back" && "$shibafu" cp -a "$me:/new/kept" "$scratch/back/"
equal "cp into a container" "$(seen "$scratch/back/kept")" "$wanted"
mkdir "$scratch/tar" && "$shibafu" cp "$me:/new/kept" - | tar -x --xattrs --xattrs-include='*' -S -C "$scratch/tar"
equal "cp to a tar" "$(seen "$scratch/tar/kept" | sed 's/ full / holes /')" "$wanted"
mkdir "$scratch/exported" && "$shibafu" export "$me" | tar -x --xattrs --xattrs-include='*' -S -C "$scratch/exported"
equal "export" "$(seen "$scratch/exported/new/kept" | sed 's/ full / holes /')" "$wanted"

"$shibafu" run --name "$me-mapped" --uidmap 0:100000:65536 "$me-directory" true
mkdir "$scratch/mapped" && "$shibafu" cp -a "$me-mapped:/kept" "$scratch/mapped/"
like "the root of a container with ids of its own" "$(seen "$scratch/mapped/kept")" ' security.capability=[^ ]* hard fifo'
"$shibafu" rm "$me-mapped" >/dev/null

"$shibafu" commit "$me" "$me-commit" >/dev/null
"$shibafu" rm "$me" >/dev/null
"$shibafu" create --name "$me" "$me-commit" true >/dev/null
mkdir "$scratch/committed" && "$shibafu" cp -a "$me:/new/kept" "$scratch/committed/"
equal "commit" "$(seen "$scratch/committed/kept")" "$wanted"
"$shibafu" rm "$me" >/dev/null

"$shibafu" save -o "$scratch/saved.tar" "$me-commit"
"$shibafu" image rm "$me-commit" >/dev/null
"$shibafu" image import "$me-saved" "$scratch/saved.tar" >/dev/null
"$shibafu" create --name "$me" "$me-saved" true >/dev/null
mkdir "$scratch/saved" && "$shibafu" cp -a "$me:/new/kept" "$scratch/saved/"
equal "save, and import of what was saved" "$(seen "$scratch/saved/kept")" "$wanted"
"$shibafu" rm "$me" >/dev/null

tar -C "$scratch/tree" --xattrs --xattrs-include='*' --format=pax -S -czf "$scratch/tree.tar.gz" .
"$shibafu" image import "$me-archive" "$scratch/tree.tar.gz" >/dev/null
"$shibafu" create --name "$me" "$me-archive" true >/dev/null
mkdir "$scratch/archived" && "$shibafu" cp -a "$me:/kept" "$scratch/archived/"
equal "import of an archive" "$(seen "$scratch/archived/kept")" "$wanted"
mkdir "$scratch/again" && tar -C "$scratch/tree" --xattrs --xattrs-include='*' --format=pax -S -cf - kept | "$shibafu" cp -a - "$me:/tmp"
"$shibafu" cp -a "$me:/tmp/kept" "$scratch/again/"
equal "cp of a tar into a container" "$(seen "$scratch/again/kept")" "$wanted"

count
