package shibafu.engine.plan;

import java.util.List;

/// What is done on the host, before there is a process or while it waits.
public sealed interface HostOp extends Op {

    /// Makes a directory. One that stands already is kept, and left alone by the undoing of a failed plan.
    record MakeDir(String path, int mode) implements HostOp {}

    /// Writes an existing file with one write(2), as kernel files want it.
    ///
    /// @param optional a file that does not exist is passed over
    record WriteFile(String path, String data, boolean optional) implements HostOp {}

    /// Makes the fifo that holds a created container until it is started, and keeps it open for [ProcessOp.WaitStart].
    record MakeFifo(String path) implements HostOp {}

    /// Opens a v1 cgroup, to be joined by the child itself ([ProcessOp.JoinCgroups]).
    record OpenCgroup(String path) implements HostOp {}

    /// Makes clone3 put the new process straight into this v2 cgroup (`CLONE_INTO_CGROUP`).
    record IntoCgroup(String path) implements HostOp {}

    /// Loads an eBPF device program and attaches it to a v2 cgroup.
    record DeviceFilter(String path, Bytes program) implements HostOp {}

    /// Makes a time namespace for the children of this process, with these clock offsets.
    record TimeNamespace(long monotonicSecs, int monotonicNanos, long boottimeSecs, int boottimeNanos)
            implements HostOp {}

    /// Opens a file as one of the container's standard streams.
    ///
    /// @param fd 0, 1 or 2
    /// @param write opened for appending, made if missing; otherwise for reading
    record OpenStdio(int fd, String path, boolean write) implements HostOp {}

    /// Gives the container pipes for stdout and stderr, which the supervisor writes to this log.
    record LogOutput(String path) implements HostOp {}

    /// Sends the terminal's master to this AF_UNIX socket when there is one (OCI's console-socket).
    record ConsoleSocket(String path) implements HostOp {}

    /// Sends a pidfd of the new process to this AF_UNIX socket, as soon as there is one.
    ///
    /// @param type sent along: `standard` for a container's first process, `setns` for one more
    record PidfdSocket(String path, String type) implements HostOp {}

    /// Listens for those who attach to the container, who see its output from then on.
    ///
    /// @param path of the socket, which is made; only its owner may connect
    /// @param input whether what they type is the container's standard input
    record AttachSocket(String path, boolean input) implements HostOp {}

    /// Connects to the socket of who answers the calls that the filter of [ProcessOp.Seccomp] hands over.
    ///
    /// @param state what it is told with the descriptor; the process' pid goes between the parts
    record SeccompSocket(String path, List<String> state) implements HostOp {
        public SeccompSocket {
            state = List.copyOf(state);
        }
    }

    /// Copies a tree of the host's, to be put in its place by the [TreeOp.Bind] of the same source and
    /// destination, and maps the owners it shows (mount_setattr(2), `MOUNT_ATTR_IDMAP`).
    ///
    /// @param source empty for the new file system that [TreeOp.Mount] makes at the destination, which gets the
    ///     map later
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
            implements HostOp {}

    /// Has a program serve a file system by FUSE, which [TreeOp.RootBind] then takes as the root. It goes with
    /// the mounts of the new process, and the program with it.
    ///
    /// @param arguments the program's absolute path first; the kernel's end is its descriptor 3
    record ServeRoot(List<String> arguments) implements HostOp {
        public ServeRoot {
            arguments = List.copyOf(arguments);
        }
    }

    /// Joins a namespace by its file.
    ///
    /// @param type its clone flag; setns(2) refuses a file of another type
    record JoinNamespace(int type, String path) implements HostOp {}

    /// Joins a namespace of another container, whose process its records tell when this is carried out.
    ///
    /// @param type its clone flag
    /// @param name of the other container, for errors
    /// @param restarts what its supervisor has recorded ([Restart]), if it was run again
    /// @param started what its launcher has recorded ([RecordProcess]), if it was started at once
    /// @param record its record, JSON, which has the process in its `init` otherwise
    record JoinContainer(int type, String name, String restarts, String started, String record) implements HostOp {}

    /// Copies a mount of another container, to be put in its place by the [TreeOp.Bind] of the same source and
    /// destination.
    ///
    /// @param name with `restarts`, `started` and `record`: as in [JoinContainer]
    /// @param path inside the other container, of a tmpfs; no link on it is followed
    record CopyMount(
            String name, String restarts, String started, String record, String path, String source, String destination)
            implements HostOp {}

    /// Joins namespaces of a running process with one setns(2) on its pidfd.
    ///
    /// @param startTime field 22 of `/proc/PID/stat`, in clock ticks: guards against a reused pid
    /// @param flags the namespaces, as clone flags; 0: none, the process is only looked up for a later op
    record JoinProcess(int pid, long startTime, long flags) implements HostOp {}

    /// Writes a file of the new process in `/proc`: `setgroups`, `uid_map`, `gid_map`, `oom_score_adj`.
    record WriteProc(String name, String data) implements HostOp {}

    /// Moves an interface of the host into the new process' network, with its lasting addresses, and brings it up.
    ///
    /// @param rename what it is called there
    record NetDevice(String name, String rename) implements HostOp {}

    /// Brings a process back, which runs then, instead of making one: a program does it, in the container's cgroups and
    /// with mounts of its own, and leaves the pid in a file. The process must be a child of the launcher.
    ///
    /// @param arguments the program's absolute path first; the caller's streams are its descriptors 3 to 5, and what it
    ///     says itself is told if it fails
    /// @param root what is bound to `point` before, with all below it
    /// @param files opened for it, from descriptor 6 on
    /// @param pidFile absolute; removed afterwards
    /// @param keyring name of a new session keyring for it and for what it brings back; empty: they have the caller's
    /// @param places what the root must have, and gets if it lacks it; those that end in a slash are directories
    record Restore(
            List<String> arguments,
            String root,
            String point,
            List<String> files,
            String pidFile,
            String keyring,
            List<String> places)
            implements HostOp {
        public Restore {
            arguments = List.copyOf(arguments);
            files = List.copyOf(files);
            places = List.copyOf(places);
        }
    }

    /// Writes down which process was made, right before it takes on its program's identity: should whoever wanted it be
    /// lost from here on, others still find it.
    ///
    /// @param path which is made: a line of pid, start time, and the same two of its supervisor
    /// @param supervised whether this launcher stays as its supervisor; otherwise these two are 0
    record RecordProcess(String path, boolean supervised) implements HostOp {}

    /// Has the supervisor move the log of [LogOutput] aside when it is full: to its name with `.1`, that to `.2`.
    ///
    /// @param size bytes
    /// @param files how many there are at most, the log itself among them
    record LogRotation(long size, int files) implements HostOp {}

    /// Has the supervisor carry out the plan again when the process has ended.
    ///
    /// @param failures only if its exit code was not 0
    /// @param limit how often at most; 0: no matter
    /// @param marker a file that whoever wants its end for good makes before
    /// @param record which is made: a line of how often by now, and pid and start time of the process
    record Restart(boolean failures, int limit, String marker, String record) implements HostOp {}

    /// Has the supervisor look now and then whether the container is well, by a plan that runs a program in it. All
    /// times in milliseconds.
    ///
    /// @param timeout after which the program is ended, and has failed
    /// @param startPeriod in which failures do not count until it was well
    /// @param startInterval the interval in that time
    /// @param retries how many failures in a row make it unhealthy
    /// @param frozen a file that begins with `F` or `1` while the container is frozen; empty: it can't be
    /// @param record which is made: JSON, the status and the last results
    /// @param plan joins the container as process 0, which nobody knows before
    record HealthCheck(
            long interval,
            long timeout,
            long startPeriod,
            long startInterval,
            int retries,
            String frozen,
            String record,
            Plan plan)
            implements HostOp {}

    /// Writes the new process' pid to a file that lists the processes of a group, such as resctrl's `tasks`.
    record AddProcess(String path) implements HostOp {}
}
