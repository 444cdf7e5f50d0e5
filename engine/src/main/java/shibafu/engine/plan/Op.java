package shibafu.engine.plan;

import java.util.List;

/// One operation of a launch plan: data only. `PlanWriter` says how it goes over the wire, `PlanText` how it reads,
/// `engine/src/main/c` how it is done. The order of a plan and its sections are told in the package page.
///
/// Paths called `path` or `source` are the host's; paths called `destination` lie inside the new root and are walked
/// by descriptor (`openat2`, `RESOLVE_IN_ROOT`), so that a hostile image cannot lead them out of it.
public sealed interface Op {

    // ---- sections: who carries out what follows --------------------------------------------------------------

    /// Forks a helper that joins namespaces and makes the container's process as its own sibling, then ends.
    record Stage() implements Op {}

    /// Makes the container's process with clone3(2); what follows is done by its parent while it waits.
    ///
    /// @param flags `CLONE_NEW*` flags
    record Clone(long flags) implements Op {}

    /// Lets the new process go; what follows is done by it.
    record Child() implements Op {}

    /// What follows is done by the supervisor when the process has ended.
    record Exit() implements Op {}

    /// What follows is done by the launcher while the new process waits in its [WaitMeet].
    record Meet() implements Op {}

    // ---- on the host ------------------------------------------------------------------------------------------

    /// Makes a directory. One that stands already is kept, and left alone by the undoing of a failed plan.
    record MakeDir(String path, int mode) implements Op {}

    /// Writes an existing file with one write(2), as kernel files want it.
    ///
    /// @param optional a file that does not exist is passed over
    record WriteFile(String path, String data, boolean optional) implements Op {}

    /// Makes the fifo that holds a created container until it is started, and keeps it open for [WaitStart].
    record MakeFifo(String path) implements Op {}

    /// Opens a v1 cgroup, to be joined by the child itself ([JoinCgroups]).
    record OpenCgroup(String path) implements Op {}

    /// Makes clone3 put the new process straight into this v2 cgroup (`CLONE_INTO_CGROUP`).
    record IntoCgroup(String path) implements Op {}

    /// Loads an eBPF device program and attaches it to a v2 cgroup.
    record DeviceFilter(String path, Bytes program) implements Op {}

    /// Makes a time namespace for the children of this process, with these clock offsets.
    record TimeNamespace(long monotonicSecs, int monotonicNanos, long boottimeSecs, int boottimeNanos) implements Op {}

    /// Opens a file as one of the container's standard streams.
    ///
    /// @param fd 0, 1 or 2
    /// @param write opened for appending, made if missing; otherwise for reading
    record OpenStdio(int fd, String path, boolean write) implements Op {}

    /// Gives the container pipes for stdout and stderr, which the supervisor writes to this log.
    record LogOutput(String path) implements Op {}

    /// Sends the terminal's master to this AF_UNIX socket when there is one (OCI's console-socket).
    record ConsoleSocket(String path) implements Op {}

    /// Sends a pidfd of the new process to this AF_UNIX socket, as soon as there is one.
    ///
    /// @param type sent along: `standard` for a container's first process, `setns` for one more
    record PidfdSocket(String path, String type) implements Op {}

    /// Listens for those who attach to the container, who see its output from then on.
    ///
    /// @param path of the socket, which is made; only its owner may connect
    /// @param input whether what they type is the container's standard input
    record AttachSocket(String path, boolean input) implements Op {}

    /// Copies a tree of the host's, to be put in its place by the [Bind] of the same source and destination, and maps
    /// the owners it shows (mount_setattr(2), `MOUNT_ATTR_IDMAP`).
    ///
    /// @param source empty for the new file system that [Mount] makes at the destination, which gets the map later
    /// @param recursive whether the mounts below the source come with it
    /// @param uidMap lines of user_namespaces(7): owner in the file system, owner on the host, count
    /// @param namespace file of a user namespace whose maps are taken instead; empty for none
    /// @param all whether the owners in the mounts below are mapped too
    record MapIds(
            String source,
            String destination,
            boolean recursive,
            String uidMap,
            String gidMap,
            String namespace,
            boolean all)
            implements Op {}

    /// Connects to the socket of who answers the calls that the filter of [Seccomp] hands over.
    ///
    /// @param state what it is told with the descriptor; the process' pid goes between the parts
    record SeccompSocket(String path, List<String> state) implements Op {
        public SeccompSocket {
            state = List.copyOf(state);
        }
    }

    /// Joins a namespace by its file.
    ///
    /// @param type its clone flag; setns(2) refuses a file of another type
    record JoinNamespace(int type, String path) implements Op {}

    /// Joins namespaces of a running process with one setns(2) on its pidfd.
    ///
    /// @param startTime field 22 of `/proc/PID/stat`, in clock ticks: guards against a reused pid
    /// @param flags the namespaces, as clone flags; 0: none, the process is only looked up for a later op
    record JoinProcess(int pid, long startTime, long flags) implements Op {}

    /// Writes a file of the new process in `/proc`: `setgroups`, `uid_map`, `gid_map`, `oom_score_adj`.
    record WriteProc(String name, String data) implements Op {}

    // ---- in the container's process ---------------------------------------------------------------------------

    /// Joins the opened v1 cgroups by writing "0" to each `tasks`.
    record JoinCgroups() implements Op {}

    /// Leaves namespaces for new ones, with unshare(2).
    record Unshare(long flags) implements Op {}

    /// Starts a session, which has no terminal yet.
    record NewSession() implements Op {}

    /// Brings the loopback interface up.
    record LoopbackUp() implements Op {}

    record Hostname(String name) implements Op {}

    record Domainname(String name) implements Op {}

    /// Sets the propagation of every mount below `/`, before the root is made.
    ///
    /// @param flags `MS_PRIVATE`, `MS_SLAVE`, ... perhaps with `MS_REC`
    record Propagation(long flags) implements Op {}

    /// Makes a directory the new root, as a bind mount of itself. The mount it lies on is made private first:
    /// pivot_root(2) refuses a shared parent, and nothing must leak out through one.
    record RootBind(String path) implements Op {}

    /// Takes a directory as the new root and mounts nothing, where there is no mount namespace to mount in.
    record OpenRoot(String path) implements Op {}

    /// Makes overlayfs the new root, mounted on `path`.
    ///
    /// @param lower read-only layers, the topmost first
    record RootOverlay(String path, List<String> lower, String upper, String work) implements Op {
        public RootOverlay {
            lower = List.copyOf(lower);
        }
    }

    /// Mounts a new file system in the root; the destination directory is made if missing.
    ///
    /// @param attributes `MOUNT_ATTR_*` bits for fsmount(2)
    /// @param options of the file system: `size=64m`, or a bare word
    /// @param propagation `MS_*` propagation flags, 0 for none
    record Mount(
            String type, String source, String destination, long attributes, List<String> options, long propagation)
            implements Op {
        public Mount {
            options = List.copyOf(options);
        }
    }

    /// Mounts a new file system that takes over something of the directory it hides, where there is one already.
    ///
    /// @param mode whether its root gets the directory's permissions
    /// @param content whether all that is in the directory is copied into it first
    record MountOver(
            String type,
            String source,
            String destination,
            long attributes,
            List<String> options,
            long propagation,
            boolean mode,
            boolean content)
            implements Op {
        public MountOver {
            options = List.copyOf(options);
        }
    }

    /// Binds a part of the host's tree into the root (open_tree, mount_setattr, move_mount); a missing destination is
    /// made as a directory or an empty file, after the source.
    ///
    /// What no bit names stays as the host has it.
    ///
    /// @param set `MOUNT_ATTR_*` bits to set, `clear` those to clear, on this mount alone
    /// @param recursiveSet bits to set on it and all below, `recursiveClear` those to clear; they have the last word
    record Bind(
            String source,
            String destination,
            boolean recursive,
            long set,
            long clear,
            long recursiveSet,
            long recursiveClear,
            long propagation)
            implements Op {}

    /// A [Bind] that minds symbolic links.
    ///
    /// @param sourceLink whether a link as the source is bound itself
    /// @param copyLink whether a link as the source is made in the root too, and nothing bound
    /// @param overLink whether a link as the destination is covered, not followed
    record BindLink(
            String source,
            String destination,
            boolean recursive,
            long set,
            long clear,
            long recursiveSet,
            long recursiveClear,
            long propagation,
            boolean sourceLink,
            boolean copyLink,
            boolean overLink)
            implements Op {}

    /// Changes a mount that stands.
    record Remount(String destination, long set, long clear, List<String> options) implements Op {
        public Remount {
            options = List.copyOf(options);
        }
    }

    /// Makes a directory inside the root.
    record RootDir(String destination, int mode) implements Op {}

    /// Makes a device node (mknodat).
    ///
    /// @param mode with its type bits, `S_IFCHR | 0666`
    record Node(String destination, int mode, long major, long minor, int uid, int gid) implements Op {}

    /// Makes a symbolic link; one that stands already is kept.
    record Symlink(String target, String destination) implements Op {}

    /// Gives the process a pseudo terminal of the container's own devpts, as stdio and controlling terminal, and as
    /// `/dev/console`; the master goes to the launcher.
    record Terminal(int rows, int columns, int uid) implements Op {}

    /// Makes the new root `/` (pivot_root(".", ".")), the old one unreachable.
    record PivotRoot() implements Op {}

    /// Makes the new root `/` with chroot(2), where the process has no mount namespace of its own.
    record ChangeRoot() implements Op {}

    /// Makes the new root `/` by moving its mount over the old one, then chroot(2): where pivot_root(2)
    /// cannot, as on a ramfs.
    record MoveRoot() implements Op {}

    /// Changes the root mount once all is in place.
    record RootAttributes(long set, long clear, long propagation) implements Op {}

    /// Hides a path: `/dev/null` over a file, an empty read-only tmpfs over a directory; missing is well.
    record MaskPath(String destination) implements Op {}

    /// Makes a path read-only, with all below it; missing is well.
    record ReadonlyPath(String destination) implements Op {}

    /// Writes `/proc/sys/...` by the stub's own detached procfs.
    ///
    /// @param name with slashes: `net/ipv4/ip_forward`
    record Sysctl(String name, String value) implements Op {}

    /// Sets a resource limit of this process; in the section after [Clone], of the new process (prlimit(2)), since
    /// the root of a user namespace may not raise it.
    ///
    /// @param resource `RLIMIT_*` number
    record Rlimit(int resource, long soft, long hard) implements Op {}

    record Umask(int mask) implements Op {}

    record Groups(List<Integer> gids) implements Op {
        public Groups {
            gids = List.copyOf(gids);
        }
    }

    /// Takes on uid and gid, keeping permitted capabilities until [SetCapabilities].
    record Identity(int uid, int gid) implements Op {}

    /// Drops all capabilities but these from the bounding set.
    record BoundingSet(long keep) implements Op {}

    record SetCapabilities(long effective, long permitted, long inheritable, long ambient) implements Op {}

    record NoNewPrivileges() implements Op {}

    /// Enters a directory and verifies that it lies inside the root (CVE-2024-21626).
    ///
    /// @param make a missing one is made
    record ChangeDir(String destination, boolean make) implements Op {}

    /// Looks the program up now, so that "not found" is told before the start: fails with ENOENT or EACCES.
    ///
    /// @param path the `PATH` to search where the name has no slash
    record FindProgram(String name, String path) implements Op {}

    /// Tells the launcher that all is ready, and waits for the fifo of [MakeFifo].
    record WaitStart() implements Op {}

    /// Forks: this process stays as the container's init, passes signals on and reaps; its child goes on.
    record Init() implements Op {}

    /// Lets the launcher carry out the section [Meet], and waits until it has.
    record WaitMeet() implements Op {}

    /// Runs a program of the operator's, and waits for it; it has no descriptors but its standard streams.
    ///
    /// @param stage OCI's name, for errors
    /// @param number its place among the stage's hooks, from 0
    /// @param arguments with `argv[0]`
    /// @param inherit whether it has the environment of who runs it; `environment` otherwise
    /// @param timeout seconds until it is killed; 0: never
    /// @param directory where it runs; `.` before the root is entered: the new root; empty: where who runs it is
    /// @param state what it reads: all of it, or what stands before the process' pid
    /// @param rest what stands after the pid; empty: the state holds no pid, or one that is known
    record Hook(
            String stage,
            int number,
            String path,
            List<String> arguments,
            boolean inherit,
            List<String> environment,
            int timeout,
            String directory,
            String state,
            String rest)
            implements Op {
        public Hook {
            arguments = List.copyOf(arguments);
            environment = List.copyOf(environment);
        }
    }

    /// sched_setattr(2), by its parent or by itself.
    ///
    /// @param policy `SCHED_*` number
    /// @param flags `SCHED_FLAG_*` bits
    /// @param runtime nanoseconds, like `deadline` and `period`
    record Scheduler(int policy, int nice, int priority, long flags, long runtime, long deadline, long period)
            implements Op {}

    /// ioprio_set(2), by its parent or by itself.
    ///
    /// @param kind `IOPRIO_CLASS_*` number
    /// @param level 0, the highest, to 7
    record IoPriority(int kind, int level) implements Op {}

    /// The CPUs of this process and of those it makes.
    ///
    /// @param cpus a bit each, the lowest first; none: all that its cgroup has
    record CpuAffinity(Bytes cpus) implements Op {}

    /// personality(2).
    record Personality(long persona) implements Op {}

    /// set_mempolicy(2).
    ///
    /// @param mode `MPOL_*` number and `MPOL_F_*` bits
    /// @param nodes a bit each, the lowest first
    record MemoryPolicy(long mode, Bytes nodes) implements Op {}

    /// Tells a security module what the program is to be, by the stub's own detached procfs (CVE-2019-16884).
    ///
    /// @param file of the process in `/proc`: `attr/apparmor/exec`, `attr/exec`
    record SecurityLabel(String file, String label) implements Op {}

    /// Moves an interface of the host into the new process' network, with its lasting addresses, and brings it up.
    ///
    /// @param rename what it is called there
    record NetDevice(String name, String rename) implements Op {}

    /// Writes the new process' pid to a file that lists the processes of a group, such as resctrl's `tasks`.
    record AddProcess(String path) implements Op {}

    /// Removes a directory of the kernel's, whose files go with it; missing is well.
    record RemoveDir(String path) implements Op {}

    /// Installs a filter of system calls (seccomp(2)).
    ///
    /// @param program an array of `struct sock_filter`
    /// @param flags `SECCOMP_FILTER_FLAG_*`; with `NEW_LISTENER` the launcher hands the listener to [SeccompSocket]
    record Seccomp(Bytes program, long flags) implements Op {}

    /// Closes every descriptor above 2 but the first `preserve` after it, and executes the program found.
    record Exec(List<String> arguments, List<String> environment, int preserve) implements Op {
        public Exec {
            arguments = List.copyOf(arguments);
            environment = List.copyOf(environment);
        }
    }

    // ---- control, and after the end ---------------------------------------------------------------------------

    /// Opens the fifo of a created container and removes it: the program starts. ENXIO: its process is gone.
    record Start(String fifo) implements Op {}

    /// Sends a signal by pidfd, if the process is still the one that started at `startTime`; ESRCH otherwise.
    record Signal(int pid, long startTime, int signal) implements Op {}

    /// Signals every process of a cgroup and of those below it; SIGKILL until none is left.
    record SignalCgroup(String path, int signal) implements Op {}

    /// Removes a cgroup and those below it, waiting shortly for its last processes; missing is well.
    record RemoveCgroup(String path) implements Op {}

    /// Writes exit code, time and OOM kills as JSON, by a temporary file and rename(2).
    ///
    /// @param oomFile `memory.events` or `memory.oom_control`, whose line `oom_kill N` is read; empty for none
    record RecordExit(String path, String oomFile) implements Op {}

    /// Unlinks a file; missing is well.
    record RemoveFile(String path) implements Op {}

    /// Removes a directory with all below it, on one file system, never following a link; missing is well.
    record RemoveTree(String path) implements Op {}

    /// Bytes with the equality of a value.
    record Bytes(List<Byte> values) {
        public Bytes {
            values = List.copyOf(values);
        }

        public static Bytes of(byte[] array) {
            Byte[] boxed = new Byte[array.length];
            for (int i = 0; i < array.length; i++) {
                boxed[i] = array[i];
            }
            return new Bytes(List.of(boxed));
        }

        public byte[] toArray() {
            byte[] array = new byte[values.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = values.get(i);
            }
            return array;
        }
    }
}
