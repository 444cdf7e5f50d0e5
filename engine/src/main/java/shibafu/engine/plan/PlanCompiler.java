package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes plans: what is to be done, and in which order. Pure.
@SuppressWarnings("DoNotCallSuggester")
public final class PlanCompiler {
    private PlanCompiler() {}

    /// A new container, up to the point where it waits to be started.
    public static Plan create(CreateRequest request) {
        throw new PlanException(
                "compile create plan for " + request.spec().root().path() + ": in the making");
    }

    /// One more process in a running container.
    public static Plan exec(ExecRequest request) {
        throw new PlanException("compile exec plan for process " + request.pid() + ": in the making");
    }

    /// Lets a created container go.
    public static Plan start(Path fifo) {
        return new Plan(List.of(new Op.Start(fifo.toString())));
    }

    /// Signals one process.
    ///
    /// @param startTime field 22 of its `/proc/PID/stat`, in clock ticks
    public static Plan signal(int pid, long startTime, int signal) {
        return new Plan(List.of(new Op.Signal(pid, startTime, signal)));
    }

    /// Signals every process of some cgroups.
    public static Plan signalCgroup(List<Path> cgroups, int signal) {
        List<Op> ops = new ArrayList<>();
        cgroups.forEach(path -> ops.add(new Op.SignalCgroup(path.toString(), signal)));
        return new Plan(ops);
    }

    /// Removes what is left of a container.
    public static Plan remove(List<Path> cgroups, List<Path> files, List<Path> trees) {
        List<Op> ops = new ArrayList<>();
        cgroups.forEach(path -> ops.add(new Op.RemoveCgroup(path.toString())));
        files.forEach(path -> ops.add(new Op.RemoveFile(path.toString())));
        trees.forEach(path -> ops.add(new Op.RemoveTree(path.toString())));
        return new Plan(ops);
    }
}
