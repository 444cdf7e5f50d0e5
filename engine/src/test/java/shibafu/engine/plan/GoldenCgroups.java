package shibafu.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import shibafu.engine.cgroup.CgroupJoin;
import shibafu.engine.cgroup.CgroupMountView;
import shibafu.engine.cgroup.CgroupPlan;
import shibafu.engine.cgroup.CgroupWrite;

/// Cgroup plans as hosts of each kind would have them, small enough to be read in a golden file.
final class GoldenCgroups {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final List<String> HIERARCHIES = List.of("cpu,cpuacct", "memory", "pids", "systemd");

    private GoldenCgroups() {}

    /// @param kind `none`, `v1`, `hybrid` or `v2`
    /// @param deviceProgram in hexadecimal; empty for none
    static CgroupPlan plan(String kind, String deviceProgram) {
        return switch (kind) {
            case "none" -> CgroupPlan.NONE;
            case "v1", "hybrid" -> v1(kind);
            case "v2" -> v2(deviceProgram);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    static CgroupJoin join(String kind) {
        return switch (kind) {
            case "none" -> CgroupJoin.NONE;
            case "v1" -> new CgroupJoin(v1Directories(), Optional.empty());
            case "hybrid" -> new CgroupJoin(v1Directories(), Optional.of(ROOT.resolve("unified/shibafu_web")));
            case "v2" -> new CgroupJoin(List.of(), Optional.of(ROOT.resolve("shibafu_web")));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static List<Path> v1Directories() {
        return HIERARCHIES.stream()
                .map(name -> ROOT.resolve(name).resolve("shibafu_web"))
                .toList();
    }

    private static CgroupPlan v1(String kind) {
        CgroupJoin join = join(kind);
        List<Path> directories = new ArrayList<>(join.v1());
        join.v2().ifPresent(directories::add);
        Path memory = ROOT.resolve("memory/shibafu_web");
        Path pids = ROOT.resolve("pids/shibafu_web");
        return new CgroupPlan(
                directories,
                List.of(),
                List.of(
                        CgroupWrite.of(memory.resolve("memory.limit_in_bytes"), "104857600"),
                        CgroupWrite.ifPresent(memory.resolve("memory.memsw.limit_in_bytes"), "104857600"),
                        CgroupWrite.of(pids.resolve("pids.max"), "20")),
                join,
                Optional.empty(),
                directories,
                List.of(pids),
                Optional.of(ROOT.resolve("freezer/shibafu_web/freezer.state")),
                Optional.of(memory.resolve("memory.oom_control")),
                HIERARCHIES.stream()
                        .map(name -> new CgroupMountView(
                                name,
                                ROOT.resolve(name).resolve("shibafu_web"),
                                name.contains(",") ? List.of(name.split(",", -1)) : List.of()))
                        .toList());
    }

    private static CgroupPlan v2(String deviceProgram) {
        Path directory = ROOT.resolve("shibafu_web");
        return new CgroupPlan(
                List.of(directory),
                List.of(CgroupWrite.of(ROOT.resolve("cgroup.subtree_control"), "+cpu +memory +pids")),
                List.of(CgroupWrite.of(directory.resolve("memory.max"), "104857600")),
                join("v2"),
                deviceProgram.isEmpty()
                        ? Optional.empty()
                        : Optional.of(HexFormat.of().parseHex(deviceProgram)),
                List.of(directory),
                List.of(directory),
                Optional.of(directory.resolve("cgroup.freeze")),
                Optional.of(directory.resolve("memory.events")),
                List.of(new CgroupMountView("", directory, List.of())));
    }
}
