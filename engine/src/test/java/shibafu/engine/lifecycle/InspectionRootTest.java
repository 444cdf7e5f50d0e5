package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shibafu.engine.RequiresRoot;
import shibafu.engine.launch.Streams;
import shibafu.engine.service.CapabilityRow;
import shibafu.engine.service.LimitRow;
import shibafu.engine.service.LocalEngine;
import shibafu.engine.service.MountRow;
import shibafu.engine.service.MountRow.Origin;
import shibafu.engine.service.NamespaceRow;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Resources;
import shibafu.engine.spec.Spec.MountSpec;

/// What the kernel says of a container against what was asked of it, for real.
@RequiresRoot
final class InspectionRootTest {
    private final TestEngine engine = new TestEngine();
    private final LocalEngine service = new LocalEngine(engine.factory());

    @AfterEach
    void close() {
        service.close();
        engine.close();
    }

    @Test
    void every_mount_that_was_asked_for_is_there_and_says_why() {
        String id = run(engine.container("sleep", "100"));
        List<MountRow> mounts = service.mounts(id);
        assertThat(mounts).extracting(MountRow::origin).doesNotContain(Origin.MISSING);
        assertThat(mounts.getFirst().origin()).isEqualTo(Origin.ROOT);
        assertThat(mounts).anySatisfy(mount -> {
            assertThat(mount.target()).isEqualTo("/proc");
            assertThat(mount.type()).isEqualTo("proc");
            assertThat(mount.origin()).isEqualTo(Origin.ASKED);
        });
        assertThat(mounts).extracting(MountRow::origin).contains(Origin.MASK);
    }

    @Test
    void a_mount_that_was_asked_for_and_taken_away_is_missing() throws Exception {
        ContainerConfig config = engine.container("sleep", "100");
        List<MountSpec> mounts = new ArrayList<>(config.spec().mounts());
        mounts.add(new MountSpec("/extra", "tmpfs", "tmpfs", List.of()));
        String id = run(config.withSpec(config.spec().withMounts(mounts)));
        assertThat(origin(id, "/extra")).isEqualTo(Origin.ASKED);
        int pid = engine.factory().load(id).state().init().pid();
        Process taken = new ProcessBuilder("nsenter", "-t", Integer.toString(pid), "-m", "umount", "/extra").start();
        assertThat(taken.waitFor()).isZero();
        assertThat(origin(id, "/extra")).isEqualTo(Origin.MISSING);
    }

    @Test
    void a_namespace_is_its_own_the_hosts_or_another_containers() {
        String first = run(engine.container("sleep", "100"));
        int pid = engine.factory().load(first).state().init().pid();
        ContainerConfig config = engine.container("sleep", "100");
        List<Namespace> namespaces = config.spec().linux().namespaces().stream()
                .filter(one -> one.type() != NamespaceType.UTS)
                .map(one -> one.type() == NamespaceType.NETWORK
                        ? new Namespace(one.type(), Optional.of("/proc/" + pid + "/ns/net"))
                        : one)
                .toList();
        String second = run(config.withSpec(config.spec()
                .withHostname(Optional.empty())
                .withLinux(config.spec().linux().withNamespaces(namespaces))));
        assertThat(namespace(second, "pid")).returns(false, NamespaceRow::hosts).returns("new", NamespaceRow::asked);
        assertThat(namespace(second, "pid").sharedWith()).isEmpty();
        assertThat(namespace(second, "uts")).returns(true, NamespaceRow::hosts).returns("", NamespaceRow::asked);
        assertThat(namespace(second, "network").sharedWith()).containsExactly(first);
        assertThat(namespace(second, "network").asked()).isEqualTo("/proc/" + pid + "/ns/net");
    }

    @Test
    void capabilities_are_those_that_were_asked_for() {
        String id = run(engine.container("sleep", "100"));
        List<CapabilityRow> rows = service.capabilities(id);
        assertThat(rows).allSatisfy(row -> assertThat(row.held()).isEqualTo(row.asked()));
        assertThat(rows).filteredOn(row -> row.name().equals("CAP_CHOWN")).allMatch(row -> row.held()
                .effective());
        assertThat(rows).filteredOn(row -> row.name().equals("CAP_SYS_ADMIN")).noneMatch(row -> row.held()
                .any());
    }

    @Test
    void limits_are_told_beside_what_was_written() {
        String id = run(engine.container("sleep", "100")
                .withResources(resources -> resources.merge(
                        Resources.NONE.withMemoryLimit(48L << 20).withPidsLimit(7))));
        List<LimitRow> rows = service.appliedLimits(id);
        assertThat(rows).anySatisfy(row -> {
            assertThat(row.asked()).isEqualTo(Long.toString(48L << 20));
            assertThat(row.applied()).isEqualTo(row.asked());
        });
        assertThat(rows)
                .filteredOn(row -> row.file().endsWith("/pids.max"))
                .allMatch(LimitRow::agrees)
                .isNotEmpty();
    }

    @Test
    void of_a_container_that_does_not_run_only_the_config_can_be_told() {
        Container container = engine.factory().create(engine.container("true"));
        container.run(quiet());
        while (container.status().canSignal()) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> service.mounts(container.id())).hasMessageContaining("its config can still be read");
        assertThat(service.config(container.id())).contains("\"mounts\"");
    }

    private Origin origin(String id, String target) {
        return service.mounts(id).stream()
                .filter(mount -> mount.target().equals(target))
                .map(MountRow::origin)
                .findFirst()
                .orElseThrow();
    }

    private NamespaceRow namespace(String id, String type) {
        return service.namespaces(id).stream()
                .filter(row -> row.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private String run(ContainerConfig config) {
        Container container = engine.factory().create(config);
        container.run(quiet());
        return container.id();
    }

    private static ProcessConfig quiet() {
        return ProcessConfig.main().withStreams(Streams.NONE).withInit(true).detached();
    }
}
