package shibafu.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.state.ContainerId;
import shibafu.engine.state.LaunchTrace;
import shibafu.engine.state.LaunchTrace.Failure;
import shibafu.engine.state.LaunchTrace.Op;

/// How the scripted containers were started.
final class FakeLaunch {
    private FakeLaunch() {}

    /// @param well whether the start went well; else its last operation failed
    static LaunchTrace trace(String id, boolean well) {
        List<Op> ops = new ArrayList<>(List.of(
                op(0, "make-dir", "path=/sys/fs/cgroup/shibafu_" + id + " mode=0755", 72_600, 0),
                op(1, "clone", "flags=newns,newuts,newipc,newpid,newnet", 2_814_800, 0),
                op(2, "join-cgroups", "", 3_038_700, 0),
                op(3, "loopback-up", "", 150_200, 0),
                op(4, "mount", "type=proc source=proc destination=/proc attributes=nosuid,nodev,noexec", 50_900, 0),
                op(5, "pivot-root", "", 3_531_300, 0)));
        ops.add(op(6, "find-program", "name=work path=/usr/bin:/bin", 75_500, well ? 0 : 2));
        if (well) {
            ops.add(op(7, "wait-start", "", 40, 0));
        }
        Optional<Failure> failure = well
                ? Optional.empty()
                : Optional.of(new Failure(
                        6,
                        "exec: \"work\": executable file not found in $PATH; check the name, or give its path inside "
                                + "the image"));
        return new LaunchTrace(new ContainerId(id), FakeEngine.EPOCH, 9, ops, failure);
    }

    private static Op op(int index, String kind, String fields, long nanos, int errno) {
        String phrase =
                switch (kind) {
                    case "make-dir" -> "make directory " + fields.substring(5, fields.indexOf(' '));
                    case "clone" -> "make the process in new namespaces mount, uts, ipc, pid, network";
                    case "join-cgroups" -> "join the cgroups";
                    case "loopback-up" -> "bring up the loopback interface";
                    case "mount" -> "mount proc on /proc";
                    case "pivot-root" -> "make the root / (pivot_root)";
                    case "find-program" -> "find work in /usr/bin:/bin";
                    default -> "wait for the start";
                };
        return new Op(index, kind, fields, phrase, nanos, errno);
    }
}
