package shibafu.engine.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/// `/etc/hosts`, `/etc/hostname` and `/etc/resolv.conf` of a container: files of the host that are mounted there.
///
/// @param directory where they are, on the host
public record NameFiles(Path directory) {
    private static final String LOOPBACK = "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n";

    /// What stands behind the stub that listens on the host's loopback, which a container does not reach.
    private static final String RESOLVED = "run/systemd/resolve/resolv.conf";

    public Path hosts() {
        return directory.resolve("hosts");
    }

    public Path hostname() {
        return directory.resolve("hostname");
    }

    public Path resolv() {
        return directory.resolve("resolv.conf");
    }

    /// Makes them, for a container that has no address yet.
    ///
    /// @param hostRoot `/`, or a directory in its place
    public void write(String name, NetworkRequest request, Path hostRoot) {
        try {
            Files.createDirectories(directory);
            put(hosts(), hosts(Optional.empty(), name, request, List.of()));
            put(hostname(), name + "\n");
            put(resolv(), resolv(request.names(), hostRoot));
        } catch (IOException e) {
            throw new NetworkException("write " + directory + ": " + e.getMessage(), e);
        }
    }

    /// Text of `/etc/hosts`.
    ///
    /// @param own empty: it is in no network
    /// @param peers who is in one of the same networks
    static String hosts(Optional<Attachment> own, String hostname, NetworkRequest request, List<Attachment> peers) {
        StringBuilder text = new StringBuilder(LOOPBACK);
        for (String host : request.hosts()) {
            int colon = host.indexOf(':');
            String address = host.substring(colon + 1);
            Optional<String> known =
                    address.equals("host-gateway") ? own.flatMap(NameFiles::gateway) : Optional.of(address);
            known.ifPresent(ip -> line(text, ip, List.of(host.substring(0, colon))));
        }
        own.ifPresent(self -> {
            List<String> names = new ArrayList<>(List.of(hostname));
            self.names().stream().filter(name -> !names.contains(name)).forEach(names::add);
            self.joined().forEach(one -> one.result().addresses().forEach(ip -> line(text, ip, names)));
            for (Attachment peer : peers) {
                peer.joined().stream()
                        .filter(one -> one.network().shared()
                                && self.isIn(one.network().name()))
                        .forEach(one -> one.result().addresses().forEach(ip -> line(text, ip, peer.names())));
            }
        });
        return text.toString();
    }

    private static Optional<String> gateway(Attachment own) {
        return own.joined().stream()
                .flatMap(one -> one.result().gateway().stream())
                .findFirst();
    }

    private static void line(StringBuilder text, String address, List<String> names) {
        text.append(address).append('\t').append(String.join(" ", names)).append('\n');
    }

    /// Text of resolv.conf(5): the host's but for what was asked for.
    static String resolv(NetworkRequest.Names names, Path hostRoot) throws IOException {
        List<String> host = lines(hostRoot.resolve("etc/resolv.conf"));
        if (servers(host).isEmpty()) {
            host = lines(hostRoot.resolve(RESOLVED));
        }
        List<String> lines = new ArrayList<>();
        names.servers().forEach(server -> lines.add("nameserver " + server));
        if (names.servers().isEmpty()) {
            lines.addAll(servers(host));
        }
        lines.addAll(
                names.search().isEmpty()
                        ? starting(host, "search ")
                        : names.search().contains(".")
                                ? List.of()
                                : List.of("search " + String.join(" ", names.search())));
        lines.addAll(
                names.options().isEmpty()
                        ? starting(host, "options ")
                        : List.of("options " + String.join(" ", names.options())));
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static List<String> servers(List<String> lines) {
        return starting(lines, "nameserver ").stream()
                .filter(line -> !line.matches("nameserver\\s+(127\\..*|::1)"))
                .toList();
    }

    private static List<String> starting(List<String> lines, String word) {
        return lines.stream().filter(line -> line.startsWith(word)).toList();
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static void put(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    /// Changes a file that is mounted in a container, which sees the inode, not the name. A file that is gone went with
    /// its container.
    static void rewrite(Path file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            int length = bytes.remaining();
            channel.write(bytes, 0);
            channel.truncate(length);
        } catch (NoSuchFileException e) {
            Logger.debug("{} went with its container", file);
        }
    }
}
