package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresCgroupV2;
import shibafu.engine.kernel.DeviceFilter;
import shibafu.engine.launch.Launcher;
import shibafu.engine.launch.Streams;
import shibafu.engine.launch.StubLaunchers;
import shibafu.engine.plan.Bytes;
import shibafu.engine.plan.HostOp;
import shibafu.engine.plan.Plan;
import shibafu.engine.spec.Resources;

@RequiresCgroupV2
final class CgroupV2RootTest extends CgroupContract {
    private static final Path STUB = Path.of(System.getProperty("shibafu.stub", "target/stub/shibafu"));
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");

    @Override
    String memoryLimit(String path) throws Exception {
        return Files.readString(Path.of(MOUNT + path + "/memory.max")).strip();
    }

    @Override
    String cpuLimit(String path) throws Exception {
        return Files.readString(Path.of(MOUNT + path + "/cpu.max")).strip().replace(' ', '/');
    }

    @Override
    Path controllerFile(String path, String controller, String file) {
        return Path.of(MOUNT + path).resolve(file);
    }

    @Override
    void forced(LiveCgroup live, Resources tooLow, Process holder) throws Exception {
        live.cgroup.apply(tooLow, Resources.NONE, true, LimitNotice.NOBODY);
        assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // Perhaps others of the holder's pipeline too.
        assertThat(live.cgroup.oomKills()).isPositive();
    }

    @Test
    void unified_values_are_written_as_they_are() throws Exception {
        Resources unified = Fixture.unified(Map.of("memory.high", "33554432", "cpu.weight", "77"));
        try (LiveCgroup live = LiveCgroup.make(layout, unified)) {
            assertThat(Files.readString(controllerFile(live.path, "memory", "memory.high")))
                    .isEqualTo("33554432\n");
            assertThat(Files.readString(controllerFile(live.path, "cpu", "cpu.weight")))
                    .isEqualTo("77\n");
        }
    }

    @Test
    void the_kernel_takes_the_device_program_and_obeys_it() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, Resources.NONE)) {
            DeviceFilter.replace(
                    live.plan().join().v2().orElseThrow(),
                    live.plan().deviceProgram().orElseThrow());
            assertThat(live.output("head -c 2 /dev/zero | wc -c; head -c 1 /dev/kmsg 2>&1 | tail -1"))
                    .startsWith("2")
                    .contains("Operation not permitted");
        }
    }

    @Test
    void the_stub_attaches_the_device_program() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, Resources.NONE);
                Launcher launcher = new StubLaunchers(STUB).open(Streams.NONE)) {
            Path own = live.plan().join().v2().orElseThrow();
            byte[] program = live.plan().deviceProgram().orElseThrow();
            launcher.execute(new Plan(List.of(new HostOp.DeviceFilter(own.toString(), Bytes.of(program)))), false);
            assertThat(live.output("head -c 1 /dev/kmsg")).contains("Operation not permitted");
        }
    }

    @Test
    void the_kernel_takes_programs_of_any_rules() throws Exception {
        Resources many = Fixture.resources(
                Fixture.rule("deny a *:* rwm"),
                Fixture.rule("allow a 7:* r"),
                Fixture.rule("allow b 4294967295:4294967295 m"),
                Fixture.rule("deny c 1:5 w"),
                Fixture.rule("allow c 1:11 rwm"),
                Fixture.rule("deny c 1:5 rwm"),
                Fixture.rule("deny c *:7 rw"));
        try (LiveCgroup live = LiveCgroup.make(layout, many)) {
            DeviceFilter.replace(
                    live.plan().join().v2().orElseThrow(),
                    live.plan().deviceProgram().orElseThrow());
            assertThat(live.output("echo ok > /dev/null && echo well; : < /dev/kmsg && echo too"))
                    .isEqualTo("well\ntoo");
        }
    }

    @Test
    void the_kernel_tells_changes_of_memory_events() throws Exception {
        try (LiveCgroup live = LiveCgroup.make(layout, limits(20 << 20, -1, 20));
                WatchService changes = FileSystems.getDefault().newWatchService()) {
            Path own = live.plan().join().v2().orElseThrow();
            own.register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
            // The kernel tells of a file only once somebody has looked at it.
            assertThat(live.cgroup.oomKills()).isZero();
            live.run(HOLD_40_MIB);
            List<String> names = new ArrayList<>();
            long end = System.nanoTime() + 60_000_000_000L;
            while (!names.contains("memory.events") && System.nanoTime() < end) {
                WatchKey key = changes.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents().forEach(event -> names.add(String.valueOf(event.context())));
                    key.reset();
                }
            }
            assertThat(names).contains("memory.events");
        }
    }
}
