package shibafu.engine.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import shibafu.engine.spec.Resources;

/// A cgroup of this machine's kernel, made as a plan says, with plain file operations in the stub's place. Everything
/// in it is killed and all of it removed at the end.
final class LiveCgroup implements AutoCloseable {
    private final CgroupPlan plan;
    private final List<Path> made = new ArrayList<>();
    private final List<Process> started = new ArrayList<>();
    final Cgroup cgroup;
    final String path;

    private LiveCgroup(CgroupLayout layout, String path, Resources resources) {
        this.path = path;
        this.plan = layout.plan(path, resources);
        this.cgroup = layout.open(path);
    }

    static LiveCgroup make(CgroupLayout layout, Resources resources) throws Exception {
        return make(
                layout,
                "/shibafu_test_" + Long.toHexString(ThreadLocalRandom.current().nextLong()),
                resources);
    }

    static LiveCgroup make(CgroupLayout layout, String path, Resources resources) throws Exception {
        LiveCgroup live = new LiveCgroup(layout, path, resources);
        try {
            for (Path directory : live.plan.directories()) {
                if (!Files.isDirectory(directory)) {
                    Files.createDirectory(directory);
                    live.made.add(directory);
                }
            }
            live.plan.parentWrites().forEach(LiveCgroup::write);
            live.plan.writes().forEach(LiveCgroup::write);
            return live;
        } catch (Exception e) {
            live.close();
            throw e;
        }
    }

    private static void write(CgroupWrite write) {
        if (!write.optional() || Files.exists(write.file())) {
            CgroupFile.write(write.file(), write.value());
        }
    }

    CgroupPlan plan() {
        return plan;
    }

    /// Runs a shell script in it.
    Process run(String script) throws IOException {
        StringBuilder join = new StringBuilder();
        plan.join()
                .v1()
                .forEach(directory -> join.append("echo 0 > ").append(directory).append("/tasks && "));
        plan.join().v2().ifPresent(d -> join.append("echo 0 > ").append(d).append("/cgroup.procs && "));
        Process process = new ProcessBuilder("sh", "-c", join + "echo in && exec sh -c \"$1\"", "sh", script)
                .redirectErrorStream(true)
                .start();
        started.add(process);
        if (process.getInputStream().read() != 'i') {
            throw new IOException("the process could not join " + plan.join());
        }
        process.getInputStream().skipNBytes(2);
        return process;
    }

    /// Runs a shell script in it to its end.
    String output(String script) throws Exception {
        Process process = run(script);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }

    @Override
    public void close() throws IOException {
        if (cgroup.frozen()) {
            cgroup.thaw();
        }
        for (int pid : cgroup.pids()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        started.forEach(Process::destroyForcibly);
        started.forEach(process -> process.onExit().join());
        for (Path directory : made.reversed()) {
            remove(directory);
        }
    }

    private static void remove(Path directory) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                Files.deleteIfExists(directory);
                return;
            } catch (IOException e) {
                if (attempt == 200) {
                    throw e;
                }
                pause(); // a killed process leaves its cgroup a moment later
            }
        }
    }

    private static void pause() {
        LockSupport.parkNanos(10_000_000);
    }
}
