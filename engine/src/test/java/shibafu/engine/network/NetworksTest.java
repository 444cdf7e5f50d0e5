package shibafu.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NetworksTest {
    @TempDir
    private Path directory = Path.of("");

    private Networks networks = new Networks(directory, new Plugins(List.of()));

    @BeforeEach
    void open() {
        networks = new Networks(directory.resolve("networks"), new Plugins(List.of(directory.resolve("cni"))));
    }

    @Test
    void what_is_made_is_read_again() {
        Network made = networks.create(wanted("one", "10.250.3.0/24", Map.of("mtu", "1400")));
        assertThat(networks.find("one")).isEqualTo(made);
        assertThat(networks.list()).containsExactly(made);
        assertThat(made.subnets()).containsExactly("10.250.3.0/24");
        assertThat(made.gateways()).containsExactly("10.250.3.1");
        assertThat(made.plugins().getFirst()).containsEntry("mtu", 1400);
    }

    @Test
    void networks_get_ranges_that_do_not_overlap() {
        Subnet one =
                Subnet.parse(networks.create(NewNetwork.named("one")).subnets().getFirst());
        Subnet two =
                Subnet.parse(networks.create(NewNetwork.named("two")).subnets().getFirst());
        assertThat(one.overlaps(two)).isFalse();
    }

    @Test
    void a_range_of_another_network_is_refused() {
        networks.create(wanted("one", "10.250.3.0/24", Map.of()));
        assertThatThrownBy(() -> networks.create(wanted("two", "10.250.0.0/16", Map.of())))
                .hasMessageContaining("subnet 10.250.0.0/16 is already used");
    }

    @Test
    void options_that_the_driver_lacks_are_refused() {
        assertThatThrownBy(() -> networks.create(wanted("one", "10.250.3.0/24", Map.of("speed", "1"))))
                .hasMessage("create network one: option 'speed' is unknown; the bridge driver has mtu and bridge");
        assertThat(networks.list()).isEmpty();
    }

    @Test
    void the_default_network_needs_the_plugins() {
        assertThatThrownBy(() -> networks.find("bridge"))
                .hasMessageContaining("apt-get install containernetworking-plugins");
    }

    @Test
    void an_internal_network_has_no_way_out() {
        Network made = networks.create(
                new NewNetwork("in", Optional.empty(), Optional.empty(), Optional.empty(), true, Map.of()));
        assertThat(made.internal()).isTrue();
        assertThat(made.takes("portMappings")).isFalse();
    }

    @Test
    void a_plugin_is_told_its_part_and_its_answer_is_read() throws IOException {
        plugin("echo", "cat >" + directory + "/config; echo '{\"ips\":[{\"address\":\"10.1.2.3/24\"}]}'");
        CniResult result = networks.plugins()
                .call("ADD", "echo", new Plugins.Subject("c1", "/run/netns/c1", "eth0"), Map.of("name", "n"));
        assertThat(result.addresses()).containsExactly("10.1.2.3");
        assertThat(Json.parse(Files.readAllBytes(directory.resolve("config")))).isEqualTo(Map.of("name", "n"));
    }

    @Test
    void a_plugins_error_is_told_in_its_own_words() throws IOException {
        plugin("bad", "echo '{\"code\":11,\"msg\":\"no way\",\"details\":\"none at all\"}'; exit 1");
        assertThatThrownBy(() -> networks.plugins()
                        .call("ADD", "bad", new Plugins.Subject("c1", "", "eth0"), Map.of("name", "n")))
                .isInstanceOf(NetworkException.class)
                .hasMessage("run CNI plugin bad (ADD n): no way; none at all");
    }

    @Test
    void one_that_ends_without_reading_what_it_is_told_is_heard_all_the_same() throws IOException {
        plugin("deaf", "exec <&-; echo '{\"code\":11,\"msg\":\"no way\"}'; exit 1");
        assertThatThrownBy(() -> networks.plugins()
                        .call(
                                "ADD",
                                "deaf",
                                new Plugins.Subject("c1", "", "eth0"),
                                Map.of("name", "n", "much", "x".repeat(1 << 20))))
                .hasMessage("run CNI plugin deaf (ADD n): no way");
    }

    private void plugin(String name, String script) throws IOException {
        Path file = Files.createDirectories(directory.resolve("cni")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static NewNetwork wanted(String name, String subnet, Map<String, String> options) {
        return new NewNetwork(
                name, Optional.of(Subnet.parse(subnet)), Optional.empty(), Optional.empty(), false, options);
    }
}
