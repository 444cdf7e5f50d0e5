package shibafu.engine.event;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shibafu.engine.kernel.Inotify;
import shibafu.engine.kernel.Inotify.Change;

/// Limits that somebody writes, be it Shibafu or a person with `echo`: inotify sees it. Keeps what they say, for when
/// the cgroup is gone.
final class LimitWatch implements Part {
    private static final List<String> CONTROLLERS =
            List.of("memory", "cpu", "cpuset", "pids", "blkio", "io", "hugetlb", "rdma");
    private static final Set<String> FILES = Set.of(
            "memory.limit_in_bytes",
            "memory.memsw.limit_in_bytes",
            "memory.soft_limit_in_bytes",
            "memory.swappiness",
            "memory.max",
            "memory.high",
            "memory.low",
            "memory.min",
            "memory.swap.max",
            "cpu.shares",
            "cpu.cfs_quota_us",
            "cpu.cfs_period_us",
            "cpu.cfs_burst_us",
            "cpu.rt_period_us",
            "cpu.rt_runtime_us",
            "cpu.idle",
            "cpu.max",
            "cpu.max.burst",
            "cpu.weight",
            "cpuset.cpus",
            "cpuset.mems",
            "pids.max",
            "io.max",
            "io.weight",
            "io.bfq.weight",
            "blkio.weight",
            "rdma.max");
    private static final Pattern NUMBERED =
            Pattern.compile("blkio\\.throttle\\.\\w+_device|hugetlb\\.\\w+(\\.rsvd)?\\.(max|limit_in_bytes)");

    private final Scene scene;
    private final Map<String, String> values = new HashMap<>();
    private final List<Integer> watches = new ArrayList<>();

    LimitWatch(Scene scene) {
        this.scene = scene;
        directories().forEach(directory -> scene.changes()
                .watch(directory, Inotify.MODIFIED, change -> changed(directory, change))
                .ifPresent(watches::add));
        for (String file : FILES) {
            text(file).ifPresent(value -> values.put(file, value));
        }
    }

    /// What a limit said when it was last looked at.
    Optional<String> value(String file) {
        return Optional.ofNullable(values.get(file));
    }

    private Stream<Path> directories() {
        return CONTROLLERS.stream()
                .flatMap(controller -> scene.cgroup().directory(controller).stream())
                .distinct();
    }

    private Optional<String> text(String file) {
        return directories()
                .flatMap(directory -> Scene.text(directory.resolve(file)).stream())
                .findFirst();
    }

    private void changed(Path directory, Change change) {
        String file = change.name();
        if (!FILES.contains(file) && !NUMBERED.matcher(file).matches()) {
            return;
        }
        Optional<String> now = Scene.text(directory.resolve(file));
        if (now.isPresent()) {
            String before = Optional.ofNullable(values.put(file, now.get())).orElse("");
            if (!before.equals(now.get())) {
                scene.tell(new ContainerEvent.LimitChanged(scene.now(), scene.container(), file, before, now.get()));
            }
        }
    }

    @Override
    public void look() {
        // inotify misses nothing that a program writes.
    }

    @Override
    public void close() {
        watches.forEach(scene.changes()::forget);
    }
}
