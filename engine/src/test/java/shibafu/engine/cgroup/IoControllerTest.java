package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.spec.BlockIo;
import shibafu.engine.spec.BlockIo.Device;
import shibafu.engine.spec.BlockIo.DeviceWeight;
import shibafu.engine.spec.BlockIo.Throttle;
import shibafu.engine.spec.Resources;

final class IoControllerTest {
    private static final Device DISK = new Device(8, 0);
    private static final Device OTHER = new Device(259, 3);

    private final IoController io = new IoController();
    private final Folder folder = Fixture.folder(Map.of());

    @Test
    void v1_has_a_file_for_each_kind_of_rate() {
        assertThat(Fixture.text(io.v1(rates(), folder)))
                .containsExactly(
                        "blkio.throttle.read_bps_device=8:0 1048576",
                        "blkio.throttle.write_bps_device=8:0 0",
                        "blkio.throttle.write_bps_device=259:3 4096",
                        "blkio.throttle.read_iops_device=8:0 50",
                        "blkio.throttle.write_iops_device=259:3 7");
    }

    @Test
    void v2_has_one_line_for_each_device_and_a_word_for_no_limit() {
        assertThat(Fixture.text(io.v2(rates(), folder)))
                .containsExactly("io.max=8:0 rbps=1048576 wbps=max riops=50", "io.max=259:3 wbps=4096 wiops=7");
    }

    @Test
    void weights_are_bfqs_on_v1() {
        assertThat(Fixture.text(io.v1(weights(500, 20), folder)))
                .containsExactly("blkio.bfq.weight=500", "blkio.bfq.weight_device=8:0 20");
    }

    @Test
    void weights_are_for_whichever_scheduler_heeds_them_on_v2() {
        assertThat(Fixture.text(io.v2(weights(100, 1000), folder)))
                .containsExactly(
                        "io.bfq.weight?=default 100",
                        "io.weight=default 910",
                        "io.bfq.weight?=8:0 1000",
                        "io.weight=8:0 10000");
    }

    @Test
    void a_host_with_bfq_alone_gets_its_weights_alone() {
        Folder below = Fixture.folder(Fixture.folder(Map.of("io.bfq.weight", "default 100")), "/c/a", Map.of());
        assertThat(Fixture.text(io.v2(weights(100, 1000), below)))
                .containsExactly("io.bfq.weight=default 100", "io.bfq.weight=8:0 1000");
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "11, 11", "100, 910", "500, 4950", "1000, 10000"})
    void weight_becomes_v2s_in_runcs_way(int weight, int v2) {
        assertThat(IoController.weightV2(weight)).isEqualTo(v2);
    }

    @Test
    void a_leaf_weight_is_refused_as_no_kernel_has_it() {
        Resources leaf = Resources.NONE.withBlockIo(new BlockIo(
                OptionalInt.empty(), OptionalInt.of(10), List.of(), List.of(), List.of(), List.of(), List.of()));
        assertThatThrownBy(() -> io.v1(leaf, folder)).hasMessageContaining("leave leafWeight out");
        assertThatThrownBy(() -> io.v2(leaf, folder)).hasMessageContaining("leave leafWeight out");
    }

    @Test
    void writes_nothing_unasked() {
        assertThat(io.v1(Resources.NONE, folder)).isEmpty();
        assertThat(io.v2(Resources.NONE, folder)).isEmpty();
        assertThat(io.needed(Resources.NONE)).isFalse();
        assertThat(io.needed(rates())).isTrue();
    }

    private static Resources rates() {
        return Resources.NONE.withBlockIo(new BlockIo(
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                List.of(new Throttle(DISK, 1_048_576)),
                List.of(new Throttle(DISK, 0), new Throttle(OTHER, 4096)),
                List.of(new Throttle(DISK, 50)),
                List.of(new Throttle(OTHER, 7))));
    }

    private static Resources weights(int weight, int ofDisk) {
        return Resources.NONE.withBlockIo(new BlockIo(
                OptionalInt.of(weight),
                OptionalInt.empty(),
                List.of(new DeviceWeight(DISK, OptionalInt.of(ofDisk), OptionalInt.empty())),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }
}
