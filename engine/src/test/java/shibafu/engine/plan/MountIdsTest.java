package shibafu.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.spec.DefaultSpec;
import shibafu.engine.spec.LinuxSpec;
import shibafu.engine.spec.LinuxSpec.IdMapping;
import shibafu.engine.spec.LinuxSpec.Namespace;
import shibafu.engine.spec.LinuxSpec.NamespaceType;
import shibafu.engine.spec.Spec;
import shibafu.engine.spec.Spec.MountSpec;
import shibafu.engine.spec.Spec.Root;

/// crun's ranges after the option. The container's own: 0 to 999 are 5000 to 5999, 1000 is 7.
final class MountIdsTest {
    private static final List<IdMapping> CONTAINERS = List.of(new IdMapping(0, 5000, 1000), new IdMapping(1000, 7, 1));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "idmap=uids=0-1-10#10-11-10;gids=0-100-10 | '0 1 10,10 11 10' | 0 100 10 | false",
                "ridmap=gids=3-4-5;uids=0-1-10            | 0 1 10          | 3 4 5    | true",
                "idmap=uids=@0-0-10;gids=@5-100-900       | 0 5000 10       | 5 5100 900 | false",
                "idmap=uids=@33-1000-1;gids=0-0-1         | 33 7 1          | 0 0 1    | false",
                "idmap                                    | '0 5000 1000,1000 7 1' | '0 5000 1000,1000 7 1' | false"
            })
    void reads_the_ranges(String option, String uids, String gids, boolean all) {
        HostOp.MapIds op = (HostOp.MapIds) map(option).getFirst();
        assertThat(op.uidMap()).isEqualTo(lines(uids));
        assertThat(op.gidMap()).isEqualTo(lines(gids));
        assertThat(op.all()).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "idmap=uids=0-1-10                  | id-mapped mounts must have both uid and gid mappings specified",
                "idmap=                             | idmap=: \"\" is neither uids=... nor gids=...",
                "idmap=uids=0-1;gids=0-0-1          | \"0-1\" is not a range of ids",
                "idmap=uids=0-0-1;gids=@0-999-2     | \"@0-999-2\" are not mapped by one range"
            })
    void tells_what_is_wrong_with_them(String option, String message) {
        assertThatThrownBy(() -> PlanCompiler.create(request(option, 0))).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"1000, id-mapped mounts are not supported for rootless containers"})
    void are_for_root_alone(int uid, String message) {
        assertThatThrownBy(() -> PlanCompiler.create(request("idmap", uid))).hasMessageContaining(message);
    }

    private static List<Op> map(String option) {
        CreateRequest request = request(option, 0);
        return MountIds.map(request, PlannedMount.all(request.spec().mounts()));
    }

    private static String lines(String ranges) {
        return ranges.replace(",", "\n") + "\n";
    }

    private static CreateRequest request(String option, int uid) {
        Spec spec = DefaultSpec.of(new Root("rootfs", false, Optional.empty()), DefaultSpec.process(List.of("sh")));
        LinuxSpec linux = spec.linux()
                .withNamespaces(List.of(
                        new Namespace(NamespaceType.MOUNT, Optional.empty()),
                        new Namespace(NamespaceType.USER, Optional.empty())))
                .withIdMappings(CONTAINERS, CONTAINERS);
        return new CreateRequest(
                spec.withLinux(linux).withMounts(List.of(new MountSpec("/a", "bind", "/a", List.of(option)))),
                Path.of("/bundle"),
                GoldenCgroups.plan("none", ""),
                new HostFacts(40, false, uid),
                Path.of("/run/fifo"),
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
