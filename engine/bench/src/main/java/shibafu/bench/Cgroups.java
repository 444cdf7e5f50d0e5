package shibafu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import shibafu.engine.cgroup.Cgroup;
import shibafu.engine.cgroup.CgroupLayout;
import shibafu.engine.cgroup.CgroupPlan;
import shibafu.engine.cgroup.CgroupWrite;
import shibafu.engine.spec.Resources;

/// As many cgroups as there would be containers, with limits and a sleeping process in each.
final class Cgroups implements AutoCloseable {
    private static final Resources LIMITS =
            Resources.NONE.withMemoryLimit(256L << 20).withPidsLimit(100);

    private final CgroupLayout layout = CgroupLayout.detect(Path.of("/"));
    private final List<Path> made = new ArrayList<>();
    private final List<Process> sleeping = new ArrayList<>();
    private final List<Cgroup> all = new ArrayList<>();

    static Cgroups make(int count) throws IOException {
        Cgroups cgroups = new Cgroups();
        try {
            for (int i = 0; i < count; i++) {
                cgroups.make("/shibafu_bench_" + ProcessHandle.current().pid() + "_" + i);
            }
            return cgroups;
        } catch (IOException e) {
            cgroups.close();
            throw e;
        }
    }

    List<Cgroup> all() {
        return all;
    }

    private void make(String path) throws IOException {
        CgroupPlan plan = layout.plan(path, LIMITS);
        for (Path directory : plan.directories()) {
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(directory);
                made.add(directory);
            }
        }
        for (CgroupWrite write : plan.parentWrites()) {
            write(write.file(), write.value());
        }
        for (CgroupWrite write : plan.writes()) {
            if (!write.optional() || Files.exists(write.file())) {
                write(write.file(), write.value());
            }
        }
        Process process = new ProcessBuilder("sleep", "100000").start();
        sleeping.add(process);
        String pid = Long.toString(process.pid());
        for (Path directory : plan.join().v1()) {
            write(directory.resolve("cgroup.procs"), pid);
        }
        Optional<Path> v2 = plan.join().v2();
        if (v2.isPresent()) {
            write(v2.get().resolve("cgroup.procs"), pid);
        }
        all.add(layout.open(path));
    }

    private static void write(Path file, String value) throws IOException {
        Files.writeString(file, value, StandardOpenOption.WRITE);
    }

    @Override
    public void close() throws IOException {
        sleeping.forEach(Process::destroyForcibly);
        sleeping.forEach(process -> process.onExit().join());
        for (Path directory : made.reversed()) {
            Files.delete(directory);
        }
    }
}
