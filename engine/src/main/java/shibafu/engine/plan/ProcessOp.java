package shibafu.engine.plan;

import java.util.List;

/// What the container's process does to itself, up to the program it executes.
public sealed interface ProcessOp extends Op {

    /// Joins the opened v1 cgroups by writing "0" to each `tasks`.
    record JoinCgroups() implements ProcessOp {}

    /// Leaves namespaces for new ones, with unshare(2).
    record Unshare(long flags) implements ProcessOp {}

    /// Leaves the caller's session keyring for one of this name, which is made if there is none (keyctl(2)).
    ///
    /// @param permit rights that others than who possesses it get as well; 0: those it has. Must then be this user's
    /// @param label what SELinux calls it; empty: as it is
    record SessionKeyring(String name, long permit, String label) implements ProcessOp {}

    /// Starts a session, which has no terminal yet.
    record NewSession() implements ProcessOp {}

    /// Brings the loopback interface up.
    record LoopbackUp() implements ProcessOp {}

    record Hostname(String name) implements ProcessOp {}

    record Domainname(String name) implements ProcessOp {}

    /// Gives the process a pseudo terminal of the container's own devpts, as stdio and controlling terminal, and as
    /// `/dev/console`; the master goes to the launcher.
    record Terminal(int rows, int columns, int uid) implements ProcessOp {}

    /// Writes `/proc/sys/...` by the stub's own detached procfs.
    ///
    /// @param name with slashes: `net/ipv4/ip_forward`
    record Sysctl(String name, String value) implements ProcessOp {}

    /// Sets a resource limit of this process; in the section after [SectionOp.Clone], of the new process
    /// (prlimit(2)), since the root of a user namespace may not raise it.
    ///
    /// @param resource `RLIMIT_*` number
    record Rlimit(int resource, long soft, long hard) implements ProcessOp {}

    /// sched_setattr(2), by its parent or by itself.
    ///
    /// @param policy `SCHED_*` number
    /// @param flags `SCHED_FLAG_*` bits
    /// @param runtime nanoseconds, like `deadline` and `period`
    record Scheduler(int policy, int nice, int priority, long flags, long runtime, long deadline, long period)
            implements ProcessOp {}

    /// ioprio_set(2), by its parent or by itself.
    ///
    /// @param kind `IOPRIO_CLASS_*` number
    /// @param level 0, the highest, to 7
    record IoPriority(int kind, int level) implements ProcessOp {}

    /// The CPUs of this process and of those it makes.
    ///
    /// @param cpus a bit each, the lowest first; none: all that its cgroup has
    record CpuAffinity(Bytes cpus) implements ProcessOp {}

    /// personality(2).
    record Personality(long persona) implements ProcessOp {}

    /// set_mempolicy(2).
    ///
    /// @param mode `MPOL_*` number and `MPOL_F_*` bits
    /// @param nodes a bit each, the lowest first
    record MemoryPolicy(long mode, Bytes nodes) implements ProcessOp {}

    record Umask(int mask) implements ProcessOp {}

    record Groups(List<Integer> gids) implements ProcessOp {
        public Groups {
            gids = List.copyOf(gids);
        }
    }

    /// Takes on uid and gid, keeping permitted capabilities until [SetCapabilities].
    record Identity(int uid, int gid) implements ProcessOp {}

    /// Drops all capabilities but these from the bounding set.
    record BoundingSet(long keep) implements ProcessOp {}

    record SetCapabilities(long effective, long permitted, long inheritable, long ambient) implements ProcessOp {}

    record NoNewPrivileges() implements ProcessOp {}

    /// Tells a security module what the program is to be, by the stub's own detached procfs (CVE-2019-16884).
    ///
    /// @param file of the process in `/proc`: `attr/apparmor/exec`, `attr/exec`
    record SecurityLabel(String file, String label) implements ProcessOp {}

    /// Installs a filter of system calls (seccomp(2)).
    ///
    /// @param program an array of `struct sock_filter`
    /// @param flags `SECCOMP_FILTER_FLAG_*`; with `NEW_LISTENER` the launcher hands the listener to
    ///     [HostOp.SeccompSocket]
    record Seccomp(Bytes program, long flags) implements ProcessOp {}

    /// Enters a directory and verifies that it lies inside the root (CVE-2024-21626).
    ///
    /// @param make a missing one is made
    record ChangeDir(String destination, boolean make) implements ProcessOp {}

    /// Looks the program up now, so that "not found" is told before the start: fails with ENOENT or EACCES.
    ///
    /// @param path the `PATH` to search where the name has no slash
    record FindProgram(String name, String path) implements ProcessOp {}

    /// Tells the launcher that all is ready, and waits for the fifo of [HostOp.MakeFifo].
    record WaitStart() implements ProcessOp {}

    /// Forks: this process stays as the container's init, passes signals on and reaps; its child goes on.
    record Init() implements ProcessOp {}

    /// Lets the launcher carry out the section [SectionOp.Meet], and goes on meanwhile.
    record CallMeet() implements ProcessOp {}

    /// Waits until the launcher has carried out the section [SectionOp.Meet], for which it calls unless that was done.
    record WaitMeet() implements ProcessOp {}

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
            implements ProcessOp {
        public Hook {
            arguments = List.copyOf(arguments);
            environment = List.copyOf(environment);
        }
    }

    /// Closes every descriptor above 2 but the first `preserve` after it, and executes the program found.
    record Exec(List<String> arguments, List<String> environment, int preserve) implements ProcessOp {
        public Exec {
            arguments = List.copyOf(arguments);
            environment = List.copyOf(environment);
        }
    }
}
