package shibafu.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NameFilesTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void hosts_names_those_in_the_same_network_alone() {
        Attachment web = attachment("web", "front", "10.1.0.2");
        Attachment peer = attachment("peer", "front", "10.1.0.3");
        Attachment far = attachment("far", "back", "10.2.0.2");
        assertThat(NameFiles.hosts(Optional.of(web), "box", web.request(), List.of(peer, far)))
                .hasLineCount(4)
                .startsWith("127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n")
                .endsWith("10.1.0.2\tbox web\n10.1.0.3\tpeer\n");
    }

    @Test
    void name_servers_on_the_hosts_loopback_are_left_out() throws IOException {
        Files.createDirectories(directory.resolve("etc"));
        Files.writeString(
                directory.resolve("etc/resolv.conf"), "nameserver 127.0.0.53\nnameserver 10.0.0.1\nsearch a b\n");
        assertThat(NameFiles.resolv(NetworkRequest.Names.NONE, directory))
                .isEqualTo("nameserver 10.0.0.1\nsearch a b\n");
        NetworkRequest.Names asked = new NetworkRequest.Names(List.of("9.9.9.9"), List.of("."), List.of("ndots:1"));
        assertThat(NameFiles.resolv(asked, directory)).isEqualTo("nameserver 9.9.9.9\noptions ndots:1\n");
    }

    @Test
    void what_a_container_has_is_read_as_it_was_written() throws IOException {
        Attachment web = attachment("web", "front", "10.1.0.2");
        assertThat(Attachment.of("file", Json.parse(Json.bytes(web.toMap())))).isEqualTo(web);
    }

    private static Attachment attachment(String name, String network, String address) {
        Network joined = new Network(network, Map.of("name", network, "plugins", List.of(Map.of("type", "bridge"))));
        CniResult result = new CniResult(Map.of("ips", List.of(Map.of("address", address + "/16"))));
        return new Attachment(
                name + "-1",
                name,
                Path.of("/run/shibafu"),
                name,
                Path.of("/run/netns/" + name),
                Path.of("/etc/hosts-of-" + name),
                NetworkRequest.NONE,
                List.of(new Attachment.Joined(joined, "eth0", Map.of(), result)));
    }
}
