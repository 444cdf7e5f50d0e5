package shibafu.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PortMappingTest {
    @ParameterizedTest
    @CsvSource({
        "80, '', 0, 80, tcp",
        "8080:80, '', 8080, 80, tcp",
        "127.0.0.1:8080:80, 127.0.0.1, 8080, 80, tcp",
        "127.0.0.1::80, 127.0.0.1, 0, 80, tcp",
        "53:53/udp, '', 53, 53, udp"
    })
    void dockers_forms_are_read(String text, String ip, int host, int container, String protocol) {
        assertThat(PortMapping.parse(text)).containsExactly(new PortMapping(ip, host, container, protocol));
    }

    @Test
    void ranges_are_as_many_ports() {
        assertThat(PortMapping.parse("8000-8002:80-82"))
                .extracting(PortMapping::outside)
                .containsExactly("0.0.0.0:8000", "0.0.0.0:8001", "0.0.0.0:8002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "80/icmp", "x:80", "1:2:3:4", "256.0.0.1:80:80", "1-3:1-2", "80-70"})
    void others_are_refused_with_the_form(String text) {
        assertThatThrownBy(() -> PortMapping.parse(text))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("port '" + text + "' is not [IP:][HOST:]CONTAINER");
    }

    @Test
    void the_same_port_of_two_addresses_does_not_clash() {
        PortMapping all = PortMapping.parse("80:80").getFirst();
        List<PortMapping> two = List.of(
                PortMapping.parse("127.0.0.1:80:80").getFirst(),
                PortMapping.parse("127.0.0.2:80:80").getFirst());
        assertThat(two.getFirst().clashes(two.getLast())).isFalse();
        assertThat(two).allMatch(all::clashes);
        assertThat(all.clashes(PortMapping.parse("80:80/udp").getFirst())).isFalse();
    }
}
