package shibafu.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class FileCapabilityTest {
    // cap_net_raw+ep
    private static final byte[] PLAIN = hex("01000002" + "00200000" + "00000000" + "00000000" + "00000000");
    private static final byte[] OF_100000 =
            hex("01000003" + "00200000" + "00000000" + "00000000" + "00000000" + "a0860100");

    @Test
    void a_container_with_ids_of_its_own_gets_what_is_nothing_on_the_host() {
        assertThat(FileCapability.of(PLAIN, 100_000)).isEqualTo(OF_100000);
        assertThat(FileCapability.of(PLAIN, 0)).isEqualTo(PLAIN);
    }

    @Test
    void an_image_has_what_is_any_containers() {
        assertThat(FileCapability.plain(OF_100000)).isEqualTo(PLAIN);
        assertThat(FileCapability.plain(PLAIN)).isEqualTo(PLAIN);
    }

    @Test
    void what_is_neither_is_left_as_it_is() {
        byte[] odd = hex("0102");
        assertThat(FileCapability.of(odd, 100_000)).isEqualTo(odd);
        assertThat(FileCapability.plain(odd)).isEqualTo(odd);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
