package shibafu.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shibafu.engine.ShibafuException;

final class MetricsCommandTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1:9393, 127.0.0.1, 9393", "[::1]:80, 0:0:0:0:0:0:0:1, 80"})
    void an_address_has_a_host_and_a_port(String text, String host, int port) {
        InetSocketAddress address = MetricsCommand.address(text);
        assertThat(address.getAddress().getHostAddress()).isEqualTo(host);
        assertThat(address.getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9393", ":9393", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "::1:x"})
    void what_is_none_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> MetricsCommand.address(text))
                .isInstanceOf(ShibafuException.class)
                .hasMessage("listen on " + text
                        + ": is no address and port; give one such as 127.0.0.1:9393 or [::1]:9393");
    }
}
