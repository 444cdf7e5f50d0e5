package shibafu.engine.network;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What slirp4netns is told while it runs: a request of JSON for each connection to its socket (slirp4netns(1), "API
/// SOCKET").
final class SlirpSocket {
    private SlirpSocket() {}

    /// Has a port of the host's lead into the namespace.
    ///
    /// @param guestPort where it arrives
    /// @throws IOException with its words if it refuses
    static void forward(Path socket, PortMapping port, int guestPort) throws IOException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("proto", port.protocol());
        arguments.put("host_addr", address(port));
        arguments.put("host_port", port.hostPort());
        arguments.put("guest_port", guestPort);
        Map<String, Object> answer = ask(socket, Map.of("execute", "add_hostfwd", "arguments", arguments));
        if (answer.containsKey("error")) {
            throw new IOException("publish port " + port.outside() + ": "
                    + Json.text(Json.object(answer, "error"), "desc").orElse("refused"));
        }
    }

    /// Takes that back.
    static void withdraw(Path socket, List<PortMapping> ports) throws IOException {
        for (Map<String, Object> entry : Json.objects(ask(socket, Map.of("execute", "list_hostfwd")), "entries")) {
            if (ports.stream().anyMatch(port -> isOf(port, entry))) {
                ask(socket, Map.of("execute", "remove_hostfwd", "arguments", Map.of("id", Json.number(entry, "id"))));
            }
        }
    }

    private static boolean isOf(PortMapping port, Map<String, Object> entry) {
        return Json.number(entry, "host_port") == port.hostPort()
                && Json.text(entry, "proto").filter(port.protocol()::equals).isPresent()
                && Json.text(entry, "host_addr").filter(address(port)::equals).isPresent();
    }

    private static String address(PortMapping port) {
        return port.hostIp().isEmpty() ? "0.0.0.0" : port.hostIp();
    }

    private static Map<String, Object> ask(Path socket, Map<String, Object> request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer bytes = ByteBuffer.wrap(Json.bytes(request));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.shutdownOutput();
            return Json.parse(Channels.newInputStream(channel).readAllBytes());
        }
    }
}
