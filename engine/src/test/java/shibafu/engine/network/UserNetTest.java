package shibafu.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user's network is, but for the programs themselves, which `user.sh` runs.
final class UserNetTest {
    private static final PortMapping PORT = new PortMapping("", 8080, 80, "tcp");

    @TempDir
    private Path directory;

    @Test
    void a_user_has_the_networks_that_were_made_and_one_of_each_container_s_own() {
        Networks networks = new Networks(directory, Plugins.usual().in(new UserBridges(directory.resolve("bridges"))));
        assertThatThrownBy(() -> networks.find("web"))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("shibafu network create web");

        networks.create(NewNetwork.named("web"));

        assertThat(networks.find("web").driver()).isEqualTo("bridge");
        assertThat(networks.list()).extracting(Network::name).contains("web");
        assertThatThrownBy(() -> networks.remove("pasta")).hasMessageContaining("cannot be removed");
        networks.remove("web");
        assertThat(networks.list()).extracting(Network::name).doesNotContain("web");
    }

    @Test
    void a_container_of_a_user_s_is_in_a_network_of_its_own_or_in_others() {
        UserBridges bridges = new UserBridges(directory.resolve("bridges"));
        Attachments attachments =
                new Attachments(new Networks(directory, Plugins.usual().in(bridges)));
        Network own = new Network("shibafu", Map.of("plugins", List.of(Map.of("type", "pasta"))));
        Network other = new Network("web", Map.of("plugins", List.of(Map.of("type", "bridge"))));

        attachments.refuseMixture("join: ", List.of(own));
        attachments.refuseMixture("join: ", List.of(other, other));
        assertThatThrownBy(() -> attachments.refuseMixture("join: ", List.of(other, own)))
                .hasMessageStartingWith("join: bridge is a network of its own");
    }

    @Test
    void a_port_is_asked_for_in_the_words_of_slirp4netns() throws Exception {
        assertThat(asked("{\"return\": {\"id\": 1}}"))
                .contains("add_hostfwd")
                .containsPattern("host_addr\"\\s*:\\s*\"0.0.0.0\"[^}]*8080[^}]*80");
    }

    @Test
    void its_refusal_is_told() {
        assertThatThrownBy(
                        () -> asked("{\"error\": {\"desc\": \"bad request: add_hostfwd: slirp_add_hostfwd failed\"}}"))
                .hasMessage("publish port 0.0.0.0:8080: bad request: add_hostfwd: slirp_add_hostfwd failed");
    }

    private String asked(String answer) throws Exception {
        Path socket = directory.resolve("api.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<String> heard = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> answer(server, answer, heard));
            SlirpSocket.forward(socket, PORT, PORT.containerPort());
            return heard.get(10, TimeUnit.SECONDS);
        }
    }

    private static void answer(ServerSocketChannel server, String answer, CompletableFuture<String> heard) {
        try (SocketChannel caller = server.accept()) {
            heard.complete(new String(Channels.newInputStream(caller).readAllBytes(), StandardCharsets.UTF_8));
            Channels.newOutputStream(caller).write(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            heard.completeExceptionally(e);
        }
    }
}
