package shibafu.engine.criu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SeenMountTest {
    @Test
    void reads_number_root_and_place() {
        assertThat(SeenMount.parse(List.of(
                        "50 60 0:37 /null /proc/kcore rw,nosuid - tmpfs tmpfs rw,size=65536k",
                        "67 59 0:29 /p/a\\040b /data\\011x rw,relatime master:3 - tmpfs tmp rw")))
                .containsExactly(new SeenMount(50, "/null", "/proc/kcore"), new SeenMount(67, "/p/a b", "/data\tx"));
    }

    @Test
    void passes_over_what_is_no_mount() {
        assertThat(SeenMount.parse(List.of("", "50 60 0:37"))).isEmpty();
    }
}
