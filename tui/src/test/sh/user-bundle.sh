# user_bundle DISTRIBUTION DIRECTORY USER LINUX: a bundle of busybox that sleeps, whose root is USER, and which is USER's.
# LINUX is what else its config.json says of Linux, as members in JSON. Sourced by the scripts that need it.
user_bundle() {
	mkdir -p "$2/rootfs"
	tar -xzf "$1/images/busybox.tar.gz" -C "$2/rootfs"
	cat >"$2/config.json" <<-JSON
		{"ociVersion": "1.3.0", "root": {"path": "rootfs"}, "hostname": "rootless",
		 "process": {"args": ["sleep", "1000"], "cwd": "/", "env": ["PATH=/bin"], "user": {"uid": 0, "gid": 0}},
		 "mounts": [{"destination": "/proc", "type": "proc", "source": "proc"}],
		 "linux": {"namespaces": [{"type": "pid"}, {"type": "mount"}, {"type": "uts"}, {"type": "ipc"}, {"type": "user"}],
		  "uidMappings": [{"containerID": 0, "hostID": $3, "size": 1}],
		  "gidMappings": [{"containerID": 0, "hostID": $3, "size": 1}],
		  $4}}
	JSON
	chown -R "$3" "$2"
}
