/* The only list of operations: code, constant, name in text, fields.
 *
 * A field is NAME:TYPE. Types, with their wire form (little-endian):
 *   d u32, signed decimal   o u32, octal   b u32, 0 or 1   u u64, decimal (signed)   x u64, hexadecimal
 *   a u64, MOUNT_ATTR_* bits by name   n u64, CLONE_NEW* bits by name   p u64, MS_* propagation bits by name
 *   s string: u32 length with its zero, bytes, 0    B bytes: u32 length, bytes
 *   S u32 count, strings                            D u32 count, u32s
 *   P a plan of its own, which has none in it: u32 length, bytes
 * RLIMIT stands in the child's section (setrlimit) or in the one after CLONE (prlimit on the child).
 * JOIN_PROCESS with flags 0 joins nothing: it opens and verifies the process for the child's JOIN_PROCESS.
 * OPEN_ROOT takes a directory as the root without mounting (follows /proc/PID/root); CHANGE_ROOT follows it.
 * MOVE_ROOT: mount (root, "/", MS_MOVE), chroot ("."), where pivot_root is not to be used (--no-pivot).
 * SECCOMP_SOCKET's state is sent with the process' pid between its parts, and the listener's descriptor.
 * EARLY: the launcher prepares the mounts of these operations, counted from this one, while the child comes to it.
 * CALL_MEET has the launcher begin what WAIT_MEET then waits for; without it, WAIT_MEET does both.
 * Fields stand in the order of the components of Java's record of the same name (OpCodesTest compares).
 */
#define OPS(X) \
	X (1, STAGE, "stage", "") \
	X (2, CLONE, "clone", "flags:n") \
	X (3, CHILD, "child", "") \
	X (4, EXIT, "exit", "") \
	X (5, MEET, "meet", "") \
	X (6, TOLD, "told", "") \
	X (10, MAKE_DIR, "make-dir", "path:s mode:o") \
	X (11, WRITE_FILE, "write-file", "path:s data:s optional:b") \
	X (12, MAKE_FIFO, "make-fifo", "path:s") \
	X (13, OPEN_CGROUP, "open-cgroup", "path:s") \
	X (14, INTO_CGROUP, "into-cgroup", "path:s") \
	X (15, DEVICE_FILTER, "device-filter", "path:s program:B") \
	X (16, TIME_NAMESPACE, "time-namespace", \
	   "monotonic-secs:u monotonic-nanos:d boottime-secs:u boottime-nanos:d") \
	X (17, OPEN_STDIO, "open-stdio", "fd:d path:s write:b") \
	X (18, LOG_OUTPUT, "log-output", "path:s") \
	X (19, CONSOLE_SOCKET, "console-socket", "path:s") \
	X (20, JOIN_NAMESPACE, "join-namespace", "type:n path:s") \
	X (21, JOIN_PROCESS, "join-process", "pid:d start-time:u flags:n") \
	X (117, JOIN_CONTAINER, "join-container", "type:n name:s restarts:s started:s record:s") \
	X (118, COPY_MOUNT, "copy-mount", \
	   "name:s restarts:s started:s record:s path:s source:s destination:s") \
	X (22, WRITE_PROC, "write-proc", "name:s data:s") \
	X (23, ATTACH_SOCKET, "attach-socket", "path:s input:b") \
	X (110, MAP_IDS, "map-ids", \
	   "source:s destination:s recursive:b uid-map:s gid-map:s namespace:s all:b") \
	X (111, MOUNT_OVER, "mount-over", \
	   "type:s source:s destination:s attributes:a options:S propagation:p mode:b content:b") \
	X (112, BIND_LINK, "bind-link", \
	   "source:s destination:s recursive:b set:a clear:a recursive-set:a recursive-clear:a propagation:p source-link:b copy-link:b over-link:b") \
	X (119, SERVE_ROOT, "serve-root", "arguments:S") \
	X (116, FILL, "fill", "source:s destination:s marker:s") \
	X (87, PIDFD_SOCKET, "pidfd-socket", "path:s type:s") \
	X (30, JOIN_CGROUPS, "join-cgroups", "") \
	X (31, UNSHARE, "unshare", "flags:n") \
	X (32, NEW_SESSION, "new-session", "") \
	X (33, LOOPBACK_UP, "loopback-up", "") \
	X (34, HOSTNAME, "hostname", "name:s") \
	X (35, DOMAINNAME, "domainname", "name:s") \
	X (36, PROPAGATION, "propagation", "flags:p") \
	X (121, EARLY, "early", "operations:D") \
	X (37, ROOT_BIND, "root-bind", "path:s") \
	X (38, ROOT_OVERLAY, "root-overlay", "path:s lower:S upper:s work:s") \
	X (39, MOUNT, "mount", "type:s source:s destination:s attributes:a options:S propagation:p") \
	X (40, BIND, "bind", \
	   "source:s destination:s recursive:b set:a clear:a recursive-set:a recursive-clear:a propagation:p") \
	X (41, REMOUNT, "remount", "destination:s set:a clear:a options:S") \
	X (42, ROOT_DIR, "root-dir", "destination:s mode:o") \
	X (43, NODE, "node", "destination:s mode:o major:u minor:u uid:d gid:d") \
	X (44, SYMLINK, "symlink", "target:s destination:s") \
	X (45, TERMINAL, "terminal", "rows:d columns:d uid:d") \
	X (46, PIVOT_ROOT, "pivot-root", "") \
	X (47, CHANGE_ROOT, "change-root", "") \
	X (48, ROOT_ATTRIBUTES, "root-attributes", "set:a clear:a propagation:p") \
	X (49, MASK_PATH, "mask-path", "destination:s") \
	X (50, READONLY_PATH, "readonly-path", "destination:s") \
	X (51, SYSCTL, "sysctl", "name:s value:s") \
	X (52, RLIMIT, "rlimit", "resource:d soft:u hard:u") \
	X (53, UMASK, "umask", "mask:o") \
	X (54, GROUPS, "groups", "gids:D") \
	X (55, IDENTITY, "identity", "uid:d gid:d") \
	X (56, BOUNDING_SET, "bounding-set", "keep:x") \
	X (57, SET_CAPABILITIES, "set-capabilities", "effective:x permitted:x inheritable:x ambient:x") \
	X (58, NO_NEW_PRIVILEGES, "no-new-privileges", "") \
	X (59, CHANGE_DIR, "change-dir", "destination:s make:b") \
	X (60, FIND_PROGRAM, "find-program", "name:s path:s") \
	X (61, WAIT_START, "wait-start", "") \
	X (62, INIT, "init", "") \
	X (63, EXEC, "exec", "arguments:S environment:S preserve:d") \
	X (64, OPEN_ROOT, "open-root", "path:s") \
	X (65, MOVE_ROOT, "move-root", "") \
	X (90, PLACE_ROOT, "place-root", "path:s") \
	X (85, HOOK, "hook", \
	   "stage:s number:d path:s arguments:S inherit:b environment:S timeout:d directory:s state:s rest:s") \
	X (86, WAIT_MEET, "wait-meet", "") \
	X (120, CALL_MEET, "call-meet", "") \
	X (89, NOTIFY_SOCKET, "notify-socket", "path:s") \
	X (88, SESSION_KEYRING, "session-keyring", "name:s permit:x label:s") \
	X (95, SCHEDULER, "scheduler", "policy:d nice:d priority:d flags:x runtime:u deadline:u period:u") \
	X (96, IO_PRIORITY, "io-priority", "kind:d level:d") \
	X (97, CPU_AFFINITY, "cpu-affinity", "cpus:B") \
	X (98, PERSONALITY, "personality", "persona:x") \
	X (99, MEMORY_POLICY, "memory-policy", "mode:x nodes:B") \
	X (100, SECURITY_LABEL, "security-label", "file:s label:s") \
	X (101, NET_DEVICE, "net-device", "name:s rename:s") \
	X (91, RECORD_PROCESS, "record-process", "path:s supervised:b") \
	X (92, RESTART, "restart", "failures:b limit:d marker:s record:s") \
	X (93, LOG_ROTATION, "log-rotation", "size:u files:d") \
	X (94, HEALTH_CHECK, "health-check", \
	   "interval:u timeout:u start-period:u start-interval:u retries:d frozen:s record:s plan:P") \
	X (102, ADD_PROCESS, "add-process", "path:s") \
	X (103, REMOVE_DIR, "remove-dir", "path:s") \
	X (70, START, "start", "fifo:s") \
	X (71, SIGNAL, "signal", "pid:d start-time:u signal:d") \
	X (72, SIGNAL_CGROUP, "signal-cgroup", "path:s signal:d") \
	X (73, REMOVE_CGROUP, "remove-cgroup", "path:s") \
	X (74, RECORD_EXIT, "record-exit", "path:s oom-file:s") \
	X (75, REMOVE_FILE, "remove-file", "path:s") \
	X (76, REMOVE_TREE, "remove-tree", "path:s") \
	X (115, SET_ASIDE, "set-aside", "path:s aside:s") \
	X (113, RESTORE, "restore", "arguments:S root:s point:s files:S pid-file:s keyring:s places:S") \
	X (114, RUN_PROGRAM, "run-program", "arguments:S pass:d") \
	X (80, SECCOMP, "seccomp", "program:B flags:x") \
	X (81, SECCOMP_SOCKET, "seccomp-socket", "path:s state:S")
