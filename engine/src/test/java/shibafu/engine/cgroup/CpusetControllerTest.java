package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import shibafu.engine.spec.Resources;

final class CpusetControllerTest {
    private final CpusetController cpuset = new CpusetController();
    private final Folder root = Fixture.folder(Map.of("cpuset.cpus", "0-7", "cpuset.mems", "0-1"));
    private final Folder emptyParent = Fixture.folder(root, "/c/a", Map.of("cpuset.cpus", "", "cpuset.mems", "1"));

    @Test
    void on_v1_what_is_not_asked_for_comes_from_the_nearest_parent_that_has_it() {
        Folder own = Fixture.folder(emptyParent, "/c/a/b", Map.of());
        assertThat(Fixture.text(cpuset.v1(Resources.NONE, own))).containsExactly("cpuset.cpus=0-7", "cpuset.mems=1");
        assertThat(Fixture.text(cpuset.v1(asking("2", ""), own))).containsExactly("cpuset.cpus=2", "cpuset.mems=1");
        assertThat(Fixture.text(CpusetController.fillParents(own))).containsExactly("cpuset.cpus=0-7");
    }

    @Test
    void on_v1_what_stands_already_stays() {
        Folder own = Fixture.folder(root, "/c/a", Map.of("cpuset.cpus", "3", "cpuset.mems", "0"));
        assertThat(cpuset.v1(Resources.NONE, own)).isEmpty();
        assertThat(Fixture.text(cpuset.v1(asking("4", ""), own))).containsExactly("cpuset.cpus=4");
        assertThat(CpusetController.fillParents(own)).isEmpty();
    }

    @Test
    void on_v2_only_what_is_asked_for_is_written() {
        Folder own = Fixture.folder(emptyParent, "/c/a/b", Map.of());
        assertThat(cpuset.v2(Resources.NONE, own)).isEmpty();
        assertThat(Fixture.text(cpuset.v2(asking("0-2,7", "0"), own)))
                .containsExactly("cpuset.cpus=0-2,7", "cpuset.mems=0");
    }

    @Test
    void an_empty_list_asks_for_nothing() {
        assertThat(cpuset.needed(asking("", ""))).isFalse();
        assertThat(cpuset.needed(asking("", "0"))).isTrue();
    }

    private static Resources asking(String cpus, String mems) {
        return Fixture.resources(new Resources.Cpu(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(cpus),
                Optional.of(mems),
                OptionalLong.empty()));
    }
}
