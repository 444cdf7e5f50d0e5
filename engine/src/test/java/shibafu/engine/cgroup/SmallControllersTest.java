package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import shibafu.engine.spec.HugepageLimit;
import shibafu.engine.spec.NetworkMarks;
import shibafu.engine.spec.RdmaLimit;
import shibafu.engine.spec.Resources;

/// `hugetlb`, `rdma`, `net_cls` and `net_prio`: what is asked for is what is written.
final class SmallControllersTest {
    private final Folder folder = Fixture.folder(Map.of());

    @Nested
    class Hugetlb {
        private final HugetlbController hugetlb = new HugetlbController();
        private final Resources wanted = Resources.NONE.withHugepageLimits(
                List.of(new HugepageLimit("2MB", 4_194_304), new HugepageLimit("1GB", -1)));

        @Test
        void v1_limits_what_is_used_and_what_is_reserved() {
            assertThat(Fixture.text(hugetlb.v1(wanted, folder)))
                    .containsExactly(
                            "hugetlb.2MB.limit_in_bytes=4194304",
                            "hugetlb.2MB.rsvd.limit_in_bytes=4194304",
                            "hugetlb.1GB.limit_in_bytes=-1",
                            "hugetlb.1GB.rsvd.limit_in_bytes=-1");
        }

        @Test
        void v2_limits_both_and_has_a_word_for_no_limit() {
            assertThat(Fixture.text(hugetlb.v2(wanted, folder)))
                    .containsExactly(
                            "hugetlb.2MB.max=4194304",
                            "hugetlb.2MB.rsvd.max=4194304",
                            "hugetlb.1GB.max=max",
                            "hugetlb.1GB.rsvd.max=max");
        }
    }

    @Nested
    class Rdma {
        private final RdmaController rdma = new RdmaController();

        @Test
        void both_versions_have_a_line_for_each_device_with_what_was_asked_for() {
            Resources wanted = Resources.NONE.withRdma(Map.of(
                    "mlx5_1", new RdmaLimit(OptionalLong.of(2), OptionalLong.of(2000)),
                    "mlx5_0", new RdmaLimit(OptionalLong.empty(), OptionalLong.of(7)),
                    "mlx5_2", new RdmaLimit(OptionalLong.empty(), OptionalLong.empty())));
            List<String> lines =
                    List.of("rdma.max=mlx5_0 hca_object=7", "rdma.max=mlx5_1 hca_handle=2 hca_object=2000");
            assertThat(Fixture.text(rdma.v1(wanted, folder))).isEqualTo(lines);
            assertThat(Fixture.text(rdma.v2(wanted, folder))).isEqualTo(lines);
        }
    }

    @Nested
    class Network {
        private final NetClsController netCls = new NetClsController();
        private final NetPrioController netPrio = new NetPrioController();
        private final Resources wanted =
                Resources.NONE.withNetwork(new NetworkMarks(OptionalLong.of(0x10_0001), Map.of("eth0", 5L, "br0", 2L)));

        @Test
        void v1_writes_the_class_and_a_priority_for_each_interface() {
            assertThat(Fixture.text(netCls.v1(wanted, folder))).containsExactly("net_cls.classid=1048577");
            assertThat(Fixture.text(netPrio.v1(wanted, folder)))
                    .containsExactly("net_prio.ifpriomap=br0 2", "net_prio.ifpriomap=eth0 5");
        }

        @Test
        void v2_has_neither_and_says_what_to_use() {
            assertThatThrownBy(() -> netCls.v2(wanted, folder)).hasMessageContaining("nftables");
            assertThatThrownBy(() -> netPrio.v2(wanted, folder)).hasMessageContaining("nftables");
            assertThat(netCls.v2(Resources.NONE, folder)).isEmpty();
            assertThat(netPrio.v2(Resources.NONE, folder)).isEmpty();
        }
    }
}
