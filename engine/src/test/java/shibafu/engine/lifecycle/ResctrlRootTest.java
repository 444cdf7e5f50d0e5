package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shibafu.engine.RequiresRoot;
import shibafu.engine.cgroup.CgroupPlan;
import shibafu.engine.launch.Launched;
import shibafu.engine.launch.Launcher;
import shibafu.engine.launch.Streams;
import shibafu.engine.launch.StubLaunchers;
import shibafu.engine.plan.CreateRequest;
import shibafu.engine.plan.ExitActions;
import shibafu.engine.plan.HostFacts;
import shibafu.engine.plan.Plan;
import shibafu.engine.plan.PlanCompiler;
import shibafu.engine.plan.Stdio;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.SpecException;
import shibafu.engine.spec.SpecReader;

/// Shares of the cache, on a directory that stands for resctrl's: few machines have it.
@RequiresRoot
final class ResctrlRootTest {
    @TempDir
    Path folder;

    @Test
    void a_process_is_put_into_its_group_with_the_shares_asked_for() throws IOException {
        Path group = Files.createDirectories(folder.resolve("resctrl/guaranteed"));
        Path schemata = Files.createFile(group.resolve("schemata"));
        Path tasks = Files.createFile(group.resolve("tasks"));
        Launched launched =
                launch("{\"closID\": \"guaranteed\", \"l3CacheSchema\": \"L3:0=f\", \"schemata\": [\"MB:0=20\"]}");
        try {
            assertThat(schemata).hasContent("L3:0=f\nMB:0=20\n");
            assertThat(tasks).hasContent(Integer.toString(launched.pid()));
        } finally {
            execute(PlanCompiler.signal(launched.pid(), launched.startTime(), Container.SIGKILL));
        }
    }

    @Test
    void a_process_is_watched_in_a_group_of_its_own() throws IOException {
        Path group = Files.createDirectories(folder.resolve("resctrl/guaranteed"));
        Path schemata = Files.createFile(group.resolve("schemata"));
        Path watched = group.resolve("mon_groups/web/tasks");
        Files.createFile(group.resolve("tasks"));
        Files.createDirectories(watched.resolveSibling(""));
        Files.createFile(watched);
        String rdt = "{\"closID\": \"guaranteed\", \"memBwSchema\": \"MB:0=20;1=70\", \"enableMonitoring\": true}";
        Launched launched = launch(rdt);
        try {
            assertThat(schemata).hasContent("MB:0=20;1=70\n");
            assertThat(watched).hasContent(Integer.toString(launched.pid()));
        } finally {
            execute(PlanCompiler.signal(launched.pid(), launched.startTime(), Container.SIGKILL));
        }
    }

    @Test
    void a_group_that_is_named_but_not_there_is_told() throws IOException {
        Files.createDirectories(folder.resolve("resctrl"));
        assertThatThrownBy(() -> launch("{\"closID\": \"none\"}"))
                .hasMessageContaining("resctrl/none/tasks")
                .hasMessageContaining("ENOENT");
    }

    @Test
    void a_group_of_its_own_goes_when_the_launch_fails_and_when_it_is_removed() throws IOException {
        Path root = Files.createDirectories(folder.resolve("resctrl"));
        // The kernel would have made the group's files; here the first write finds none.
        assertThatThrownBy(() -> launch("{\"schemata\": [\"L3:0=f\"]}")).hasMessageContaining("schemata");
        assertThat(root).isEmptyDirectory();
        Files.createDirectories(root.resolve("web"));
        Spec spec = spec("{}");
        execute(PlanCompiler.removeShares(spec.linux(), host(root), "web"));
        assertThat(root).isEmptyDirectory();
        execute(PlanCompiler.removeShares(spec.linux(), host(root), "web"));
    }

    @Test
    void without_resctrl_it_is_refused() throws IOException {
        CreateRequest request = request(spec("{}"), new HostFacts(40, false, 0));
        assertThatThrownBy(() -> PlanCompiler.create(request))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("intelRdt is specified in config, but Intel RDT is not supported or not enabled");
    }

    private Launched launch(String rdt) throws IOException {
        return execute(PlanCompiler.create(request(spec(rdt), host(folder.resolve("resctrl")))));
    }

    private static Launched execute(Plan plan) {
        try (Launcher launcher = new StubLaunchers(TestEngine.STUB).open(Streams.NONE)) {
            return launcher.execute(plan, false);
        }
    }

    private static HostFacts host(Path resctrl) {
        return new HostFacts(40, false, 0, Optional.of(resctrl));
    }

    private static Spec spec(String rdt) {
        String json = """
                {"ociVersion": "1.3.0", "root": {"path": "/"},
                 "process": {"args": ["true"], "cwd": "/", "env": ["PATH=/bin:/usr/bin"]},
                 "linux": {"intelRdt": RDT}}
                """.replace("RDT", rdt);
        return SpecReader.read("test", json.getBytes(StandardCharsets.UTF_8));
    }

    private CreateRequest request(Spec spec, HostFacts host) throws IOException {
        Path record = Files.createDirectories(folder.resolve("web"));
        return new CreateRequest(
                spec,
                folder,
                CgroupPlan.NONE,
                host,
                record.resolve("exec.fifo"),
                Optional.empty(),
                new Stdio.Inherit(),
                false,
                true,
                0,
                ExitActions.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
