package shibafu.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shibafu.engine.spec.Resources;

final class PidsControllerTest {
    private final PidsController pids = new PidsController();
    private final Folder folder = Fixture.folder(Map.of());

    @ParameterizedTest
    @CsvSource({"20, 20", "1, 1", "-1, max", "-5, max"})
    void writes_the_limit(long limit, String written) {
        assertThat(Fixture.text(pids.v1(Fixture.pids(limit), folder))).containsExactly("pids.max=" + written);
        assertThat(Fixture.text(pids.v2(Fixture.pids(limit), folder))).containsExactly("pids.max=" + written);
    }

    @Test
    void maps_zero_to_one_as_systemd_does() {
        assertThat(Fixture.text(pids.v2(Fixture.pids(0), folder))).containsExactly("pids.max=1");
    }

    @Test
    void writes_nothing_unasked() {
        assertThat(pids.v1(Resources.NONE, folder)).isEmpty();
        assertThat(pids.needed(Resources.NONE)).isFalse();
    }
}
