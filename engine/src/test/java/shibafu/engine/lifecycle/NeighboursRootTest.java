package shibafu.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shibafu.engine.RequiresRoot;
import shibafu.engine.ShibafuException;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Neighbour;
import shibafu.engine.spec.Spec;

/// Namespaces of another container are its present ones at each start, never those of whoever has its old pid.
@RequiresRoot
final class NeighboursRootTest {
    private final TestEngine engine = new TestEngine();

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"PID", "NETWORK", "IPC", "UTS", "CGROUP"})
    void each_start_joins_those_of_the_others_present_process(NamespaceType type) throws Exception {
        Container other = running(shareable(sleeping()));
        Container guest = running(joining(other, type));
        assertThat(namespace(guest, type)).isEqualTo(namespace(other, type));
        end(guest);
        end(other);
        other.startAgain(Seen.quiet(), Optional.empty(), true);
        guest.startAgain(Seen.quiet(), Optional.empty(), true);
        assertThat(namespace(guest, type)).isEqualTo(namespace(other, type));
    }

    @Test
    void it_does_not_start_beside_one_that_has_stopped() {
        Container other = running(sleeping());
        Container guest = running(joining(other, NamespaceType.NETWORK));
        end(guest);
        end(other);
        assertThatThrownBy(() -> guest.startAgain(Seen.quiet(), Optional.empty(), true))
                .isInstanceOf(ShibafuException.class)
                .hasMessage("start " + guest.id() + ": cannot join the network namespace of a non running container: "
                        + other.id());
    }

    @Test
    void it_does_not_start_beside_one_that_is_gone() {
        Container other = running(sleeping());
        Container guest = running(joining(other, NamespaceType.UTS));
        end(guest);
        other.destroyForcibly();
        assertThatThrownBy(() -> guest.startAgain(Seen.quiet(), Optional.empty(), true))
                .hasMessageEndingWith(other.id() + ": no such container");
    }

    @Test
    void shared_memory_is_not_taken_from_one_that_keeps_it() {
        Container other = running(sleeping());
        assertThatThrownBy(() -> running(joining(other, NamespaceType.IPC)))
                .hasMessageContaining("non-shareable IPC (hint: use --ipc shareable");
    }

    @Test
    void what_waits_for_its_start_leaves_processes_that_have_ended() throws Exception {
        Container other = running(sleeping());
        Container guest = engine.factory().create(joining(other, NamespaceType.NETWORK));
        guest.start(Seen.quiet());
        assertThat(guest.neighbours().leaveOld()).isFalse();
        end(other);
        other.startAgain(Seen.quiet(), Optional.empty(), true);
        assertThat(guest.neighbours().leaveOld()).isTrue();
        guest.startAgain(Seen.quiet(), Optional.empty(), true);
        assertThat(namespace(guest, NamespaceType.NETWORK)).isEqualTo(namespace(other, NamespaceType.NETWORK));
    }

    @Test
    void it_is_told_whose_they_are() {
        Container other = running(sleeping());
        Container guest = running(joining(other, NamespaceType.PID));
        assertThat(guest.neighbours().of(NamespaceType.PID)).hasValue(other.id());
        assertThat(guest.neighbours().of(NamespaceType.UTS)).isEmpty();
    }

    @Test
    void a_range_of_no_size_is_refused_and_holds_nobody_up() {
        ContainerConfig asked = sleeping();
        ContainerConfig auto = asked.withSpec(asked.spec().withAnnotations(Map.of(IdRanges.AUTO, "many")));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> engine.factory().create(auto))
                    .hasMessage("annotation org.shibafu.userns-auto: 'many' is no number of ids");
        }
    }

    @Test
    void ranges_of_ids_differ_while_both_containers_are_there() throws IOException {
        Path subuid = Path.of("/etc/subuid");
        boolean ranges = Files.exists(subuid)
                && Files.readAllLines(subuid).stream().anyMatch(line -> line.matches("(containers|root):.*"));
        ContainerConfig asked = sleeping();
        ContainerConfig auto = asked.withSpec(asked.spec()
                .withAnnotations(Map.of(IdRanges.AUTO, ""))
                .withLinux(asked.spec().linux().withNamespaces(userNamespace(asked.spec()))));
        if (ranges) {
            assertThat(engine.factory().create(auto).config().linux().uidMappings())
                    .hasSize(1);
        } else {
            assertThatThrownBy(() -> engine.factory().create(auto))
                    .hasMessageContaining("has no ranges for containers");
        }
    }

    private static List<Namespace> userNamespace(Spec spec) {
        List<Namespace> namespaces = new ArrayList<>(spec.linux().namespaces());
        namespaces.add(new Namespace(NamespaceType.USER, Optional.empty()));
        return namespaces;
    }

    private ContainerConfig sleeping() {
        return engine.container("sleep", "1000");
    }

    private static ContainerConfig shareable(ContainerConfig config) {
        return config.withSpec(config.spec().withAnnotations(Map.of(Neighbour.SHAREABLE, "true")));
    }

    private ContainerConfig joining(Container other, NamespaceType type) {
        ContainerConfig config = sleeping();
        List<Namespace> namespaces = new ArrayList<>(config.spec().linux().namespaces());
        namespaces.removeIf(one -> one.type() == type);
        namespaces.add(other.neighbours().standing().namespace(type));
        Spec spec = config.spec().withLinux(config.spec().linux().withNamespaces(namespaces));
        return config.withSpec(spec.withHostname(Optional.empty()));
    }

    private Container running(ContainerConfig config) {
        Container container = engine.factory().create(config);
        container.run(Seen.quiet());
        return container;
    }

    private static void end(Container container) {
        container.stop(Container.SIGKILL, Duration.ofSeconds(10));
    }

    private static Path namespace(Container container, NamespaceType type) throws IOException {
        int pid = container.state().init().pid();
        return Files.readSymbolicLink(Path.of("/proc", Integer.toString(pid), "ns", type.procName()));
    }
}
