package shibafu.engine.plan;

import java.util.List;

/// What is done to a container that stands, and after its end.
public sealed interface ControlOp extends Op {

    /// Runs a program of the host's with the caller's environment and standard input, and waits for it. ECHILD: it
    /// failed, and what it said is told.
    ///
    /// @param arguments its absolute path first
    /// @param pass a descriptor of the caller's that it gets as it is, from 3 on; 0 for none
    record RunProgram(List<String> arguments, int pass) implements ControlOp {
        public RunProgram {
            arguments = List.copyOf(arguments);
        }
    }

    /// Makes the socket on which a container tells that it is ready (sd_notify(3)); the front reads it.
    record NotifySocket(String path) implements ControlOp {}

    /// Opens the fifo of a created container and removes it: the program starts. ENXIO: its process is gone.
    record Start(String fifo) implements ControlOp {}

    /// Sends a signal by pidfd, if the process is still the one that started at `startTime`; ESRCH otherwise.
    record Signal(int pid, long startTime, int signal) implements ControlOp {}

    /// Signals every process of a cgroup and of those below it; SIGKILL until none is left.
    record SignalCgroup(String path, int signal) implements ControlOp {}

    /// Removes a cgroup and those below it, waiting shortly for its last processes; missing is well.
    record RemoveCgroup(String path) implements ControlOp {}

    /// Writes exit code, time and OOM kills as JSON, by a temporary file and rename(2).
    ///
    /// @param oomFile `memory.events` or `memory.oom_control`, whose line `oom_kill N` is read; empty for none
    record RecordExit(String path, String oomFile) implements ControlOp {}

    /// Unlinks a file; missing is well.
    record RemoveFile(String path) implements ControlOp {}

    /// Removes a directory of the kernel's, whose files go with it; missing is well.
    record RemoveDir(String path) implements ControlOp {}

    /// Removes a directory with all below it, on one file system, never following a link; missing is well.
    record RemoveTree(String path) implements ControlOp {}

    /// Gives a directory another name on the same file system, so that its own is free; missing is well.
    record SetAside(String path, String aside) implements ControlOp {}
}
